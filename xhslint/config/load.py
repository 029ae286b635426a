"""Reading a configuration file and those that it extends into layers, with every mistake in its place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from xhslint.base.errors import InputError
from xhslint.config.settings import Config, Globs, Layer, Levels
from xhslint.config.values import Typed, is_null, parse_yaml
from xhslint.drafts.read import read_text
from xhslint.messages.suggestions import names_of
from xhslint.model.findings import LANGUAGES, PROFILES, SEVERITIES
from xhslint.schema.values import Invalid, Value, YamlReader

KEYS = (
    *("extends", "profile", "lang", "select", "ignore", "extend-select", "severity", "rules", "exclude", "fail-on"),
    *("as-of", "format", "baseline", "require-reason", "report-unused", "jobs", "overrides"),
)
FAIL_ON = (*SEVERITIES, "never")
LEVELS = (*SEVERITIES, "off")
_SEPARATOR = re.compile(r"\\(?![!#\[\] ])")
DEEPEST = 20  # files that extend each other

Known = Callable[[Sequence[str]], Iterable[str]]
"""Gives the ids of all rules when these rule files are added; called only if a configuration names a rule."""


def load(path: Path | str, lang: str | None = None, known: Known | None = None) -> Config:
    """The configuration in a file; raises InputError with every mistake in it and in the files that it extends.

    `lang` is the language of the messages (None: that of the file, else zh). Names of rules are checked if there is
    `known` to tell them.
    """
    loader = _Loader(lang)
    loader.load(_shown(os.fspath(path)), ())
    ids = loader.check_names(known) if known else ()
    if loader.reader.problems:
        raise InputError(sorted(set(loader.reader.problems)))
    return Config(tuple(loader.files), tuple(loader.overrides), ids=ids)


class _Loader:
    """Reads a file and what it extends into layers, the weakest first."""

    def __init__(self, lang: str | None) -> None:
        self.lang = lang
        self.typed = Typed(lang or LANGUAGES[0])
        self.reader = YamlReader()
        self.files: list[Layer] = []
        self.overrides: list[Layer] = []
        self.names: list[Value] = []  # of rules and families, to be checked when all rule files are known
        self.done: set[str] = set()

    def load(self, path: str, chain: tuple[str, ...]) -> None:
        self.done.add(os.path.realpath(path))
        try:
            text = read_text(path)
        except InputError as error:
            self.reader.problems += error.problems
            return
        root = self.parse(text, path)
        if root is None or is_null(root):
            self.files.append(Layer(path))
            return
        if self.lang is None:
            self.lang = _language(root)
            self.typed = Typed(self.lang)
        with suppress(Invalid):
            self.layer(root, path, (*chain, path))

    def parse(self, text: str, path: str) -> Value | None:
        if path.lower().endswith(".toml"):
            from xhslint.config.toml_nodes import parse_toml

            return parse_toml(text, path, self.reader, self.typed.lang)
        return parse_yaml(text, path, self.reader, self.typed.lang)

    def layer(self, root: Value, path: str, chain: tuple[str, ...]) -> None:
        """Read the keys of a file; those that it extends come before it."""
        typed, folder = self.typed, os.path.dirname(path)
        data = typed.table(
            root,
            {
                "extends": lambda v: typed.each(v, lambda each: self.extend(each, folder, chain)),
                **self.rule_keys(),
                "select": self.rule_names,
                "lang": lambda v: typed.choice(v, LANGUAGES),
                "rules": lambda v: typed.each(v, lambda each: self.existing(each, folder)),
                "exclude": lambda v: self.globs(v, folder),
                "fail-on": lambda v: typed.choice(v, FAIL_ON),
                "as-of": self.day,
                "format": lambda v: typed.each(v, lambda each: self.report(each, folder)),
                "baseline": lambda v: _join(folder, typed.text(v)),
                "require-reason": typed.boolean,
                "report-unused": typed.boolean,
                "jobs": typed.count,
                "overrides": lambda v: typed.tables(v, lambda each: self.override(each, folder)),
            },
        )
        data.pop("extends", None)
        self.overrides += data.pop("overrides", ())
        self.files.append(_layer(path, data))

    def override(self, value: Value, folder: str) -> Layer:
        data = self.typed.table(value, {"paths": lambda v: self.globs(v, folder), **self.rule_keys()})
        if not any(name == "paths" for _, name, _ in self.typed.pairs(value)):
            raise self.typed.fail(value, "config.missing", "paths")
        return _layer(f"{value.path}:{value.line}", data)

    def rule_keys(self) -> dict[str, Callable[[Value], Any]]:
        """The keys that may differ by path."""
        return {
            "profile": lambda v: self.typed.choice(v, PROFILES),
            "ignore": self.rule_names,
            "extend-select": self.rule_names,
            "severity": self.severity,
        }

    def rule_names(self, value: Value) -> tuple[str, ...]:
        return self.typed.each(value, self.rule_name)

    def rule_name(self, value: Value) -> str:
        name = self.typed.text(value)
        self.names.append(value)
        return name

    def severity(self, value: Value) -> Levels:
        found = {}
        for key, _, inside in self.typed.pairs(value):
            with suppress(Invalid):
                name = self.rule_name(key)
                found[name] = self.typed.choice(inside, LEVELS)
        return tuple(sorted(found.items()))  # type: ignore[arg-type]

    def extend(self, value: Value, folder: str, chain: tuple[str, ...]) -> None:
        path = self.existing(value, folder)
        real = os.path.realpath(path)
        if real in map(os.path.realpath, chain):
            raise self.typed.fail(value, "config.cycle", " → ".join((*chain, path)))
        if len(chain) >= DEEPEST:
            raise self.typed.fail(value, "config.chain", DEEPEST)
        if real not in self.done:  # else two of the files that it extends share it, and it comes before both
            self.load(path, chain)

    def existing(self, value: Value, folder: str) -> str:
        """A path to something that is there."""
        path = _join(folder, self.typed.text(value))
        if not os.path.exists(path):
            raise self.typed.fail(value, "config.no file", path)
        return path

    def globs(self, value: Value, folder: str) -> Globs:
        return Globs(os.path.abspath(folder), self.typed.each(value, self.glob))

    def glob(self, value: Value) -> str:
        pattern = _with_slashes(self.typed.text(value))
        try:
            Globs("", (pattern,)).spec  # noqa: B018 - compiles it
        except ValueError as error:
            raise self.typed.fail(value, "config.glob", pattern, error) from None
        return pattern

    def day(self, value: Value) -> str:
        from xhslint.base.dates import iso_day

        text = self.typed.text(value)
        try:
            return iso_day(text)
        except InputError:
            raise self.typed.fail(value, "config.day", text) from None

    def report(self, value: Value, folder: str) -> str:
        """The name of a report, alone or as `name=file`."""
        from xhslint.report.registry import REPORTS

        known = ("auto", *REPORTS)
        name, equals, file = self.typed.text(value).partition("=")
        if name not in known or (equals and not file):
            raise self.typed.unlisted(value, name if name not in known else f"{name}=", known)
        return f"{name}={_join(folder, file)}" if file else name

    def check_names(self, known: Known) -> tuple[str, ...]:
        """Report names that no rule and no family has; gives the ids of all rules."""
        if not self.names:
            return ()
        try:
            ids = tuple(known(tuple(dict.fromkeys(path for layer in self.files for path in layer.rules))))
        except InputError as error:
            self.reader.problems += error.problems
            return ()
        names = names_of(ids)
        for value in self.names:
            if (name := str(value.node.value)) not in names:
                self.typed.unknown(value, "unknown rule", name, names)
        return ids


def _layer(origin: str, data: dict[str, Any]) -> Layer:
    return Layer(origin, **{key.replace("-", "_"): value for key, value in data.items()})


def _language(root: Value) -> str:
    """The language that a file asks for, before it is read as a whole."""
    pairs = root.node.value if root.is_mapping() else []
    asked = (str(value.value) for key, value in pairs if key.value == "lang")
    return next((lang for lang in asked if lang in LANGUAGES), LANGUAGES[0])


def _shown(path: str) -> str:
    """A path as a user would write it here."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return path
    return relative if len(relative) < len(path) else path


def _join(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path.replace("\\", "/")))


def _with_slashes(pattern: str) -> str:
    r"""A pattern with the separators of Windows made into those of git; `\!`, `\#`, `\[` and `\ ` stay what they are."""
    return _SEPARATOR.sub("/", pattern)
