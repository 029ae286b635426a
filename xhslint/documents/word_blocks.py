"""What a Word file consists of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.base.records import NamedTuple
from xhslint.documents.word_styles import BODY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Block: TypeAlias = "Paragraph | Table"


class Paragraph(NamedTuple):
    """A paragraph: its number in the file from 1, words, links, level as a heading, and whether the next one goes on with it."""

    number: int
    words: str
    links: tuple[str, ...] = ()
    level: int = BODY
    is_joined: bool = False


class Table(NamedTuple):
    """A table: for each row the blocks in its cells, by the number of the cell's first column from 0."""

    rows: list[dict[int, list[Block]]]


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs in some blocks, in order."""
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph):
            yield block
        else:
            waiting += inside(block)


def inside(table: Table) -> Iterator[Block]:
    """Yield the blocks in the cells of a table, the last first."""
    for row in reversed(table.rows):
        for cell in reversed(row.values()):
            yield from reversed(cell)
