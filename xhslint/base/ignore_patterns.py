"""Patterns of .gitignore files that match in linear time, however many wildcards a stranger wrote into them.

The regular expressions of pathspec try all ways to part a name among their wildcards. But if a name can be parted at all,
it can be by giving each wildcard as little as possible. So here a wildcard and what follows it, up to the next one, take
the first place that fits, and are not tried again. Lookaheads with a reference do that, for `re` has no atomic groups
before Python 3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pathspec import GitIgnoreSpec

MAX_PATTERNS = 1000
"""How many patterns one file may have: each is tried on each name."""
_STARS = ("[^/]*", "[^/]+")
_DEPTHS = {"(?:.+/)?": "(?:.+?/)??", "(?:/.+)?": "(?:/.+?)??"}
"""What `**/` and `/**` become, and the same taking as little as possible."""
_TOKEN = re.compile(r"\(\?:(?:\.\+/|/\.\+)\)\?|\[\^/\][*+]?|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\()\[\]*+?^$|.{}]")


def ignore_spec(lines: Iterable[str]) -> GitIgnoreSpec:
    """Return the patterns of a .gitignore; raises ValueError for an invalid one."""
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(lines)
    for pattern in spec.patterns:
        known: Any = pattern
        if known.regex is not None and (made := linear(known.regex.pattern)) != known.regex.pattern:
            known.regex = re.compile(made)
    return spec


def linear(regex: str) -> str:
    """Return a regular expression of pathspec that tries each place of a name once for each of its characters.

    As in git, no set holds the slash.
    """
    tokens: list[str] = []
    at = len("^") if regex.startswith("^") else len(regex)
    while token := _TOKEN.match(regex, at):
        is_other = token[0].startswith("[^") and "/" not in token[0]
        tokens.append(f"{token[0][:-1]}/]" if is_other else token[0])
        at = token.end()
    if not tokens:
        return regex
    numbers = count(1)
    text = "^"
    *parts, last = _split(tokens, _DEPTHS)
    for part in parts:
        if part[0] in _DEPTHS:
            text += _once(f"{_DEPTHS[part[0]]}{_names(part[1:], numbers)}(?=/)", next(numbers))
        else:
            text += _names(part, numbers)
    if last[0] in _DEPTHS:
        text += last.pop(0)
    return text + _names(last, numbers) + regex[at:]


def _names(tokens: list[str], numbers: Iterator[int]) -> str:
    """Return the expression of names with slashes between them."""
    text = ""
    for name in _split(tokens, ("/",)):
        *firsts, last = _split(name, _STARS)
        for piece in firsts:
            plain = "".join(piece)
            text += _once(f"{piece[0]}?{''.join(piece[1:])}", next(numbers)) if piece[0] in _STARS else plain
        text += "".join(last)
    return text


def _split(tokens: list[str], heads: Iterable[str]) -> list[list[str]]:
    """Return tokens in rows, each of which but the first begins with one of `heads`."""
    rows: list[list[str]] = [[]]
    for token in tokens:
        if token in heads and rows[-1]:
            rows.append([])
        rows[-1].append(token)
    return rows


def _once(expression: str, number: int) -> str:
    """Return an expression that is matched in the first way only."""
    return f"(?=(?P<once{number}>{expression}))(?P=once{number})"
