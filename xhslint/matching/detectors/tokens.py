"""What grammars and detectors of accounts, numbers and addresses return."""

from __future__ import annotations

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Part, Term

# What people write with a number: groups, brackets around an area code, the code of China, a word for phone.
GROUPED = lazy(r"(?:tel|phone|call|[tmp])?[ :：]?(?:(?:\+|00)[ ]?)?[(（]?\d(?:[ .()（）–—-]{0,3}\d)*[)）]?")
UNGROUPED = lazy(r"[^0-9]+")
COUNTRY = ("", "86", "0086")
HAN = lazy(r"[\u4e00-\u9fff]")


class Token(NamedTuple):
    """An account name, number or address at `[start, end)` of the view; `value` is its plain form."""

    start: int
    end: int
    value: str


def hit(found: Token, text: str) -> Hit:
    """Return a token as a hit that reads as its plain form."""
    written = text[found.start : found.end]
    parts = () if is_ordinary(written, found.value) else (Part(written, found.value, kind_of(written, found.value)),)
    return Hit(found.start, found.end, Term(written, found.value, True, parts))


def is_ordinary(written: str, value: str) -> bool:
    """Tell whether a token is written as everybody writes it: a number in groups (021-6278 3391), a name behind @."""
    number = value.removeprefix("+")
    if number.isdecimal():
        digits = UNGROUPED.sub("", written)
        return GROUPED.fullmatch(written) is not None and any(digits == code + number for code in COUNTRY)
    return written.lstrip(" @") == value


def kind_of(written: str, value: str) -> str:
    """Return the kind of disguise of a token: of its digits, else of the words or marks in an address (艾特 for @)."""
    if value.removeprefix("+").isdecimal() or "@" not in value:
        return "numeral"
    return "homophone" if HAN.search(written) else "lookalike"
