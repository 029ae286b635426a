"""Which of several matches and findings over the same words are told, and in what order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from xhslint.matching.phrase import Match
from xhslint.model.findings import SEVERITIES, Finding


def longest(matches: Iterable[Match]) -> list[Match]:
    """The longest of matches that overlap, leftmost first; of equal ones that which explains most characters."""

    def rank(match: Match) -> tuple[int, int, int, int, list[tuple[str, str]]]:
        explained = sum(hit.end - hit.start for hit in match.hits)
        terms = [(hit.term.reads, hit.term.text) for hit in match.hits]
        return match.start, -match.end, -explained, len(match.hits), terms

    out: list[Match] = []
    for match in sorted(matches, key=rank):
        if not out or match.start >= out[-1].end:
            out.append(match)
        elif match.end - match.start > out[-1].end - out[-1].start:
            out[-1] = match
    return out


def deduplicated(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order, less those that one of the same family makes needless.

    That is one which holds them and is no milder, or one which overlaps them and is stricter.
    """
    ordered = sorted(findings, key=in_order)
    if len(ordered) < 2:
        return ordered
    reached: dict[tuple[str, str], int] = {}  # how far the findings of a family and severity extend so far
    held: list[Finding] = []
    for finding in ordered:
        family, stricter = family_of(finding), SEVERITIES[: SEVERITIES.index(finding.severity) + 1]
        if any(reached.get((family, severity), -1) >= finding.end for severity in stricter):
            continue
        key = (family, finding.severity)
        reached[key] = max(reached.get(key, -1), finding.end)
        held.append(finding)
    strict: dict[str, list[Finding]] = {}
    out: list[Finding] = []
    for severity in SEVERITIES:
        level = [f for f in held if f.severity == severity and not overlapped(f, strict.get(family_of(f), []))]
        out += level
        for finding in level:
            strict.setdefault(family_of(finding), []).append(finding)
        for kept in strict.values():
            kept.sort(key=lambda f: f.start)
    return sorted(out, key=in_order)


def in_order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.start, -finding.end, SEVERITIES.index(finding.severity), finding.rule_id


def family_of(finding: Finding) -> str:
    return finding.rule_id.split("/")[0]


def overlapped(finding: Finding, others: list[Finding]) -> bool:
    """Whether one of `others`, sorted by start and none inside another, shares a character with the finding."""
    index = bisect_left(others, finding.end, key=lambda f: f.start)
    return index > 0 and others[index - 1].end > finding.start
