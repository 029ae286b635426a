"""A reader of planning sheets written by hand, which stands for those of real documents in tests of the command.

A line is a row: `Sheet!row|title|body|topics`; the parts stand in the columns B, C and D. `!time`, `!error`, `!stop` and `!crash`
in place of a row make the faults that a reader may have.
"""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.errors import InputError, Problem
from xhslint.base.time_limit import OutOfTime
from xhslint.documents.columns import Columns
from xhslint.documents.note import note
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

seen: list[Columns] = []
"""The columns that were asked for."""


def read(data: bytes, path: str, columns: Columns) -> Iterator[Draft | InputError]:
    seen.append(columns)
    for line in data.decode().splitlines():
        if line == "!time":
            raise OutOfTime
        if line == "!error":
            yield InputError([Problem(path, 0, 0, "坏了一行")])
        elif line == "!stop":
            raise InputError([Problem(path, 0, 0, "后面读不了")])
        elif line == "!crash":
            raise RuntimeError("no")
        else:
            where, *cells = line.replace("\\n", "\n").split("|")
            sheet, _, row = where.partition("!")
            parts = [[(cell, Place(sheet, f"{column}{row}"))] for column, cell in zip("BCD", cells, strict=False)]
            yield note(path, *(parts + [[]] * (3 - len(parts))))
