"""What is wrong with a text that is not YAML, in words for people who did not set out to learn it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from xhslint.messages.catalogue import say

WIDE = {"：": "wide colon", "，": "wide comma", "、": "wide comma"}
"""Marks of a Chinese keyboard that YAML takes for letters, and the key of the message about each."""

_PLACES = re.compile(r"""(?:^|[{,，、]|- )\s*["']?[a-z][a-z-]*["']?(：)|([，、])\s*[a-z][a-z-]*\s*[:：]""")
# In the words of libyaml or of PyYAML's own parser.
_KEYS = {
    r"could not find expected ':'": "colon",
    r"mapping values are not allowed": "nested",
    r"expected ',' or '[\]}]'": "comma",
    r"tab character|'\\t' that cannot start": "tab",
    r"cannot start any token": "start",
    r"undefined alias": "alias",
    r"expected alphabetic or numeric": "alias",
    r"unknown escape": "escape",
    r"unexpected end of stream": "quote",
    r"another document": "document",
    r"expected (?:the )?node content": "content",
    r"expected '-' indicator|expected key|<block end>": "indent",
    r"(?:control|special) characters are not allowed": "control",
}


def in_words(lang: str, problem: str) -> str:
    """Return a problem of the parser in words of a language, as it is if it is a rare one."""
    found = (key for pattern, key in _KEYS.items() if re.search(pattern, problem))
    return next((say(lang, f"yaml.{key}") for key in found), problem)


def wide_mark(lines: Sequence[str], number: int) -> tuple[int, int, str] | None:
    """Return the full-width mark that may be behind a mistake on a line, numbered from 1; the parser notices some late.

    It is line and column, from 1, and the key of its message.
    """
    for at in range(min(number, len(lines)), max(0, number - 4), -1):
        for found in islice(_PLACES.finditer(lines[at - 1]), 1):
            place = found.start(1) if found[1] else found.start(2)
            return at, place + 1, WIDE[lines[at - 1][place]]
    return None


def wide_hint(lang: str, text: str) -> str:
    """Return a remark on the first full-width mark in a text that should be a name, empty if it has none."""
    return next((say(lang, "yaml.hint", say(lang, f"yaml.{WIDE[char]}")) for char in text if char in WIDE), "")
