"""Columns of a picture: lines that stand beside each other, with a gap between them from top to bottom."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

from xhslint.base.records import NamedTuple
from xhslint.pictures.layout import is_upright, rows
from xhslint.pictures.reading import Line

GAP = 0.8
"""How wide the gap between two columns is at least, in heights of their lines."""
LEAST = 2
"""How many lines each column has at least, beside lines of the other."""
DEEPEST = 6


class _Gap(NamedTuple):
    left: int
    right: int

    def narrowed(self, row: Sequence[Line]) -> _Gap:
        """Return the part of a gap that a row leaves free; a line that covers it leaves none."""
        left, right = self
        for line in row:
            start, end = line.box[0], line.box[0] + line.box[2]
            if start + end < self.left + self.right:
                left = max(left, end)
            else:
                right = min(right, start)
        return _Gap(left, right)

    @property
    def width(self) -> int:
        return self.right - self.left


def in_columns(lines: Sequence[Line], depth: int = DEEPEST) -> list[Line]:
    """Return lines column by column where there are columns, else from top to bottom and from left to right.

    Words written downwards have an order of their own, so a picture with some is left as it is.
    """
    if not depth or any(map(is_upright, lines)):
        return list(lines)
    ordered: list[Line] = []
    for run, gap in _runs(rows(lines)):
        block = [line for row in run for line in row]
        sides = (
            [[line for line in block if (line.box[0] >= gap.right) is is_right] for is_right in (False, True)]
            if gap
            else []
        )
        if sides and sum(len(row) > 1 for row in run) >= LEAST and min(map(len, sides)) >= LEAST:
            for side in sides:
                ordered += in_columns(side, depth - 1)
        else:
            ordered += block
    return ordered


def _runs(found: Sequence[Sequence[Line]]) -> Iterator[tuple[list[list[Line]], _Gap | None]]:
    """Yield rows in runs that one gap goes through, each with that gap; a row without one is a run of its own."""
    run: list[list[Line]] = []
    gap: _Gap | None = None
    for each in found:
        row = sorted(each, key=lambda line: line.box[0])
        least = GAP * median(line.box[3] for line in row)
        narrowed = gap.narrowed(row) if gap else None
        if narrowed and narrowed.width >= least:
            run.append(row)
            gap = narrowed
            continue
        if run:
            yield run, gap
        run, gap = [row], _widest(row, least)
    if run:
        yield run, gap


def _widest(row: Sequence[Line], least: float) -> _Gap | None:
    """Return the widest gap between the lines of a row; None if it is too narrow for one between columns."""
    gaps, end = [], 0
    for before, line in itertools.pairwise(row):
        end = max(end, before.box[0] + before.box[2])
        gaps.append(_Gap(end, line.box[0]))
    widest = max(gaps, key=lambda gap: gap.width, default=None)
    return widest if widest and widest.width >= least else None
