"""The calls on the reader in a draft: clauses that the classifier takes for calls, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.records import dataclass
from xhslint.classify.features import (
    CLASS,
    Clause,
    Feature,
    Token,
    clause_features,
    find_tokens,
    group_tokens,
    make_clause,
    split_clauses,
)
from xhslint.classify.model import Classifier
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.passage import Passage
from xhslint.matching.scan import FAR, Scan

MOST_UNDERLINED = 30
"""Solid characters of a call that are underlined at most."""


@dataclass(frozen=True, slots=True)
class Call:
    """A clause that asks for an `act`, at `[start, end)` of the view.

    `hits` are the words that tell: the anchors, and the cues that speak for a call. `score` is that of the clause.
    """

    start: int
    end: int
    act: str
    level: str
    score: int
    hits: tuple[Hit, ...]


def ranks(scan: Scan) -> list[int]:
    """Return how many solid characters stand before each position of the view, its end included."""
    rank = scan.rank
    return [rank(at) for at in range(len(scan.text) + 1)]


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a draft as the classifier reads them, with their spans in the view and the words that it knows."""

    spans: list[tuple[int, int]]
    tokens: list[list[Token]]
    read: list[Clause]
    rank: list[int]


def clauses_of(scan: Scan) -> Clauses:
    """Return the clauses of a draft."""
    index, text, rank = scan.index, scan.text, ranks(scan)
    spans = list(split_clauses(text, rank))
    tokens = group_tokens(spans, find_tokens(text, scan.places(index.cue_patterns), index.classes_of))
    read = [make_clause(text, rank, span, words) for span, words in zip(spans, tokens, strict=True)]
    return Clauses(spans, tokens, read, rank)


def find_calls(passage: Passage) -> list[Call]:
    """Return the calls of a draft in order."""
    assert isinstance(passage, Scan)
    classifier = passage.index.classifier
    return list(_calls(passage, classifier)) if classifier else []


def _calls(scan: Scan, classifier: Classifier) -> Iterator[Call]:
    clauses = clauses_of(scan)
    for number, tokens in enumerate(clauses.tokens):
        anchors = [token for token in tokens if token.classes[0] < classifier.kinds]
        if not anchors:
            continue
        found = clause_features(clauses.read, number, classifier.kinds)
        score = classifier.score(found)
        if score < classifier.possible or not any(is_whole(scan, token) for token in anchors):
            continue
        hits = _telling(scan, classifier, tokens, clauses.rank)
        level = "likely" if score >= classifier.likely else "possible"
        yield Call(hits[0].start, hits[-1].end, classifier.act(found), level, score, hits)


def is_whole(scan: Scan, token: Token) -> bool:
    """Tell whether no ordinary word crosses the edges of a word (粉丝我)."""
    return not any(scan.straddled(token.start, token.end))


def _telling(
    scan: Scan, classifier: Classifier, tokens: Sequence[Token], rank: Sequence[int]
) -> tuple[Hit, ...]:
    """Return the words of a clause that speak for a call: anchors, and cues around them, as far as one would underline."""
    kinds, weights = classifier.kinds, classifier.weights

    def weight(token: Token) -> int:
        return max(weights.get((CLASS, 0, each), 0) for each in token.classes)

    anchors = [token for token in tokens if token.classes[0] < kinds]
    best = max(anchors, key=lambda token: (weight(token), token.end - token.start))
    chosen = [token for token in tokens if token is best or token in anchors or weight(token) > 0]
    near = [
        token
        for token in chosen
        if max(rank[token.end], rank[best.end]) - min(rank[token.start], rank[best.start]) <= MOST_UNDERLINED
    ]
    hits = []
    for token in near:
        if hits and token.start < hits[-1].end:
            continue
        owner = scan.index.owners[token.pattern]
        term: Term = next(iter(owner.values()))
        hits.append(Hit(token.start, token.end, term, classifier.classes[token.classes[0]].name))
    return tuple(hits)


def contributions(found: dict[Feature, None], classifier: Classifier) -> list[tuple[Feature, int]]:
    """Return the features that have a weight, the heaviest first."""
    weighed = [(feature, classifier.weights[feature]) for feature in found if feature in classifier.weights]
    return sorted(weighed, key=lambda pair: -abs(pair[1]))
