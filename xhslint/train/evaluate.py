"""Measure the training: leave out one source of the corpus after the other, and the writers that are never trained on.

Of the corpus only classes of words are known, no characters: its figures are those of the model without its GRAM features.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.records import dataclass
from xhslint.classify import features
from xhslint.linter.linter import Linter
from xhslint.train.fit import ROUGH, Fitted, fit
from xhslint.train.instances import Instance, instances
from xhslint.train.rows import Row

FEW, APART = 5, ("game-chat",)
"""A source with fewer calls than FEW, or one of APART, which is all of one kind, does not count in the mean."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of `calls` were found, and how many of `others` were taken for calls."""

    calls: int
    found: int
    others: int
    taken: int


def evaluate(linter: Linter, data: Sequence[Instance], held_out: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of two tables in Markdown: sources, each left out in turn, and captions that `data` has none of."""
    assert linter.engine.index.classifier
    likely = linter.engine.index.classifier.likely
    yield "| left out | calls | found | other clauses | taken for calls |"
    yield "|---|--:|--:|--:|--:|"
    tallies = []
    for source, tally in leave_one_out(data, likely):
        yield f"| {source} | {tally.calls} | {share(tally.found, tally.calls)} | {tally.others} | {share(tally.taken, tally.others)} |"
        if tally.calls >= FEW and source not in APART:
            tallies.append(tally)
    if tallies:
        recall = sum(tally.found / tally.calls for tally in tallies) / len(tallies)
        yield f"| mean of {len(tallies)} with {FEW} calls or more | | {recall:.1%} | | |"
    yield ""
    yield "| writers never trained on | captions | reported |"
    yield "|---|--:|--:|"
    for kind, count, reported in by_disguise(linter, fit(data, ROUGH), held_out, likely):
        yield f"| {kind} | {count} | {share(reported, count)} |"


def leave_one_out(data: Sequence[Instance], likely: int) -> Iterator[tuple[str, Tally]]:
    """Yield the sources of the corpus with what a model finds in them that has been made without them."""
    for source in sorted({each.source for each in data if not each.written}):
        left_out = [each for each in data if not each.written and each.source == source]
        kept = [each for each in data if each.written or each.source != source]
        yield source, tally_of(left_out, fit(kept, ROUGH), likely)


def tally_of(clauses: Sequence[Instance], fitted: Fitted, likely: int) -> Tally:
    """Return what a model finds in clauses; those of one bag are one call, found if one of them is."""
    best = best_scores((each for each in clauses if each.label), fitted)
    others = [score(each, fitted) for each in clauses if not each.label]
    return Tally(len(best), _above(best.values(), likely), len(others), _above(others, likely))


def by_disguise(linter: Linter, fitted: Fitted, rows: Sequence[Row], likely: int) -> Iterator[tuple[str, int, int]]:
    """Yield for each disguise, then for innocent captions, how many captions there are and how many are reported."""
    best = best_scores(instances(linter, rows), fitted)
    kinds = [row.disguise or "plain" if row.span else "innocent" for row in rows]
    for kind in sorted(set(kinds), key=lambda kind: (kind == "innocent", kind != "plain", kind)):
        numbers = [number for number, each in enumerate(kinds) if each == kind]
        yield kind, len(numbers), sum(best.get(number, likely - 1) >= likely for number in numbers)


def best_scores(clauses: Iterable[Instance], fitted: Fitted) -> dict[int, int]:
    """Return the best score of the clauses of each bag."""
    best: dict[int, int] = {}
    for each in clauses:
        found = score(each, fitted)
        best[each.bag] = max(found, best.get(each.bag, found))
    return best


def score(clause: Instance, fitted: Fitted) -> int:
    """Return what a model gives a clause."""
    return fitted.bias + features.score(clause.features, fitted.weights)


def share(part: int, whole: int) -> str:
    """Return a part of a whole as text: empty for a part of nothing."""
    return f"{part} ({part / whole:.1%})" if whole else ""


def _above(scores: Iterable[int], least: int) -> int:
    return sum(each >= least for each in scores)
