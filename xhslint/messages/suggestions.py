"""Suggestions for a name that is wrong, and the names by which rules are selected."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES, family_of


def did_you_mean(lang: str, name: str, known: Iterable[str], key: str = "did you mean") -> str:
    """Return the question `key` with the most similar known name, or "" if none is similar.

    `name` alone is similar to `family/name`, and a Chinese word to the name of which it is the Chinese text (警告: warning).
    """
    from difflib import get_close_matches  # imported here because only mistakes need it

    from xhslint.messages.zh import TEXTS

    names = sorted(known)
    nearest = [each for each in names if TEXTS.get(each) == name or each.partition("/")[2] == name]
    nearest = nearest or get_close_matches(name, names, 1)
    return say(lang, key, nearest[0]) if nearest else ""


def both_with_guess(key: str, name: str, known: set[str], *, list_all: bool = False) -> Bilingual:
    """Return message `key` about a wrong name in both languages, with the most similar known name.

    With `list_all` the message lists all known names instead.
    """
    zh, en = (
        say(lang, key, name)
        + (say(lang, "did you mean", *known) if list_all and known else did_you_mean(lang, name, known))
        for lang in LANGUAGES
    )
    return Bilingual(zh, en)


def names_of(ids: Iterable[str]) -> set[str]:
    """Return the names that select rules: their ids and their families."""
    return {name for rule_id in ids for name in (rule_id, family_of(rule_id))}


def require_known(lang: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Raise InputError with a problem for each name that is not in `known`."""
    everything = set(known)
    problems = [
        Problem("", 0, 0, say(lang, "unknown rule", name) + did_you_mean(lang, name, everything))
        for name in names
        if name not in everything
    ]
    if problems:
        raise InputError(problems)
