"""In which ways the words of a picture may be meant: in rows or columns, and large lines as one phrase or several."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place
from xhslint.pictures.columns import in_columns
from xhslint.pictures.layout import is_upright
from xhslint.pictures.reading import NOWHERE, Line, Reading, words_draft

LARGE = 1 / 14
"""The height from which on a line is large, in shorter sides of the picture."""
ALIKE = 1.6
"""How many times higher one of two lines may be that are one phrase."""
NEAR = 0.7
"""How far apart such lines may be, in heights of the lower one."""


def ways(reading: Reading, path: str, inside: Place = NOWHERE) -> Iterator[tuple[Draft, Draft | None]]:
    """Yield the words of a picture in each order in which they may be meant, and with large lines as one, if there are any.

    Both drafts of a pair have the same offsets and places. The first pair is in the order in which the words were read.
    """
    lines = reading.lines or ()
    ordered = tuple(in_columns(lines))
    for order in (lines, ordered) if ordered != tuple(lines) else (lines,):
        this = reading._replace(lines=tuple(order))
        joined = going_on(this)
        yield words_draft(this, path, inside), words_draft(this, path, inside, joined) if joined else None


def going_on(reading: Reading) -> frozenset[int]:
    """Return the numbers of the lines that may go on in the next one: both are large, alike, and one below the other."""
    lines = reading.lines or ()
    least = LARGE * min(reading.width, reading.height)
    return frozenset(number for number, pair in enumerate(itertools.pairwise(lines)) if _is_one(pair, least))


def _is_one(pair: Sequence[Line], least: float) -> bool:
    (x, y, width, height), (u, v, wide, high) = (line.box for line in pair)
    small, big = sorted((height, high))
    if any(map(is_upright, pair)) or small < least or big > ALIKE * small:
        return False
    is_below = v > y and v - (y + height) <= NEAR * high
    is_aligned = abs(x - u) <= high or abs(2 * x + width - 2 * u - wide) <= 2 * high
    return is_below and is_aligned
