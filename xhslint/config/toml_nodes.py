"""`[tool.xhslint]` of a TOML file as nodes like those of YAML.

The standard library parses the values but knows no positions; a second pass over the text finds them. As the text is
valid by then, that pass only tells keys, strings and brackets apart; a value that it does not find gets the position
of its table.
"""

from __future__ import annotations

import re
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from xhslint.drafts.decode import line_column
from xhslint.schema.parser_words import toml_mistake
from xhslint.schema.values import Value, YamlReader

if TYPE_CHECKING:
    import yaml

Path: TypeAlias = "tuple[str | int, ...]"
"""The keys and indexes that lead to a value."""

TABLE: Path = ("tool", "xhslint")

MAX_PARTS = 32
"""Parts of a dotted key; the parser needs memory by their square."""

_PLACE = re.compile(r"(?P<message>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_BLANK = re.compile(r"(?:\s+|#[^\n]*)*")
_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*""")
_DEEP_KEY = re.compile(
    rf"""(?:^|[\[{{,])[ \t]*(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{MAX_PARTS}}}""", re.MULTILINE
)
_SCALAR = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:'{0,2})|"(?:[^"\\]|\\.)*"|'[^']*'|[^\s\[\]{},#"']+''',
    re.DOTALL,
)
_TIME = re.compile(r" \d\d:[\d:.]+(?:[Zz]|[-+][\d:]+)?")  # of a date, after the space that separates it
_TAGS = {bool: "bool", int: "int", float: "float"}


def holds_table(data: bytes) -> bool:
    """Return whether a TOML file has the table, by parsing it."""
    parser = _parser()
    with suppress(ValueError, RecursionError):  # `tool.xhslint.profile = …` and the like
        text = data.decode("utf-8-sig")
        return bool(parser) and bool(_DEEP_KEY.search(text) or _table(parser.loads(text)) is not None)
    return False


def parse_toml(text: str, shown: str, reader: YamlReader) -> Value | None:
    """Return the table as a value; None if, with a problem, the file is broken or has none."""
    parser = _parser()
    if parser is None:
        reader.report(shown, 0, 0, "no toml")
        return None
    if deep := _DEEP_KEY.search(text):
        reader.report(shown, *line_column(text[: deep.end()]), "deep")
        return None
    try:
        table = _table(parser.loads(text))
        if table is not None:
            return Value(reader, shown, _Nodes(text).node(table, TABLE))
        reader.report(shown, 0, 0, "no table")
    except RecursionError:
        reader.report(shown, 0, 0, "deep")
    except ValueError as error:
        place = _PLACE.fullmatch(str(error))
        line, column = line_column(text) if place else (0, 0)
        if place and place["line"]:
            line, column = int(place["line"]), int(place["column"])
        message = place["message"] if place else str(error)
        reader.report(shown, line, column, "toml", toml_mistake(reader.lang, message))
    return None


def _table(data: dict[str, Any]) -> Any:
    tools = data.get("tool")
    return tools.get("xhslint") if isinstance(tools, dict) else None


def _parser() -> Any:
    """Return the standard library's parser, or before Python 3.11 tomli, None without it."""
    for name in ("tomllib", "tomli"):
        with suppress(ImportError):
            return import_module(name)
    return None


class _Nodes:
    """Turns the parser's plain data into nodes with positions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = _Places(text)
        with suppress(_Lost, RecursionError):
            self.places.find()

    def node(self, data: Any, path: Path) -> yaml.Node:
        import yaml

        from xhslint.base.yaml_nodes import TAG

        mark = self.mark(self.places.values, path)
        if isinstance(data, dict):
            pairs = [(self.key(path, name), self.node(value, (*path, name))) for name, value in data.items()]
            return yaml.MappingNode(TAG + "map", pairs, mark)
        if isinstance(data, list):
            return yaml.SequenceNode(TAG + "seq", [self.node(each, (*path, n)) for n, each in enumerate(data)], mark)
        text = str(data).lower() if isinstance(data, bool) else str(data)
        return yaml.ScalarNode(TAG + _TAGS.get(type(data), "str"), text, mark)

    def key(self, path: Path, name: str) -> yaml.Node:
        import yaml

        from xhslint.base.yaml_nodes import TAG

        return yaml.ScalarNode(TAG + "str", name, self.mark(self.places.keys, (*path, name)))

    def mark(self, places: dict[Path, int], path: Path) -> Any:
        import yaml

        while path and path not in places:
            path = path[:-1]
        offset = places.get(path, 0)
        line, column = line_column(self.text[:offset])
        return yaml.Mark("", offset, line - 1, column - 1, None, 0)


class _Lost(Exception):
    """The second pass found something unexpected; what is left has no positions."""


class _Places:
    """Offsets of the keys and values of a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[Path, int] = {}
        self.values: dict[Path, int] = {}
        self.lengths: dict[Path, int] = {}  # how many tables each array of tables has so far

    def find(self) -> None:
        table: Path = ()
        while not self.ends():
            start = self.at
            if not self.eat("["):
                self.pair(table)
                continue
            is_item = self.eat("[", blank=False)
            table = ()
            names = self.names()
            for number, name in enumerate(names):
                table = (*table, name)
                self.keys.setdefault(table, start)
                self.values.setdefault(table, start)
                if is_item and number == len(names) - 1:
                    self.lengths[table] = self.lengths.get(table, 0) + 1
                if table in self.lengths:
                    table = (*table, self.lengths[table] - 1)
            self.keys[table] = self.values[table] = start
            if not self.eat("]") or (is_item and not self.eat("]")):
                raise _Lost

    def pair(self, table: Path) -> None:
        self.ends()
        start = self.at
        for name in self.names():
            table = (*table, name)
            self.keys.setdefault(table, start)
            self.values.setdefault(table, start)
        if not self.eat("="):
            raise _Lost
        self.value(table)

    def value(self, path: Path) -> None:
        self.ends()
        self.values[path] = self.at
        if self.eat("["):
            number = 0
            while not self.eat("]"):
                self.value((*path, number))
                self.eat(",")
                number += 1
        elif self.eat("{"):
            while not self.eat("}"):
                self.pair(path)
                self.eat(",")
        elif scalar := _SCALAR.match(self.text, self.at):
            self.at = scalar.end()
            if time := _TIME.match(self.text, self.at):
                self.at = time.end()
        else:
            raise _Lost

    def names(self) -> list[str]:
        """Read a key and return its parts, which dots separate."""
        names = []
        while key := _KEY.match(self.text, self.at):
            self.at = key.end()
            names.append(key[1] or key[2] or key[3] or "")
            if not self.eat("."):
                return names
        raise _Lost

    def eat(self, mark: str, blank: bool = True) -> bool:
        if blank:
            self.ends()
        found = self.text.startswith(mark, self.at)
        self.at += found
        return found

    def ends(self) -> bool:
        """Skip space and comments; return whether the text ends there."""
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.at == len(self.text)
