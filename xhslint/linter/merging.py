"""One finding for one offence: what several rules found at one place becomes the finding of the strictest of them.

加微信 momo_8812 私我 is a call to add, an id and a call to write, and the author has one thing to take out. Findings that
share a character are merged if their families stand together in `ACTS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xhslint.linter.overlaps import report_order
from xhslint.model.findings import SEVERITIES, Edit, Finding, edited, is_call, later
from xhslint.model.judgements import united

ACTS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            ("image", "link"),  # a code in a picture, and where it leads
            ("image", "contact"),
            ("image", "shop"),
            ("contact", "dm", "redirect"),  # leave the platform, or settle it in private
            ("shop", "link"),  # buy elsewhere: the shop and its address
            ("trade", "dm", "contact"),  # sell, and settle it in private
            ("contact", "link"),  # an address that is an account as well: wa.me/8613800001234
            ("ranking",),
            ("dm", "ranking"),  # give something for a comment, and write to those who comment: 想要清单的扣1
            (
                "advertising",
                "claims",
            ),  # praise goods beyond proof: 全网最低价 is a superlative and a price nobody compared
        ),
    )
)
"""Families whose findings are one act where they overlap, applied in this order; all of a merged finding lie in one of
these sets. Families in no set are never merged: a claim stays wrong when the contact beside it is gone."""
EVIDENCE = 5
"""How many Latin letters, digits and the marks in addresses in a row are taken for an id, a link or a number."""


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of reports, with those that overlap and are one act merged; never merges twice."""
    out = list(findings)
    for act in ACTS if len(out) > 1 else ():
        of_act = [finding for finding in out if _families(finding) <= act]
        if len(of_act) > 1:
            out = [finding for finding in out if not _families(finding) <= act]
            out += joined(part for finding in of_act for part in parts_of(finding))
    return sorted(out, key=report_order)


def joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings of one act, each with all those merged that it is linked to by shared characters."""
    chain: list[Finding] = []
    end = -1
    for finding in sorted(findings, key=report_order):
        if chain and finding.start >= end:
            yield _one(chain)
            chain = []
        chain.append(finding)
        end = max(end, finding.end)
    if chain:
        yield _one(chain)


def parts_of(finding: Finding) -> tuple[Finding, ...]:
    """Return the findings that were merged into one, the strictest first, or else the finding itself."""
    return finding.parts or (finding,)


def _families(finding: Finding) -> set[str]:
    return {part.family for part in parts_of(finding)}


def _names_something(reading: str) -> bool:
    """Return whether a reading holds an id, a link or a number. Without a regular expression: it would be compiled for it."""
    run, before = 0, ""
    for char in reading:
        if char.isascii() and (char.isalnum() or (run and char in "._@/-")):
            run += 1
            if run == EVIDENCE:
                return True
        elif char != " " or not before.isdigit():  # numbers are written in groups: 138 8712 6634
            run = 0
        before = char
    return False


def _strictness(finding: Finding) -> tuple[int, bool, bool, int, int, str]:
    """Return a key that sorts findings: the most severe, then those that say what it is before calls of the classifier.

    Of these, ids, links and numbers come first, then the longest.
    """
    severity = SEVERITIES.index(finding.severity)
    return (
        severity,
        is_call(finding),
        not _names_something(finding.reading),
        finding.start - finding.end,
        finding.start,
        finding.rule_id,
    )


def _one(chain: Sequence[Finding]) -> Finding:
    """Return the finding for a chain of findings, each of which overlaps an earlier one, in the order of reports."""
    if len(chain) == 1:
        return chain[0]
    parts = tuple(sorted(chain, key=_strictness))
    head, first = parts[0], chain[0]
    text, undone = _union(chain)
    return Finding(
        rule_id=head.rule_id,
        severity=head.severity,
        start=first.start,
        end=first.start + len(text),
        line=first.line,
        column=first.column,
        text=text,
        reading=edited(text, undone, first.start),
        message=head.message,
        advice=head.advice,
        sources=head.sources,
        disguises=tuple(dict.fromkeys(each for part in chain for each in part.disguises)),
        signals=tuple(dict.fromkeys(each for part in parts for each in part.signals)),
        fixes=later(lambda: tuple(dict.fromkeys(fix for part in parts for fix in part.fixes))),
        explanation=head.explanation,
        also=tuple(dict.fromkeys(part.rule_id for part in parts if part.rule_id != head.rule_id)),
        parts=parts,
        seen=later(lambda: united(tuple(each for part in chain for each in part.seen)))
        if any(map(is_call, chain))
        else (),
        undone=undone,
    )


def _union(chain: Sequence[Finding]) -> tuple[str, tuple[Edit, ...]]:
    """Return what is written over the spans of a chain, and the edits that undo the disguises in it."""
    text, end = chain[0].text, chain[0].end
    for finding in chain[1:]:
        if finding.end > end:
            text += finding.text[end - finding.start :]
            end = finding.end
    return text, disjoint(edit for finding in chain for edit in finding.undone)


def disjoint(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits in ascending order without those that touch an earlier one; of two at one place the longer is earlier."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, -each.end)):
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return tuple(out)
