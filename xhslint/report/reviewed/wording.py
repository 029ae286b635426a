"""What a reviewed copy says of findings."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.errors import Gap
from xhslint.documents.own_marks import REVIEWER
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import place_words
from xhslint.linter.events import Checked
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.parts.places import spot, spot_words
from xhslint.report.parts.quoting import citation
from xhslint.report.parts.wording import matched_text, rewritten_text, rule_line
from xhslint.report.style import Style
from xhslint.terminal.width import visible

AUTHOR = REVIEWER
"""Who writes the comments, and the name of the column of findings."""

LONGEST = 30_000
"""The most characters of a cell or a comment. Excel takes 32,767."""


def comment(draft: Draft, finding: Finding, style: Style) -> str:
    """Return what a comment says of a finding, a line for each: the rule, why, the clause, and what to write instead."""
    clauses = style.say("and").join(citation(source, style) for source in finding.sources)
    said = [("rule", rule_line(finding, style.lang)), ("why", finding.message), ("clause", clauses)]
    said.append(("fix", finding.advice))
    if finding.rewrite:
        said.append(("rewrite", rewritten_text(draft, finding, style.lang)))
    heading = f"{style.say(finding.severity)} {matched_text(finding, style.lang)}"
    lines = [heading, *(f"{style.say(key)}{style.say('colon')}{words}" for key, words in said if words)]
    return "\n".join(visible(line) for line in lines)


def comments(found: Iterable[tuple[Draft, Finding]], style: Style) -> str:
    """Return what one comment says of several findings."""
    return clipped("\n\n".join(comment(draft, each, style) for draft, each in found))


def summary(events: Iterable[Checked], gaps: Iterable[Gap], style: Style) -> str:
    """Return what the column of findings says of the notes that begin in a row, and of what of them was not checked."""
    lines = [_line(event.draft, each, style) for event in events for each in event.findings]
    lines += [visible(style.say("review.unread", gap.reason)) for gap in gaps]
    return clipped("\n".join(lines)) if lines else style.say("review.clean")


def worst(findings: Iterable[Finding]) -> str:
    """Return the severity of the gravest finding."""
    return min((each.severity for each in findings), key=SEVERITIES.index)


def clipped(words: str) -> str:
    """Return words without what a cell has no room for."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def place_of(draft: Draft, finding: Finding, lang: str) -> str:
    """Return where a finding is for a reader who sees the row or the paragraph: with the name of the picture in which it is."""
    place = spot(draft, finding).place
    if place and place.box:
        return visible(place_words(place._replace(sheet="", cell="", paragraph=0), lang))
    return spot_words(draft, finding, lang)


def _line(draft: Draft, finding: Finding, style: Style) -> str:
    place, severity = place_of(draft, finding, style.lang), style.say(finding.severity)
    said = f"{place} {severity} {matched_text(finding, style.lang)}{style.say('colon')}{finding.message}"
    return visible(f"{said}{style.say('semicolon')}{finding.advice}")
