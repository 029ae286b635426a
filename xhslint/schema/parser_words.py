"""What the parsers of TOML and of regular expressions complain of, in words of the user's language: they know English only."""

from __future__ import annotations

import re
from typing import Any

from xhslint.messages.catalogue import say

# In the words of tomllib and tomli.
_TOML = {
    r"Invalid value|Invalid (?:date|hex|number)": "value",
    r"Expected '=' after a key|Invalid statement|Invalid initial character for a key": "key",
    r"Expected newline or end of document": "line",
    r"Unterminated string|Illegal character|Expected ['\"]{3}": "quote",
    r"Unclosed|Expected '\]+'": "bracket",
    r"Cannot (?:overwrite|declare|mutate)|Duplicate": "twice",
    r"Unescaped": "escape",
}
# In the words of the package `regex`.
_REGEX = {
    r"missing \)": "unclosed",
    r"unbalanced parenthesis": "unopened",
    r"unterminated character set|missing \]|bad set": "set",
    r"nothing to repeat": "nothing",
    r"multiple repeat": "twice",
    r"min repeat greater": "order",
    r"bad escape|unknown property": "escape",
    r"bad character range": "range",
    r"(?:unknown|bad|invalid) group|group name|open group|missing [<>]": "group",
}


def toml_mistake(lang: str, problem: str) -> str:
    """Return what the parser of TOML noticed, without its place."""
    return _said(lang, "toml", _TOML, problem)


def regex_mistake(lang: str, error: Any) -> str:
    """Return what an error of `regex` says, with the number of the character at which it was noticed."""
    said = _said(lang, "regex", _REGEX, error.msg)
    return said if error.pos is None else say(lang, "regex.place", said, error.pos + 1)


def _said(lang: str, topic: str, keys: dict[str, str], problem: str) -> str:
    key = next((key for pattern, key in keys.items() if re.search(pattern, problem)), "other")
    return say(lang, f"{topic}.{key}")
