"""Facts about a draft that the scanner finds in passing: without them links, codes, numbers, accounts and disguised words
cannot occur.

A fact may be set where it does not hold, never missing where it does: what it stands for is judged by the detectors.
"""

from __future__ import annotations

from collections.abc import Iterable

LINK, CODE, PHONE, LANDLINE, MAIL, SYSTEM, ACCOUNT, TOKEN, LABEL, HIDDEN, CALL, RESPELLED = (
    1 << place for place in range(12)
)
EVERY = (1 << 12) - 1

FACT_OF_DETECTOR = {
    "phone": PHONE,
    "landline": LANDLINE,
    "email": MAIL,
    "system-id": SYSTEM,
    "account": ACCOUNT,
    "long-account": ACCOUNT,
    "labelled-account": LABEL,
    "share-code": CODE,
    "share-token": TOKEN,
}
"""The fact without which a detector finds nothing; one that is not listed may find something in any draft."""

_LEAST = {"handle": 4, "qq": 4, "foreign-phone": 4, "account": 6, "dotted-handle": 2, "mention": 2}
_FACTS = {"phone": PHONE, "email": MAIL}


def least(grammars: Iterable[str]) -> int:
    """Return how many Latin letters, digits, `_` and `-` every id of some grammars of `detectors.accounts` begins with.

    The number is in the lowest eight bits; above them are the facts by which one character is enough.
    """
    found = 0
    for grammar in grammars:
        found |= _FACTS.get(grammar, 0)
    return found << 8 | min([_LEAST[grammar] for grammar in grammars if grammar not in _FACTS], default=0xFF)
