"""The configuration and the baseline of the project that a command works on."""

from __future__ import annotations

import os
from collections.abc import Sequence

from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import say
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
        from xhslint.config.load import load

        def known(rules: Sequence[str], lang: str) -> Sequence[str]:
            from xhslint.linter.linter import rulebook_for

            return rulebook_for((*rules, *options.rules), lang).ids

        config = load(path, console.asked, known, is_confined=options.config is None)
        console.lang = console.asked or config.lang or console.lang
    from xhslint.linter.options import split_names

    names = {name: split_names(getattr(options, name)) for name in ("select", "ignore", "extend_select")}
    return merged(config, {**vars(options), **names})


def find_baseline(config: Config, options: CheckOptions, lang: str) -> Baseline | None:
    """Return the baseline that is configured, or else the one in the current folder, if any."""
    is_ignored = options.no_baseline or (options.isolated and not config.baseline)
    path = "" if is_ignored else baseline_path(config, lang)
    if not path or not (config.baseline or os.path.lexists(path)):
        return None
    from xhslint.filters.baseline import Baseline

    return Baseline.load(path)


def baseline_path(config: Config, lang: str) -> str:
    """Return the file of the baseline; raises InputError for a default one that is a link out of the current folder."""
    from xhslint.base.bounds import is_below
    from xhslint.base.paths import BASELINE

    if not config.baseline and os.path.islink(BASELINE) and not is_below(BASELINE, "."):
        raise InputError([Problem(BASELINE, 0, 0, say(lang, "baseline.outside"))])
    return config.baseline or BASELINE
