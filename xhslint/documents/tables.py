"""The notes in a table of a workbook or a Word file: a note a row, or names in the first column and a note a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from xhslint.base.errors import Gap, InputError, Problem
from xhslint.documents.cells import MAX_COLUMNS, Cell, Row
from xhslint.documents.columns import HEADER_ROWS, Columns, Layout, find_layout, guess
from xhslint.documents.forms import forms, label_column
from xhslint.documents.header_words import is_name, says_kind, text_kind
from xhslint.documents.note import joined, note
from xhslint.documents.topics import with_marks
from xhslint.drafts.draft import Draft
from xhslint.messages.catalogue import both

_NAME = 30
"""The most characters of a cell in a row that is looked at as another header."""


class Tables:
    """Finds the notes in the tables of one document, with the names that a user gives to columns or by their headers.

    In tables that may be shifted, a row that is longer than its header has a comma in prose where it parts cells, so that nothing
    stands where it belongs: all its prose is read.
    """

    def __init__(self, columns: Columns, path: str, may_be_shifted: bool = False) -> None:
        self._columns = columns
        self._may_be_shifted = may_be_shifted
        self._path = path
        self._lacking: InputError | None = None
        self._is_named = False
        self.unread: dict[str, None] = {}
        """The names of columns in which prose stands that is no part of the notes."""

    def notes(self, rows: Iterable[Row]) -> Iterator[Draft | InputError]:
        """Yield the notes of a table, whose header, if it has one, is among the first rows; without one, all prose is read.

        A header with other names further down holds from there on. Columns of a table that lacks a name of the user are guessed.
        Last comes an InputError if some cells that should be read are formulas whose results are not known.
        """
        source = iter(rows)
        first = list(islice(source, HEADER_ROWS))
        unknown: list[tuple[Cell, Cell]] = []  # each with a cell in the row with which its note begins
        if (labels := label_column(first, self._columns)) is not None:
            for form in forms(chain(first, source), labels):
                cells = [cell for part in form for cell in part]
                begins = next((cell for cell in cells if cell.text.strip()), None)
                unknown += [(cell, begins or cell) for cell in cells if cell.is_unknown]
                if begins:
                    yield cells_note(self._path, *form)
        else:
            yield from self._rows(first, source, unknown)
        if unknown:
            yield self._unknown(unknown)

    def _rows(self, first: Sequence[Row], source: Iterator[Row], unknown: list[tuple[Cell, Cell]]) -> Iterator[Draft]:
        """Yield a note for each row below the header, and add cells whose words are not known to `unknown`."""
        layout = self._layout(first)
        kinds = _kind_column(layout)
        for row in chain(first[layout.first :], source):
            cells: dict[int, str] = {}
            for index, cell in row.items():
                cells[index] = cell.text
                if cell.is_unknown and layout.reads(index):
                    unknown.append((cell, cell))
                elif index != kinds and layout.leaves_out(index, cell.text):
                    self.unread.setdefault(layout.header[index].strip())
            if not self._is_named and (other := _other_header(cells, layout)):
                layout, kinds = other, _kind_column(other)
            elif parts := layout.shifted_parts(cells) if self._may_be_shifted else layout.parts(cells):
                title, body, topics = parts
                yield cells_note(
                    self._path,
                    [row[index] for index in title],
                    [row[index] for index in body],
                    [row[index] for index in topics],
                    text_kind(layout.header[kinds], cells.get(kinds, "")) if kinds >= 0 else "",
                )

    def has_header(self, rows: Sequence[Row]) -> bool:
        """Return whether the first rows of a table say which part of a note its cells are."""
        first = rows[:HEADER_ROWS]
        if label_column(first, self._columns) is not None:
            return True
        try:
            layout = find_layout([_dense(row) for row in first], self._columns, self._path)
            return bool(layout.header or self._columns.names)
        except InputError:
            return bool(find_layout([_dense(row) for row in first], Columns(), self._path).header)

    def require_names(self) -> None:
        """Raise InputError if there were tables, and none of them had the columns that the user named."""
        if self._lacking and not self._is_named:
            raise self._lacking

    def _unknown(self, cells: Sequence[tuple[Cell, Cell]]) -> InputError:
        _, place = cells[0][0].parts[0]
        key = "office.formula.one" if len(cells) == 1 else "office.formula.many"
        message = both(key, "", f"{place.sheet}!{place.cell}", len(cells))
        return InputError([Problem(self._path, 0, 0, message, tuple(map(_gap, cells)))])

    def _layout(self, first: Sequence[Row]) -> Layout:
        rows = [_dense(row) for row in first]
        try:
            layout = find_layout(rows, self._columns, self._path)
        except InputError as error:
            self._lacking = self._lacking or (error if any(rows) else None)
            return find_layout(rows, Columns(), self._path)
        self._is_named |= bool(self._columns.names)
        return layout


def cells_note(path: str, title: Sequence[Cell], body: Sequence[Cell], topics: Sequence[Cell], kind: str = "") -> Draft:
    """Return the note that stands in some cells, with the destinations of links behind its body; for `kind` see `note`."""
    title, body, topics = _once(title, body, topics)
    words = joined([cell.parts for cell in body])
    links = [part for cell in (*title, *body, *topics) if cell.links for part in cell.destinations()]
    marked = joined([with_marks(cell.parts) for cell in topics])
    body_parts = joined((words, links)) if links else words
    return note(path, joined([cell.parts for cell in title]), body_parts, marked, kind)


def _gap(unknown: tuple[Cell, Cell]) -> Gap:
    """Return what is not checked of a note that lacks a cell."""
    (_, place), (_, begins) = (cell.parts[0] for cell in unknown)
    return Gap(begins.sheet, begins.cell, both("office.formula.cell", place.cell))


def _kind_column(layout: Layout) -> int:
    """Return the index of the column that says what kind of text stands in a row; -1 without one."""
    return next((index for index, name in enumerate(layout.header) if says_kind(name)), -1)


def _once(*parts: Sequence[Cell]) -> list[list[Cell]]:
    """Return some parts without the cells that stood before: one over several columns is read where it stands first."""
    seen: set[int] = set()
    kept: list[list[Cell]] = []
    for part in parts:
        kept.append([cell for cell in part if id(cell) not in seen])
        seen.update(map(id, part))
    return [list({id(cell): cell for cell in part}.values()) for part in kept]


def _dense(row: Row) -> list[str]:
    return [row[index].text if index in row else "" for index in range(min(max(row, default=-1) + 1, MAX_COLUMNS))]


def _other_header(cells: Mapping[int, str], layout: Layout) -> Layout | None:
    """Return what a row says about those below it if it names at least two parts of a note; None for any other row."""
    words = cells.values()
    if len(cells) < 2 or max(map(len, words)) > _NAME or sum(map(is_name, words)) < 2:
        return None
    other = guess([cells.get(index, "") for index in range(min(max(cells) + 1, MAX_COLUMNS))])
    return other if other and other.header != layout.header and other.title and other.body else None
