"""What is wrong with front matter that is not YAML, and where: PyYAML often stops lines behind the mistake."""

from __future__ import annotations

import re

import yaml

from xhslint.base.yaml_nodes import offset
from xhslint.messages.catalogue import both

_VALUE = re.compile(r"(?<![^\r\n])([ \t]*)(?:-[ \t]+)?[^\s:#\"'][^:\r\n]{0,60}:[ \t]+(\S[^\r\n]*)")
_KEY = re.compile(r"(?<![^\r\n])([ \t]*)([^\s:#\"'-][^:\r\n]{0,60}:)(?:[ \t]+(\S[^\r\n]*))?(?=[ \t]*(?:[\r\n]|\Z))")
_TAB = re.compile(r"(?<![^\r\n])[ ]*\t")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
_END = re.compile(r"[\r\n]|\Z")
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?")


def fault(source: str, error: yaml.MarkedYAMLError, key: int) -> tuple[int, str]:
    """Return the offset and the message of the mistake for which `source` is not YAML; `key` is where its first key stands."""
    mark = error.problem_mark or error.context_mark
    stop = offset(mark) if mark else key
    if (quote := _open_quote(source)) is not None:
        return quote, both("front.quote", source[quote])
    if error.context_mark and "flow" in str(error.context):
        at = offset(error.context_mark)
        return at, both("front.bracket", source[at : at + 1])
    if (tab := _TAB.search(source)) and _line_end(source, tab.start()) >= stop:
        return tab.end() - 1, both("front.tab")
    if (stray := _stray_key(source, stop)) is not None:
        return stray, both("front.stray")
    return stop, both("front.broken")


def _open_quote(source: str) -> int | None:
    """Return where a value begins with a quote that no other one of its kind closes before the next key."""
    for value in _VALUE.finditer(source):
        at = value.start(2)
        closed = _CLOSED.get(source[at])
        if not closed:
            continue
        following = _KEY.search(source, _line_end(source, at))
        if not closed.match(source, at, following.start() if following else len(source)):
            return at
    return None


def _stray_key(source: str, stop: int) -> int | None:
    """Return where a key stands further right or left than the one above it, which holds no others; None without any."""
    above: re.Match[str] | None = None
    edges = set[str]()  # the indents of the keys above
    for each in _KEY.finditer(source):
        if above and each[1] != above[1]:
            deeper = len(each[1]) > len(above[1])
            if deeper and above[3] and not _BLOCK.fullmatch(above[3]):
                return each.start(2)
            if not deeper and each[1] not in edges:
                return above.start(2)
        if each.start() > stop:
            return None
        above = each
        edges.add(each[1])
    return None


def _line_end(source: str, at: int) -> int:
    return _END.search(source, at).start()  # type: ignore[union-attr]
