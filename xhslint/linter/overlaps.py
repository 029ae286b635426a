"""Choose among matches and findings that overlap, and order findings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter

from xhslint.matching.phrase import Match
from xhslint.model.explanations import Dismissed
from xhslint.model.findings import SEVERITIES, Edit, Finding, is_call


def longest(matches: Iterable[Match]) -> list[Match]:
    """Return the longest of matches that overlap, leftmost first; of equal ones that whose terms cover most characters."""

    def rank(match: Match) -> tuple[int, int, list[tuple[str, str]]]:
        covered = sum(hit.end - hit.start for hit in match.hits)
        terms = [(hit.term.reads, hit.term.text) for hit in match.hits]
        return -covered, len(match.hits), terms

    found: dict[tuple[int, int], Match] = {}
    for match in matches:
        place = match.start, -match.end
        other = found.get(place)
        if other is None or rank(match) < rank(other):
            found[place] = match
    out: list[Match] = []
    for _, match in sorted(found.items()) if len(found) > 1 else found.items():
        if not out or match.start >= out[-1].end:
            out.append(match)
        elif match.end - match.start > out[-1].end - out[-1].start:
            out[-1] = match
    return out


def deduplicated(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of reports, without those that another of their family makes redundant.

    A finding is redundant if another one contains it and is at least as severe, or overlaps it and is more severe. But a
    call of the classifier that is no more severe leaves one that says what it is: 私信我“搬家”免费发 offers a file, whatever
    else the call around it holds; the two are merged.
    """
    ordered = sorted(findings, key=report_order)
    if len(ordered) < 2:
        return ordered
    # How far the findings of a family and severity extend so far, calls of the classifier apart from others.
    reached: dict[tuple[str, str, bool], int] = {}
    uncontained: list[Finding] = []
    for finding in ordered:
        at_least_as_severe = SEVERITIES[: SEVERITIES.index(finding.severity) + 1]
        by_classifier = is_call(finding)
        if any(
            reached.get((finding.family, severity, by_call), -1) >= finding.end
            for severity in at_least_as_severe
            for by_call in (False, True)
            if by_classifier or not by_call or severity != finding.severity
        ):
            continue
        key = (finding.family, finding.severity, by_classifier)
        reached[key] = max(reached.get(key, -1), finding.end)
        uncontained.append(finding)
    more_severe: dict[str, list[Finding]] = {}  # by family
    out: list[Finding] = []
    for severity in SEVERITIES:
        level = [
            f for f in uncontained if f.severity == severity and not _overlaps_any(f, more_severe.get(f.family, []))
        ]
        out += level
        for finding in level:
            more_severe.setdefault(finding.family, []).append(finding)
        for others in more_severe.values():
            others.sort(key=lambda f: f.start)
    return sorted(out, key=report_order)


class Overlaps:
    """Findings of a draft, of which the first one that shares a character with a span is found by bisection."""

    def __init__(self, findings: Iterable[Finding | Dismissed]) -> None:
        self.findings = sorted(findings, key=attrgetter("start"))
        self._farthest = _farthest(finding.end for finding in self.findings)

    def first(self, span: Finding | Dismissed | Edit) -> Finding | Dismissed | None:
        """Return the first finding that shares a character with a span; None without one."""
        number = bisect_right(self._farthest, span.start)
        found = self.findings[number] if number < len(self.findings) else None
        return found if found and found.start < span.end else None


def touched(findings: Iterable[Finding], spans: Iterable[tuple[int, int]]) -> list[Finding]:
    """Return those of some findings that share a character with one of the spans."""
    ordered = sorted(spans)
    farthest = _farthest(end for _, end in ordered)
    starting = ((bisect_left(ordered, (finding.end,)), finding) for finding in findings)
    return [finding for index, finding in starting if index and farthest[index - 1] > finding.start]


def _farthest(ends: Iterable[int]) -> list[int]:
    """Return, for each end, the greatest one up to it."""
    return list(accumulate(ends, max))


def report_order(finding: Finding) -> tuple[int, int, int, bool, str]:
    """Return the key by which reports sort the findings of a draft."""
    return finding.start, -finding.end, SEVERITIES.index(finding.severity), is_call(finding), finding.rule_id


def _overlaps_any(finding: Finding, others: list[Finding]) -> bool:
    """Return whether one of `others`, sorted by start and none inside another, shares a character with the finding."""
    index = bisect_left(others, finding.end, key=lambda f: f.start)
    return index > 0 and others[index - 1].end > finding.start
