"""The clauses of a view and their scores by the tables of a scanner, in Python: what `native/classify.h` does in C."""

from __future__ import annotations

from array import array

from xhslint.classify import features
from xhslint.classify.features import Clauses, Feature, clause_features
from xhslint.matching.scanner.layout import MOST_CUES, TERM_CUES, WEIGHED_BITS, Tables

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
            keys = set().union(*map(self._keys, clause_features(clauses.read, number, self.kinds)))
            score = self.bias + sum(self.weights.get(key, 0) for key in keys)
            words = tuple((word.start, word.end, word.pattern) for word in clauses.tokens[number])
            found.append((*clauses.spans[number], score, words))
        return found

    def _keys(self, feature: Feature) -> tuple[int, ...]:
        """Return the key of a feature; none for characters in a row if nothing with a weight begins as they do.

        Characters that no weight has are all one, as in C, where keys may collide as well.
        """
        if feature[0] != features.GRAM:
            return (features.key(feature),)
        feature = *feature[:2], *(code if code in self.letters else 0 for code in feature[2:])
        keys = [features.key(feature[:end]) for end in range(4, len(feature) + 1)]
        return (keys[-1],) if all(map(self._is_weighed, keys)) else ()

    def _is_weighed(self, key: int) -> bool:
        bit = key >> 32 - WEIGHED_BITS
        return bool(self.tables.weighed[bit >> 5] >> (bit & 31) & 1)


def _signed(number: int) -> int:
    return number - (1 << 32) if number >> 31 else number
