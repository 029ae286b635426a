"""Patterns that are refused before the `regex` package compiles them, which would take memory without bound or crash."""

from __future__ import annotations

import re

MAX_SIZE = 1_000_000
"""Characters that a pattern may have when its repetitions are written out, as compiling does."""
MAX_NESTING = 50

# Escapes and sets, which are skipped; a call of a group; the start of a group with a number, of another one; an end.
_GROUPING = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\(\?(?:(?:&|P>)(?P<named>\w+)|(?P<numbered>R|[-+]?\d+))\)"
    r"|(?P<start>\((?:\?P?<(?P<name>[^\W\d]\w*)>|(?!\?)))|(?P<other>\()|(?P<end>\))",
    re.DOTALL,
)
_COUNT = re.compile(r"\{(\d+)")
_IGNORED = re.compile(r"#[^\n]*\n|\s")  # by the flag x, also inside a number


def refusal(pattern: str) -> str:
    """Return the key of the message why a pattern is not compiled; empty for one that may be.

    What counts is what is written, also where it means itself, for nothing can then hide behind sets and comments.
    """
    if _may_call_itself(pattern):
        return "pattern calls"
    if max(_size(pattern), _size(_IGNORED.sub("", pattern))) > MAX_SIZE:
        return "pattern size"
    return "deep" if _nesting(pattern) > MAX_NESTING else ""


def _may_call_itself(pattern: str) -> bool:
    """Return whether a part of a pattern may hold itself: whether a group is called before its end.

    Groups of one name are one group, and no number is taken to be known where branches share numbers.
    """
    open_groups: list[tuple[str, ...]] = []
    numbers: dict[str, str] = {}
    ended: set[str] = set()
    count = 0
    for token in _GROUPING.finditer(pattern):
        if token["start"]:
            name = token["name"] or ""
            count += name not in numbers
            number = numbers.setdefault(name, str(count)) if name else str(count)
            open_groups.append((number, name))
            ended.difference_update(open_groups[-1])
        elif token["other"]:
            open_groups.append(())
        elif token["end"] and open_groups:
            ended.update(open_groups.pop())
        elif called := token["named"] or token["numbered"]:
            if called[0] == "-":
                called = str(count + 1 + int(called))
            if called not in ended or "(?|" in pattern:
                return True
    return False


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
