"""Why a match is no finding: a guard, an allowed phrase, a dictionary word across its edge, or another finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import dataclass, replace
from xhslint.drafts.draft import Draft
from xhslint.linter.overlaps import Overlaps
from xhslint.matching.hits import Hit
from xhslint.matching.passage import Passage
from xhslint.matching.phrase import Match, past_plural
from xhslint.matching.respelling import in_plain
from xhslint.matching.scan import LEFT, NEITHER, Scan
from xhslint.matching.told import refused
from xhslint.model.explanations import Dismissed
from xhslint.model.findings import Finding, family_of
from xhslint.rulebook.model import Rule

_BLANK = lazy(r"\s")  # behind a # it makes a heading
DECORATION = 40
"""How much decoration, in characters of the view, may stand between the # of a topic and its words."""
WW = ("ww", "WW", "wW", "Ww")
PLACES = frozenset("内里外前后中间起")
"""Words that say where or when, behind a noun or a measure."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Why a match is not reported.

    `by` and `name` are those of `Dismissed`. `hit` is where, in the view, the words stand that dismiss the match, `about`
    by language what their guard takes for harmless.
    """

    by: str
    name: str = ""
    hit: Hit | None = None
    about: dict[str, str] | None = None


def find_dismissal(rule: Rule, scan: Scan, match: Match) -> Dismissal | None:
    """Return what makes a match harmless: something that its rule names, or a clause that only tells of it; else None."""
    return own_dismissal(rule, scan, match) or _told(rule, scan, match)


def own_dismissal(rule: Rule, scan: Scan, match: Match) -> Dismissal | None:
    """Return what its rule names that makes a match harmless: an allowed phrase, a word across its edge, a guard; else None.

    Phrases and guards are asked of the draft as it is written, then as it reads.
    """
    if found := _allowed(rule, scan, match.start, match.end):
        return found
    if rule.boundary and _cuts_word(scan, match):
        return Dismissal("boundary")
    if found := _guarded(rule, scan, match.start, match.end):
        return found
    if plain := scan.once(in_plain):
        start, end = plain.place(match.start, match.end)
        found = _allowed(rule, plain.scan, start, end) or _guarded(rule, plain.scan, start, end)
        if found and found.hit:
            return replace(found, hit=plain.written(found.hit))
    return None


def _allowed(rule: Rule, scan: Scan, start: int, end: int) -> Dismissal | None:
    """Return the dismissal by a phrase that a rule allows around a span; None without one."""
    phrase = scan.allowed(start, end, f"allow:{rule.id}") if rule.allow else None
    return Dismissal("allow", hit=phrase) if phrase else None


def _guarded(rule: Rule, scan: Scan, start: int, end: int) -> Dismissal | None:
    """Return the dismissal of a span by one of the guards of a rule; None without one."""
    if found := rule.guards.reason(scan, start, end) if rule.unless else None:
        guard, hit = found
        return Dismissal("guard", guard.name, hit, guard.about)
    return None


def _told(rule: Rule, scan: Scan, match: Match) -> Dismissal | None:
    """Return the dismissal of a match in a clause that only tells of such things.

    Rules of the classifier judge by themselves, and a rule that may be no more than info speaks of mere mentions as well.
    """
    if rule.matcher.acts or rule.opt_in or "info" in rule.severity.values():
        return None
    score = refused(scan, rule.family, match.start, match.end)
    return None if score is None else Dismissal("classifier", str(score))


def undismissed(rule: Rule, scan: Scan) -> Iterator[Match]:
    """Yield the matches of a rule that nothing which it names makes harmless."""
    return (match for match in rule.matcher.find(scan) if own_dismissal(rule, scan, match) is None)


def reportable(dismissed: Iterable[Dismissed], found: Iterable[Finding], kept: Iterable[Finding]) -> list[Dismissed]:
    """Return what `--explain-quiet` lists, in the order of the draft.

    These are the findings of `found` that were dropped for one of `kept`, and the dismissed matches: at most one entry
    for each rule and place.
    """
    kept = list(kept)
    reported = {(finding.rule_id, finding.start, finding.end) for finding in kept}
    of_family = _grouped(kept, lambda each: family_of(each.rule_id))
    out: list[Dismissed] = []
    for finding in found:
        other = of_family[finding.family].first(finding) if finding.family in of_family else None
        if other and (finding.rule_id, finding.start, finding.end) not in reported:
            out.append(_dismissed_by_finding(finding, other))
    of_rule = _grouped([*kept, *out], lambda each: each.rule_id)
    listed: dict[str, int] = {}  # how far the matches of a rule extend that are listed so far
    for match in sorted(dismissed, key=lambda each: (each.rule_id, each.start, -each.end)):
        family = family_of(match.rule_id)
        is_listed = listed.get(match.rule_id, -1) > match.start
        is_reported = match.rule_id in of_rule and of_rule[match.rule_id].first(match) is not None
        # A call that a finding of its family reports anyway is no near miss.
        is_near = match.by == "score" and family in of_family and of_family[family].first(match) is not None
        if not (is_listed or is_reported or is_near):
            out.append(match)
            listed[match.rule_id] = match.end
    return sorted(out, key=lambda each: (each.start, -each.end, each.rule_id))


def _grouped(findings: Iterable[Finding | Dismissed], key: Callable[[Finding | Dismissed], str]) -> dict[str, Overlaps]:
    """Return findings by what `key` returns for them."""
    groups: dict[str, list[Finding | Dismissed]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return {name: Overlaps(group) for name, group in groups.items()}


def lies_in_address(rule: Rule, draft: Draft, scan: Scan, match: Match) -> bool:
    """Tell whether a word or id of a match is a piece of a web address (`?v=…`), of which only rules on links speak."""
    if "link" in (rule.family, rule.matcher.key) or not scan.once(_may_hold_full) or not draft.marks:
        return False
    for hit in match.hits:
        start, end = scan.view.source(hit.start, hit.end)
        mark = draft.mark_at(start)
        if mark and mark.kind == "link" and end <= mark.end and _is_full(draft.text[mark.start : mark.end]):
            return True
    return False


def region_of(draft: Draft, scan: Scan, match: Match, start: int) -> str:
    """Return the kind of the region in which a match begins, at `start` of the draft.

    It is a topic also where decoration behind its # keeps it from being one (#🌸工厂).
    """
    sign = scan.text.rfind("#", max(0, match.start - DECORATION), match.start)
    if sign >= 0 and scan.rank(match.start) == scan.rank(sign + 1) and not _BLANK.search(scan.text[sign : match.start]):
        return "topic"
    return draft.region_at(start)


def _may_hold_full(passage: Passage) -> bool:
    """Tell whether some address in a draft may be more than a bare host: to look for addresses costs far more."""
    text = passage.source
    return "/" in text or (any(pair in text for pair in WW) and "www." in text.lower())


def _is_full(address: str) -> bool:
    """Tell whether an address is more than a bare host, which may as well be the name of an account."""
    return "/" in address or address[:4].lower() == "www."


def _cuts_word(scan: Scan, match: Match) -> bool:
    """Return whether a dictionary word, other than 我们, lies across the edge of a run of adjoining hits of the match.

    Where the match begins, a dictionary word inside one of the rulebook's own terms counts as well (加入 of 想加入).
    """
    runs: list[tuple[int, int]] = []
    for hit in match.hits:
        if runs and (hit.start <= runs[-1][1] or scan.rank(hit.start) == scan.rank(runs[-1][1])):
            runs[-1] = (runs[-1][0], max(hit.end, runs[-1][1]))
        else:
            runs.append((hit.start, hit.end))
    for start, end in runs:
        left, right = scan.straddled(start, end, LEFT if start == match.start else NEITHER)
        if left or (
            right and past_plural(scan.text, end) == end and not (end < match.end and _placed(scan, start, end))
        ):
            return True
    return False


def _placed(scan: Scan, start: int, end: int) -> bool:
    """Tell whether what the dictionary joins to the end of a span is a word of place or time, as 内 is to 天 in 3天内送到.

    Such a word leaves the one before it what it is.
    """
    return scan.text[end : end + 1] in PLACES and not scan.straddled(start, end + 1)[1]


def _dismissed_by_finding(finding: Finding, other: Finding | Dismissed) -> Dismissed:
    """Return a finding as dismissed by another one that covers it."""
    where = finding.start, finding.end, finding.line, finding.column
    return Dismissed(
        finding.rule_id, *where, text=finding.text, by="finding", name=other.rule_id, about="", words=other.text
    )
