"""Findings and problems as data for the page. Offsets count UTF-16 units of the text of the request, from 0, half-open."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.errors import Problem
from xhslint.base.utf16 import Utf16Offsets
from xhslint.messages.catalogue import say
from xhslint.report.parts.addresses import web_address
from xhslint.report.parts.wording import (
    disguise_names,
    family_name,
    problem_message,
    rewritten_text,
    rule_names,
    seen_sentence,
)
from xhslint.run.text_check import MARK
from xhslint.terminal.width import visible
from xhslint.terminal.wrap import clip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.draft import Draft
    from xhslint.model.findings import Edit, Finding, Fix, Source

SHOWN_CELLS = 80
"""The most cells of the words of a finding, and of their reading, on its card."""


class Offsets:
    """The offsets of a draft as those of the text that the page sent, in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._shift = int(text.startswith(MARK))
        self._units = Utf16Offsets(text)

    def of(self, offset: int) -> int:
        """Return where in the text of the page an offset of the draft is."""
        return self._units.units(offset + self._shift)

    def edits(self, edits: Iterable[Edit]) -> list[dict[str, Any]]:
        """Return edits of the draft as edits of the text of the page."""
        return [{"start": self.of(each.start), "end": self.of(each.end), "text": each.text} for each in edits]


def finding_data(finding: Finding, offsets: Offsets, lang: str) -> dict[str, Any]:
    """Return a finding as data, without what could be done about it."""
    is_plain = finding.reading in ("", finding.text)
    return {
        "start": offsets.of(finding.start),
        "end": offsets.of(finding.end),
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "level": say(lang, finding.severity),
        "rule": finding.rule_id,
        "rules": rule_names(finding, lang),
        "title": family_name(finding.family, lang) or finding.family,
        "written": finding.text,
        "shown": visible(clip(finding.text, SHOWN_CELLS)),
        "reading": "" if is_plain else visible(clip(finding.reading, SHOWN_CELLS)),
        "disguises": [] if is_plain else list(disguise_names(finding, lang)),
        "seen": visible(seen_sentence(finding, lang)) if finding.seen else "",
        "why": visible(finding.message),
        "advice": visible(finding.advice),
        "clauses": [_clause(source, lang) for source in finding.sources],
        "fixes": [],
        "rewriting": None,
    }


def _clause(source: Source, lang: str) -> dict[str, str]:
    grade = say(lang, f"grade.{source.grade}") if source.grade != "P" else ""
    text = say(lang, "source", source.title, source.clause) + grade
    return {"text": visible(text), "url": web_address(source.url)}


def fix_data(fix: Fix, offsets: Offsets) -> dict[str, Any]:
    """Return a fix as data."""
    return {"title": visible(fix.title), "safe": fix.safe, "edits": offsets.edits(fix.edits)}


def rewriting_data(draft: Draft, finding: Finding, offsets: Offsets, lang: str) -> dict[str, Any] | None:
    """Return the sentence of a finding written anew as data: the words to show, and the edit; None without one."""
    if finding.rewrite is None:
        return None
    return {"text": visible(rewritten_text(draft, finding, lang)), "edits": offsets.edits([finding.rewrite])}


def problem_data(problem: Problem, severity: str) -> dict[str, Any]:
    """Return a problem as data; line and column count from 1, in code points, and are 0 without a place."""
    message = problem_message(problem)
    return {"severity": severity, "line": problem.line, "column": problem.column, "message": message}
