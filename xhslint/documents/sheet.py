"""The rows of one sheet of a workbook, read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xhslint.documents.cells import MAX_COLUMNS, MAX_SPAN, Cell, Row
from xhslint.documents.column_names import column_index, column_letters
from xhslint.documents.links import in_formula
from xhslint.documents.package import Package
from xhslint.documents.relations import relations
from xhslint.documents.shared_strings import RichText, unescaped
from xhslint.documents.xml_text import attribute, elements, parse
from xhslint.drafts.places import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    _Found: TypeAlias = "tuple[int, str, str, str]"
    """A cell: the index of its column, its name, its words and its formula."""

_LETTERS = re.compile(r"[A-Z]{1,3}")
_INDICES: dict[str, int] = {}  # of columns that occurred, by their letters
_DIGITS = "0123456789"
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def sheet_rows(package: Package, part: str, sheet: str, texts: list[str]) -> Iterator[Row]:
    """Yield the rows of a sheet that have words; `texts` are those that the sheets share.

    A cell has its own place and those links that the sheet or its formula gives it. One that is merged over several columns stands
    in each of them.
    """
    links: Mapping[str, list[str]] = {}
    spans: Mapping[str, int] = {}
    if package.mentions(part, b"mergeCell", b"hyperlink"):
        links, spans = _marks(package, part)
    reader = _Reader(package, texts)
    for _ in parse(package, part, reader.start, reader.end, reader.text):
        for cells in reader.rows:
            row = _row(cells, sheet, links, spans)
            if row is None:
                raise package.error("office.damaged")
            yield row
        reader.rows.clear()


def _row(cells: list[_Found], sheet: str, links: Mapping[str, list[str]], spans: Mapping[str, int]) -> Row | None:
    """Return the row with some cells; None if one is there twice, of which programs would show either."""
    row: dict[int, Cell] = {}
    last, is_sorted = -1, True
    for index, name, words, formula in cells:
        if index in row:
            return None
        parts = [(words, Place(sheet, name))]
        if links or formula:
            addresses = [*links.get(name, ()), *in_formula(formula)]
            row[index] = Cell(words, parts, [(address, parts[0][1]) for address in addresses], not words)
        else:
            row[index] = Cell(words, parts)
        is_sorted, last = is_sorted and index > last, index
    for index, name, _, _ in cells if spans else ():
        if name in spans:
            row = dict.fromkeys(range(index + 1, spans[name] + 1), row[index]) | row
            is_sorted = False
    return row if is_sorted else dict(sorted(row.items()))


def _marks(package: Package, part: str) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Return the destinations of links by cell, and the index of the last column by the first cell of merged ones."""
    outside = relations(package, part)
    links: dict[str, list[str]] = {}
    spans: dict[str, int] = {}
    for element, values in elements(package, part, is_look_ahead=True):
        if element == "hyperlink":
            relation = outside.get(attribute(values, "r:id") or "")
            if relation and relation.is_outside:
                links.setdefault(values.get("ref", "").partition(":")[0], []).append(relation.target)
        elif element == "mergeCell" and (area := _AREA.fullmatch(values.get("ref", ""))):
            spans[area[1] + area[2]] = min(column_index(area[3]), column_index(area[1]) + MAX_SPAN - 1)
    return links, spans


class _Reader:
    """Takes in the elements of a sheet and collects in `rows` the cells with words of each row that ended."""

    def __init__(self, package: Package, texts: list[str]) -> None:
        self.rows: list[list[_Found]] = []
        self._package = package
        self._texts = texts
        self._cells: list[_Found] = []
        self._row = 0
        self._column = -1  # index of the last cell in the row
        self._index = 0
        self._name = self._type = ""
        self._taken: list[str] | None = None  # what text goes to
        self._value: list[str] = []
        self._rich = RichText()
        self._formulas: list[str] = []

    def start(self, name: str, values: dict[str, str]) -> None:
        """Take in the start of an element."""
        if name == "c":
            self._type = values.get("t", "n")
            self._name = self._cell_name(values.get("r"))
            self._index = self._column  # the row of a cell that holds a row begins anew
        elif name == "v":
            self._taken = self._value
        elif name == "f":
            self._taken = self._formulas
        elif name == "row":
            number = values.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = -1
        else:
            self._rich.start(name)
            if self._rich.is_text:
                self._taken = self._rich.words

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "c":
            self._end_cell()
        elif name == "row":
            if self._cells:
                self.rows.append(self._cells)
                self._cells = []
        else:
            self._rich.end(name)
            self._taken = None

    def text(self, words: str) -> None:
        """Take in text."""
        if self._taken is not None:
            self._taken.append(words)

    def _end_cell(self) -> None:
        words, formula = self._words(), ""
        if self._formulas:
            formula = "".join(self._formulas)
            self._formulas.clear()
        if (words and not words.isspace()) or (formula and not words and self._type not in ("b", "e")):
            self._cells.append((self._index, self._name, words, formula))

    def _words(self) -> str:
        """Return the words of the cell; those of errors, dates and truth values are none of a caption."""
        rich = self._rich.taken() if self._rich.words else ""
        value = "".join(self._value)
        self._value.clear()
        if self._type == "inlineStr":
            return rich
        if self._type == "s":
            return self._shared(value)
        if self._type == "str":
            return unescaped(value)
        return _number(value) if self._type == "n" else ""

    def _shared(self, value: str) -> str:
        """Return the shared text of a number; "" for none."""
        try:
            number = int(value)
            if number >= 0:
                return self._texts[number]
        except (ValueError, IndexError):
            if not value.strip():
                return ""
        raise self._package.error("office.damaged")

    def _cell_name(self, name: str | None) -> str:
        """Return the name of a cell, which may be left out if it follows the one before it."""
        if name is None:
            self._column += 1
            return f"{column_letters(self._column)}{self._row}"
        letters = name.rstrip(_DIGITS)
        index = _INDICES.get(letters)
        if index is None:
            index = _INDICES[letters] = self._column_of(letters)
        if not 0 < len(name) - len(letters) < 8:
            raise self._package.error("office.damaged")
        self._column = index
        return name

    def _column_of(self, letters: str) -> int:
        if _LETTERS.fullmatch(letters) and (index := column_index(letters)) < MAX_COLUMNS:
            return index
        raise self._package.error("office.damaged")


def _number(value: str) -> str:
    """Return a number as a cell shows it, if its column is wide enough: 13800000000, not 1.38E10."""
    if "." not in value and "E" not in value and "e" not in value:
        return value
    try:
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else str(number)
    except ValueError:
        return value
