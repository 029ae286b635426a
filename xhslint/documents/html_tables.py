"""The tables of a web page that are open."""

from __future__ import annotations

import re

from xhslint.documents.blocks import Block, TableRow

_SPANS = 100  # columns in which cells that reach over several rows are minded
ASTRAY = re.compile(
    r"<(?:/t[dh]|/?t(?:r|body|head|foot))\b(?![^<>]*>\s*(?:<(?:/table|/?t(?:[dhr]|body|head|foot))\b|\Z))",
    re.IGNORECASE,
)
"""A tag of a table behind which something else begins than another cell or row."""


class OpenTable:
    """A table that is open: rows that were not yet passed on, the last one perhaps not whole.

    `taken` says for columns before which row, from 1, a cell from above fills them. With `is_read_on`, the table was passed on
    before its end.
    """

    def __init__(self) -> None:
        self.rows: list[TableRow] = []
        self.cell: list[Block] | None = None
        self.taken: dict[int, int] = {}
        self.column = 0
        self.number = 0  # of rows
        self.is_read_on = False

    def begin_row(self) -> None:
        """Begin a row."""
        self.cell = None
        self.number += 1
        self.rows.append({})
        self.column = 0

    def begin_cell(self, columns: int, rows: int) -> None:
        """Begin a cell that reaches over so many columns and rows."""
        if not self.number:
            self.begin_row()
        row = self.number
        while self.taken.get(self.column, 0) > row:
            self.column += 1
        self.cell = self.rows[-1][self.column] = []
        end = self.column + columns
        if rows > 1:
            self.taken.update(dict.fromkeys(range(self.column, min(end, _SPANS)), row + rows))
        self.column = end
