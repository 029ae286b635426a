"""What is wrong with a text that is not YAML, in words for people who did not set out to learn it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from xhslint.messages.catalogue import say

WIDE = {"：": "wide colon", "，": "wide comma", "、": "wide comma"}
"""Marks of a Chinese keyboard that YAML takes for letters, and the key of the message about each."""

_PLACES = re.compile(r"""(?:^|[{,，、]|- )\s*["']?[a-z][a-z-]*["']?(：)|([，、])\s*[a-z][a-z-]*\s*[:：]""")
_SLIPS = {
    "dash": re.compile(r"\s*(-)(?=[^\W\d_]|[\"'\[{])"),
    "brackets": re.compile(r"\s*(?:- +|[\w-]+: +)*(\[).*\]\s*[^\s#\],]"),
}
_MISPLACED = re.compile(r"mapping values are not allowed|expected '-' indicator|expected key|<block end>|expected ':'")
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


def slip(lines: Sequence[str], number: int, problem: str) -> tuple[int, int, str] | None:
    """Return a dash without its blank, or an item that begins with `[` and goes on behind `]`, to which a problem is due.

    It is line and column, from 1, and the key of its message; the parser complains of where lines stand instead.
    """
    if not _MISPLACED.search(problem):
        return None
    for at in range(min(number, len(lines)), max(0, number - 2), -1):
        for key, pattern in _SLIPS.items():
            if found := pattern.match(lines[at - 1]):
                return at, found.start(1) + 1, key
    return None


def name_hint(lang: str, text: str) -> str:
    """Return a remark on the first full-width mark in a text that should be a name, or on a dash that is part of it."""
    keys = [WIDE[char] for char in text if char in WIDE] or ["dash"] * bool(_SLIPS["dash"].match(text))
    return say(lang, "yaml.hint", say(lang, f"yaml.{keys[0]}")) if keys else ""
