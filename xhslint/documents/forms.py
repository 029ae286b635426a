"""Tables that are forms: the names of the parts stand in one column, and a note in each of the columns beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xhslint.documents.cells import Cell, Row
from xhslint.documents.columns import PARTS, Columns
from xhslint.documents.header_words import kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Form: TypeAlias = "tuple[list[Cell], list[Cell], list[Cell]]"
    """The cells with the title, the body and the topics of a note."""


def label_column(rows: Sequence[Row], columns: Columns) -> int | None:
    """Return the index of the column with the names, if the table is a form; None if it is not.

    Some rows have to begin with a name that has something beside it, two different ones together, and no row may have two names.
    """
    found: dict[int, set[str]] = {}
    for row in rows:
        cells = {id(cell): cell for cell in row.values()}.values()  # a name may be merged over several columns
        kinds = [kind for cell in cells if (kind := kind_of(cell.text))]
        if len(kinds) > 1 or columns.names:
            return None
        if kinds and len(cells) > 1 and kind_of(row[min(row)].text):
            found.setdefault(min(row), set()).update(kinds)
    return next(iter(found)) if len(found) == 1 and max(map(len, found.values())) > 1 else None


def forms(rows: Iterable[Row], labels: int) -> Iterator[Form]:
    """Yield the notes of a form whose names stand in the column `labels`.

    A row without a name goes on with the part above it; what stands beside an unknown name is not read. A part that comes again, or
    a title behind a body, begins another note. What stands alone in a row is read with the body.
    """
    notes: dict[int, Form] = {}
    kind = ""
    for row in rows:
        name = row.get(labels)
        label = kind_of(name.text) if name else ""
        if name:
            kind = label
        values = [(index, cell) for index, cell in row.items() if index > labels and cell is not name]
        if name and not values and not label:
            kind, values = "body", [(labels + 1, name)]
        for index, cell in values if kind else ():
            form = notes.setdefault(index, ([], [], []))
            title, body, topics = form
            again = {"title": body or topics, "body": body, "topics": topics}
            if label and again[kind]:
                yield form
                notes[index] = title, body, topics = [], [], []
            part = body if kind == "title" and title else (title, body, topics)[PARTS.index(kind)]
            part.append(cell)
    for _, form in sorted(notes.items()):
        yield form
