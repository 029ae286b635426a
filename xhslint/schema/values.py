"""YAML read as nodes, so that every mistake in a rule file is reported with its line and column, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, field
from xhslint.model.findings import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TypeVar

    import yaml

    T = TypeVar("T")


class Invalid(Exception):
    """A value that was reported already; its parent goes on with the next one."""


@dataclass
class YamlReader:
    """Collects the problems of the files read so far."""

    problems: list[Problem] = field(default_factory=list)

    def load(self, path: Path, shown: str) -> Value | None:
        """The root of a YAML file; None for one that is empty or cannot be read (then there is a problem)."""
        try:
            text = path.read_text("utf-8-sig")
        except OSError as error:
            self.problems.append(Problem(shown, 0, 0, f"cannot be read: {error.strerror or error}"))
            return None
        except UnicodeDecodeError as error:
            self.problems.append(Problem(shown, 0, 0, f"not UTF-8 (byte {error.start})"))
            return None
        return self.loads(text, shown)

    def loads(self, text: str, shown: str) -> Value | None:
        """The root of YAML text; `shown` is the name that problems are reported under."""
        import yaml  # here, because most runs read a compiled rulebook

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            node = yaml.compose(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            self.problems.append(Problem(shown, line, column, f"not valid YAML: {error.problem or error.context}"))
            return None
        except (yaml.YAMLError, RecursionError) as error:
            self.problems.append(Problem(shown, 0, 0, f"not valid YAML: {str(error).splitlines()[0]}"))
            return None
        return None if node is None else Value(self, shown, node)


@dataclass
class Value:
    """A YAML node with the means to complain about it."""

    reader: YamlReader
    path: str
    node: yaml.Node

    @property
    def kind(self) -> str:
        """`scalar`, `sequence` or `mapping`."""
        return str(getattr(self.node, "id", ""))

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.node.start_mark.column) + 1

    def complain(self, message: str) -> None:
        self.reader.problems.append(Problem(self.path, self.line, self.column, message))

    def fail(self, message: str) -> Invalid:
        self.complain(message)
        return Invalid()

    def string(self) -> str:
        if self.kind != "scalar" or self.node.tag == "tag:yaml.org,2002:null":
            raise self.fail("expected text")
        return str(self.node.value)

    def text(self) -> str:
        value = self.string()
        if not value.strip():
            raise self.fail("expected text, found nothing")
        return value

    def texts(self) -> dict[str, str]:
        """A text in each language."""
        found: dict[str, str] = self.mapping(dict.fromkeys(LANGUAGES, Value.text), required=LANGUAGES)
        return found

    def integer(self) -> int:
        value = self.string()
        if self.node.tag != "tag:yaml.org,2002:int" or not value.isdecimal():
            raise self.fail(f"expected a whole number, found {value!r}")
        return int(value)

    def boolean(self) -> bool:
        value = self.string()
        if self.node.tag != "tag:yaml.org,2002:bool":
            raise self.fail(f"expected true or false, found {value!r}")
        return value.lower() in ("true", "yes", "on")

    def choice(self, choices: Iterable[str]) -> str:
        value, known = self.string(), tuple(choices)
        if value not in known:
            raise self.fail(f"unknown value {value!r}{guess(value, known)}; one of: {', '.join(known)}")
        return value

    def name(self, kind: str, known: Iterable[str]) -> str:
        """A name that must be one of many known ones."""
        value, names = self.text(), list(known)
        if value not in names:
            raise self.fail(f"unknown {kind} {value!r}{guess(value, names)}")
        return value

    def items(self) -> list[Value]:
        if self.kind != "sequence":
            raise self.fail("expected a list")
        return [Value(self.reader, self.path, node) for node in self.node.value]

    def each(self, parse: Callable[[Value], T]) -> tuple[T, ...]:
        """Every item parsed; items that are wrong are reported and left out."""
        return tuple(attempt(parse, self.items()))

    def one_or_many(self, parse: Callable[[Value], T]) -> tuple[T, ...]:
        return self.each(parse) if self.kind == "sequence" else (parse(self),)

    def is_list(self) -> bool:
        return self.kind == "sequence"

    def is_mapping(self) -> bool:
        return self.kind == "mapping"

    def pairs(self) -> list[tuple[Value, Value]]:
        """Keys and values in order; keys that occur twice are reported."""
        if self.kind != "mapping":
            raise self.fail("expected a mapping")
        seen: dict[str, Value] = {}
        out = []
        for key_node, value_node in self.node.value:
            key = Value(self.reader, self.path, key_node)
            name = key.string()
            if name in seen:
                key.complain(f"duplicate key {name!r}, first on line {seen[name].line}")
                continue
            seen[name] = key
            out.append((key, Value(self.reader, self.path, value_node)))
        return out

    def mapping(self, keys: Mapping[str, Callable[[Value], Any]], required: Iterable[str] = ()) -> dict[str, Any]:
        """The parsed values by key; unknown, missing and wrong ones are all reported."""
        out: dict[str, Any] = {}
        failed = False
        present = set()
        for key, value in self.pairs():
            name = key.string()
            present.add(name)
            if name not in keys:
                key.complain(f"unknown key {name!r}{guess(name, keys)}")
                failed = True
                continue
            try:
                out[name] = keys[name](value)
            except Invalid:
                failed = True
        for name in required:
            if name not in present:
                self.complain(f"missing key {name!r}")
                failed = True
        if failed:
            raise Invalid
        return out


def attempt(parse: Callable[[Value], T], values: Iterable[Value]) -> Iterator[T]:
    """The results of those values that parse; the others have been reported by then."""
    for value in values:
        try:
            yield parse(value)
        except Invalid:
            continue


def guess(name: str, known: Iterable[str]) -> str:
    """`, did you mean 'words'?` where something known is close, else nothing."""
    import difflib  # only a mistake needs it

    close = difflib.get_close_matches(name, list(known), n=1)
    return f", did you mean {close[0]!r}?" if close else ""
