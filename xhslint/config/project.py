"""What belongs to a project: its configuration with the rules that it names, its baseline, and the files of both."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    from xhslint.config.settings import Config
    from xhslint.filters.baseline import Baseline

    State: TypeAlias = tuple[int, int, int]


def load_project(
    path: Path | str, lang: str | None = None, more_rules: Sequence[str] = (), *, is_confined: bool = False
) -> Config:
    """Return the configuration in a file, in which all names of rules are checked.

    `more_rules` are rule files that are used beside those that the file names. For `lang` and `is_confined`, and for what is
    raised, see `load`.
    """
    from xhslint.config.load import load

    def known(rules: Sequence[str], lang: str) -> Sequence[str]:
        from xhslint.linter.linter import rulebook_for

        return rulebook_for((*rules, *more_rules), lang).ids

    return load(path, lang, known, is_confined=is_confined)


def baseline_path(config: Config, folder: str = os.curdir) -> str:
    """Return the file of the baseline: the one that is configured, else the default one of a folder.

    Raises InputError for a default one that is a link out of the folder.
    """
    from xhslint.base.bounds import is_below
    from xhslint.base.paths import BASELINE

    if config.baseline:
        return config.baseline
    path = BASELINE if folder == os.curdir else os.path.join(folder, BASELINE)
    if os.path.islink(path) and not is_below(path, folder):
        raise InputError([Problem(path, 0, 0, both("baseline.outside"))])
    return path


def load_baseline(config: Config, path: str) -> Baseline | None:
    """Return the baseline in a file; None for a default one that does not exist. Raises InputError."""
    if not config.baseline and not os.path.lexists(path):
        return None
    from xhslint.filters.baseline import Baseline

    return Baseline.load(path)


def input_files(config: Config, baseline: str) -> Iterator[str]:
    """Yield the files that decide, beside a draft, what is reported of it: configurations, rules and the baseline."""
    yield baseline
    yield from (layer.origin for layer in config.files)
    for path in config.rules:
        yield path
        yield from (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)


def file_states(files: Iterable[str]) -> dict[str, State | None]:
    """Return of each file what changes when it is written or replaced; None for one that does not exist."""
    return {file: _state(file) for file in files}


def _state(file: str) -> State | None:
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
