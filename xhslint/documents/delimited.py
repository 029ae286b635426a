"""Read the notes in a table that is a text file: CSV, TSV, and what WPS and Excel write under these names."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import islice

from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import check_time
from xhslint.documents.cells import Cell
from xhslint.documents.columns import HEADER_ROWS, Columns, has_words, header_score
from xhslint.documents.cursor import Cursor, Piece
from xhslint.documents.tables import Tables
from xhslint.documents.text_file import text_of
from xhslint.drafts.decode import LINE_END, line_column
from xhslint.drafts.draft import Draft
from xhslint.drafts.file_kinds import suffix, text_kind
from xhslint.drafts.lost_characters import require_characters
from xhslint.drafts.read import not_plain
from xhslint.messages.catalogue import both

MOST_CELLS = 16_384
"""The most cells of a row, as in Excel."""

_DELIMITERS = {".tsv": "\t,;；，"}
_USUAL = ",\t;；，"
_WIDE = "；，"  # in prose too, so they part cells only where the header says so
_DECLARED = re.compile(r"sep=(.)(?:\r\n|\n|\r)", re.IGNORECASE)
_QUOTES = re.compile(r'(?P<quotes>(?:"")+)|[^"]+')


class Row:
    """A row of cells.

    `values` are the cells as the table means them. A cell is written from `start` to `end` of the text; if it is quoted, `close` is its
    second quote, and behind that it may go on without quotes. Without `spans`, none is quoted, and they follow each other from `start` on.
    """

    __slots__ = ("_spans", "_start", "_text", "values")

    def __init__(
        self, text: str, start: int, values: list[str], spans: list[tuple[int, int, int]] | None = None
    ) -> None:
        self.values = values
        self._text = text
        self._start = start
        self._spans = spans

    def cells(self) -> Iterator[tuple[int, Iterator[Piece]]]:
        """Yield the index and the pieces of each cell that has words."""
        start = self._start
        for index, value in enumerate(self.values):
            if has_words(value):
                yield index, self._quoted(*self._spans[index]) if self._spans else iter([(start, value, 1)])
            start += len(value) + 1

    def _quoted(self, start: int, close: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of a cell that may be quoted: a quote in it is written as two."""
        for piece in _QUOTES.finditer(self._text, start, close) if close >= 0 else ():
            if quotes := piece["quotes"]:
                yield piece.start(), quotes[::2], 2
            else:
                yield piece.start(), piece[0], 1
        begin = start if close < 0 else close + 1
        if begin < end:
            yield begin, self._text[begin:end], 1


def read(data: bytes, path: str, columns: Columns) -> Generator[Draft | InputError, None, tuple[str, ...]]:
    """Yield the notes in a table; raises InputError where it cannot be read any further."""
    require_characters(data, path)
    text = text_of(data, path)
    if text_kind(text) == "web page":
        raise not_plain(path, "web page")
    delimiter, start = find_delimiter(text, path, columns)
    tables = Tables(columns, path, may_be_shifted=True)
    table = _Cells(text, path)
    yield from tables.notes(table.rows(read_rows(text, delimiter, path, start)))
    yield from table.errors
    if table.stop:
        raise table.stop
    tables.require_names()
    return tuple(tables.unread)


class _Cells:
    """Gives rows their places; `errors` are then those of rows that are left out, and `stop` is what ended the reading too early."""

    def __init__(self, text: str, path: str) -> None:
        self.errors: list[InputError] = []
        self.stop: InputError | None = None
        self._cursor = Cursor(text, path)

    def rows(self, rows: Iterator[Row]) -> Iterator[dict[int, Cell]]:
        """Yield the cells with words of each row."""
        try:
            for row in rows:
                check_time()
                self._cursor.begin_note()
                try:
                    yield {index: Cell(row.values[index], self._cursor.parts(pieces)) for index, pieces in row.cells()}
                except InputError as error:
                    self.errors.append(error)
        except InputError as error:
            self.stop = error


def find_delimiter(text: str, path: str, columns: Columns) -> tuple[str, int]:
    """Return what parts the cells of a table, and where its first row begins.

    That is what its first line declares (`sep=;`), else what finds the most parts of a note in a header, else what gives the most
    rows of the same length.
    """
    if declared := _DECLARED.match(text):
        return declared[1], declared.end()

    def score(delimiter: str) -> tuple[tuple[int, int], int]:
        rows = [row.values for row in _beginning(read_rows(text, delimiter, path))[0]]
        header = header_score(rows, columns)
        if delimiter in _WIDE and sum(header) < 2:
            return header, 0
        width = max(map(len, rows), default=0)
        return header, sum(len(row) == width for row in rows) if width > 1 else 0

    return max(_DELIMITERS.get(suffix(path), _USUAL), key=score), 0


def _beginning(rows: Iterator[Row]) -> tuple[list[Row], InputError | None]:
    """Return the first rows, and the error that ends them."""
    first: list[Row] = []
    try:
        first.extend(islice(rows, HEADER_ROWS))
    except InputError as error:
        return first, error
    return first, None


def read_rows(text: str, delimiter: str, path: str, start: int = 0) -> Iterator[Row]:
    """Yield the rows of a table from an offset on, blank ones left out; raises InputError for a quote that is never closed.

    As in Excel, a quote that does not begin its cell is a character like others, and so is what follows the closing quote.
    """
    quote = text.find('"', start)
    while start < len(text):
        ends = LINE_END.search(text, start)
        end, behind = ends.span() if ends else (len(text), len(text))
        if -1 < quote < start:
            quote = text.find('"', start)
        if -1 < quote < end:
            row, behind = _row_with_quotes(text, delimiter, path, start)
            yield row
        elif text.count(delimiter, start, end) >= MOST_CELLS:
            raise _too_wide(text, path, start)
        elif start < end:
            yield Row(text, start, text[start:end].split(delimiter))
        start = behind


def _row_with_quotes(text: str, delimiter: str, path: str, start: int) -> tuple[Row, int]:
    """Return the row at an offset, and where the next one begins."""
    cell = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    values: list[str] = []
    spans: list[tuple[int, int, int]] = []
    at = start
    while True:
        if text.startswith('"', at):
            close = _closing_quote(text, at, path)
            end = _end(cell, text, close + 1)
            spans.append((at + 1, close, end))
            values.append(text[at + 1 : close].replace('""', '"') + text[close + 1 : end])
        else:
            end = _end(cell, text, at)
            spans.append((at, -1, end))
            values.append(text[at:end])
        if not text.startswith(delimiter, end):
            line_end = LINE_END.match(text, end)
            return Row(text, start, values, spans), line_end.end() if line_end else end
        if len(values) == MOST_CELLS:
            raise _too_wide(text, path, start)
        at = end + 1


def _end(cell: re.Pattern[str], text: str, start: int) -> int:
    found = cell.match(text, start)
    return found.end() if found else start


def _closing_quote(text: str, opening: int, path: str) -> int:
    at = text.find('"', opening + 1)
    while at >= 0 and text.startswith('"', at + 1):
        at = text.find('"', at + 2)
    if at < 0:
        raise InputError([Problem(path, *line_column(text[:opening]), both("csv quote"))])
    return at


def _too_wide(text: str, path: str, start: int) -> InputError:
    return InputError([Problem(path, *line_column(text[:start]), both("document cells", MOST_CELLS))])
