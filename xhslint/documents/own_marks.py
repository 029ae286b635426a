"""What a review wrote into a copy, which is no part of any note when the copy is checked again: a column of findings, comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.documents.cells import Row

REVIEWER = "xhslint"
"""The author of the comments in Word files, and what stands at the top of the column: all of its first cell, or the first line in it."""


def without_own_columns(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of a sheet without the cells of columns that a review wrote."""
    begun: set[int] = set()
    own: set[int] = set()
    for row in rows:
        if not row.keys() <= begun:
            fresh = row.keys() - begun
            own.update(index for index in fresh if row[index].text.partition("\n")[0] == REVIEWER)
            begun |= fresh
        yield row if own.isdisjoint(row) else {index: cell for index, cell in row.items() if index not in own}
