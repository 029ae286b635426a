"""Matches of other rules in clauses that the classifier takes for a story, a quotation, a warning or a refusal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from xhslint.classify.features import clause_features
from xhslint.matching.calls import clauses_of
from xhslint.matching.passage import Passage
from xhslint.matching.scan import Scan

AROUND = 4
"""How many solid characters must stand around a match, in its clauses, to tell of it."""


class ClauseScores:
    """The scores of the clauses of a draft, each computed when it is first asked for."""

    def __init__(self, passage: Passage) -> None:
        assert isinstance(passage, Scan) and passage.index.classifier
        self._classifier = passage.index.classifier
        self._rank = passage.rank
        self._clauses = passage.once(clauses_of)
        self._starts = [start for start, _ in self._clauses.spans]
        self._ends = [end for _, end in self._clauses.spans]
        self._scores: dict[int, int] = {}

    def best(self, start: int, end: int) -> int | None:
        """Return the best score of the clauses that a span of the view touches.

        None if they hold little but the span, or no word that the classifier knows.
        """
        touched = range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        size = sum(self._rank(self._ends[number]) - self._rank(self._starts[number]) for number in touched)
        if size - (self._rank(end) - self._rank(start)) < AROUND:
            return None
        return max((self._score(number) for number in touched if self._clauses.tokens[number]), default=None)

    def _score(self, number: int) -> int:
        if number not in self._scores:
            found = clause_features(self._clauses.read, number, self._classifier.kinds)
            self._scores[number] = self._classifier.score(found)
        return self._scores[number]


def refused(scan: Scan, family: str, start: int, end: int) -> int | None:
    """Return the score of what surrounds a span if it is too low for an offence of a family, else None."""
    classifier = scan.index.classifier
    if not classifier or classifier.unlikely is None or family not in classifier.acts:
        return None
    best = scan.once(ClauseScores).best(start, end)
    return best if best is not None and best < classifier.unlikely else None
