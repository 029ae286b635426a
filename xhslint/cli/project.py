"""The configuration and the baseline of the project that a command works on."""

from __future__ import annotations

import os

from xhslint.base.errors import InputError
from xhslint.base.paths import BASELINE
from xhslint.terminal.console import Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.cli.arguments import CheckOptions
    from xhslint.config.settings import Config
    from xhslint.filters.baseline import Baseline


def project_language() -> str | None:
    """Return the language that the project's configuration states; None if it states none or cannot be read."""
    from xhslint.config.discover import find
    from xhslint.config.load import load

    try:
        path = find(".")
        return load(path, is_confined=True).lang if path else None
    except InputError:
        return None


def project_config(console: Console, options: CheckOptions) -> Config:
    """Return the project's configuration under the options; the console takes over its language."""
    from xhslint.config.settings import Config, merged

    path: Path | str | None = options.config
    if path is None and not (options.no_config or options.isolated):
        from xhslint.config.discover import find

        path = find(".")
    config = Config()
    if path is not None:
        from xhslint.config.project import load_project

        config = load_project(path, console.asked, options.rules, is_confined=options.config is None)
        console.lang = console.asked or config.lang or console.lang
    from xhslint.linter.options import split_names

    names = {name: split_names(getattr(options, name)) for name in ("select", "ignore", "extend_select")}
    return merged(config, {**vars(options), **names})


def find_baseline(config: Config, options: CheckOptions) -> Baseline | None:
    """Return the baseline that is configured, or else the one in the current folder, if any."""
    is_ignored = options.no_baseline or (options.isolated and not config.baseline)
    if is_ignored or not (config.baseline or os.path.lexists(BASELINE)):
        return None
    from xhslint.config.project import baseline_path, load_baseline  # here, because most projects have none

    return load_baseline(config, baseline_path(config))
