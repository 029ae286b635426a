"""What grammars and detectors of accounts, numbers and addresses return."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Part, Term


class Token(NamedTuple):
    """An account name, number or address at `[start, end)` of the view; `value` is its plain form."""

    start: int
    end: int
    value: str


def hit(found: Token, text: str) -> Hit:
    """Return a token as a hit that reads as its plain form."""
    written = text[found.start : found.end]
    parts = () if written == found.value else (Part(written, found.value, "numeral"),)
    return Hit(found.start, found.end, Term(written, found.value, True, parts))
