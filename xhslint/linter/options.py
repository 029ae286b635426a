"""The options of a linter as callers write them: one name or several, a mapping or pairs, a day as a date or as text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from xhslint.base.dates import is_day
from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both, say
from xhslint.model.findings import KINDS, LANGUAGES, LEVELS, PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import TypeAlias

    from xhslint.model.findings import Level

    Names: TypeAlias = str | Iterable[str]
    Paths: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
    Levels: TypeAlias = Mapping[str, Level] | Iterable[tuple[str, Level]]


def split_names(given: Names) -> tuple[str, ...]:
    """Return the names of rules and families in a text or in several, each of which may hold some, separated by commas."""
    texts = (given,) if isinstance(given, str) else given
    return tuple(name for text in texts for each in text.split(",") if (name := each.strip()))


def as_paths(given: Paths) -> tuple[str | os.PathLike[str], ...]:
    """Return one path or several as a tuple."""
    return (given,) if isinstance(given, str | os.PathLike) else tuple(given)


def as_levels(given: Levels) -> dict[str, Level]:
    """Return the severities by the name of a rule or family; raises TypeError for what is neither a mapping nor pairs."""
    levels = {}
    try:
        for pair in given.items() if isinstance(given, Mapping) else given:
            if isinstance(pair, str):
                raise ValueError
            name, level = pair
            levels[name] = level
    except (TypeError, ValueError):
        raise TypeError(f"severity must be a mapping such as {{'dm/purchase': 'off'}}, not {given!r}") from None
    return levels


def require_valid(
    profile: str | None, kind: str | None, lang: str, as_of: str | date | None, levels: Mapping[str, Level]
) -> None:
    """Raise InputError with every one of these values that a linter cannot take, worded in `lang` if that is right."""
    if lang not in LANGUAGES:
        raise InputError([Problem("", 0, 0, both("bad value", "lang", lang, ", ".join(LANGUAGES)))])
    named = (("profile", profile, PROFILES), ("kind", kind, KINDS))
    given: list[tuple[str, str, tuple[str, ...]]] = [
        (name, value, known) for name, value, known in named if value is not None
    ]
    given += [(f"severity[{name!r}]", level, LEVELS) for name, level in levels.items()]
    messages = [
        say(lang, "bad value", name, value, say(lang, "and").join(known))
        for name, value, known in given
        if value not in known
    ]
    if as_of is not None and not is_day(str(as_of)):
        messages.append(say(lang, "bad day", str(as_of)))
    if messages:
        raise InputError(Problem("", 0, 0, message) for message in messages)
