"""The JSON Schema of rule files, by which editors complete and check what a rule author writes.

It accepts more than the loader does (any text as a phrase or pattern, names of other files); `xhslint test FILE` decides.
"""

from __future__ import annotations

from typing import Any

from xhslint.matching.matchers.registry import MATCHERS
from xhslint.rulebook.files.classifier_entry import ANCHOR, CUE, MODEL
from xhslint.rulebook.files.guard_entry import GUARD
from xhslint.rulebook.files.lexicon_entry import CHARACTERS, EXTEND, LEXICON, RESPELL
from xhslint.rulebook.files.notice_entry import NOTICE
from xhslint.rulebook.files.rewrite_entry import PHRASING, REWRITING
from xhslint.rulebook.files.rule_entry import FAMILY, OVERRIDE, RULE
from xhslint.rulebook.files.sources import SIGNAL, SOURCE
from xhslint.rulebook.model import Rulebook

TABLES = {
    "rule": RULE,
    "family": FAMILY,
    "override": OVERRIDE,
    "lexicon": LEXICON,
    "extend": EXTEND,
    "characters": CHARACTERS,
    "respell": RESPELL,
    "guard": GUARD,
    "source": SOURCE,
    "signal": SIGNAL,
    "anchor": ANCHOR,
    "cue": CUE,
    "model": MODEL,
    "rewrite": REWRITING,
    "phrasing": PHRASING,
    "notice": NOTICE,
}


def schema(book: Rulebook) -> dict[str, Any]:
    """Return the schema of a rule file, with the names that `book` defines for completion."""
    names = {
        "source": sorted(book.sources),
        "signal": sorted(book.signals),
        "guard": sorted(guard.name for guard in book.guards),
        "lexicon": sorted(lexicon.name for lexicon in book.lexicons),
        "act": sorted(book.classifier.acts) if book.classifier else [],
        "rule or family": [*sorted({rule.family for rule in book.rules}), *book.ids],
    }
    definitions = {name: table.schema(names) for name, table in TABLES.items()}
    definitions["rule"]["oneOf"] = [{"required": [key]} for key in MATCHERS]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://xhslint.invalid/rule.schema.json",
        "title": "xhslint rule file",
        "description": "Entries of a rule file; docs/writing-rules.md tells of each.",
        "type": "array",
        "items": {"oneOf": [{"$ref": f"#/definitions/{name}"} for name in definitions]},
        "definitions": definitions,
    }
