"""Paragraphs and tables of a web page, as a person sees them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from xhslint.base.errors import InputError, Problem
from xhslint.documents.blocks import BODY, Block, Paragraph, Table, TableRow
from xhslint.documents.cursor import Cursor
from xhslint.documents.html_scan import BROKEN, COMMENT, START, TEXT, Token, pieces, scan
from xhslint.documents.html_tables import ASTRAY, OpenTable
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
_ADDRESS = re.compile(r"(?!javascript:|data:|about:|blob:|file:)[a-z][a-z0-9+.\-]*:|//|www\.", re.IGNORECASE)


class Page:
    """Reads a page once; `broken` is then the error for what hides the rest of it, if there is such a thing."""

    def __init__(self, text: str, path: str) -> None:
        self.broken: InputError | None = None
        self._text = text
        self._tokens = scan(text)
        self._reads_on = not ASTRAY.search(text)  # else words between rows come before their table, which ends first
        self._path = path
        self._cursor = Cursor(text, path)
        self._done: list[Block] = []
        self._tables: list[OpenTable] = []
        self._deeper = 0  # tables that are not minded any more
        self._held = 0
        self._templates: list[Token] = []
        self._keeps_blanks = 0
        self._level = BODY
        self._parts: list[Part] = []
        self._links: list[Part] = []

    def blocks(self) -> Iterator[Block]:
        """Yield the paragraphs and tables in order; raises InputError for more than a note can hold."""
        for token in self._tokens:
            self._take(token)
            if not self._tables:
                if self._done:
                    yield from self._done
                    self._done.clear()
                    self._held = 0
            elif self._reads_on and len(self._tables) == 1 and len(self._tables[0].rows) > 1:
                self._tables[0].is_read_on = True
                yield from self._done
                self._done.clear()
                rows = self._rows(self._tables[0])
                yield Table(rows)
                deque(rows, 0)
        if self._templates:
            self._break(self._templates[0]._replace(name="<template>"))
        self._end_tables()
        self._end_line()
        yield from self._done

    def _rows(self, table: OpenTable) -> Iterator[TableRow]:
        """Yield the rows of a table, the outermost one, and read on as they are asked for."""
        while self._tables:
            while len(table.rows) > 1:
                self._held = 0
                yield table.rows.pop(0)
            token = next(self._tokens, None)
            if token:
                self._take(token)
            else:
                self._end_tables()
        yield from table.rows

    def _take(self, token: Token) -> None:
        if token.kind == BROKEN:
            self._break(token)
        elif token.name == "template":
            self._template(token)
        elif self._templates:
            pass
        elif token.kind == TEXT:
            self._words(token)
        elif token.kind == COMMENT:
            self._parts += self._cursor.parts([(token.start, self._text[token.start : token.end], 1)])
        else:
            self._tag(token)

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
            self._tables.append(OpenTable())
        elif self._deeper:
            self._deeper -= 1
        elif self._tables:
            self._end_table()

    def _end_tables(self) -> None:
        while self._tables:
            self._end_table()

    def _end_table(self) -> None:
        self._end_line()
        table = self._tables.pop()
        if table.rows and not table.is_read_on:
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
