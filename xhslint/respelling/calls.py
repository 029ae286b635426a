"""The clauses of a text that ask the reader for something, as the classifier hears them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Asked = tuple[int, int, list[tuple[int, int]]]
"""A clause at [start, end) that asks for something, and the spans of its words that tell."""


class Calls:
    """The clauses of a text that ask for something, in order."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = asked
        self._starts = [start for start, _, _ in asked]

    def words_at(self, position: int) -> list[tuple[int, int]]:
        """Return the words that tell in the clause at a position; none if it asks for nothing."""
        number = bisect_right(self._starts, position) - 1
        return self._asked[number][2] if number >= 0 and position < self._asked[number][1] else []

    def begin_in(self, start: int, end: int) -> bool:
        """Tell whether a clause that asks for something begins in `[start, end)`."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)
