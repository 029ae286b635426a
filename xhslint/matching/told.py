"""Matches of other rules in clauses that the classifier takes for a story, a quotation, a warning or a refusal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter

from xhslint.matching.calls import scored_clauses
from xhslint.matching.scan import Scan

AROUND = 4
"""How many solid characters must stand around a match, in its clauses, to tell of it."""


def refused(scan: Scan, family: str, start: int, end: int) -> int | None:
    """Return the score of the clauses that a span of the view touches if it is too low for an offence of a family.

    None stands for all others: clauses that hold little but the span, or no anchor, say nothing.
    """
    classifier = scan.index.classifier
    if not classifier or classifier.unlikely is None or family not in classifier.acts:
        return None
    clauses = scan.once(scored_clauses)
    touched = clauses[bisect_right(clauses, start, key=itemgetter(1)) : bisect_left(clauses, end, key=itemgetter(0))]
    size = sum(scan.rank(last) - scan.rank(first) for first, last, *_ in touched)
    best = max((score for _, _, score, _ in touched), default=0)
    around = size - (scan.rank(end) - scan.rank(start))
    return best if around >= AROUND and best < classifier.unlikely else None
