"""Megabytes of UTF-8 a second over many notes, on one core."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import Bench, inside
from measure import Failed, process, size, told
from peers import Peer
from table import NONE, Table


@dataclass
class Row:
    """What is measured over some notes: `seconds` of CPU each time, less the `start` of a process that does not tell its own."""

    name: str
    files: Sequence[Path]
    seconds: Callable[[], float]
    start: Callable[[], float] = lambda: 0.0
    best: float = math.inf
    least: float = math.inf

    def measure(self) -> None:
        """Measure once more."""
        self.best = min(self.best, self.seconds())
        self.least = min(self.least, self.start())

    @property
    def rate(self) -> float:
        """Megabytes a second, by the best of what was measured."""
        spent = self.best - self.least
        if spent <= 0:
            raise Failed("too few notes")
        return size(self.files) / spent


def table(bench: Bench) -> Table:
    """xhslint inside its process and the peers."""
    made = Table("Throughput: many notes, one core", ("what", "notes", "MB/s", "beside xhslint"))
    rows = list(_rows(bench))
    failed: dict[str, str] = {}
    for _ in range(bench.rounds):
        for row in rows:
            if row.name not in failed:
                try:
                    row.measure()
                except Failed as error:
                    failed[row.name] = str(error)
    base = rows[0].rate
    for row in rows:
        try:
            if row.name in failed:
                raise Failed(failed[row.name])
            made.add(row.name, str(len(row.files)), _figure(row.rate), _figure(row.rate / base))
        except Failed as error:
            made.add(row.name, NONE, str(error))
    made.note = (
        f"CPU time, the best of {bench.rounds} rounds in which each row was measured once. Rows that are measured inside "
        "their process leave out its start; of the others that of a run over one line is subtracted. 1 MB is a million "
        "bytes of UTF-8."
    )
    return made


def _rows(bench: Bench) -> Iterator[Row]:
    """Yield what is measured, xhslint in memory first."""
    own = {"in memory": "check", "check_many": "many", "one file a note": "files", "its fold alone": "fold"}
    for name, what in own.items():
        yield Row(f"xhslint, {name}", bench.files, _told(bench, inside(what, bench.notes)))
    for peer in bench.peers:
        if peer.sample != 0:
            folder, files = bench.some(peer.sample)
            if peer.timed:
                row = Row(peer.name, files, _told(bench, peer.call(folder)))
            else:
                row = Row(peer.name, files, _spent(bench, peer.call(folder)), _spent(bench, peer.call(bench.line)))
            yield _required(bench, peer, row)


def _required(bench: Bench, peer: Peer, row: Row) -> Row:
    """Return a row, or one that fails, if the peer is missing or finds nothing in a bad draft."""
    try:
        peer.require(bench.folder, bench.bad)
    except Failed as error:
        reason = str(error)

        def fail() -> float:
            raise Failed(reason)

        return Row(row.name, row.files, fail)
    return row


def _told(bench: Bench, command: Sequence[str]) -> Callable[[], float]:
    return lambda: float(told(command, bench.folder)["seconds"])


def _spent(bench: Bench, command: Sequence[str]) -> Callable[[], float]:
    return lambda: process(command, bench.folder).cpu


def _figure(value: float) -> str:
    """Digits that matter."""
    for least, digits in ((100, 0), (10, 1), (0.1, 2)):
        if value >= least:
            return f"{value:.{digits}f}"
    return f"{value:.2g}"
