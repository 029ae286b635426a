"""Clauses that the classifier holds just short of possible calls: a stricter machine may take them for calls."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.matching.calls import scored_clauses
from xhslint.matching.scan import Scan
from xhslint.messages.catalogue import say
from xhslint.model.explanations import Dismissed

MARGIN = 100
"""How far below a possible call, in hundredths of the log odds, a clause is still told."""


def faint_calls(draft: Draft, linter: Linter) -> Iterator[Dismissed]:
    """Yield the clauses with a score just below that of possible calls, as near misses of the rules for their acts."""
    engine = linter.engine
    classifier = engine.index.classifier
    if not classifier:
        return
    scan, standard = engine.scan(draft), engine.standard_of(draft)
    rules = [rule for rule in engine.rulebook.chosen() if rule.matcher.acts]
    for first, last, score, words in scan.once(scored_clauses):
        if not classifier.possible - MARGIN <= score < classifier.possible or not words:
            continue
        act = classifier.act(engine.index.classes_of(pattern) for _, _, pattern in words)
        rule = next((each for each in rules if act in each.matcher.acts), None)
        if rule is None or engine.applicability.inapplicable_reason(rule, standard):
            continue
        yield _as_dismissed(rule.id, draft, scan, (first, last), f"{score} < {classifier.possible}", linter.lang)


def _as_dismissed(rule_id: str, draft: Draft, scan: Scan, clause: tuple[int, int], score: str, lang: str) -> Dismissed:
    start, end = scan.view.source(*clause)
    text = draft.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    line, column = draft.position(start)
    return Dismissed(rule_id, start, start + len(text), line, column, text, "score", score, say(lang, "score.weak"), "")
