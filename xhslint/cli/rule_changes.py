"""The option `rules --diff`: what rules have that older ones had not, or had in another way."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from xhslint.messages.catalogue import say
from xhslint.rulebook.comparison import compare
from xhslint.rulebook.files.loader import load

SHIPPED = "sources.yaml"
"""A file that the folder of rules of any version of xhslint has, and rules of one's own have not."""


def rule_changes(old: str, rules: Sequence[str | os.PathLike[str]], lang: str) -> list[str]:
    """Return what changed, one thing a paragraph, between older rules and those in use.

    `old` is a file or folder that stood in place of `rules`, or the folder `rules/` of another version of xhslint. Raises InputError for mistakes in
    any of the files.
    """
    extra = [Path(path) for path in rules]
    if os.path.isfile(os.path.join(old, SHIPPED)):
        before = load(extra, base=Path(old), lang=lang)
    else:
        before = load([Path(old)], lang=lang)
    changes = compare(before, load(extra, lang=lang))
    if not changes:
        return [say(lang, "changes.none")]
    told = [
        say(lang, f"changes.{kind}", len(names), say(lang, "and").join(names))
        for kind, names in (("added", changes.added), ("removed", changes.removed), ("changed", changes.changed))
        if names
    ]
    if changes.terms:
        told.append(say(lang, "changes.terms", len(changes.terms)))
    told += [say(lang, f"changes.{kind}") for kind in ("model", "everything") if getattr(changes, kind)]
    return told
