"""Megabytes of UTF-8 a second over many notes, on one core and on two."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from bench import Bench, inside, xhslint
from measure import Failed, in_turn, middle, process, size, told
from peers import Peer
from table import NONE, Table


def tables(bench: Bench) -> list[Table]:
    return [table(bench), processes(bench)]


def table(bench: Bench) -> Table:
    """xhslint inside its process and the peers, each in turn with xhslint in memory."""
    made = Table("Throughput: many notes, one core", ("what", "notes", "MB/s", "beside xhslint"))
    whole = size(bench.files)
    base: list[float] = []

    def memory() -> float:
        base.append(whole / told(inside("check", bench.notes), bench.folder)["seconds"])
        return base[-1]

    def row(name: str, number: int, rate: Callable[[], float]) -> None:
        value, ratio = middle(in_turn(bench.rounds, rate, memory))
        made.add(name, str(number), _figure(value), _figure(ratio))

    for name, what in (("xhslint, one file a note", "files"), ("xhslint, its fold alone", "fold")):
        command = inside(what, bench.notes)
        row(name, len(bench.files), lambda command=command: whole / told(command, bench.folder)["seconds"])  # type: ignore[misc]
    for peer in bench.peers:
        if peer.sample != 0:
            try:
                peer.require(bench.folder, bench.bad)
                row(peer.name, len(bench.some(peer.sample)[1]), _rate(bench, peer))
            except Failed as error:
                made.add(peer.name, NONE, str(error))
    made.rows.insert(0, ["xhslint, in memory", str(len(bench.files)), _figure(median(base)), "1.00"])
    made.note = (
        f"Medians of {bench.rounds} pairs with xhslint in memory. Its own rows and those of jieba leave out the start of "
        "the process; of the other peers that of a run over one line is subtracted. 1 MB is a million bytes of UTF-8."
    )
    return made


def _rate(bench: Bench, peer: Peer) -> Callable[[], float]:
    """What measures the megabytes a second of a peer."""
    folder, files = bench.some(peer.sample)
    whole = size(files)
    if peer.timed:
        return lambda: whole / told(peer.call(folder), bench.folder)["seconds"]
    start = median(process(peer.call(bench.line), bench.folder).seconds for _ in range(max(3, bench.rounds)))

    def rate() -> float:
        seconds = process(peer.call(folder), bench.folder).seconds - start
        if seconds <= 0:
            raise Failed("too few notes")
        return whole / seconds

    return rate


def _figure(value: float) -> str:
    """Digits that matter."""
    for least, digits in ((100, 0), (10, 1), (0.1, 2)):
        if value >= least:
            return f"{value:.{digits}f}"
    return f"{value:.2g}"


def processes(bench: Bench) -> Table:
    """The command line on a folder with one process and with two, start included."""
    made = Table("Processes: xhslint FOLDER --no-cache", ("what", "notes", "seconds", "MB/s", "times one"))
    whole, number = size(bench.files), str(len(bench.files))

    def run(jobs: int) -> float:
        return process(xhslint(bench.notes, "--no-cache", "--jobs", str(jobs)), bench.folder).seconds

    pairs = in_turn(bench.rounds, lambda: run(1), lambda: run(2))
    one, ratio = middle(pairs)
    two = median(other for _, other in pairs)
    made.add("--jobs 1", number, f"{one:.2f}", _figure(whole / one), "1.00")
    made.add("--jobs 2", number, f"{two:.2f}", _figure(whole / two), f"{ratio:.2f}")
    made.note = f"Medians of {bench.rounds} pairs of whole processes, their start included."
    return made
