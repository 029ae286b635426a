"""A configuration written out as YAML, each value with a comment that says where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from xhslint.config.load import KEYS
from xhslint.config.settings import Config, Globs, Layer
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES, family_of
from xhslint.terminal.width import printable_path, visible

DEFAULTS: dict[str, Any] = {
    "lang": LANGUAGES[0],
    "fail-on": "error",
    "format": ("text",),
    "require-reason": False,
    "report-unused": False,
}
_LISTS = ("select", "ignore", "extend-select")


def show(config: Config, draft: str | os.PathLike[str] | None, stated: str | None, lang: str) -> str:
    """All keys with what they come to, for a draft or, with the overrides apart, for all drafts."""
    return "".join(line + "\n" for line in _Shown(config, draft, stated, lang).lines())


class _Shown:
    def __init__(self, config: Config, draft: str | os.PathLike[str] | None, stated: str | None, lang: str) -> None:
        self.config = config
        self.draft = draft
        self.stated = stated
        self.lang = lang
        self.layers = config.layers(draft)
        self.settings = config.settings(draft, stated)

    def lines(self) -> Iterator[str]:
        if self.draft is not None:
            yield f"# {_safe(os.fspath(self.draft))}"
        for key in KEYS:
            if key == "overrides":
                yield from self.overrides()
            elif key == "severity":
                yield from self.severity()
            elif key in _LISTS:
                yield from self.items(key, getattr(self.settings, _name(key)))
            elif key == "rules":
                yield from self.items(key, self.config.rules)
            elif key == "exclude":
                yield from self.excluded()
            elif key != "extends":  # is resolved
                yield self.value(key)

    def value(self, key: str) -> str:
        """A key with one value, or with a list that is replaced as a whole."""
        layer = self.last(key)
        value = getattr(layer, _name(key)) if layer else DEFAULTS.get(key)
        origin = self.origin(layer)
        if key == "profile":
            value = self.settings.profile
            if self.stated and not self.config.given.profile:
                origin = say(self.lang, "config.stated")
        return _line(f"{key}: {_yaml(list(value) if isinstance(value, tuple) else value)}", origin)

    def items(self, key: str, items: Sequence[str]) -> Iterator[str]:
        """A list to which several layers may add."""
        if not items:
            yield _line(f"{key}: []", self.origin(self.last(key) if key == "select" else None))
            return
        yield f"{key}:"
        for item in items:
            yield _line(f"  - {_yaml(item)}", self.origin(self.last(key, item)))

    def excluded(self) -> Iterator[str]:
        """Patterns, with the folder that they are relative to where that is not this one."""
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
        """The overrides; for a draft they are worked in already."""
        if self.draft is not None:
            return
        if not self.config.overrides:
            yield _line("overrides: []", self.origin(None))
            return
        yield "overrides:"
        for layer in self.config.overrides:
            paths = layer.paths or Globs("", ())
            yield _line(f"  - paths: {_yaml(list(paths.patterns))}", self.origin(layer) + _below(paths))
            if layer.profile:
                yield f"    profile: {layer.profile}"
            for key in ("ignore", "extend-select"):
                if names := getattr(layer, _name(key)):
                    yield f"    {key}: {_yaml(list(names))}"
            if layer.severity:
                yield f"    severity: {_yaml(dict(layer.severity))}"

    def last(self, key: str, item: str = "") -> Layer | None:
        """The last layer that says something of a key, or of an item of it."""
        return next((layer for layer in reversed(self.layers) if _says(layer, key, item)), None)

    def origin(self, layer: Layer | None) -> str:
        if layer is None:
            return say(self.lang, "config.default")
        return layer.origin or say(self.lang, "config.given")


def _says(layer: Layer, key: str, item: str) -> bool:
    """Whether a layer says something; of a rule it does so with its family too, of which another layer took a part."""
    value = getattr(layer, _name(key))
    if not item or value is None:
        return value is not None
    names = dict(value) if key == "severity" else value
    return item in names or (key == "ignore" and family_of(item) in names)


def _below(globs: Globs) -> str:
    """Where patterns hold, if that is not the current directory."""
    return "" if globs.folder == os.getcwd() else f" ({globs.folder})"


def _name(key: str) -> str:
    return key.replace("-", "_")


def _line(text: str, origin: str) -> str:
    return f"{text}  # {_safe(origin)}"


def _safe(text: str) -> str:
    return visible(printable_path(text))


def _yaml(value: Any) -> str:
    """A value on one line; what would drive a terminal is escaped."""
    import yaml

    texts = value if isinstance(value, list) else [value]
    is_plain = all(text.isprintable() for text in texts if isinstance(text, str))
    text: str = yaml.safe_dump(
        value,
        allow_unicode=is_plain,
        default_flow_style=True,
        default_style=None if is_plain else '"',
        width=1 << 30,
        sort_keys=False,
    )
    return text.removesuffix("\n").removesuffix("\n...")
