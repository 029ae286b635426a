"""The calls in a view by the tables of a scanner, in Python: what `native/classify.h` does in C."""

from __future__ import annotations

from array import array

from xhslint.classify import features
from xhslint.classify.features import clause_features, find_tokens, group_tokens, make_clause, split_clauses
from xhslint.matching.scanner.layout import Tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.scanner.interface import Called, Reading

FAR = 1 << 30


class Judge:
    """Scores clauses by the weights of tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.kinds, bias, possible = tables.judge
        self.bias, self.possible = _signed(bias), _signed(possible)
        self.weights = {key: _signed(weight) for key, weight in zip(tables.keys, tables.weights, strict=True) if key}
        at = tables.cues_at
        self.patterns = array("I", (pattern for pattern in range(len(at) - 1) if at[pattern] < at[pattern + 1]))

    def classes_of(self, pattern: int) -> tuple[int, ...]:
        """Return the classes of a pattern."""
        return tuple(self.tables.cues[self.tables.cues_at[pattern] : self.tables.cues_at[pattern + 1]])

    def calls(self, view: str, reading: Reading) -> list[Called]:
        """Return the clauses of a view that may be calls; see `interface.Scanner.calls`."""
        rank = [reading.rank(at) for at in range(len(view) + 1)]
        spans = list(split_clauses(view, rank))
        tokens = group_tokens(spans, find_tokens(view, reading.places(self.patterns, 0, FAR), self.classes_of))
        if not any(token.classes[0] < self.kinds for words in tokens for token in words):
            return []
        clauses = [make_clause(view, rank, span, words) for span, words in zip(spans, tokens, strict=True)]
        found = []
        for number, words in enumerate(tokens):
            if any(token.classes[0] < self.kinds for token in words):
                keys = {features.key(feature) for feature in clause_features(clauses, number, self.kinds)}
                score = self.bias + sum(self.weights.get(key, 0) for key in keys)
                if score >= self.possible:
                    found.append((*spans[number], score, tuple((word.start, word.end, word.pattern) for word in words)))
        return found


def _signed(number: int) -> int:
    return number - (1 << 32) if number >> 31 else number
