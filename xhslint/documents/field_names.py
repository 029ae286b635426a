"""Which part of a note a field of a record is, by the names of the user or by what such fields are usually called."""

from __future__ import annotations

from xhslint.base.errors import InputError, Problem
from xhslint.documents.columns import PARTS, Columns
from xhslint.documents.header_words import kind_of, plain
from xhslint.messages.catalogue import both

_MOST_SHOWN = 12
_NO_PART = ("", 0)


class NoFields(InputError):
    """Raised for a file of data with words in it, none of them in a field that is known: it may hold no notes at all."""


class FieldNames:
    """The parts of fields; it remembers the names that it was asked about, to tell which ones there are."""

    def __init__(self, columns: Columns) -> None:
        self._named = {
            plain(name): (part, order) for part in PARTS for order, name in enumerate(getattr(columns, part))
        }
        self._guessed = {part for part in PARTS if not getattr(columns, part)}
        self._names = columns.names
        self._asked: dict[str, tuple[str, int]] = {}

    def part(self, name: str) -> tuple[str, int]:
        """Return title, body, topics or "", and which of several fields for that part it is to be."""
        known = self._asked.get(name)
        if known is None:
            if len(self._asked) > 10_000:
                return self._find(name)
            known = self._asked[name] = self._find(name)
        return known

    def _find(self, name: str) -> tuple[str, int]:
        if found := self._named.get(plain(name)):
            return found
        kind = kind_of(name)
        return (kind, 0) if kind in self._guessed else _NO_PART

    def missing(self, path: str, has_words: bool) -> InputError | None:
        """Return the error for names of the user that no field has, or for having found no part in what has words; else None."""
        asked = {plain(name) for name in self._asked}
        lacking = [name for name in self._names if plain(name) not in asked]
        fields = "、".join(list(self._asked)[:_MOST_SHOWN])
        if lacking:
            return InputError([Problem(path, 0, 0, both("no field", name, fields)) for name in lacking])
        if any(part for part, _ in self._asked.values()) or not has_words:
            return None
        return NoFields([Problem(path, 0, 0, both("no fields", fields) if fields else both("no records"))])
