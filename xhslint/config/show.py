"""The configuration in force written out as YAML, with a comment that says where each value comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from xhslint.base.paths import BASELINE
from xhslint.config.globs import Globs
from xhslint.config.keys import KEYS, attribute
from xhslint.config.settings import Config, Layer
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES, family_of
from xhslint.terminal.width import printable_path, visible


def show(
    config: Config,
    draft: str | os.PathLike[str] | None = None,
    stated: str | None = None,
    lang: str = LANGUAGES[0],
    kind: str | None = None,
) -> str:
    """Return all keys with their values: for a draft, or, with the overrides apart, for all drafts.

    `stated` is the profile in the draft's own front matter, `kind` the kind of text, `lang` the language of the comments where the configuration
    sets none.
    """
    return "".join(line + "\n" for line in _Page(config, draft, (stated, kind), config.lang or lang).lines())


class _Page:
    """The lines for one draft, or for all."""

    def __init__(
        self,
        config: Config,
        draft: str | os.PathLike[str] | None,
        stated: tuple[str | None, str | None],
        lang: str,
    ) -> None:
        self.config = config
        self.draft = draft
        self.stated = dict(zip(("profile", "kind"), stated, strict=True))
        self.lang = lang
        self.layers = config.layers(draft)
        self.settings = config.settings(draft, *stated)

    def lines(self) -> Iterator[str]:
        if self.draft is not None:
            yield f"# {_safe(os.fspath(self.draft))}"
        for key in (key.name for key in KEYS if key.name not in ("extends", "root")):  # of what they extend
            if key == "overrides":
                yield from self.overrides()
            elif key == "severity":
                yield from self.severity()
            elif key == "exclude":
                yield from self.excluded()
            elif key in ("select", "ignore", "extend-select"):
                yield from self.items(key, getattr(self.settings, attribute(key)))
            elif key == "columns":
                yield self.columns()
            elif key == "images":
                yield _line(f"images: {_yaml(self.config.images(self.draft))}", self.origin(self.last("images")))
            elif key == "rules":
                yield from self.items(key, self.config.rules)
            else:
                yield self.value(key)

    def value(self, key: str) -> str:
        """Return the line of a key of which the last value counts, as a whole if it is a list."""
        layer = self.last(key)
        origin = self.origin(layer)
        if key in self.stated:
            value: Any = getattr(self.settings, key)
            if self.stated[key] and not getattr(self.config.given, key):
                origin = say(self.lang, "config.stated", key)
        elif key == "code":
            value = self.settings.code
        else:
            value = getattr(self.config, attribute(key))
        if key == "lang":
            value = value or LANGUAGES[0]
        if key == "baseline" and not value and os.path.lexists(BASELINE):
            value = BASELINE
        return _line(f"{key}: {_yaml(list(value) if isinstance(value, tuple) else value)}", origin)

    def columns(self) -> str:
        names = {part: _bare(columns) for part, columns in self.settings.columns}
        return _line(f"columns: {_yaml(names)}", self.origin(self.last("columns")))

    def items(self, key: str, items: Sequence[str]) -> Iterator[str]:
        """Yield the lines of a list to which several layers may add."""
        if not items:
            yield _line(f"{key}: []", self.origin(self.last(key) if key == "select" else None))
            return
        yield f"{key}:"
        for item in items:
            yield _line(f"  - {_yaml(item)}", self.origin(self.last(key, item)))

    def excluded(self) -> Iterator[str]:
        """Yield the patterns, with the folder that they are relative to if that is not the current one."""
        found = [(layer, layer.exclude) for layer in self.config.general if layer.exclude and layer.exclude.patterns]
        if not found:
            yield _line("exclude: []", self.origin(None))
            return
        yield "exclude:"
        for layer, globs in found:
            for pattern in globs.patterns:
                yield _line(f"  - {_yaml(pattern)}", self.origin(layer) + _below(globs))

    def severity(self) -> Iterator[str]:
        if not self.settings.severity:
            yield _line("severity: {}", self.origin(None))
            return
        yield "severity:"
        for name, level in self.settings.severity:
            yield _line(f"  {_yaml(name)}: {_yaml(level)}", self.origin(self.last("severity", name)))

    def overrides(self) -> Iterator[str]:
        """Yield the overrides, which for a draft are part of its settings already."""
        if self.draft is not None:
            return
        if not self.config.overrides:
            yield _line("overrides: []", self.origin(None))
            return
        yield "overrides:"
        for layer in self.config.overrides:
            paths = layer.paths or Globs("", ())
            yield _line(f"  - paths: {_yaml(list(paths.patterns))}", self.origin(layer) + _below(paths))
            for name in self.stated:
                if value := getattr(layer, name):
                    yield f"    {name}: {value}"
            for key in ("ignore", "extend-select"):
                if names := getattr(layer, attribute(key)):
                    yield f"    {key}: {_yaml(list(names))}"
            if layer.images is not None:
                yield f"    images: {_yaml(layer.images)}"
            if layer.columns:
                yield f"    columns: {_yaml({part: _bare(columns) for part, columns in layer.columns})}"
            if layer.severity:
                yield f"    severity: {_yaml(dict(layer.severity))}"

    def last(self, key: str, item: str = "") -> Layer | None:
        """Return the last layer that sets a key, or names an item of it."""
        return next((layer for layer in reversed(self.layers) if _sets(layer, key, item)), None)

    def origin(self, layer: Layer | None) -> str:
        if layer is None:
            return say(self.lang, "config.default")
        return layer.origin or say(self.lang, "config.given")


def _bare(items: Sequence[str]) -> str | list[str]:
    """Return a list, or its only item."""
    return items[0] if len(items) == 1 else list(items)


def _sets(layer: Layer, key: str, item: str) -> bool:
    """Return whether a layer sets a key, or names an item of it: of `ignore` also the item's family, from which another
    layer may have taken some rules.
    """
    value = getattr(layer, attribute(key))
    if not item or value is None:
        return value is not None
    names = dict(value) if key == "severity" else value
    return item in names or (key == "ignore" and family_of(item) in names)


def _below(globs: Globs) -> str:
    """Return the folder of patterns in parentheses, nothing for the current folder."""
    return "" if globs.folder == os.getcwd() else f" ({globs.folder})"


def _line(text: str, origin: str) -> str:
    return f"{text}  # {_safe(origin)}"


def _safe(text: str) -> str:
    return visible(printable_path(text))


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts([*value, *value.values()])


def _yaml(value: Any) -> str:
    """Return a value as YAML on one line; what would control a terminal is escaped."""
    import yaml

    is_plain = all(text.isprintable() for text in _texts(value))
    text: str = yaml.safe_dump(
        value,
        allow_unicode=is_plain,
        default_flow_style=True,
        default_style=None if is_plain else '"',
        width=1 << 30,
        sort_keys=False,
    )
    return text.removesuffix("\n").removesuffix("\n...")
