"""Paragraphs and tables of a web page, as a person sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhslint.base.errors import InputError, Problem
from xhslint.documents.blocks import BODY, Block, Paragraph, Table
from xhslint.documents.cursor import Cursor
from xhslint.documents.html_scan import BROKEN, COMMENT, START, TEXT, Token, pieces, scan
from xhslint.documents.note import Part, stripped
from xhslint.messages.catalogue import both

MOST_TABLES = 50
"""Tables that lie deeper in others are read as if their cells were paragraphs."""

MOST_HELD = 300_000
"""The most pieces of text of a table, which is held as a whole."""

_HEADINGS = {"h1": 1, "h2": 2}
_LINES = {
    name
    for names in (
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer",
        "form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu nav noscript ol optgroup option p pre search",
        "section select summary table tbody td textarea tfoot th thead tr ul",
    )
    for name in names.split()
}
"""Elements that begin and end lines."""
_KEEP_BLANKS = frozenset(("pre", "textarea"))
_SPANS = 100  # columns in which cells that reach over several rows are minded
_ADDRESS = re.compile(r"(?!javascript:|data:|about:|blob:|file:)[a-z][a-z0-9+.\-]*:|//|www\.", re.IGNORECASE)


class _Open:
    """A table that is open; `taken` says for columns before which row a cell from above fills them."""

    def __init__(self) -> None:
        self.rows: list[dict[int, list[Block]]] = []
        self.cell: list[Block] | None = None
        self.taken: dict[int, int] = {}
        self.column = 0

    def begin_row(self) -> None:
        self.cell = None
        self.rows.append({})
        self.column = 0

    def begin_cell(self, columns: int, rows: int) -> None:
        if not self.rows:
            self.begin_row()
        row = len(self.rows) - 1
        while self.taken.get(self.column, 0) > row:
            self.column += 1
        self.cell = self.rows[-1][self.column] = []
        end = self.column + columns
        if rows > 1:
            self.taken.update(dict.fromkeys(range(self.column, min(end, _SPANS)), row + rows))
        self.column = end


class Page:
    """Reads a page once; `broken` is then the error for what hides the rest of it, if there is such a thing."""

    def __init__(self, text: str, path: str) -> None:
        self.broken: InputError | None = None
        self._text = text
        self._path = path
        self._cursor = Cursor(text, path)
        self._done: list[Block] = []
        self._tables: list[_Open] = []
        self._deeper = 0  # tables that are not minded any more
        self._held = 0
        self._templates: list[Token] = []
        self._keeps_blanks = 0
        self._level = BODY
        self._parts: list[Part] = []
        self._links: list[Part] = []

    def blocks(self) -> Iterator[Block]:
        """Yield the paragraphs and tables in order; raises InputError for more than a note can hold."""
        for token in scan(self._text):
            if token.kind == BROKEN:
                self._break(token)
            elif token.name == "template":
                self._template(token)
            elif self._templates:
                continue
            elif token.kind == TEXT:
                self._words(token)
            elif token.kind == COMMENT:
                self._parts += self._cursor.parts([(token.start, self._text[token.start : token.end], 1)])
            else:
                self._tag(token)
            if self._done and not self._tables:
                yield from self._done
                self._done.clear()
                self._held = 0
        if self._templates:
            self._break(self._templates[0]._replace(name="<template>"))
        while self._tables:
            self._end_table()
        self._end_line()
        yield from self._done

    def _break(self, token: Token) -> None:
        line, column = self._cursor.position(token.start) if not self.broken else (0, 0)
        self.broken = self.broken or InputError([Problem(self._path, line, column, both("html open", token.name))])

    def _template(self, token: Token) -> None:
        if token.kind == START:
            self._templates.append(token)
        elif self._templates:
            self._templates.pop()

    def _words(self, token: Token) -> None:
        if not self._parts and self._text[token.start : token.end].isspace():
            return
        parts = self._cursor.parts(pieces(self._text, token.start, token.end, self._keeps_blanks > 0))
        self._held += len(parts)
        if self._held > MOST_HELD:
            place = parts[0][1]
            raise InputError([Problem(self._path, place.line, place.column, both("html table", MOST_HELD))])
        for part in parts:
            words = part[0]
            # Blanks in a row are one, also if tags stand between them, and none at the beginning of a line.
            if words != " " or self._keeps_blanks or (self._parts and self._parts[-1][0] != " "):
                self._parts.append(part)

    def _tag(self, token: Token) -> None:
        name, starts = token.name, token.kind == START
        if name == "br":
            self._break_line(token)
        elif name in ("a", "area") and starts and "href" in token.attributes:
            self._link(*token.attributes["href"])
        if name not in _LINES:
            return
        self._end_line()
        if name in _HEADINGS:
            self._level = _HEADINGS[name] if starts else BODY
            self._cursor.begin_note()
        elif name in _KEEP_BLANKS:
            self._keeps_blanks = max(0, self._keeps_blanks + (1 if starts else -1))
        elif name == "table":
            self._table(starts)
        elif name in ("tr", "td", "th") and self._tables and not self._deeper:
            self._cell(token)

    def _break_line(self, token: Token) -> None:
        if self._level != BODY:
            if self._parts:
                self._parts += self._cursor.parts([(token.start, " ", token.end - token.start)])
        elif self._parts:
            self._end_line()
        else:
            self._put(Paragraph(self._cursor.parts([(token.start, "", 1)])))

    def _link(self, start: int, end: int) -> None:
        address = "".join(words for _, words, _ in pieces(self._text, start, end, True))
        bare = re.sub(r"[\t\n\r\f]", "", address.strip())
        if _ADDRESS.match(bare):
            start += len(address) - len(address.lstrip())
            self._links += self._cursor.parts([(start, bare, 1)])

    def _end_line(self) -> None:
        """End the paragraph that is open, if it holds anything."""
        if not self._parts and not self._links:
            return
        parts, links = stripped(self._parts), self._links
        if parts or links:
            self._put(Paragraph(parts or [("", links[0][1])], links, self._level))
            self._level = BODY if parts else self._level
        self._parts, self._links = [], []

    def _put(self, block: Block) -> None:
        cells = (table.cell for table in reversed(self._tables) if table.cell is not None)
        next(cells, self._done).append(block)

    def _table(self, starts: bool) -> None:
        if starts and len(self._tables) == MOST_TABLES:
            self._deeper += 1
        elif starts:
            self._tables.append(_Open())
        elif self._deeper:
            self._deeper -= 1
        elif self._tables:
            self._end_table()

    def _end_table(self) -> None:
        self._end_line()
        table = self._tables.pop()
        if table.rows:
            self._put(Table(table.rows))

    def _cell(self, token: Token) -> None:
        table = self._tables[-1]
        if token.kind != START:
            table.cell = None
        elif token.name == "tr":
            self._cursor.begin_note()
            table.begin_row()
        else:
            table.begin_cell(self._span(token, "colspan", 1_000), self._span(token, "rowspan", 65_534))

    def _span(self, token: Token, name: str, most: int) -> int:
        start, end = token.attributes.get(name, (0, 0))
        digits = self._text[start : min(end, start + 6)].strip()
        return max(1, min(int(digits), most)) if digits.isascii() and digits.isdecimal() else 1
