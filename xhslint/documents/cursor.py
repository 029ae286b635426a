"""Lines and columns of the pieces that a reader takes out of a text file, in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.errors import InputError, Problem
from xhslint.documents.note import Part
from xhslint.drafts.places import Place
from xhslint.messages.catalogue import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Piece: TypeAlias = "tuple[int, str, int]"
"""Where in the file some words begin, the words, and how many columns each of their characters takes there."""

MOST_PIECES = 100_000
"""The most pieces of one note: each takes memory, and no note of people has a thousand."""


class Cursor:
    """Tells places in a text whose offsets only grow, so that all of them together cost one pass over it."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._offset = 0
        self._line = 1
        self._line_start = 0
        # The next line ends of each kind; each is looked for again only when it is passed.
        self._next = {"\n": -1, "\r": -1}
        self._line_end = -1
        self._pieces = 0

    def begin_note(self, pieces: int = 0) -> None:
        """Count the pieces of another note, which has some already."""
        self._pieces = pieces

    def position(self, offset: int) -> tuple[int, int]:
        r"""Return line and column, from 1, of an offset that is not before the last one; \r\n, \n and \r end lines."""
        if offset > self._line_end:
            self._advance(offset)
        return self._line, offset - self._line_start + 1

    def _advance(self, offset: int) -> None:
        text, start = self._text, self._offset
        end = offset - 1 if text[offset - 1 : offset + 1] == "\r\n" else offset
        lines = text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)
        if lines:
            self._line += lines
            self._line_start = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
        self._offset = end
        for mark, at in self._next.items():
            if at < end:
                found = text.find(mark, end)
                self._next[mark] = len(text) if found < 0 else found
        self._line_end = min(self._next.values())

    def parts(self, pieces: Iterable[Piece], record: int = 0, field: str = "") -> list[Part]:
        """Return pieces as parts of a note, each with its place; raises InputError for more than `MOST_PIECES` of one note."""
        parts: list[Part] = []
        for offset, words, step in pieces:
            if offset > self._line_end:
                self._advance(offset)
            line, column = self._line, offset - self._line_start + 1
            parts.append((words, Place("", "", 0, record, field, line, column, step)))
            if len(parts) + self._pieces > MOST_PIECES:
                raise InputError([Problem(self._path, line, column, both("document pieces", MOST_PIECES))])
        self._pieces += len(parts)
        return parts
