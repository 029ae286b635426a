"""Read the notes in a table that is a text file: CSV, TSV, and what WPS and Excel write under these names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import check_time
from xhslint.documents.columns import HEADER_ROWS, Columns, Layout, find_layout, has_words, header_score, is_prose
from xhslint.documents.cursor import Cursor, Piece
from xhslint.documents.note import joined, note
from xhslint.documents.text_file import text_of
from xhslint.documents.topics import with_marks
from xhslint.drafts.decode import LINE_END, line_column
from xhslint.drafts.draft import Draft
from xhslint.drafts.file_kinds import suffix, text_kind
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
    second quote, and behind that it may go on without quotes.
    """

    __slots__ = ("_spans", "_start", "_text", "values")

    def __init__(
        self, text: str, start: int, values: list[str], spans: list[tuple[int, int, int]] | None = None
    ) -> None:
        self.values = values
        self._text = text
        self._start = start
        self._spans = spans

    def pieces(self, index: int) -> Iterator[Piece]:
        """Yield the pieces of a cell: a quote is written as two."""
        if self._spans is None:
            yield self._start + sum(len(value) + 1 for value in self.values[:index]), self.values[index], 1
            return
        start, close, end = self._spans[index]
        if close < 0:
            yield start, self.values[index], 1
            return
        for piece in _QUOTES.finditer(self._text, start, close):
            if quotes := piece["quotes"]:
                yield piece.start(), quotes[::2], 2
            else:
                yield piece.start(), piece[0], 1
        if close + 1 < end:
            yield close + 1, self._text[close + 1 : end], 1


def read(data: bytes, path: str, columns: Columns) -> Iterator[Draft | InputError]:
    """Yield the notes in the rows of a table; raises InputError where it cannot be read any further."""
    text = text_of(data, path)
    if text_kind(text) == "web page":
        raise not_plain(path, "web page")
    delimiter, start = find_delimiter(text, path, columns)
    rows = read_rows(text, delimiter, path, start)
    first, stop = _beginning(rows)
    layout = find_layout([row.values for row in first], columns, path)
    cursor = Cursor(text, path)
    for row in chain(first[layout.first :], rows):
        check_time()
        if parts := _parts(row.values, layout):
            try:
                yield _note(row, parts, cursor, path)
            except InputError as error:
                yield error
    if stop:
        raise stop


def _parts(row: list[str], layout: Layout) -> tuple[list[int], list[int], list[int]] | None:
    """Return the indices of the cells of a note.

    A row that is longer than the header has commas in prose that is not quoted, so that nothing stands where it belongs. All its prose
    is read.
    """
    width = len(layout.header)
    if not width or not any(map(has_words, row[width:])):
        return layout.parts(row)
    title, _, _ = layout.parts(row) or ([], [], [])
    return title, [index for index, cell in enumerate(row) if index not in title and is_prose(cell)], []


def _note(row: Row, parts: tuple[list[int], list[int], list[int]], cursor: Cursor, path: str) -> Draft:
    cursor.begin_note()
    # In the order of the file, which is that of the cursor.
    cells = {index: cursor.parts(row.pieces(index)) for index in sorted(chain(*parts))}
    title, body, topics = ([cells[index] for index in part] for part in parts)
    return note(path, joined(title), joined(body), joined(map(with_marks, topics)))


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
