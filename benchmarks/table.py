"""Tables as plain text, as Markdown and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import fill
from typing import Any

NONE = "-"


@dataclass
class Table:
    """A table with a heading, numbers to the right of a first column of words, and a note below."""

    title: str
    columns: Sequence[str]
    rows: list[list[str]] = field(default_factory=list)
    note: str = ""

    def add(self, name: str, *cells: str) -> None:
        """A row; cells that are missing are shown as having no value."""
        self.rows.append([name, *cells, *[NONE] * (len(self.columns) - 1 - len(cells))])

    def text(self) -> str:
        """In 80 columns."""
        widths = [max(map(len, column)) for column in zip(self.columns, *self.rows, strict=True)]
        rest = sum(width + 2 for width in widths[1:])
        widths[0] = min(max(widths[0], 76 - rest if not self.rows else widths[0]), 80 - rest)
        lines = [self.title, "-" * len(self.title)]
        for row in (self.columns, *self.rows):
            cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            lines.append("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
        return "\n".join([*lines, *([fill(self.note, 80)] if self.note else ())])

    def markdown(self) -> str:
        def line(cells: Sequence[str]) -> str:
            return f"| {' | '.join(cells)} |"

        rule = line(["---", *["---:"] * (len(self.columns) - 1)])
        note = f"\n\n{self.note}" if self.note else ""
        return f"### {self.title}\n\n" + "\n".join([line(self.columns), rule, *map(line, self.rows)]) + note

    def data(self) -> dict[str, Any]:
        """With numbers as numbers, and None where there is no value."""
        rows = [dict(zip(self.columns, [row[0], *map(_value, row[1:])], strict=True)) for row in self.rows]
        return {"title": self.title, "note": self.note, "rows": rows}


def _value(cell: str) -> float | str | None:
    try:
        return None if cell == NONE else float(cell)
    except ValueError:
        return cell
