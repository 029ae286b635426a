"""A term found at a place of the view."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.matching.lexicon import Term


class Hit(NamedTuple):
    """A term at `[start, end)` of the view; `name` is the list that holds it, "" for what a detector found."""

    start: int
    end: int
    term: Term
    name: str = ""
