"""A cell of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xhslint.base.records import NamedTuple
from xhslint.documents.links import unsaid_parts
from xhslint.documents.note import Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


MAX_COLUMNS = 16_384
"""How many columns a sheet has; names are looked for in so many of any table."""

MAX_SPAN = 64
"""Over how many columns a merged cell reaches at most; Word has no more."""


class Cell(NamedTuple):
    """What stands in a cell: its words, the parts that they are made of, at least one, and the destinations of its links.

    With `is_unknown`, a formula stands there, and the file does not hold what a person sees in its place.
    """

    text: str
    parts: Sequence[Part]
    links: Sequence[Part] = ()
    is_unknown: bool = False

    @classmethod
    def of(cls, parts: Sequence[Part], links: Sequence[Part] = ()) -> Cell:
        """Return the cell that some parts make."""
        return cls("".join(words for words, _ in parts), parts, links)

    def destinations(self) -> list[Part]:
        """Return the destinations that the words do not say, a line for each."""
        return unsaid_parts(self.text, self.links) if self.links else []


Row: TypeAlias = "Mapping[int, Cell]"
"""The cells of a row that are not empty, by their indices from 0, ascending; one over several columns has several."""
