"""Patterns that are refused before the `regex` package compiles them, which would take memory without bound or crash."""

from __future__ import annotations

import re

MAX_SIZE = 1_000_000
"""Characters that a pattern may have when its repetitions are written out, as compiling does."""
MAX_NESTING = 50

_COUNT = re.compile(r"\{(\d+)")
_IGNORED = re.compile(r"#[^\n]*\n|\s")  # by the flag x, also inside a number


def refusal(pattern: str) -> str:
    """Return the key of the message why a pattern is not compiled; empty for one that may be.

    What counts is what is written, also where it means itself, for nothing can then hide behind sets and comments.
    """
    if max(_size(pattern), _size(_IGNORED.sub("", pattern))) > MAX_SIZE:
        return "pattern size"
    return "deep" if _nesting(pattern) > MAX_NESTING else ""


def _size(pattern: str) -> int:
    """Return what the length of a pattern comes to at most if every repetition is inside all others."""
    size = len(pattern)
    for count in _COUNT.finditer(pattern):
        size *= max(int(count[1][:10]), 1)
        if size > MAX_SIZE:
            break
    return size


def _nesting(pattern: str) -> int:
    depth = deepest = 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest
