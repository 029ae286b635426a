"""The output of `xhslint rules --format json`: rules as data, in both languages, for sites and editors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from xhslint.base.version import __version__
from xhslint.ruletest.examples import unpinned

if TYPE_CHECKING:
    from xhslint.rulebook.model import Rule, Rulebook

VERSION = 1


def rules_json(book: Rulebook, rules: Sequence[Rule]) -> Iterator[str]:
    """Yield one JSON object with the rules in the order given."""
    tool = {"name": "xhslint", "version": __version__}
    data = {"version": VERSION, "tool": tool, "rules": [_rule_fields(book, rule) for rule in rules]}
    yield json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _rule_fields(book: Rulebook, rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "family": rule.family,
        "severity": rule.severity,
        "kinds": rule.kinds,
        "optIn": rule.opt_in,
        "message": rule.message,
        "advice": rule.advice,
        "adviceByKind": rule.advice_by_kind,
        "sources": [source.as_dict() for source in rule.sources],
        "signals": [{"key": key, "weight": book.signals[key].weight} for key in rule.signals],
        "matcher": rule.matcher.key,
        **_acts(book, rule),
        "guards": [{"name": guard.name, "about": guard.about} for guard in rule.unless],
        "flag": [_flag_fields(example) for example in rule.flag],
        "pass": list(rule.passes),
        "path": rule.path,
        "line": rule.line,
    }


def _flag_fields(example: str) -> dict[str, Any]:
    text, spans = unpinned(example)
    return {"text": text, "spans": [{"start": start, "end": end} for start, end in spans]}


def _acts(book: Rulebook, rule: Rule) -> dict[str, Any]:
    """Return the acts of a rule that asks the classifier, and how many per cent of the findings of each are right."""
    acts, measured = sorted(rule.matcher.acts), book.classifier.precision if book.classifier else {}
    return {"acts": acts, "precision": {act: measured[act] for act in acts if act in measured}} if acts else {}
