"""What the configuration of a project says: layers, of which the later ones win, and what they come to for a draft.

A layer is a configuration file, an override in one for some paths, or the command line. `configfile` reads them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from xhslint.base.records import dataclass, field, replace
from xhslint.model.findings import PROFILES, Level, family_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from pathspec import GitIgnoreSpec

    T = TypeVar("T")


Levels = tuple[tuple[str, Level], ...]


@dataclass(frozen=True)
class Globs:
    """Patterns as in a .gitignore that stands in `folder`."""

    folder: str
    patterns: tuple[str, ...]

    @cached_property
    def spec(self) -> GitIgnoreSpec:
        """The patterns compiled; raises ValueError for one that means nothing."""
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.patterns)

    def match(self, path: str | os.PathLike[str]) -> bool:
        """Whether a file matches; nothing outside the folder does."""
        name = self._name(os.path.abspath(path), self.folder)
        if name is None:  # another way may lead there
            name = self._name(os.path.realpath(path), os.path.realpath(self.folder))
        return name is not None and self.spec.match_file(name)

    @staticmethod
    def _name(path: str, folder: str) -> str | None:
        try:
            name = os.path.relpath(path, folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return None
        return None if name == ".." or name.startswith("../") else name


@dataclass(frozen=True)
class Layer:
    """What one source says; None, or nothing, where it says nothing. Only an override has `paths`.

    `origin` is where that is written, empty for the command line. Paths are resolved.
    """

    origin: str = ""
    paths: Globs | None = None
    profile: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: Levels = ()
    lang: str | None = None
    rules: tuple[str, ...] = ()
    exclude: Globs | None = None
    fail_on: str | None = None
    as_of: str | None = None
    format: tuple[str, ...] | None = None
    baseline: str | None = None
    require_reason: bool | None = None
    report_unused: bool | None = None
    jobs: int | None = None


@dataclass(frozen=True)
class Settings:
    """How one draft is to be linted. Drafts with equal settings may share a linter.

    `severity` holds ids and families of rules, sorted.
    """

    profile: str = PROFILES[0]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: Levels = ()

    def level(self, rule_id: str) -> Level | None:
        """The severity that a rule is given, by its id or else by its family; None for its own."""
        levels = dict(self.severity)
        return levels.get(rule_id) or levels.get(family_of(rule_id))


@dataclass(frozen=True)
class Config:
    """All layers, in the order in which they win: files, their overrides, the command line.

    `ids` are those of all rules, if some layer names any.
    """

    files: tuple[Layer, ...] = ()
    overrides: tuple[Layer, ...] = ()
    given: Layer = field(default_factory=Layer)
    ids: tuple[str, ...] = ()

    @property
    def lang(self) -> str | None:
        return self.said("lang", str)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rule files of all layers."""
        return tuple(dict.fromkeys(path for layer in self.general for path in layer.rules))

    @property
    def fail_on(self) -> str:
        return self.said("fail_on", str) or "error"

    @property
    def as_of(self) -> str | None:
        return self.said("as_of", str)

    @property
    def format(self) -> tuple[str, ...]:
        """Names of reports, each alone or as `name=file`."""
        return self.said("format", tuple) or ("text",)

    @property
    def baseline(self) -> str | None:
        return self.said("baseline", str)

    @property
    def require_reason(self) -> bool:
        return bool(self.said("require_reason", bool))

    @property
    def report_unused(self) -> bool:
        return bool(self.said("report_unused", bool))

    @property
    def jobs(self) -> int | None:
        return self.said("jobs", int)

    @property
    def general(self) -> tuple[Layer, ...]:
        """The layers that speak of every draft."""
        return (*self.files, self.given)

    def said(self, key: str, kind: type[T]) -> T | None:
        """What the last of the general layers says."""
        return next((value for layer in reversed(self.general) if isinstance(value := getattr(layer, key), kind)), None)

    def layers(self, draft: str | os.PathLike[str] | None = None) -> tuple[Layer, ...]:
        """The layers that speak of a draft, or of every one."""
        if draft is None:
            return self.general
        return (*self.files, *(self.overrides[number] for number in self._matching(draft)), self.given)

    def _matching(self, draft: str | os.PathLike[str] | None) -> list[int]:
        """The numbers of the overrides that speak of a draft."""
        if draft is None or not self.overrides:
            return []
        return [number for number, layer in enumerate(self.overrides) if layer.paths and layer.paths.match(draft)]

    def settings(self, draft: str | os.PathLike[str] | None = None, stated: str | None = None) -> Settings:
        """What holds for a draft; `stated` is the profile in its own front matter, stronger than that of any file."""
        key = stated, *self._matching(draft)
        if key not in self._settled:
            settings = Settings()
            for layer in self.layers(draft):
                settings = _under(settings, layer, self.ids)
            self._settled[key] = replace(settings, profile=self.given.profile or stated or settings.profile)
        return self._settled[key]

    @cached_property
    def _settled(self) -> dict[tuple[Any, ...], Settings]:
        """What was worked out before, by the profile that a draft states and the overrides that speak of it."""
        return {}

    def excluded(self, draft: str | os.PathLike[str]) -> bool:
        """Whether a configuration file leaves a draft out, be it found or named."""
        return any(layer.exclude.match(draft) for layer in self.files if layer.exclude)

    def exclude_here(self) -> tuple[str, ...]:
        """Patterns for a walk from the current directory: the command line's, and of the files those that mean the same
        here, so that the walk need not enter what `excluded` would drop.
        """
        here = os.getcwd()
        patterns: list[str] = []
        for globs in filter(None, (layer.exclude for layer in self.general)):
            if globs.folder == here:
                patterns += globs.patterns
            elif not any(pattern.startswith("!") for pattern in globs.patterns) and _contains(globs.folder, here):
                patterns += [pattern for pattern in globs.patterns if "/" not in pattern.rstrip("/")]
        return tuple(patterns)


def merged(config: Config, given: Mapping[str, Any]) -> Config:
    """The configuration under the options of a command, by their names; what is None, False or empty was not given."""
    said: dict[str, Any] = {}
    for name in ("profile", "lang", "fail_on", "as_of", "baseline", "jobs", "require_reason", "report_unused"):
        if given.get(name):
            said[name] = given[name]
    for name in ("select", "ignore", "extend_select", "rules", "format"):
        value = given.get(name) or ()
        if names := (value,) if isinstance(value, str) else tuple(map(str, value)):
            said[name] = names
    if given.get("exclude"):
        said["exclude"] = Globs(os.getcwd(), tuple(given["exclude"]))
    return replace(config, given=replace(config.given, **said))


def _under(settings: Settings, layer: Layer, ids: Sequence[str]) -> Settings:
    """Settings with those of a later layer laid over them.

    `select` begins anew. Else what the layer takes in is no longer left out, and what it leaves out is added. A
    severity given to a family is that of all its rules, whatever was said of them before.
    """
    select, ignore, extend = settings.select, settings.ignore, settings.extend_select
    if layer.select is not None:
        select, ignore, extend = layer.select, (), ()
    ignore = (*_without(ignore, layer.extend_select, ids), *layer.ignore)
    later = dict(layer.severity)
    levels = {name: level for name, level in settings.severity if family_of(name) not in later} | later
    return Settings(
        layer.profile or settings.profile,
        select,
        tuple(dict.fromkeys(ignore)),
        tuple(dict.fromkeys((*extend, *layer.extend_select))),
        tuple(sorted(levels.items())),
    )


def _without(names: Iterable[str], lifted: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Names of rules and families less some; a family of which only rules are taken out leaves its other rules."""
    left: list[str] = []
    for name in names:
        if name in lifted or family_of(name) in lifted:
            continue
        inside = any(family_of(each) == name for each in lifted)
        left += [each for each in ids if family_of(each) == name and each not in lifted] if inside else [name]
    return left


def _contains(folder: str, path: str) -> bool:
    return path.startswith(os.path.join(folder, ""))
