"""What the prefilter can tell of a draft without reading it closely: what links, codes and numbers cannot do without.

A fact errs on the side of being there. What it stands in for is judged by the modules that name the thing: `links`,
`codes`, `numbers`, `ids`.
"""

from __future__ import annotations

from collections.abc import Iterable

LINK, CODE, PHONE, LANDLINE, MAIL, SYSTEM, ACCOUNT, TOKEN, LABEL, HIDDEN = (1 << place for place in range(10))

DETECTORS = {
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
"""The fact without which a detector of `xhslint.matching.detectors.accounts` finds nothing; those that are not here may always find something."""

_LEAST = {"handle": 4, "qq": 4, "foreign-phone": 4, "account": 6, "dotted-handle": 2, "mention": 2}
_TOLD = {"phone": PHONE, "email": MAIL}


def least(grammars: Iterable[str]) -> int:
    """Latin letters, digits, `_` and `-` that every id of some grammars of `xhslint.matching.detectors.accounts` begins with.

    Above the lowest eight bits, the facts by which one is enough.
    """
    told = 0
    for grammar in grammars:
        told |= _TOLD.get(grammar, 0)
    return told << 8 | min([_LEAST[grammar] for grammar in grammars if grammar not in _TOLD], default=0xFF)
