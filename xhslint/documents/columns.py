"""Which columns of a table, or fields of a record, are the title, the body and the topics of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass
from xhslint.documents.column_names import column_index
from xhslint.documents.header_words import is_name, kind_of, plain, without_remarks
from xhslint.messages.catalogue import both

HEADER_ROWS = 12
"""The header is looked for in so many rows: above it stand the name of the table, remarks and blank rows."""

FEWEST = 6
"""The fewest characters of a cell that may hold words for readers; a name or the state of the work is shorter."""

PARTS = ("title", "body", "topics")

_NEXT_PART = re.compile(r"[,，;；]\s*(?=[A-Za-z]+\s*[=＝])")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_BARE_NUMBER = re.compile(  # numbers, dates and times; long numbers may be those of a telephone
    r"[-+¥￥$]?\d{1,8}(?:,\d{3})*(?:\.\d+)?\s*%?"
    r"|(?:\d{2,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?)?[ T]*(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The names that a user gives to the parts of a note, several if they are to be joined; () for a part that is to be guessed."""

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Columns:
        """Return what `title=标题,body=正文1+正文2,topics=话题` says; raises InputError, with problems that name no file."""
        names: dict[str, tuple[str, ...]] = {}
        for each in _NEXT_PART.split(text.strip().strip(",，;；")):
            part, equals, value = each.replace("＝", "=", 1).partition("=")
            part = part.strip().lower()
            if not equals or part not in PARTS:
                raise _mistake("columns part", each.strip())
            if part in names:
                raise _mistake("columns twice", part)
            names[part] = tuple(name.strip() for name in re.split("[+＋]", value))
            if not all(names[part]):
                raise _mistake("columns blank", part)
        return cls(**names)

    @property
    def names(self) -> tuple[str, ...]:
        """All the names."""
        return self.title + self.body + self.topics


@dataclass(frozen=True, slots=True)
class Layout:
    """Which cells of a row are which part of a note: indices from 0, in the order in which they are read.

    Rows before `first` are no notes. With `reads_rest`, no column is known to be the body, and all cells with words that
    are no other part belong to it. `header` has the cells of the header.
    """

    title: tuple[int, ...] = ()
    body: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    first: int = 0
    reads_rest: bool = False
    header: tuple[str, ...] = ()

    def reads(self, index: int) -> bool:
        """Return whether the cells of a column are read."""
        return self.reads_rest or index in self.title or index in self.body or index in self.topics

    def leaves_out(self, index: int, cell: str) -> bool:
        """Return whether a cell holds words as a caption might have them, in a column with a name that is not read."""
        if len(cell) < FEWEST or self.reads(index) or index >= len(self.header) or cell == self.header[index]:
            return False
        return bool(self.header[index].strip()) and is_prose(cell)

    def parts(self, row: Sequence[str] | Mapping[int, str]) -> tuple[list[int], list[int], list[int]] | None:
        """Return the indices of the cells with the title, the body and the topics in a row; None for a row that is no note.

        A mapping has the cells that are not empty by their indices, ascending. A cell without a letter, digit or symbol is not
        returned, and a header that stands there again is no note.
        """
        cells = row if isinstance(row, Mapping) else dict(enumerate(row))
        title, body, topics = (
            [index for index in part if has_words(cells.get(index, ""))]
            for part in (self.title, self.body, self.topics)
        )
        if self.reads_rest:
            known = {*self.title, *self.topics}
            body = [index for index, cell in cells.items() if index not in known and is_prose(cell)]
        read = title + body + topics
        if not read or all(index < len(self.header) and cells[index] == self.header[index] for index in read):
            return None
        return title, body, topics

    def shifted_parts(self, row: Mapping[int, str]) -> tuple[list[int], list[int], list[int]] | None:
        """Return the same of a row that may be longer than the header: all prose behind the title is then the body."""
        parts = self.parts(row)
        width = len(self.header)
        if not width or not any(index >= width for index in row):
            return parts
        title = parts[0] if parts else []
        return title, [index for index, cell in row.items() if index not in title and is_prose(cell)], []


def has_words(cell: str) -> bool:
    """Return whether anything can be seen in a cell."""
    return bool(cell) and not cell.isspace()


def is_prose(cell: str) -> bool:
    """Return whether a cell holds more than a number, a date or a time."""
    return has_words(cell) and not _BARE_NUMBER.fullmatch(cell.strip())


def guess(cells: Sequence[str]) -> Layout | None:
    """Return what a row of names says about the rows below it; None if it does not name a title or a body.

    A single name has to be nothing but a name, because the words of a header are not read. Of several titles the first is the title,
    and the others are read with the body.
    """
    kinds = [kind_of(cell) for cell in cells]
    titles, bodies, topics = ([index for index, kind in enumerate(kinds) if kind == part] for part in PARTS)
    if not (titles and bodies) and not any(is_name(cells[index]) for index in titles + bodies):
        return None
    body = tuple(sorted(titles[1:] + bodies)) if bodies else ()
    return Layout(tuple(titles[:1]), body, tuple(topics), 1, not bodies, tuple(cells))


def find_layout(rows: Sequence[Sequence[str]], columns: Columns, path: str) -> Layout:
    """Return the layout of a table from its first rows (`HEADER_ROWS` of them are looked at).

    Names of the user come first; a name that stands in no row may be the letter of a column. The parts that have no
    name are guessed from the same row. Without a header everything is read. Raises InputError for a name that is not there.
    """
    rows = rows[:HEADER_ROWS]
    number = _header_row(rows, columns)
    header = tuple(rows[number]) if number >= 0 else ()
    guessed = guess(header) or Layout(reads_rest=True, header=header)
    found = {part: tuple(_indices(getattr(columns, part), header, rows, path)) for part in PARTS}
    named = {index for part in found.values() for index in part}

    def other(part: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(index for index in part if index not in named)

    body = found["body"] or other(guessed.body)
    return Layout(
        found["title"] or other(guessed.title),
        body,
        found["topics"] or other(guessed.topics),
        number + 1,
        not body,
        header,
    )


def header_score(rows: Sequence[Sequence[str]], columns: Columns) -> tuple[int, int]:
    """Return how many columns that the user names, and how many parts of a note, the header among some rows has."""
    return max((_score(row, columns) for row in rows), default=(0, 0))


def _score(row: Sequence[str], columns: Columns) -> tuple[int, int]:
    guessed = guess(row)
    kinds = (guessed.title, guessed.body, guessed.topics) if guessed else ()
    return sum(_index(name, row) >= 0 for name in columns.names), sum(map(bool, kinds))


def _header_row(rows: Sequence[Sequence[str]], columns: Columns) -> int:
    """Return the index of the row that names the most columns; -1 if none names one.

    Of rows that name at least two parts it is the first: no row above it is a note, but those below are, and another header may be.
    """
    scores = [_score(row, columns) for row in rows]
    named, parts = max(scores, default=(0, 0))
    if not named and not parts:
        return -1
    return next(index for index, score in enumerate(scores) if score[0] == named and score[1] >= min(parts, 2))


def _indices(names: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]], path: str) -> Iterator[int]:
    width = max(map(len, rows), default=0)
    for name in names:
        index = _index(name, header)
        if index < 0 and _LETTERS.fullmatch(name):
            index = column_index(name.upper())
            index = index if index < width else -1
        if index < 0:
            known = [cell.strip() for cell in header if cell.strip()]
            message = both("no column", name, "、".join(known)) if known else both("no columns", name)
            raise InputError([Problem(path, 0, 0, message)])
        yield index


def _index(name: str, header: Sequence[str]) -> int:
    """Return the index of the column with a name, as it is written or else without remarks in brackets; -1 without one."""
    for spelling in (str.strip, plain, without_remarks):
        wanted = spelling(name)
        if wanted and wanted in (spellings := [spelling(cell) for cell in header]):
            return spellings.index(wanted)
    return -1


def _mistake(key: str, value: str) -> InputError:
    return InputError([Problem("", 0, 0, both(key, value))])
