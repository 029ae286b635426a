"""Clauses to learn from: their features, and whether they are calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.base.errors import InputError
from xhslint.base.records import dataclass
from xhslint.classify.features import Clause, Feature, clause_features
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
    classifier = linter.index.classifier
    assert classifier
    for number, row in enumerate(rows):
        try:
            scan = linter.scan(Draft.parse(row.text))
        except InputError:
            continue
        clauses = clauses_of(scan)
        for place, words in enumerate(clauses.read):
            if not has_anchor(words, classifier.kinds):
                continue
            if not any(is_whole(scan, token) for token in clauses.tokens[place] if token.classes[0] < classifier.kinds):
                continue
            start, end = scan.view.source(*clauses.spans[place])
            if row.span and not (start < row.span[1] and end > row.span[0]):
                continue
            found = tuple(clause_features(clauses.read, place, classifier.kinds))
            yield Instance(row.source, number, int(row.span is not None), found, row.act)


def has_anchor(clause: Clause, kinds: int) -> bool:
    """Tell whether a word of a clause may be a call."""
    return any(word.classes[0] < kinds for word in clause.words)
