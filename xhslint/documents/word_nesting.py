"""Where the paragraphs and tables of a Word file lie: in its text, in cells of tables or in text boxes."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.documents.blocks import Block, Table, TableRow
from xhslint.documents.cells import MAX_SPAN


class Nesting:
    """Puts each block that ended where it belongs: into the innermost open cell or text box, else to `put`."""

    def __init__(self, put: Callable[[Block], None]) -> None:
        self._put = put
        self._lists: list[list[Block]] = []  # of the open cells and text boxes
        self._tables: list[list[TableRow]] = []  # the rows of the open ones
        self._columns: list[int] = []  # of the next cell in each open table
        self._spans: list[int] = []  # over how many columns the open cells reach

    def put(self, block: Block) -> None:
        """Take in a block that ended."""
        if self._lists:
            self._lists[-1].append(block)
        else:
            self._put(block)

    def start_box(self, inside: list[Block]) -> None:
        """Begin a text box whose blocks go to a list."""
        self._lists.append(inside)

    def end_box(self) -> list[Block]:
        """End a text box and return its blocks."""
        return self._lists.pop()

    def start_table(self) -> None:
        """Begin a table."""
        self._tables.append([])
        self._columns.append(0)

    def end_table(self) -> None:
        """End a table."""
        self._columns.pop()
        self.put(Table(self._tables.pop()))

    def start_row(self) -> None:
        """Begin a row."""
        if self._tables:
            self._tables[-1].append({})
            self._columns[-1] = 0

    def start_cell(self) -> None:
        """Begin a cell."""
        self._lists.append([])
        self._spans.append(1)

    def end_cell(self) -> None:
        """End a cell. What is in one outside a row, which no program writes, lies where the cell does."""
        cell, span = self._lists.pop(), self._spans.pop()
        if self._tables and self._tables[-1]:
            first = self._columns[-1]
            self._tables[-1][-1] |= dict.fromkeys(range(first, first + span), cell)
            self._columns[-1] += span
        else:
            for block in cell:
                self.put(block)

    def widen(self, columns: int) -> None:
        """Let the open cell reach over so many columns."""
        if self._spans:
            self._spans[-1] = min(columns, MAX_SPAN)

    def leave_out(self, columns: int) -> None:
        """Begin the first cell of a row so many columns further to the right."""
        if self._columns:
            self._columns[-1] += min(columns, MAX_SPAN)
