"""Part the paragraphs and tables of a document into notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from xhslint.base.errors import InputError
from xhslint.documents.blocks import BODY, Block, Paragraph, Table, TableRow, flat, inside
from xhslint.documents.cells import Cell, Row
from xhslint.documents.columns import HEADER_ROWS, Columns
from xhslint.documents.header_words import kind_of
from xhslint.documents.links import unsaid_parts
from xhslint.documents.note import Part, note
from xhslint.documents.tables import Tables
from xhslint.documents.topics import with_marks
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

LAST_LEVEL = 3
"""A heading of this level or above is the title of a note."""

_LOOKED_AT = 8  # how deep in other tables a table may lie that is looked at for a header
_NUMBERED = re.compile(r"[\d一二三四五六七八九十①-⑳]\s*$")  # 笔记一 is the name of a note, not of a part
_LABEL = re.compile(r"\s*[【\[]?\s*(?P<name>[^\s:：【】\[\]]{2,8})\s*(?:[】\]]\s*[:：]?|[:：])\s*")
_LABEL_END = 60  # characters in which a label ends
_TITLE_LABEL = re.compile(r"(?:小红书|笔记|文案)?(?:标题|题目|title)\d?", re.IGNORECASE)


class BlockNotes:
    """Takes in blocks in their order and gives the notes that they make.

    A heading is the title of a note that goes on until the next one, or the name of a section if one below it follows at once.
    A table whose header names the parts of a note has a note a row. Lines that begin with the name of a part (标题：…, 正文：…,
    话题：…) are what they say. Whatever is left is the body of a note.
    """

    def __init__(self, columns: Columns, path: str) -> None:
        self._path = path
        self._tables = Tables(columns, path)
        self._begin()

    def add(self, block: Block) -> Iterator[Draft | InputError]:
        """Take in a block and yield the notes that end before or in it."""
        if isinstance(block, Paragraph):
            yield from self._paragraph(block)
        else:
            yield from self._table(block, 0)

    def end(self) -> Iterator[Draft | InputError]:
        """Yield the last note, if there is one."""
        if self._links or self._filled:
            body = self._parts["body"] + self._links
            yield note(self._path, self._parts["title"], body, with_marks(self._parts["topics"]))
        self._begin()

    def require_names(self) -> None:
        """Raise InputError if there were tables with notes, and none had the columns that the user named."""
        self._tables.require_names()

    @property
    def unread(self) -> tuple[str, ...]:
        """The names of columns of tables that are not read and in which prose stands."""
        return tuple(self._tables.unread)

    def _begin(self) -> None:
        self._parts: dict[str, list[Part]] = {"title": [], "body": [], "topics": []}
        self._links: list[Part] = []
        self._part = "body"
        self._filled: set[str] = set()  # the parts that have words
        self._is_labelled = False
        self._level = BODY  # of the heading that began the note

    def _table(self, table: Table, depth: int) -> Iterator[Draft | InputError]:
        """Yield the notes of a table that lies so deep in others, row by row: a long one is not held."""
        source = iter(table.rows)
        first = list(islice(source, HEADER_ROWS))
        if depth < _LOOKED_AT and not _has_tables(first) and self._tables.has_header(rows := list(map(_row, first))):
            yield from self.end()
            yield from self._tables.notes(chain(rows, map(_row, source)))
            return
        for row in chain(first, source):
            for block in inside(row):
                yield from self._paragraph(block) if isinstance(block, Paragraph) else self._table(block, depth + 1)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Draft | InputError]:
        is_heading = paragraph.level <= LAST_LEVEL and bool(paragraph.words.strip())
        name, start = _label(paragraph.words, is_heading)
        if is_heading and not name:
            if self._is_section(paragraph.level):
                names = self._parts["body"] + self._parts["title"]
                self._begin()
                self._parts["body"] = names
            else:
                yield from self.end()
            self._part, self._level = "title", paragraph.level
        elif name == "title":
            if is_heading or not self._filled <= {"title"}:
                yield from self.end()
            elif self._filled and not self._is_labelled:  # the heading above names the note and is not its title
                self._parts["body"], self._parts["title"] = self._parts["title"], []
                self._filled = {"body"}
            self._part = "body" if "title" in self._filled else "title"
            self._is_labelled = True
        elif name and (self._is_labelled or is_heading):
            self._part = name
        else:
            start = 0
        self._take(paragraph, start)

    def _is_section(self, level: int) -> bool:
        """Return whether all that is open is a heading with no text below it before one of a lower `level`.

        That is the title of the document or of a section of it, no note; it is read with the first note below it.
        """
        return self._level < level and self._filled == {"title"} and not self._links and not self._is_labelled

    def _take(self, paragraph: Paragraph, start: int) -> None:
        """Put a paragraph, its label of `start` characters left out, into the part of the note that is open."""
        self._links += unsaid_parts(paragraph.words, paragraph.links)
        self._parts[self._part] += paragraph.lines(start)
        if paragraph.words[start:].strip():
            self._filled.add(self._part)
            if self._part == "title" and not paragraph.is_joined:
                self._part = "body"


def aside(path: str, blocks: Iterable[Block], place: Place) -> Iterator[Draft]:
    """Yield the note that a comment or a footnote is, all of it with one place; none without words."""
    paragraphs = [
        paragraph._replace(
            parts=[(paragraph.words, place)], links=[(link, place) for link, _ in paragraph.links], is_joined=False
        )
        for paragraph in flat(blocks)
    ]
    words = [part for paragraph in paragraphs for part in paragraph.lines()]
    words += [part for paragraph in paragraphs for part in unsaid_parts(paragraph.words, paragraph.links)]
    if any(not each.isspace() for each, _ in words):
        yield note(path, (), words)


def _label(words: str, is_heading: bool) -> tuple[str, int]:
    """Return the part of a note whose name a paragraph begins with, or "", and where the words behind the name begin."""
    if is_heading and not _NUMBERED.search(words) and (kind := kind_of(words.strip().rstrip(":："))):
        return kind, len(words)
    label = _LABEL.match(words, 0, _LABEL_END)
    kind = kind_of(label["name"]) if label else ""
    if not label or not kind or (kind == "title" and not _TITLE_LABEL.fullmatch(label["name"])):
        return "", 0
    return kind, label.end()


def _has_tables(rows: Iterable[TableRow]) -> bool:
    """Return whether a table with these first rows serves to arrange others, so that its first cells are no names."""
    return any(isinstance(block, Table) for row in rows for cell in row.values() for block in cell)


def _row(row: TableRow) -> Row:
    """Return a row as cells, each with the paragraphs in it, those of tables in it too."""
    made = {id(blocks): _cell(blocks) for blocks in row.values()}
    cells = {column: made[id(blocks)] for column, blocks in row.items()}
    return {column: cell for column, cell in cells.items() if cell.text.strip() or cell.links}


def _cell(blocks: Iterable[Block]) -> Cell:
    parts: list[Part] = []
    links: list[Part] = []
    for paragraph in flat(blocks):
        parts += paragraph.lines()
        links += paragraph.links
    if parts:
        words, place = parts[-1]
        parts[-1] = words.removesuffix("\n"), place
    return Cell.of(parts, links)
