"""The second look at a draft that may match some rules: what they find, what silences it, and what is told in the end."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.errors import Problem
from xhslint.linter.dismissal import Dismissal, hushed, silenced, worth_telling
from xhslint.linter.first_look import Candidates
from xhslint.linter.linter import Linter
from xhslint.linter.overlaps import deduplicated, longest
from xhslint.linter.reading import read
from xhslint.matching.matchers import CountMatcher, PatternTimeout
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.model.findings import Dismissed, Finding, Result
from xhslint.rulebook.model import Rule


def judged(linter: Linter, look: Candidates, profile: str, explain: bool) -> Result:
    """The result for a draft; to `explain`, with what was silenced."""
    found: list[Finding] = []
    faults: list[Problem] = []
    dismissed: list[Dismissed] = []
    draft = look.draft
    for number, alternatives in sorted(look.alternatives.items()):
        rule = linter.rulebook.rules[number]
        try:
            for told in tell(linter, rule, profile, look, alternatives):
                if isinstance(told, Finding):
                    found.append(told)
                elif explain:
                    dismissed.append(hushed(rule, draft, look.scan, *told, linter.lang))
        except PatternTimeout:
            faults.append(
                Problem(rule.path, rule.line, 1, f"{rule.id}: pattern stopped, it ran too long on {draft.path}")
            )
    kept = deduplicated(found)
    ids = set(map(id, kept))
    covered = [finding for finding in found if id(finding) not in ids]
    return Result(kept, faults, worth_telling(dismissed, found, kept) if explain else [], covered)


def tell(
    linter: Linter, rule: Rule, profile: str, look: Candidates, alternatives: list[int] | None
) -> Iterator[Finding | tuple[Match, Dismissal]]:
    """The findings of a rule, and its matches that are none, with the reason."""
    draft, inapplicable_reason = look.draft, linter.inapplicable_reason(rule, profile)
    if isinstance(rule.matcher, CountMatcher):
        for start, end in [] if inapplicable_reason else rule.matcher.spans(draft):
            yield linter.finding(rule, profile, draft, (start, end), draft.text[start:end])
        return
    scan = look.scan
    standing: list[Match] = []
    for match in rule.matcher.find(scan, alternatives):
        silence = silenced(rule, scan, match)
        if not silence and inapplicable_reason:
            silence = Dismissal(inapplicable_reason, profile if inapplicable_reason == "profile" else linter.as_of)
        if silence:
            yield match, silence
        else:
            standing.append(match)
    for match in longest(standing):
        span = scan.view.source(match.start, match.end)
        region = draft.region_at(span[0]) if rule.regions else ""
        if rule.regions and region not in rule.regions:
            yield match, Dismissal("region", region)
        else:
            yield linter.finding(rule, profile, draft, span, *read(scan, match))


def standing(rule: Rule, scan: Scan) -> Iterator[Match]:
    """The matches of a rule that nothing explains."""
    return (match for match in rule.matcher.find(scan) if silenced(rule, scan, match) is None)
