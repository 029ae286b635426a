"""YAML text composed into nodes, which know their position; deep nesting is refused first.

PyYAML composes by recursion, and its C loader overruns the stack of the process instead of raising RecursionError. The
events of a text tell its nesting without recursion.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

MAX_DEPTH = 32
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may have been built without libyaml

TAG = "tag:yaml.org,2002:"


class Refused(Exception):
    """Valid YAML that is not composed; `mark` is where it becomes too deep, or where its first alias stands."""

    def __init__(self, mark: Any, is_alias: bool = False) -> None:
        super().__init__(mark, is_alias)
        self.mark = mark
        self.is_alias = is_alias


def compose(text: str, aliases: bool = True) -> yaml.Node | None:
    """Return the root node of a YAML text, None for an empty one.

    Raises Refused for collections nested deeper than MAX_DEPTH and, unless `aliases`, for an alias; yaml.YAMLError for
    text that is not YAML. With aliases, a node may hold itself.
    """
    depth = 0
    try:
        for event in _events(text):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent) and not aliases:
                raise Refused(event.start_mark, is_alias=True)
            if depth > MAX_DEPTH:
                raise Refused(event.start_mark)
    except yaml.YAMLError:
        pass  # composing raises it, unless it finds another mistake first
    node: yaml.Node | None = yaml.compose(text, LOADER)
    return node


def _events(text: str) -> Iterator[yaml.Event]:
    """Yield the parser's events.

    Newer versions of libyaml refuse deep nesting at once, without its position; PyYAML's own parser finds it.
    """
    count = 0
    try:
        for event in yaml.parse(text, LOADER):
            yield event
            count += 1
    except yaml.MarkedYAMLError as error:
        if "nesting depth" not in str(error.problem):
            raise
        yield from islice(yaml.parse(text, yaml.SafeLoader), count, None)


def offset(mark: Any) -> int:
    """Return the position of a mark of either loader in the text, in code points."""
    position: int = mark.index
    return position
