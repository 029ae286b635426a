"""YAML text composed into nodes, which know their position; deep nesting and too many repetitions are refused first.

PyYAML composes by recursion, and its C loader overruns the stack of the process instead of raising RecursionError. The
events of a text tell its nesting without recursion, and how many nodes a reader meets that goes through all aliases.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

MAX_DEPTH = 32
MAX_NODES = 1_000_000
"""Nodes that a reader may meet in a text with aliases, each as often as it is repeated."""
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may have been built without libyaml

TAG = "tag:yaml.org,2002:"


class Refused(Exception):
    """Valid YAML that is not composed; `mark` is where it becomes so, and `reason` "deep", "alias" or "repeated"."""

    def __init__(self, mark: Any, reason: str) -> None:
        super().__init__(mark, reason)
        self.mark = mark
        self.reason = reason


def compose(text: str, aliases: bool = True) -> yaml.Node | None:
    """Return the root node of a YAML text, None for an empty one.

    Raises Refused for collections nested deeper than MAX_DEPTH, for aliases that repeat more than MAX_NODES, and, unless
    `aliases`, for any alias; yaml.YAMLError for text that is not YAML. With aliases, a node may hold itself.
    """
    measure = _Measure()
    try:
        for event in _events(text):
            if isinstance(event, yaml.AliasEvent) and not aliases:
                raise Refused(event.start_mark, "alias")
            measure.add(event)
            if len(measure.open) > MAX_DEPTH:
                raise Refused(event.start_mark, "deep")
            if measure.has_aliases and measure.size > MAX_NODES:
                raise Refused(event.start_mark, "repeated")
    except yaml.YAMLError:
        pass  # composing raises it, unless it finds another mistake first
    node: yaml.Node | None = yaml.compose(text, LOADER)
    return node


class _Measure:
    """The nodes in the events so far: `size` counts those behind an alias again, `open` are the unfinished collections."""

    def __init__(self) -> None:
        self.size = 0
        self.has_aliases = False
        self.open: list[tuple[str | None, int]] = []  # the anchor, and the size before it
        self.anchored: dict[str, int] = {}

    def add(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self.open.pop()
            if anchor:
                self.anchored[anchor] = self.size - before
        elif isinstance(event, yaml.AliasEvent):
            self.has_aliases = True
            self.size += self.anchored.get(str(event.anchor), 1)  # one that holds itself is not measured yet
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open.append((event.anchor, self.size))
            self.size += 1
        elif isinstance(event, yaml.ScalarEvent):
            self.size += 1
            if event.anchor:
                self.anchored[event.anchor] = 1


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
