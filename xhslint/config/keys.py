"""The keys of a configuration file, how their values are read, and what a new file shows of them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from xhslint.base.bounds import is_below_any
from xhslint.base.dates import is_day
from xhslint.base.ignore_patterns import MAX_PATTERNS
from xhslint.base.records import dataclass
from xhslint.config.globs import Globs
from xhslint.config.settings import MAX_BYTES, MAX_DOCUMENT_BYTES, TIMEOUT, ColumnNames, Layer, Levels
from xhslint.drafts.skips import CODE
from xhslint.model.findings import FAIL_ON, KINDS, LANGUAGES, LEVELS, PROFILES, kind_named, profile_named
from xhslint.schema.values import MAX_DIGITS, Invalid, Value

T = TypeVar("T")

_SEPARATOR = re.compile(r"\\(?![!#\[\] ])")


@dataclass(frozen=True)
class Key:
    """A key of a configuration; `template` is what stands behind it in a new file, an override may hold one `by_path`.

    `read` reports a wrong value and raises Invalid. Paths in a value are relative to the folder of its file, and stay
    inside the bounds of the reader.
    """

    name: str
    read: Callable[[Value], Any]
    template: str = ""
    by_path: bool = False


def layer(origin: str, data: dict[str, Any]) -> Layer:
    """Return the values of these keys as a layer; `origin` is the place that gives them."""
    return Layer(origin, **{attribute(key): value for key, value in data.items()})


def attribute(key: str) -> str:
    """Return the name of a key in `Layer`, `Settings` and `Config`."""
    return key.replace("-", "_")


def _listed(read: Callable[[Value], T]) -> Callable[[Value], tuple[T, ...]]:
    """Return the reader of a list, for which its only item may stand."""

    def read_list(value: Value) -> tuple[T, ...]:
        if value.is_mapping():
            raise value.fail("list")
        return value.one_or_many(read)

    return read_list


def _text(value: Value) -> str:
    """Return text; a number or a day as it is written, but not `true` or `off`."""
    if value.tag == "bool":
        raise value.fail("text")
    return value.text()


def _count(value: Value) -> int:
    """Return a whole number from 1 on."""
    text = value.node.value if value.tag == "int" else ""
    if not text.isdecimal() or len(text) > MAX_DIGITS or not int(text):
        raise value.fail("count")
    return int(text)


def _day(value: Value) -> str:
    text = _text(value)
    if not is_day(text):
        raise value.fail("day", text)
    return text


def _path(value: Value) -> str:
    return _inside(value, joined(value, _text(value)))


def _existing(value: Value) -> str:
    path = _path(value)
    if not os.path.exists(path):
        raise value.fail("no file", path)
    return path


def _baseline(value: Value) -> str:
    path = _path(value)
    if value.reader.bounds:
        from xhslint.config.outputs import require_no_link

        require_no_link(value, path)
    return path


def _inside(value: Value, path: str) -> str:
    """Return a path that is inside the bounds, or anywhere if there are none."""
    bounds = value.reader.bounds
    if bounds is not None and not is_below_any(path, bounds):
        raise value.fail("outside", path)
    return path


def joined(value: Value, path: str) -> str:
    """Return a path that a value gives, for use in the current folder."""
    try:
        is_possible = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        is_possible = False
    if not is_possible:
        raise value.fail("no path")
    return os.path.normpath(os.path.join(os.path.dirname(value.path), path.replace("\\", "/")))


def _globs(value: Value) -> Globs:
    if value.is_list():
        _require_few(value, sum(1 for _ in value.items("list")))
    return Globs(os.path.abspath(os.path.dirname(value.path)), _listed(_glob)(value))


def _require_few(value: Value, patterns: int) -> None:
    if patterns > MAX_PATTERNS:
        raise value.fail("patterns", MAX_PATTERNS)


def _glob(value: Value) -> str:
    r"""Return a pattern with the separators of git; Windows' `\` stays before `!`, `#`, `[`, `]` and a space."""
    pattern = _SEPARATOR.sub("/", _text(value))
    try:
        Globs("", (pattern,)).spec  # noqa: B018 - compiles it
    except ValueError as error:
        raise value.fail("glob", pattern, error) from None
    return pattern


def _rule_name(value: Value) -> str:
    """Return the name of a rule or family, which is checked when all rule files are known."""
    name = _text(value)
    value.reader.references.append(value)
    return name


def _severity(value: Value) -> Levels:
    levels = {}
    for key, _, level in value.pairs():
        if not level.is_null():
            with suppress(Invalid):
                name = _rule_name(key)
                levels[name] = level.choice(LEVELS)
    return tuple(sorted(levels.items()))  # type: ignore[arg-type]


def _columns(value: Value) -> ColumnNames:
    """Return the columns of each part of a note."""
    given = value.partial(dict.fromkeys(("title", "body", "topics"), _listed(_text)))
    return tuple((part, names) for part, names in given.items() if names)


def _report(value: Value) -> str:
    """Return the name of a report, alone or as `name=file`."""
    from xhslint.report.registry import REPORTS

    known = ("auto", *REPORTS)
    name, equals, file = _text(value).partition("=")
    if name not in known or (equals and not file):
        raise value.unlisted(name if name not in known else f"{name}=", known)
    if not file:
        return name
    path = joined(value, file)
    if value.reader.bounds and path != "-":
        from xhslint.config.outputs import require_own_report

        require_own_report(value, name, _inside(value, path))
    return f"{name}={path}"


def _override(value: Value) -> Layer:
    """Return the settings for the drafts that some patterns match."""
    readers = {"paths": _globs, **{key.name: key.read for key in KEYS if key.by_path}}
    return layer(f"{value.path}:{value.line}", value.partial(readers, ("paths",)))


def _overrides(value: Value) -> tuple[Layer, ...]:
    layers = value.each(_override, "tables")
    _require_few(value, sum(len(each.paths.patterns) for each in layers if each.paths))
    return layers


def _profile(value: Value) -> str:
    word = value.string()
    if profile_named(word) not in PROFILES:
        raise value.unlisted(word, PROFILES)
    return profile_named(word)


def _kind(value: Value) -> str:
    word = value.string()
    if kind_named(word) not in KINDS:
        raise value.unlisted(word, KINDS)
    return kind_named(word)


_OVERRIDES = """
  - paths: ["campaign/**"]
    profile: paid
    severity: {ranking: error}
    ignore: [format]"""

KEYS = (
    Key("extends", _listed(lambda value: (value, joined(value, _text(value)))), " []"),
    Key("root", Value.boolean, " false"),
    Key("profile", _profile, f" {PROFILES[0]}", by_path=True),
    Key("kind", _kind, f" {KINDS[0]}", by_path=True),
    Key("lang", lambda value: value.choice(LANGUAGES), f" {LANGUAGES[0]}"),
    Key("select", _listed(_rule_name), " []"),
    Key("ignore", _listed(_rule_name), " []", by_path=True),
    Key("extend-select", _listed(_rule_name), " []", by_path=True),
    Key("severity", _severity, " {}", by_path=True),
    Key("code", lambda value: value.choice(CODE), f" {CODE[0]}", by_path=True),
    Key("documents", Value.boolean, " false"),
    Key("images", Value.boolean, " false", by_path=True),
    Key("columns", _columns, " {}", by_path=True),
    Key("rules", _listed(_existing), " []"),
    Key("exclude", _globs, " []"),
    Key("fail-on", lambda value: value.choice(FAIL_ON), " error"),
    Key("as-of", _day),
    Key("format", _listed(_report), " text"),
    Key("baseline", _baseline),
    Key("require-reason", Value.boolean, " false"),
    Key("report-unused", Value.boolean, " false"),
    Key("jobs", _count),
    Key("max-bytes", _count, f" {MAX_BYTES}"),
    Key("max-document-bytes", _count, f" {MAX_DOCUMENT_BYTES}"),
    Key("timeout", _count, f" {TIMEOUT}"),
    Key("overrides", _overrides, _OVERRIDES),
)
"""All keys, in the order in which a new file and `--show-config` list them."""
