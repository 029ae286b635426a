"""Values of a configuration file read as what a key takes; what is wrong is said in the user's language, all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, replace
from xhslint.messages.catalogue import say
from xhslint.messages.suggestions import did_you_mean
from xhslint.schema.values import Invalid, Value, YamlReader, attempt

T = TypeVar("T")

_DEPTH = 32  # PyYAML composes by recursion, which in its C loader overruns the stack
_TAG = "tag:yaml.org,2002:"
_TRUE = ("true", "yes", "on")


def parse_yaml(text: str, shown: str, reader: YamlReader, lang: str) -> Value | None:
    """The root of YAML text; None for text that is empty or broken (then there is a problem)."""
    if line := _too_deep(text):
        reader.problems.append(Problem(shown, line, 1, say(lang, "config.deep")))
        return None
    scratch = YamlReader()
    root = scratch.loads(text, shown)
    for problem in scratch.problems:
        _, _, detail = problem.message.partition(": ")
        reader.problems.append(replace(problem, message=say(lang, "config.yaml", detail)))
    return Value(reader, shown, root.node) if root else None


def _too_deep(text: str) -> int:
    """The line on which collections are nested too deeply to compose them; 0 if none is."""
    import yaml

    from xhslint.base.yaml_nodes import parse

    depth = 0
    try:
        for event in parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEPTH and event.start_mark:
                return int(event.start_mark.line) + 1
    except yaml.YAMLError:
        pass  # is told when it is composed
    return 0


def is_null(value: Value) -> bool:
    """Whether nothing is written here, as behind a key whose items are all commented out."""
    return value.kind == "scalar" and value.node.tag == _TAG + "null"


@dataclass(frozen=True)
class Typed:
    """Reads values, and complains about them in a language. An alias that leads to itself is never followed far."""

    lang: str

    def fail(self, value: Value, key: str, *filled: object) -> Invalid:
        return value.fail(say(self.lang, key, *filled))

    def unknown(self, value: Value, key: str, name: str, known: Iterable[str], *filled: object) -> Invalid:
        """A name that is none of those known, with the one that was probably meant."""
        return value.fail(say(self.lang, key, name, *filled) + did_you_mean(self.lang, name, known))

    def text(self, value: Value) -> str:
        """Text; a number or a day is taken as it is written."""
        if value.kind != "scalar" or value.node.tag == _TAG + "bool" or is_null(value) or not value.node.value.strip():
            raise self.fail(value, "config.text")
        return str(value.node.value)

    def boolean(self, value: Value) -> bool:
        if value.kind != "scalar" or value.node.tag != _TAG + "bool":
            raise self.fail(value, "config.boolean")
        return value.node.value.lower() in _TRUE

    def count(self, value: Value) -> int:
        """A whole number from 1 on."""
        text = value.node.value if value.kind == "scalar" and value.node.tag == _TAG + "int" else ""
        if not text.isdecimal() or len(text) > 9 or not int(text):
            raise self.fail(value, "config.count")
        return int(text)

    def choice(self, value: Value, choices: Iterable[str]) -> str:
        """One of a few words; `off`, which YAML takes for a boolean, is a word here."""
        if value.kind != "scalar" or not value.node.value:
            raise self.fail(value, "config.text")
        text, known = str(value.node.value), tuple(choices)
        if text not in known:
            raise self.unlisted(value, text, known)
        return text

    def unlisted(self, value: Value, text: str, known: Iterable[str]) -> Invalid:
        """A word that is none of a few."""
        guess = did_you_mean(self.lang, text, known)
        among = say(self.lang, "config.among", say(self.lang, "and").join(known))
        return value.fail(say(self.lang, "config.choice", text) + guess + among)

    def each(self, value: Value, parse: Callable[[Value], T]) -> tuple[T, ...]:
        """The items of a list, or the one value that stands for a list; wrong ones are reported and left out."""
        if value.is_mapping():
            raise self.fail(value, "config.list")
        return tuple(attempt(parse, value.items() if value.is_list() else [value]))

    def tables(self, value: Value, parse: Callable[[Value], T]) -> tuple[T, ...]:
        """The items of a list of mappings."""
        if not value.is_list():
            raise self.fail(value, "config.tables")
        return tuple(attempt(parse, value.items()))

    def pairs(self, value: Value) -> list[tuple[Value, str, Value]]:
        """Keys, with their text, and values, less those that are empty; keys that are wrong are reported."""
        if not value.is_mapping():
            raise self.fail(value, "config.mapping")
        seen: dict[str, int] = {}
        found = []
        for key_node, value_node in value.node.value:
            key, inside = (Value(value.reader, value.path, node) for node in (key_node, value_node))
            if key.kind != "scalar":
                self.fail(key, "config.key")
                continue
            name = str(key.node.value)
            if name in seen:
                self.fail(key, "config.duplicate", name, seen[name])
                continue
            seen[name] = key.line
            if not is_null(inside):
                found.append((key, name, inside))
        return found

    def table(self, value: Value, keys: Mapping[str, Callable[[Value], Any]]) -> dict[str, Any]:
        """The values by key; what is unknown or wrong is reported and left out."""
        found = {}
        for key, name, inside in self.pairs(value):
            if name not in keys:
                self.unknown(key, "config.unknown key", name, keys)
                continue
            try:
                found[name] = keys[name](inside)
            except Invalid:
                continue
        return found
