"""A configuration file and those that it extends, read into layers, with every mistake in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from xhslint.base.bounds import is_below, repository_root
from xhslint.base.errors import InputError
from xhslint.base.file_reading import MAX_BYTES
from xhslint.config.keys import KEYS, layer
from xhslint.config.settings import Config, Layer
from xhslint.drafts.read import read_text
from xhslint.messages.suggestions import names_of
from xhslint.model.findings import LANGUAGES
from xhslint.schema.values import Invalid, Value, YamlReader

MAX_CHAIN = 20
"""How many files may extend each other in a row."""

RuleIds = Callable[[Sequence[str], str], Iterable[str]]
"""Returns the ids of all rules when these rule files are added; called only if a configuration names a rule.

Raises InputError, worded in the language that is given, for files that are wrong.
"""


def load(
    path: Path | str, lang: str | None = None, known: RuleIds | None = None, *, is_confined: bool = False
) -> Config:
    """Return the configuration in a file; raises InputError with every mistake in it and in the files that it extends.

    `lang` is the language of the messages (None: that of the file, else the default). Names of rules are checked if
    `known` is given. Pass `is_confined` for a file that was found, not named by the user: it, and what it extends, may
    name files only below their own folders, and extend only files of the same repository.
    """
    loader = _Loader(lang, is_confined)
    loader.load(_shown(os.fspath(path)), ())
    ids = loader.check_names(known) if known else ()
    if loader.reader.problems:
        raise InputError(sorted(set(loader.reader.problems)))
    return Config(tuple(loader.files), tuple(loader.overrides), ids=ids)


class _Loader:
    """Reads a file and what it extends into layers, the weakest first."""

    def __init__(self, lang: str | None, is_confined: bool) -> None:
        self.is_confined = is_confined
        self.is_lang_open = lang is None
        self.reader = YamlReader(lang or LANGUAGES[0], "config")
        self.files: list[Layer] = []
        self.overrides: list[Layer] = []
        self.done: set[str] = set()

    def load(self, path: str, chain: tuple[str, ...]) -> None:
        """Add the layers of a file; `chain` are the files that extend it, each the next one."""
        self.done.add(os.path.realpath(path))
        folder = os.path.dirname(path)
        project = (repository_root(folder) or folder) if self.is_confined else None
        if project is not None and not is_below(path, project):
            self.reader.report(path, 0, 0, "outside", os.path.realpath(path))
            return
        try:
            text = read_text(path, MAX_BYTES, allow_pipe=not self.is_confined)
        except InputError as error:
            self.reader.problems += error.problems
            return
        root = self.parse(text, path)
        if root is None or root.is_null():
            self.files.append(Layer(path))
            return
        if self.is_lang_open:  # the first file that can be read decides
            self.is_lang_open = False
            self.reader.lang = _language(root)
        if self.is_confined:
            self.reader.bounds = (folder, *map(os.path.dirname, chain))
        with suppress(Invalid):
            data = root.partial({key.name: key.read for key in KEYS})
            if data.pop("root", False):
                project = folder
            for value, base in data.pop("extends", ()):
                if project is not None and not is_below(base, project):
                    value.complain("outside project", base)
                elif not os.path.exists(base):
                    value.complain("no file", base)
                else:
                    self.extend(value, base, (*chain, path))
            self.overrides += data.pop("overrides", ())
            self.files.append(layer(path, data))

    def parse(self, text: str, path: str) -> Value | None:
        if path.lower().endswith(".toml"):
            from xhslint.config.toml_nodes import parse_toml

            return parse_toml(text, path, self.reader)
        return self.reader.parse(text, path)

    def extend(self, value: Value, path: str, chain: tuple[str, ...]) -> None:
        """Add the layers of a file that the last of `chain` extends."""
        real = os.path.realpath(path)
        if real in map(os.path.realpath, chain):
            value.complain("cycle", " → ".join((*chain, path)))
        elif len(chain) >= MAX_CHAIN:
            value.complain("chain", MAX_CHAIN)
        elif real not in self.done:  # else it was added for another file, before both that extend it
            self.load(path, chain)

    def check_names(self, known: RuleIds) -> tuple[str, ...]:
        """Report names that no rule and no family has; return the ids of all rules."""
        reader = self.reader
        if not reader.references:
            return ()
        try:
            rules = tuple(dict.fromkeys(path for layer in self.files for path in layer.rules))
            ids = tuple(known(rules, reader.lang))
        except InputError as error:
            reader.problems += error.problems
            return ()
        names = names_of(ids)
        for value in reader.references:
            if (name := str(value.node.value)) not in names:
                value.complain("unknown rule", name, hint=reader.meant(name, names))
        return ids


def _language(root: Value) -> str:
    """Return the language that a file asks for, before it is read as a whole."""
    pairs = root.node.value if root.is_mapping() else []
    asked = (str(value.value) for key, value in pairs if key.value == "lang")
    return next((lang for lang in asked if lang in LANGUAGES), LANGUAGES[0])


def _shown(path: str) -> str:
    """Return a path as a user would write it in the current folder."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return path
    return relative if len(relative) < len(path) else path
