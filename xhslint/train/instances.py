"""Clauses to learn from: their features, and whether they are calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.base.errors import InputError
from xhslint.base.records import dataclass
from xhslint.classify.features import Clauses, Feature, clause_features
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.matching.calls import clauses_of, is_whole
from xhslint.train.rows import Row


@dataclass(slots=True)
class Instance:
    """A clause with an anchor: `label` is 1 for a call, 0 for none; those of one `bag` share a call."""

    source: str
    bag: int
    label: int
    features: tuple[Feature, ...]
    act: str = ""
    written: bool = True


def instances(linter: Linter, rows: Iterable[Row]) -> Iterator[Instance]:
    """Yield the clauses with anchors of texts; of a text with an offence only those that the offence touches."""
    classifier = linter.engine.index.classifier
    assert classifier
    for number, row in enumerate(rows):
        for clauses, place in anchored_clauses(linter, row.text, row.span):
            found = tuple(clause_features(clauses.read, place, classifier.kinds))
            yield Instance(row.source, number, int(row.span is not None), found, row.act)


def anchored_clauses(linter: Linter, text: str, span: tuple[int, int] | None) -> Iterator[tuple[Clauses, int]]:
    """Yield the clauses of a text, by number, with an anchor that cuts no word, and if there is a `span` that touch it."""
    classifier = linter.engine.index.classifier
    assert classifier
    try:
        draft = Draft.parse(text)
        scan = linter.engine.scan(draft, linter.engine.plain_view(draft))  # what is learned must not depend on what was
    except InputError:
        return
    clauses = clauses_of(scan)
    for number, tokens in enumerate(clauses.tokens):
        if not any(token.classes[0] < classifier.kinds and is_whole(scan, token) for token in tokens):
            continue
        start, end = scan.view.source(*clauses.spans[number])
        if span is None or (start < span[1] and end > span[0]):
            yield clauses, number
