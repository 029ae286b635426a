"""A view in which some parts stand in another order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from xhslint.base.records import NamedTuple
from xhslint.model.disguises import Disguise
from xhslint.text.view import View


class Rearranged(NamedTuple):
    """What stands at `[start, end)` of a text, read in another `order` of its characters, given by their places."""

    start: int
    end: int
    kind: str
    order: tuple[int, ...]


class RearrangedView(View):
    """`base` with `parts` of it, sorted and disjoint, in their orders; `spans` are where these stand in the view."""

    __slots__ = ("_base", "_kinds", "_order", "spans")

    def __init__(self, base: View, parts: Sequence[Rearranged]) -> None:
        self._base = base
        self._kinds = [part.kind for part in parts]
        self._order: list[int] = []
        self.spans: list[tuple[int, int]] = []
        done = 0
        for part in parts:
            self._order += range(done, part.start)
            self.spans.append((len(self._order), len(self._order) + len(part.order)))
            self._order += part.order
            done = part.end
        self._order += range(done, len(base.text))
        self.text = "".join(base.text[place] for place in self._order)
        self.is_identity = False

    def source(self, start: int, end: int) -> tuple[int, int]:
        return self._base.source(*self._hull(start, end))

    def is_respelled(self, start: int, end: int) -> bool:
        return bool(self._touched(start, end)) or (start < end and self._base.is_respelled(*self._hull(start, end)))

    def written(self, start: int, end: int) -> str:
        return self._base.written(*self._hull(start, end))

    def disguises(self, start: int, end: int) -> list[Disguise]:
        if start >= end:
            return []
        found = self._base.disguises(*self._hull(start, end))
        for number in self._touched(start, end):
            first, last = max(self.spans[number][0], start), min(self.spans[number][1], end)
            found.append(Disguise(self._kinds[number], self.written(first, last), self.text[first:last]))
        return found

    def _hull(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the base in which view characters [start, end) lie."""
        if start < end:
            places = self._order[start:end]
            return min(places), max(places) + 1
        at = self._order[start] if start < len(self._order) else len(self._base.text)
        return at, at

    def _touched(self, start: int, end: int) -> range:
        """Return the numbers of the parts that overlap view characters [start, end)."""
        return range(bisect_right(self.spans, start, key=lambda span: span[1]), bisect_left(self.spans, (end, 0)))
