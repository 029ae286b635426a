"""Slips of the keyboard in a phrase: full-width signs, which it takes for letters, and signs in a wrong place."""

from __future__ import annotations

import re

SIGNS = {
    "｜": "|",
    "！": "!",
    "？": "?",
    "＠": "@",
    "＝": "=",
    "＾": "^",
    "＄": "$",
    "．．": "..",
    "。。": "..",
    "…": "..",
}
"""Full-width signs and those that are meant."""
# Each at the place where the sign would mean something: elsewhere it may be a part of a word.
_WIDE = re.compile(r"｜|[！？]+(?=$|\|)|(?:^|(?<=\|))[＠＝]|^[＾＄]$|^(?:．．|。。|…)")
_INSIDE = re.compile(r"([^|]+?)([?!])(?=\|)")
_NAME = re.compile(r"@?[a-z][a-z0-9-]*")


def slip(token: str) -> tuple[str, ...]:
    """Return the key of the message about the first slip in a token of a phrase, and what is filled in; () without one."""
    if wide := _WIDE.search(token):
        sign = wide[0] if wide[0] in SIGNS else wide[0][0]
        return "phrase wide", token, sign, SIGNS[sign]
    for inside in _INSIDE.finditer(token):
        if inside[2] == "?":
            return "phrase inner optional", token
        if not _NAME.fullmatch(inside[1]):
            return "phrase inner strong", token, inside[1]
    return ()
