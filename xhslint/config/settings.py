"""The configuration of a project as layers, and the settings that result from them for a draft.

A layer is a configuration file, an override in one for some paths, or the command line; later ones win. `load` reads
them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from xhslint.base.records import dataclass, field, replace
from xhslint.drafts.skips import CODE
from xhslint.model.findings import KINDS, PROFILES, Level, family_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from xhslint.config.globs import Globs

    T = TypeVar("T")


Levels = tuple[tuple[str, Level], ...]
ColumnNames = tuple[tuple[str, tuple[str, ...]], ...]
"""The parts of a note, each with the names of its columns."""

MAX_BYTES = 1 << 20
"""The most that a draft may hold, unless a configuration says otherwise: some hundred times what a note may."""
MAX_DOCUMENT_BYTES = 1 << 26
"""The most that a document may hold, unless a configuration says otherwise: some ten thousands of notes."""
TIMEOUT = 30
"""The seconds that a draft may take, and the reading of a document."""


@dataclass(frozen=True)
class Layer:
    """The values that one source sets; None, or empty, where it sets none. Only an override has `paths`.

    `origin` is the file, with the line of an override; empty for the command line. Paths are relative to the current
    folder.
    """

    origin: str = ""
    paths: Globs | None = None
    profile: str | None = None
    kind: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: Levels = ()
    code: str | None = None
    columns: ColumnNames | None = None
    documents: bool | None = None
    images: bool | None = None
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
    max_bytes: int | None = None
    max_document_bytes: int | None = None
    timeout: int | None = None


@dataclass(frozen=True)
class Settings:
    """How one draft is linted. Drafts with equal settings may share a linter.

    `severity` holds ids and families of rules, sorted; `code` is one of `CODE`; `columns` are those of a document.
    """

    profile: str = PROFILES[0]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: Levels = ()
    code: str = CODE[0]
    columns: ColumnNames = ()
    kind: str = KINDS[0]

    def level(self, rule_id: str) -> Level | None:
        """Return the severity set for a rule, by its id or else by its family; None if neither is set."""
        levels = dict(self.severity)
        return levels.get(rule_id) or levels.get(family_of(rule_id))


@dataclass(frozen=True)
class Config:
    """All layers, the weakest first: files, their overrides, the command line.

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

    @cached_property
    def max_bytes(self) -> int:
        return self.said("max_bytes", int) or MAX_BYTES

    @property
    def max_document_bytes(self) -> int:
        return self.said("max_document_bytes", int) or MAX_DOCUMENT_BYTES

    @property
    def documents(self) -> bool:
        """Whether the documents in folders are read, too."""
        return bool(self.said("documents", bool))

    def images(self, draft: str | os.PathLike[str] | None = None) -> bool:
        """Return whether the pictures of a draft are read, or those of drafts that no override names."""
        said = (layer.images for layer in reversed(self.layers(draft)))
        return bool(next((value for value in said if value is not None), False))

    @property
    def may_read_images(self) -> bool:
        """Whether the pictures of some draft are read."""
        return any(layer.images for layer in (*self.general, *self.overrides))

    @cached_property
    def timeout(self) -> int:
        return self.said("timeout", int) or TIMEOUT

    @property
    def general(self) -> tuple[Layer, ...]:
        """The layers for all drafts."""
        return (*self.files, self.given)

    def said(self, key: str, kind: type[T]) -> T | None:
        """Return the value of the last general layer that sets `key`; `kind` is the type of such values."""
        return next((value for layer in reversed(self.general) if isinstance(value := getattr(layer, key), kind)), None)

    def layers(self, draft: str | os.PathLike[str] | None = None) -> tuple[Layer, ...]:
        """Return the layers for a draft, or those for all drafts."""
        if draft is None:
            return self.general
        return (*self.files, *(self.overrides[number] for number in self._matching(draft)), self.given)

    def _matching(self, draft: str | os.PathLike[str] | None) -> list[int]:
        """Return the numbers of the overrides that match a draft."""
        if draft is None or not self.overrides:
            return []
        return [number for number, layer in enumerate(self.overrides) if layer.paths and layer.paths.match(draft)]

    def settings(
        self, draft: str | os.PathLike[str] | None = None, stated: str | None = None, kind: str | None = None
    ) -> Settings:
        """Return the settings for a draft.

        `stated` is the profile in its own front matter and `kind` the kind of text, stronger than those of any file.
        """
        if stated is None and kind is None and not self.overrides:
            return self._unstated  # most drafts
        return self._settle(draft, stated, kind)

    @cached_property
    def _unstated(self) -> Settings:
        """The settings for drafts that state nothing and that no override matches."""
        return self._settle(None, None, None)

    def _settle(self, draft: str | os.PathLike[str] | None, stated: str | None, kind: str | None) -> Settings:
        key = stated, kind, *self._matching(draft)
        if key not in self._settled:
            settings = Settings()
            for layer in self.layers(draft):
                settings = _under(settings, layer, self.ids)
            self._settled[key] = replace(
                settings,
                profile=self.given.profile or stated or settings.profile,
                kind=self.given.kind or kind or settings.kind,
            )
        return self._settled[key]

    @cached_property
    def _settled(self) -> dict[tuple[Any, ...], Settings]:
        """A cache of settings, by the profile and the kind that a draft states and the overrides that match it."""
        return {}

    def excluded(self, draft: str | os.PathLike[str]) -> bool:
        """Return whether a configuration file excludes a draft, found in a folder or named."""
        return any(layer.exclude.match(draft) for layer in self.files if layer.exclude)

    def exclude_here(self) -> tuple[str, ...]:
        """Return patterns for a walk from the current folder: those of the command line, and those of files that mean the
        same here. With them the walk does not enter folders of which `excluded` would drop everything.
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
    """Return the configuration with the options of a command, by their names; None, False and empty ones are not set."""
    said: dict[str, Any] = {}
    for name in (
        *("profile", "kind", "lang", "fail_on", "as_of", "baseline", "jobs"),
        *("max_bytes", "max_document_bytes", "timeout"),
        *("require_reason", "report_unused", "documents", "images"),
    ):
        if given.get(name):
            said[name] = given[name]
    for name in ("select", "ignore", "extend_select", "rules", "format"):
        value = given.get(name) or ()
        if names := (value,) if isinstance(value, str) else tuple(map(str, value)):
            said[name] = names
    if given.get("columns"):
        said["columns"] = column_names(given["columns"])
    if given.get("exclude"):
        from xhslint.config.globs import Globs

        said["exclude"] = Globs(os.getcwd(), tuple(given["exclude"]))
    return replace(config, given=replace(config.given, **said))


def column_names(text: str) -> ColumnNames:
    """Return what `title=标题,body=正文1+正文2` says; raises InputError, with problems that name no file."""
    from xhslint.documents.columns import PARTS, Columns

    columns = Columns.parse(text)
    return tuple((part, getattr(columns, part)) for part in PARTS if getattr(columns, part))


def _under(settings: Settings, layer: Layer, ids: Sequence[str]) -> Settings:
    """Return settings with those of a later layer applied.

    `select` discards the earlier selection. Otherwise `extend-select` removes names from `ignore`, and the layer's own
    `ignore` is added. A severity for a family replaces earlier ones for its rules.
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
        layer.code or settings.code,
        settings.columns if layer.columns is None else layer.columns,
        layer.kind or settings.kind,
    )


def _without(names: Iterable[str], lifted: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Return `names` without `lifted`; a family of which only some rules are lifted is replaced by its other rules."""
    left: list[str] = []
    for name in names:
        if name in lifted or family_of(name) in lifted:
            continue
        inside = any(family_of(each) == name for each in lifted)
        left += [each for each in ids if family_of(each) == name and each not in lifted] if inside else [name]
    return left


def _contains(folder: str, path: str) -> bool:
    return path.startswith(os.path.join(folder, ""))
