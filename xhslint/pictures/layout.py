"""How the lines of a picture lie: in which order they are read, and in which parts a long picture is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.records import NamedTuple
from xhslint.pictures.reading import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.places import Box

LONG = 2.4
"""The height of a picture, in widths, from which on it is read in parts: made smaller as a whole, its words would be lost."""
PART, OVERLAP = 1.8, 0.3
"""The height of a part and of what it shares with the next one, in widths."""

_UPRIGHT = 1.6  # the height of a line, in widths, that is written from top to bottom
_SAME = 0.5  # how much of the smaller of two boxes they share that hold the same line


class Tile(NamedTuple):
    """A part of a picture, over its whole width."""

    top: int
    bottom: int


def tiles(width: int, height: int) -> Iterator[Tile]:
    """Yield the parts in which a picture is read, from top to bottom."""
    if height <= LONG * width:
        yield Tile(0, height)
        return
    step, size = max(1, round((PART - OVERLAP) * width)), max(1, round(PART * width))
    top = 0
    while top + size < height:
        yield Tile(top, top + size)
        top += step
    yield Tile(top, height)


def without_repeats(lines: Sequence[Line], more: Sequence[Line]) -> list[Line]:
    """Return lines with those of the next part that are not there yet; of a line read twice, the longer reading is kept."""
    kept = list(lines)
    for line in more:
        same = next((index for index, each in enumerate(kept) if _shared(each.box, line.box) > _SAME), None)
        if same is None:
            kept.append(line)
        elif (len(line.text), line.confidence) > (len(kept[same].text), kept[same].confidence):
            kept[same] = line
    return kept


def outside(lines: Sequence[Line], codes: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines without those that are the pattern of a code, taken for words."""
    return tuple(line for line in lines if not any(_has_centre(code.box, line.box) for code in codes))


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, and from left to right where they stand beside each other.

    Lines written downwards that stand beside each other are read from right to left, each to its end.
    """
    ordered: list[Line] = []
    for row in rows(lines):
        if all(map(is_upright, row)):
            ordered += sorted(row, key=lambda line: -line.box[0])
        else:
            ordered += sorted(row, key=lambda line: line.box[0])
    return ordered


def rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines in rows: those of a kind, written across or downwards, that share at least half of their height."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box[1], line.box[0])):
        row = next((row for row in reversed(found) if _is_beside(row[-1], line)), None)
        if row is None:
            found.append([line])
        else:
            row.append(line)
    return found


def _is_beside(one: Line, other: Line) -> bool:
    (_, top, _, height), (_, other_top, _, other_height) = one.box, other.box
    shared = min(top + height, other_top + other_height) - max(top, other_top)
    return is_upright(one) == is_upright(other) and shared * 2 > min(height, other_height)


def is_upright(line: Line) -> bool:
    """Return whether a line is written from top to bottom."""
    return len(line.text) > 1 and line.box[3] > _UPRIGHT * line.box[2]


def _has_centre(box: Box, inner: Box) -> bool:
    """Return whether the middle of a box lies inside another, larger one."""
    (x, y, width, height), (u, v, wide, high) = box, inner
    is_inside = x <= u + wide / 2 <= x + width and y <= v + high / 2 <= y + height
    return is_inside and wide * high < width * height


def _shared(one: Box, other: Box) -> float:
    """Return how much of the smaller of two boxes lies in both, from 0 to 1."""
    (x, y, width, height), (u, v, wide, high) = one, other
    across = min(x + width, u + wide) - max(x, u)
    down = min(y + height, v + high) - max(y, v)
    return across * down / max(1, min(width * height, wide * high)) if across > 0 and down > 0 else 0.0
