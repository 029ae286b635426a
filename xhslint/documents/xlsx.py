"""Read the notes in an Excel workbook (.xlsx): those of all sheets, in the order of the sheets and rows, hidden ones too.

Of a cell the words are read, and where its link leads; of a formula the value that was there when the file was saved. Comments
on cells, pictures and text boxes are no part of the caption, nor is the column that a review wrote.
"""

from __future__ import annotations

from collections.abc import Generator

from xhslint.base.errors import InputError
from xhslint.documents.columns import Columns
from xhslint.documents.own_marks import without_own_columns
from xhslint.documents.package import Package
from xhslint.documents.relations import main_part, relations, target
from xhslint.documents.shared_strings import shared_strings
from xhslint.documents.sheet import sheet_rows
from xhslint.documents.tables import Tables
from xhslint.documents.xml_text import attribute, elements
from xhslint.drafts.draft import Draft


def read(data: bytes, path: str, columns: Columns) -> Generator[Draft | InputError, None, tuple[str, ...]]:
    """Yield the notes of a workbook; raises InputError where nothing behind can be read."""
    package = Package(data, path)
    workbook = main_part(package, "workbook")
    texts_part = target(package, workbook, "sharedStrings")
    texts = shared_strings(package, texts_part) if texts_part else []
    tables = Tables(columns, path)
    for name, part in sheets(package, workbook):
        yield from tables.notes(without_own_columns(sheet_rows(package, part, name, texts)))
    tables.require_names()
    return tuple(tables.unread)


def sheets(package: Package, workbook: str) -> list[tuple[str, str]]:
    """Return the names and parts of the sheets that have cells."""
    targets = relations(package, workbook)
    found = []
    for element, values in elements(package, workbook):
        if element == "sheet":
            relation = targets.get(attribute(values, "r:id") or "")
            if relation is None:
                raise package.error("office.damaged")
            if relation.type in ("worksheet", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"):
                found.append((values.get("name", ""), relation.target))
    return found
