"""YAML values with their positions, so that every mistake in a file is reported where it stands, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from xhslint.base.errors import Problem
from xhslint.base.file_reading import read_bytes
from xhslint.base.lazy_regex import lazy
from xhslint.base.records import dataclass, field
from xhslint.messages.catalogue import say, system_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TypeVar

    import yaml

    T = TypeVar("T")

_LINE_END = lazy(r"\r\n|[\r\n\x85\u2028\u2029]")  # as YAML counts them


MAX_DIGITS = 9
"""Digits of a whole number; Python refuses to convert some thousands."""


class Invalid(Exception):
    """A value that is wrong and reported already; whoever reads its siblings goes on with the next one."""


@dataclass
class YamlReader:
    """Reads the files of one kind, and collects their problems, worded in `lang`.

    `topic` is the kind, `rules` or `config`: the prefix of the messages about wrong values. `names` holds what values
    may refer to, by kind (`{"guard": {"refusal": …}}`); `lines` the lines of each file; `references` those values whose
    names are checked at the end; `bounds` the folders that paths in values may lead into, None for any.
    """

    lang: str
    topic: str = "rules"
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, Iterable[str]] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    references: list[Value] = field(default_factory=list)
    bounds: tuple[str, ...] | None = None

    def load(self, path: Path, shown: str) -> Value | None:
        """Return the root of a YAML file, None for one that is empty or, with a problem, cannot be read."""
        try:
            return self.parse(read_bytes(path).decode("utf-8-sig"), shown)
        except OSError as error:
            self.report(shown, 0, 0, "unreadable", system_reason(self.lang, error))
        except UnicodeDecodeError as error:
            self.report(shown, 0, 0, "encoding", error.start)
        return None

    def parse(self, text: str, shown: str) -> Value | None:
        """Return the root of YAML text, None for text that is empty or, with a problem, broken.

        `shown` is the name under which problems are reported.
        """
        import yaml  # here, because most runs read neither rule files nor a configuration

        from xhslint.base.yaml_nodes import Refused, compose

        self.lines[shown] = _LINE_END.split(text)
        try:
            node = compose(text)
        except Refused as refused:
            self.report(shown, refused.mark.line + 1, refused.mark.column + 1, refused.reason)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            self._report_yaml(shown, line, column, str(error.problem or error.context))
        except (yaml.YAMLError, RecursionError) as error:
            self._report_yaml(shown, 0, 0, str(error).splitlines()[0])
        else:
            return None if node is None else Value(self, shown, node)
        return None

    def _report_yaml(self, path: str, line: int, column: int, problem: str) -> None:
        """Report text that is not YAML: the slip that may be to blame, else what the parser noticed."""
        from xhslint.schema.yaml_mistakes import in_words, slip, wide_mark

        if mark := wide_mark(self.lines[path], line) or slip(self.lines[path], line, problem):
            line, column, key = mark
            self.report(path, line, column, "yaml", say(self.lang, f"yaml.{key}"))
        else:
            self.report(path, line, column, "yaml", in_words(self.lang, problem))

    def report(self, path: str, line: int, column: int, key: str, *filled: object) -> None:
        """Add a problem with the message `key` of this topic."""
        self.problems.append(Problem(path, line, column, self.say(key, *filled)))

    def say(self, key: str, *filled: object) -> str:
        return say(self.lang, f"{self.topic}.{key}", *filled)

    def meant(self, name: str, known: Iterable[str]) -> str:
        """Return why a name may be wrong: a full-width mark or a dash in it, or a name like it that was meant; empty if neither."""
        from xhslint.messages.suggestions import did_you_mean
        from xhslint.schema.yaml_mistakes import name_hint

        return name_hint(self.lang, name) or did_you_mean(self.lang, name, known, f"{self.topic}.did you mean")


@dataclass
class Value:
    """A node of a file; the methods return it as what they are named for, or report it and raise Invalid."""

    reader: YamlReader
    path: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """Line of the file, from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def column(self) -> int:
        """Column in code points, from 1."""
        return int(self.node.start_mark.column) + 1

    @property
    def tag(self) -> str:
        """What YAML takes the value for: `str`, `int`, `bool`, `null`, `map`, `seq` …"""
        return str(self.node.tag).removeprefix("tag:yaml.org,2002:")

    def is_scalar(self) -> bool:
        return bool(self.node.id == "scalar")  # type: ignore[attr-defined]

    def is_list(self) -> bool:
        return bool(self.node.id == "sequence")  # type: ignore[attr-defined]

    def is_mapping(self) -> bool:
        return bool(self.node.id == "mapping")  # type: ignore[attr-defined]

    def is_null(self) -> bool:
        """Whether nothing is written, as behind a key whose items are all commented out."""
        return self.is_scalar() and self.tag == "null"

    def at(self, node: yaml.Node) -> Value:
        """Return another node of the same file as a value."""
        return Value(self.reader, self.path, node)

    def complain(self, key: str, *filled: object, hint: str = "") -> None:
        """Report the value with the message `key` of the reader's topic; `hint` is added to it."""
        message = self.reader.say(key, *filled) + hint
        self.reader.problems.append(Problem(self.path, self.line, self.column, message))

    def fail(self, key: str, *filled: object, hint: str = "") -> Invalid:
        """Report the value and return the exception to raise."""
        self.complain(key, *filled, hint=hint)
        return Invalid()

    def string(self) -> str:
        """Return a scalar as it is written, maybe empty."""
        if not self.is_scalar() or self.is_null():
            raise self.fail("text")
        self._require_one_item()
        return str(self.node.value)

    def _require_one_item(self) -> None:
        """Report a plain scalar in which a line begins like an item of a list: its dash stands too far to the right."""
        first, end = self.node.start_mark.line, self.node.end_mark
        if getattr(self.node, "style", None) or not end or end.line == first:
            return
        lines = self.reader.lines.get(self.path, ())
        for number, line in enumerate(lines[first + 1 : end.line + 1], first + 2):
            if line.lstrip().startswith("- "):
                column = len(line) - len(line.lstrip()) + 1
                self.reader.report(self.path, number, column, "merged")
                raise Invalid

    def text(self) -> str:
        """Return a scalar that is not blank, as it is written: a number or a day as well."""
        value = self.string()
        if not value.strip():
            raise self.fail("empty")
        return value

    def integer(self) -> int:
        """Return a whole number from 0 on."""
        value = self.string()
        if self.tag != "int" or not value.isdecimal() or len(value) > MAX_DIGITS:
            raise self.fail("integer", value)
        return int(value)

    def boolean(self) -> bool:
        value = self.string()
        if self.tag != "bool":
            raise self.fail("boolean", value)
        return value.lower() in ("true", "yes", "on")

    def choice(self, choices: Iterable[str]) -> str:
        """Return one of a few words; `off`, which YAML takes for a boolean, may be one."""
        value, known = self.string(), tuple(choices)
        if value not in known:
            raise self.unlisted(value, known)
        return value

    def unlisted(self, value: str, choices: Iterable[str], key: str = "choice") -> Invalid:
        """Report a word that is none of a few."""
        known = tuple(choices)
        among = self.reader.say("among", say(self.reader.lang, "and").join(known))
        return self.fail(key, value, hint=self.reader.meant(value, known) + among)

    def name(self, kind: str) -> str:
        """Return one of the names of this kind that the reader knows."""
        value, known = self.text(), self.reader.names[kind]
        if value not in known:
            raise self.unknown(f"unknown {kind}", value, known)
        return value

    def unknown(self, key: str, name: str, known: Iterable[str]) -> Invalid:
        """Report a name that is none of those known."""
        return self.fail(key, name, hint=self.reader.meant(name, known))

    def items(self, expected: str = "list") -> list[Value]:
        """Return the items of a list; `expected` is the message for what is none."""
        if not self.is_list():
            raise self.fail(expected)
        return [self.at(node) for node in self.node.value]

    def each(self, read: Callable[[Value], T], expected: str = "list") -> tuple[T, ...]:
        """Read every item of a list; those that are wrong are reported and left out."""
        return tuple(valid(read, self.items(expected)))

    def one_or_many(self, read: Callable[[Value], T]) -> tuple[T, ...]:
        """Read the items of a list, or the one value that stands for a list of it."""
        return self.each(read) if self.is_list() else (read(self),)

    def is_block(self) -> bool:
        """Whether this is a literal block text, which begins with `|`."""
        return self.is_scalar() and getattr(self.node, "style", "") == "|"

    def lines(self) -> Iterator[Value]:
        """Yield the lines of a block text that are not blank, without the space around them."""
        import yaml

        source = self.reader.lines[self.path]
        for number, line in enumerate(_LINE_END.split(self.string()), self.node.start_mark.line + 1):
            if text := line.strip():
                column = source[number].find(text) if number < len(source) else 0
                yield self.at(yaml.ScalarNode("tag:yaml.org,2002:str", text, yaml.Mark("", 0, number, column, None, 0)))

    def pairs(self) -> Iterator[tuple[Value, str, Value]]:
        """Yield keys, their text and the values in order; keys that are no text, or repeated, are reported."""
        if not self.is_mapping():
            raise self.fail("mapping")
        lines: dict[str, int] = {}
        for key_node, node in self.node.value:
            key = self.at(key_node)
            if not key.is_scalar():
                key.complain("key")
            elif (name := str(key_node.value)) in lines:
                key.complain("duplicate", name, lines[name])
            else:
                lines[name] = key.line
                yield key, name, self.at(node)

    def mapping(self, keys: Mapping[str, Callable[[Value], Any]], required: Iterable[str] = ()) -> dict[str, Any]:
        """Return the values by key, each read by its function in `keys`.

        Raises Invalid when all unknown and missing keys and all wrong values are reported.
        """
        values, is_valid = self._read(self.pairs(), keys, required)
        if not is_valid:
            raise Invalid
        return values

    def partial(self, keys: Mapping[str, Callable[[Value], Any]], required: Iterable[str] = ()) -> dict[str, Any]:
        """Return the values that are right by key; a key without a value counts as one that is not there."""
        return self._read((pair for pair in self.pairs() if not pair[2].is_null()), keys, required)[0]

    def _read(
        self,
        pairs: Iterable[tuple[Value, str, Value]],
        keys: Mapping[str, Callable[[Value], Any]],
        required: Iterable[str],
    ) -> tuple[dict[str, Any], bool]:
        """Return the values that are right by key, and whether nothing is unknown, missing or wrong."""
        values: dict[str, Any] = {}
        is_valid = True
        missing = dict.fromkeys(required)
        for key, name, value in pairs:
            missing.pop(name, None)
            try:
                if name not in keys:
                    raise key.unknown("unknown key", name, keys)
                values[name] = keys[name](value)
            except Invalid:
                is_valid = False
        for name in missing:
            self.complain("missing", name)
        return values, is_valid and not missing


def valid(read: Callable[[Value], T], values: Iterable[Value]) -> Iterator[T]:
    """Yield the results of those values that are right; the others are reported by then."""
    for value in values:
        try:
            yield read(value)
        except Invalid:
            continue
