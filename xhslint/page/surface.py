"""What the page needs before the first check: its texts, what can be chosen, the limits of a note, the day of the rules."""

from __future__ import annotations

from collections.abc import Mapping

from xhslint.base.version import __version__
from xhslint.documents.registry import READERS
from xhslint.drafts.file_kinds import DRAFTS
from xhslint.messages.catalogue import say, texts
from xhslint.messages.page import PAGE
from xhslint.model.findings import KINDS, LANGUAGES, PROFILES, SEVERITIES
from xhslint.page.requests import MOST_FILE, MOST_TEXT
from xhslint.pictures.kinds import SUFFIXES as PICTURES
from xhslint.run.left_out import opt_in_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.config.settings import Settings
    from xhslint.linter.linter import Linter
    from xhslint.rulebook.model import Rulebook

_COUNTS = [f"{severity}.{number}" for severity in SEVERITIES for number in ("one", "many")]
"""The texts of reports that the page fills in itself."""


def surface(linter: Linter, settings: Settings, lang: str) -> dict[str, Any]:
    """Return the answer to `start`; `linter` and `settings` are those of the configuration."""
    book = linter.engine.rulebook
    return {
        "lang": lang,
        "languages": list(LANGUAGES),
        "version": __version__,
        "date": linter.as_of,
        "rules": len(book.in_use),
        "texts": {**PAGE[lang], **{key: texts(lang)[key] for key in _COUNTS}},
        "profiles": [{"name": name, "title": say(lang, name)} for name in PROFILES],
        "profile": settings.profile,
        "kinds": [{"name": name, "title": say(lang, f"kind.{name}")} for name in KINDS],
        "kind": settings.kind,
        "optional": optional_rules(book, lang),
        "limits": {**limits(book), "text": MOST_TEXT, "file": MOST_FILE},
        "suffixes": [*DRAFTS, *READERS, *PICTURES],
    }


def limits(book: Rulebook) -> dict[str, int]:
    """Return the most of each thing that a note may have, as its rules say: what its title weighs, characters, topics."""
    return {each.limit.measure: each.limit.most for each in book.summaries if each.limit}


def optional_rules(book: Rulebook, lang: str) -> list[dict[str, Any]]:
    """Return the opt-in rules and families: their names, what they are about, and whether the configuration asks for them."""
    running = {name for number in book.in_use for name in (book.ids[number], book.summaries[number].family)}
    named: Mapping[str, str] = texts(lang)
    return [
        {
            "name": name,
            "title": named.get(f"left out.{name}", name),
            "is_on": name in running and not _is_part(book, name),
        }
        for name in opt_in_names(book)
    ]


def _is_part(book: Rulebook, name: str) -> bool:
    """Return whether opt-in rules of this name are not in use, although others of the name are."""
    return any(
        number not in book.in_use for number in book.opt_in if name in (book.ids[number], book.summaries[number].family)
    )
