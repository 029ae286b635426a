"""The clauses of a view and their scores by the tables of a scanner, in Python: what `native/classify.h` does in C."""

from __future__ import annotations

from array import array

from xhslint.classify import features
from xhslint.classify.features import Clauses, Feature, clause_features
from xhslint.matching.scanner.layout import MOST_CUES, TERM_CUES, Tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.scanner.interface import Reading, Scored

FAR = 1 << 30


class Judge:
    """Scores clauses by the weights of tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.kinds, bias, *_ = tables.judge
        self.bias = _signed(bias)
        self.weights = {
            key: _signed(weight) for key, weight in zip(tables.weights[::2], tables.weights[1::2], strict=True) if key
        }
        self.letters = {features.START, features.STOP, *tables.alphabet}
        self.patterns = array("I", (pattern for pattern in range(len(tables.terms)) if self.classes_of(pattern)))

    def classes_of(self, pattern: int) -> tuple[int, ...]:
        """Return the classes of a pattern."""
        row = self.tables.terms[pattern] >> TERM_CUES & MOST_CUES
        return tuple(self.tables.cues[self.tables.cues_at[row] : self.tables.cues_at[row + 1]])

    def clauses(self, view: str, reading: Reading) -> list[Scored]:
        """Return the clauses of a view that have an anchor; see `interface.Scanner.clauses`."""
        clauses = Clauses(view, reading.rank, reading.places(self.patterns, 0, FAR), self.classes_of)
        found = []
        for number in clauses.anchored(self.kinds):
            keys = {self._key(feature) for feature in clause_features(clauses.read, number, self.kinds)}
            score = self.bias + sum(self.weights.get(key, 0) for key in keys)
            words = tuple((word.start, word.end, word.pattern) for word in clauses.tokens[number])
            found.append((*clauses.spans[number], score, words))
        return found

    def _key(self, feature: Feature) -> int:
        """Return the key of a feature; characters that no weight has are all one, as in C, where keys may collide as well."""
        if feature[0] == features.GRAM:
            feature = *feature[:2], *(code if code in self.letters else 0 for code in feature[2:])
        return features.key(feature)


def _signed(number: int) -> int:
    return number - (1 << 32) if number >> 31 else number
