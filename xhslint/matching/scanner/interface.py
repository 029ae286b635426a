"""What the compiled scanner (`native/`) and its fallback in Python have in common; for type checkers only."""

from __future__ import annotations

from array import array
from typing import Protocol, TypeAlias

Buffer: TypeAlias = "bytes | memoryview | array[int]"


class Reading(Protocol):
    """Where all patterns occur in one view. `patterns` are arrays of unsigned 32-bit numbers in ascending order."""

    def places(self, patterns: array[int], start: int, end: int, /) -> list[tuple[int, int, int, int]]:
        """Return (start, end, pattern, drawn) for each place of a pattern that begins in [start, end), in order.

        `drawn` is 1 where the characters are so far apart that only a strong term may stand there, else 0.
        """

    def count(self, patterns: array[int], /) -> int:
        """Return how often patterns occur, places included that `places` leaves out."""

    def rank(self, position: int, /) -> int:
        """Return how many solid characters stand before a position."""


Found: TypeAlias = "int | tuple[int, ...] | None"
"""The facts about a text, with the entries that may match it if there are any; None for a text that was not scanned."""

Scored: TypeAlias = "tuple[int, int, int, tuple[tuple[int, int, int], ...]]"
"""A clause at [start, end) with an anchor, its score, and its words: (start, end, pattern) each."""

Spelled: TypeAlias = "tuple[str, tuple[tuple[int, int, int, str, int], ...]]"
"""A word and the pieces that spell it; see `respelling.spelling`."""


class Scanner(Protocol):
    """Finds the patterns of a rulebook, and tests entries: one for each alternative of each rule."""

    def __init__(self, tables: Buffer, /) -> None:
        """Prepare a scanner by its tables; raises ValueError for data that are no tables of this version."""

    def open(self, text: str, is_view: bool, is_disguised: bool = False, /) -> int | tuple[int, ...] | None:
        """Return the facts about a text, or (facts, *entries) where entries may match it.

        `is_view` says that the text is folded, `is_disguised` that disguised words were read in it. For a text that is
        not folded, None says that it must be.
        """

    def read(self, view: str, /) -> Reading:
        """Return where all patterns occur in a view."""

    def clauses(self, view: str, /) -> list[Scored]:
        """Return the clauses of a view that have an anchor, in order, with the score of each and its words."""

    def spellings(self, view: str, /) -> list[Spelled]:
        """Return the words in a view that are written oddly; see `respelling.lattice.Lattice.spellings`."""

    def known(self, view: str, /) -> list[tuple[int, int]]:
        """Return where in a view patterns of several characters stand, unless they are cut out of a Latin word.

        For those who must not take them for something else: in any order, and some more than once.
        """

    def select(self, active: bytes, /) -> Scanner:
        """Return a scanner that tests only those entries whose byte in `active` is not 0."""
