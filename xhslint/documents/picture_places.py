"""Where in a Word or Excel file its pictures stand: in or behind which paragraph, at which cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xhslint.documents.cells import MAX_COLUMNS
from xhslint.documents.column_names import column_letters
from xhslint.documents.package import Package
from xhslint.documents.relations import Relation, embedded_part, main_part, relations
from xhslint.documents.word_text import WordReader
from xhslint.documents.xlsx import sheets
from xhslint.documents.xml_text import parse
from xhslint.drafts.file_kinds import suffix
from xhslint.drafts.places import Place

_ANCHORS = ("?:twoCellAnchor", "?:oneCellAnchor", "?:absoluteAnchor")
_NUMBER = re.compile("[0-9]{1,7}")
_IN_CELL = re.compile(r'DISPIMG\("([^"]{1,100})"')
"""What WPS writes into a cell for a picture that lies in it, with the name of the picture."""


def picture_places(data: bytes, path: str) -> dict[str, Place]:
    """Return the places of the pictures in the bytes of a document, by their parts in lower case: `word/media/image1.png`.

    That of a picture which stands in several places is the first. Raises InputError for a document that cannot be read.
    """
    package = Package(data, path)
    found = _in_workbook(package) if suffix(path) == ".xlsx" else _in_text(package)
    places: dict[str, Place] = {}
    for part, place in found:
        places.setdefault(part.lower(), place)
    return places


def _in_text(package: Package) -> Iterator[tuple[str, Place]]:
    """Yield the pictures of a Word file with their paragraphs, counted as `docx.py` does."""
    document = main_part(package, "w:document")
    reader = WordReader(package, {})
    for _ in reader.blocks(document, relations(package, document)):
        pass
    yield from ((part, Place(paragraph=number)) for part, number in reader.pictures.items())


def _in_workbook(package: Package) -> Iterator[tuple[str, Place]]:
    """Yield the pictures of a workbook with their cells: the one in which a picture begins, or lies."""
    workbook = main_part(package, "workbook")
    names = _names(package, workbook)
    for sheet, part in sheets(package, workbook):
        for relation in _parts(package, part, "drawing"):
            drawing = _Drawing(relations(package, relation))
            for _ in parse(package, relation, drawing.start, drawing.end, drawing.text):
                yield from ((target, Place(sheet, cell)) for target, cell in drawing.found)
                drawing.found.clear()
        if names:
            cells = _Cells(names)
            for _ in parse(package, part, cells.start, cells.end, cells.text):
                yield from ((target, Place(sheet, cell)) for target, cell in cells.found)
                cells.found.clear()


def _parts(package: Package, part: str, kind: str) -> list[str]:
    """Return the parts to which a part refers by a type, each once."""
    found = (each.target for each in relations(package, part).values() if each.type == kind and not each.is_outside)
    return [each for each in dict.fromkeys(found) if each in package]


def _names(package: Package, workbook: str) -> dict[str, str]:
    """Return the pictures that WPS lays into cells, by their names."""
    names: dict[str, str] = {}
    for part in _parts(package, workbook, "cellImage"):
        targets, name = relations(package, part), ""

        def start(element: str, values: dict[str, str], targets: Mapping[str, Relation] = targets) -> None:
            nonlocal name
            if element == "?:cNvPr":
                name = values.get("name", "")
            elif element == "?:blip" and (target := embedded_part(values, targets)):
                names.setdefault(name, target)

        for _ in parse(package, part, start):
            pass
    return names


class _Drawing:
    """Takes in the elements of what is drawn on a sheet; `found` has the pictures, each with the cell at its upper left corner."""

    def __init__(self, targets: Mapping[str, Relation]) -> None:
        self.found: list[tuple[str, str]] = []
        self._targets = targets
        self._cell = ""
        self._corner: dict[str, str] | None = None  # the row and the column that have been read, from 0
        self._taken = ""

    def start(self, name: str, values: dict[str, str]) -> None:
        if name in _ANCHORS:
            self._cell = ""
        elif name == "?:from":
            self._corner = {}
        elif self._corner is not None and name in ("?:col", "?:row"):
            self._taken = name
        elif name == "?:blip" and (target := embedded_part(values, self._targets)):
            self.found.append((target, self._cell))

    def end(self, name: str) -> None:
        if name == self._taken:
            self._taken = ""
        elif name == "?:from" and self._corner is not None:
            column, row = (self._corner.get(each, "").strip() for each in ("?:col", "?:row"))
            if _NUMBER.fullmatch(column) and _NUMBER.fullmatch(row) and int(column) < MAX_COLUMNS:
                self._cell = f"{column_letters(int(column))}{int(row) + 1}"
            self._corner = None

    def text(self, words: str) -> None:
        if self._taken and self._corner is not None:
            self._corner[self._taken] = self._corner.get(self._taken, "") + words


class _Cells:
    """Takes in the elements of a sheet; `found` has the pictures in cells, with these names, each with its cell."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.found: list[tuple[str, str]] = []
        self._names = names
        self._cell = ""
        self._formula: list[str] | None = None

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "c":
            self._cell = values.get("r", "")
        elif name == "f":
            self._formula = []

    def end(self, name: str) -> None:
        if name == "f" and self._formula is not None:
            named = _IN_CELL.findall("".join(self._formula))
            self.found += ((self._names[each], self._cell) for each in named if each in self._names)
            self._formula = None

    def text(self, words: str) -> None:
        if self._formula is not None:
            self._formula.append(words)
