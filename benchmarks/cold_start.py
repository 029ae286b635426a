"""How long whole processes take for one draft, and the memory that they hold."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median

from bench import Bench, xhslint
from measure import FINE, Failed, Spent, in_turn, middle, process
from table import Table

BASE = "import click, regex"


def table(bench: Bench) -> Table:
    """A row for xhslint with findings and without, and one for each peer, each in turn with a bare Python."""
    made = Table("Cold start: one process, one draft", ("what", "seconds", "times bare", "peak MB"))
    base: list[Spent] = []
    made.add("xhslint, a draft with findings", *_row(bench, xhslint(bench.bad), (1,), base))
    made.add("xhslint, a clean draft", *_row(bench, xhslint(bench.good), (0,), base))
    for peer in bench.peers:
        if peer.starts:
            try:
                peer.require(bench.folder, bench.bad)
                made.add(peer.name, *_row(bench, peer.call(bench.bad), FINE, base))
            except Failed as error:
                made.add(peer.name, str(error))
    cells = f"{median(each.seconds for each in base):.3f}", "1.00", f"{median(each.peak for each in base):.0f}"
    made.rows.insert(0, [f'bare: python -c "{BASE}"', *cells])
    made.note = f"Medians of {bench.pairs} pairs, each a run of the row and one of the bare Python right after it."
    return made


def _row(bench: Bench, command: list[str], statuses: Sequence[int], base: list[Spent]) -> tuple[str, str, str]:
    peaks: list[float] = []

    def ours() -> float:
        spent = process(command, bench.folder, statuses)
        peaks.append(spent.peak)
        return spent.seconds

    def bare() -> float:
        base.append(process([sys.executable, "-c", BASE], bench.folder))
        return base[-1].seconds

    ours()  # whatever is only done once
    seconds, ratio = middle(in_turn(bench.pairs, ours, bare))
    return f"{seconds:.3f}", f"{ratio:.2f}", f"{median(peaks):.0f}"
