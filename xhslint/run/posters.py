"""Check the words of a picture in each way in which they may be meant."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.base.records import replace
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.pictures.ways import ways

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from xhslint.drafts.draft import Draft
    from xhslint.drafts.places import Place
    from xhslint.pictures.reading import Reading
    from xhslint.run.worker import DraftResult

    Check: TypeAlias = "Callable[[Draft], DraftResult]"


def check_words(reading: Reading, path: str, inside: Place, check: Check) -> DraftResult:
    """Return the result of the words of a picture, `inside` a document or a file itself: that of the order in which most was found, the first one if it is the same."""
    results = [_check_both(plain, joined, check) for plain, joined in ways(reading, path, inside)]
    return max(results, key=lambda result: [sum(f.severity == each for f in result.findings) for each in SEVERITIES])


def _check_both(plain: Draft, joined: Draft | None, check: Check) -> DraftResult:
    """Return the result of a draft; with what is found besides where its large lines are one, if anything is."""
    result = check(plain)
    if joined is None or result.draft is None:
        return result
    other = check(joined)
    kept = [each for each in result.findings if not any(_covers(one, each) for one in other.findings)]
    more = [each for each in other.findings if not any(_overlap(one, each) for one in kept)]
    if other.draft is None or all(any(_covers(one, each) for one in result.findings) for each in more):
        return result
    found = (*more, *(_moved(each, joined) for each in kept))
    return replace(other, findings=tuple(sorted(found, key=lambda each: (each.start, each.end))))


def _covers(one: Finding, other: Finding) -> bool:
    """Return whether a finding says all that another one says of a place."""
    is_around = one.start <= other.start and other.end <= one.end
    return is_around and SEVERITIES.index(one.severity) <= SEVERITIES.index(other.severity)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _moved(finding: Finding, draft: Draft) -> Finding:
    """Return a finding of the draft whose lines are apart as one of a draft with the same offsets."""
    line, column = draft.position(finding.start)
    return replace(finding, line=line, column=column, text=draft.text[finding.start : finding.end])
