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
        self._pieces = 0

    def begin_note(self) -> None:
        """Count the pieces anew, for another note."""
        self._pieces = 0

    def position(self, offset: int) -> tuple[int, int]:
        r"""Return line and column, from 1, of an offset that is not before the last one; \r\n, \n and \r end lines."""
        text, start = self._text, self._offset
        end = offset - 1 if text[offset - 1 : offset + 1] == "\r\n" else offset
        if end > start:
            lines = text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)
            if lines:
                self._line += lines
                self._line_start = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
            self._offset = end
        return self._line, offset - self._line_start + 1

    def parts(self, pieces: Iterable[Piece], record: int = 0, field: str = "") -> list[Part]:
        """Return pieces as parts of a note, each with its place; raises InputError for more than `MOST_PIECES` of one note."""
        parts: list[Part] = []
        for offset, words, step in pieces:
            line, column = self.position(offset)
            self._pieces += 1
            if self._pieces > MOST_PIECES:
                raise InputError([Problem(self._path, line, column, both("document pieces", MOST_PIECES))])
            parts.append((words, Place("", "", 0, record, field, line, column, step)))
        return parts
