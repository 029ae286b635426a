"""Positions of a text mapped to positions of the text that it was made from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable


class OffsetMap:
    """The ranges in which a view and its source differ: view characters [view, view_end) stand for [source, source_end).

    Ranges are sorted and disjoint on both sides; outside of them characters correspond one to one. An empty view range
    stands for characters that vanished.
    """

    __slots__ = ("source", "source_end", "view", "view_end")

    def __init__(self) -> None:
        self.view, self.view_end = array("q"), array("q")
        self.source, self.source_end = array("q"), array("q")

    def add(self, view: int, view_end: int, source: int, source_end: int) -> None:
        """Append a range that lies behind all others."""
        self.view.append(view)
        self.view_end.append(view_end)
        self.source.append(source)
        self.source_end.append(source_end)

    def vanish(self, view: int, source: int) -> None:
        """Let source character `source` stand for nothing, before view character `view`."""
        if self._vanished_before(view):
            self.source_end[-1] = source + 1
        else:
            self.add(view, view, source, source + 1)

    def attach(self, view: int, source: int) -> None:
        """Give source character `source`, and what vanished before it, to the last view character before `view`."""
        first = source
        if self._vanished_before(view):
            first = self.source.pop()
            del self.view[-1], self.view_end[-1], self.source_end[-1]
        if self.view_end and self.view_end[-1] == view:
            self.source_end[-1] = source + 1
        else:
            self.add(view - 1, view, first - 1, source + 1)

    def _vanished_before(self, view: int) -> bool:
        return bool(self.view) and self.view[-1] == self.view_end[-1] == view

    def unit(self, at: int) -> tuple[int, int, int, int]:
        """Return the smallest (view, view_end, source, source_end) around view character `at`."""
        index = bisect_right(self.view, at) - 1
        if index < 0:
            return at, at + 1, at, at + 1
        if at < self.view_end[index]:
            return self.view[index], self.view_end[index], self.source[index], self.source_end[index]
        source = self.source_end[index] + at - self.view_end[index]
        return at, at + 1, source, source + 1

    def place(self, at: int, past: bool = False) -> int:
        """Return where source character `at` stands in the view; if `past`, where what it reads as ends."""
        index = bisect_right(self.source, at) - 1
        if index >= 0 and at < self.source_end[index]:
            return self.view_end[index] if past else self.view[index]
        return at + past + (self.view_end[index] - self.source_end[index] if index >= 0 else 0)

    def copy(self, other: OffsetMap, index: int, until: int, shift: int) -> int:
        """Append the ranges of `other` from `index` on that end by view position `until`, with view positions moved by `shift`.

        Return the index of the first range that was not copied.
        """
        while index < len(other.view) and other.view_end[index] <= until:
            view, view_end = other.view[index] + shift, other.view_end[index] + shift
            self.add(view, view_end, other.source[index], other.source_end[index])
            index += 1
        return index

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range of view characters [start, end)."""
        first = self.unit(start)[2]
        return first, self.unit(end - 1)[3] if start < end else first


def replaced(
    text: str, changes: Iterable[tuple[int, int, str]], offsets: OffsetMap | None = None
) -> tuple[str, OffsetMap]:
    """Return a text with ranges, (start, end, reads) in order and disjoint, replaced by what they read as, and its map.

    `offsets` is the map of the text itself, if it was made from another one; the new map then leads to that.
    """
    before, made = offsets or OffsetMap(), OffsetMap()
    pieces: list[str] = []
    done = index = shift = 0
    for start, end, reads in changes:
        index = made.copy(before, index, start, shift)
        made.add(start + shift, start + shift + len(reads), *before.origin(start, end))
        while index < len(before.view) and before.view[index] < end:
            index += 1
        pieces += text[done:start], reads
        done, shift = end, shift + len(reads) - (end - start)
    made.copy(before, index, len(text), shift)
    return "".join([*pieces, text[done:]]), made
