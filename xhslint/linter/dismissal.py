"""Why a match is no finding: guards, ordinary phrases and words, and other findings."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.records import dataclass
from xhslint.drafts.draft import Draft
from xhslint.linter.overlaps import family_of
from xhslint.matching.hits import Hit
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.model.findings import Dismissed, Finding
from xhslint.rulebook.model import Rule


@dataclass(frozen=True, slots=True)
class Dismissal:
    """What keeps a match from being told; `hit` is where, in the view, the words stand that do."""

    by: str
    name: str = ""
    hit: Hit | None = None
    about: dict[str, str] | None = None


def silenced(rule: Rule, scan: Scan, match: Match) -> Dismissal | None:
    """What explains a match: an ordinary phrase around it, a word across its edge, a guard; None when nothing does."""
    if rule.allow:
        phrase = scan.allowed(match.start, match.end, f"allow:{rule.id}")
        if phrase:
            return Dismissal("allow", hit=phrase)
    if rule.boundary and cut_out(scan, match):
        return Dismissal("boundary")
    for guard in rule.unless:
        if hit := guard.reason(scan, match.start, match.end):
            return Dismissal("guard", guard.name, hit, guard.about)
    return None


def cut_out(scan: Scan, match: Match) -> bool:
    """Whether an ordinary word crosses the edge of one of the match's runs of adjoining hits."""
    runs: list[tuple[int, int]] = []
    for hit in match.hits:
        if runs and (hit.start <= runs[-1][1] or scan.rank(hit.start) == scan.rank(runs[-1][1])):
            runs[-1] = (runs[-1][0], max(hit.end, runs[-1][1]))
        else:
            runs.append((hit.start, hit.end))
    return any(any(scan.straddled(*run)) for run in runs)


def hushed(rule: Rule, draft: Draft, scan: Scan, match: Match, silence: Dismissal, lang: str) -> Dismissed:
    """A silenced match in the terms of the draft."""
    start, end = scan.view.source(match.start, match.end)
    words = ""
    if silence.hit:
        first, last = scan.view.source(silence.hit.start, silence.hit.end)
        words = draft.text[first:last]
    line, column = draft.position(start)
    about = silence.about[lang] if silence.about else ""
    return Dismissed(rule.id, start, end, line, column, draft.text[start:end], silence.by, silence.name, about, words)


def worth_telling(dismissed: Iterable[Dismissed], found: Iterable[Finding], kept: Iterable[Finding]) -> list[Dismissed]:
    """The silenced matches that no finding covers, each place once a rule, and the findings that another made needless."""
    told = list(kept)
    out: list[Dismissed] = []
    for finding in found:
        others = [each for each in told if family_of(each) == family_of(finding) and overlap(each, finding)]
        if finding not in told and others:
            out.append(needless(finding, others[0]))
    for match in sorted(dismissed, key=lambda each: (each.rule_id, each.start, -each.end)):
        places: list[Finding | Dismissed] = [*told, *out]
        if not any(match.rule_id == other.rule_id and overlap(match, other) for other in places):
            out.append(match)
    return sorted(out, key=lambda each: (each.start, -each.end, each.rule_id))


def needless(finding: Finding, other: Finding) -> Dismissed:
    where = finding.start, finding.end, finding.line, finding.column, finding.text
    return Dismissed(finding.rule_id, *where, "finding", other.rule_id, "", other.text)


def overlap(one: Finding | Dismissed, other: Finding | Dismissed) -> bool:
    return one.start < other.end and other.start < one.end
