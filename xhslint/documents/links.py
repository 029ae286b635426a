"""Where the links of a document lead, if its words do not say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xhslint.base.time_limit import check_time
from xhslint.documents.note import Part

_FORMULA = re.compile(r'\bHYPERLINK\s*\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_FIELD = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)', re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?://)?")


def unsaid(words: str, destinations: Iterable[str]) -> list[str]:
    """Return the destinations that do not stand in some words, each once; places in the document itself are left out."""
    said = words.lower()
    kept: dict[str, str] = {}
    for each in destinations:
        check_time()
        address = each.strip()
        bare = _SCHEME.sub("", address.lower()).rstrip("/")
        if bare and not bare.startswith("#") and bare not in kept and bare not in said:
            kept[bare] = address
    return list(kept.values())


def unsaid_parts(words: str, destinations: Sequence[Part]) -> list[Part]:
    """Return the destinations that do not stand in some words, a line for each, with their places."""
    if not destinations:
        return []
    places = {address.strip(): place for address, place in reversed(destinations)}
    return [(f"{each}\n", places[each]) for each in unsaid(words, (address for address, _ in destinations))]


def in_formula(formula: str) -> list[str]:
    """Return the destinations in a formula of a cell, as in HYPERLINK("https://…","看这里")."""
    return [found.replace('""', '"') for found in _FORMULA.findall(formula)] if formula else []


def in_field(instruction: str) -> list[str]:
    r"""Return the destination in the instruction of a Word field, as in `HYPERLINK "https://…" \o "…"`."""
    found = _FIELD.match(instruction)
    return [found[1]] if found else []
