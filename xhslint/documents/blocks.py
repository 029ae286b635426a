"""What running text consists of: paragraphs and tables, those of Word files and web pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.records import NamedTuple
from xhslint.documents.note import Part
from xhslint.drafts.places import behind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Block: TypeAlias = "Paragraph | Table"
TableRow: TypeAlias = "dict[int, list[Block]]"


BODY = 9
"""The level of what is no heading; the title of a document has 0, its headings 1 and more."""


class Paragraph(NamedTuple):
    """A paragraph: its parts, at least one, perhaps without words; the destinations of its links; its level as a heading.

    With `is_joined`, the next paragraph goes on in the same line.
    """

    parts: Sequence[Part]
    links: Sequence[Part] = ()
    level: int = BODY
    is_joined: bool = False

    @property
    def words(self) -> str:
        """All its words."""
        return self.parts[0][0] if len(self.parts) == 1 else "".join(words for words, _ in self.parts)

    def lines(self, start: int = 0) -> list[Part]:
        """Return its parts with the end of the line, if it ends one, without the first `start` characters."""
        parts = list(self.parts)
        while start and len(parts) > 1 and len(parts[0][0]) <= start:
            start -= len(parts.pop(0)[0])
        if start:
            words, place = parts[0]
            parts[0] = words[start:], behind(place, words[:start])
        if not self.is_joined:
            words, place = parts[-1]
            parts[-1] = f"{words}\n", place
        return parts


class Table(NamedTuple):
    """A table: for each row the blocks in its cells, by the numbers of columns from 0.

    A cell over several columns has its list in each of them. The rows of a table that lies in no other may still have to be read,
    and can be gone through once.
    """

    rows: Iterable[TableRow]


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs in some blocks, in order."""
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph):
            yield block
        else:
            waiting += [each for row in block.rows for each in inside(row)][::-1]


def inside(row: TableRow) -> Iterator[Block]:
    """Yield the blocks in the cells of a row, in order; those of a cell over several columns once."""
    for cell in {id(cell): cell for cell in row.values()}.values():
        yield from cell
