"""A term at a place of the view."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.matching.lexicon import Term


class Hit(NamedTuple):
    """A term at `[start, end)` of the view, and the list that it was found by."""

    start: int
    end: int
    term: Term
    name: str = ""
