"""The terms of a rulebook by list, and the scanner that finds them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from xhslint.matching.commonness import commonness
from xhslint.matching.lexicon import Lexicon, Term, symbols, telling
from xhslint.text.skeleton import noise_pattern
from xhslint.text.view import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.classify.model import Classifier
    from xhslint.matching.scanner.interface import Reading, Scored, Spelled
    from xhslint.respelling.spelling import Spelling


RESPELLED = "respelled:"
"""The list of the respelled words of all lexicons, which read as others do: uu for 姐妹."""


class ListTerms(dict[int, Term]):
    """The terms of one list by the number of their pattern, each looked up when it is first needed."""

    def __init__(self, owners: Sequence[Mapping[str, Term]], name: str) -> None:
        super().__init__()
        self._owners = owners
        self._name = name

    def __missing__(self, number: int) -> Term:
        term = self[number] = self._owners[number][self._name]
        return term


class Index:
    """The terms of all lists, by the number of the pattern under which the scanner finds them.

    A pattern is a term as it is folded, without its noise. `names` are the lists, `numbers_by_name[i]` the patterns of
    list `i`, `owners[n]` the terms of pattern `n` by list, `lexicons` the lists that guard their terms. `read` returns
    where all patterns occur in a view, `scored` the clauses that the classifier judges, with their scores. What is
    compiled into a scanner, `patterns` and `marks` (the marks that some term is written with), is known only to an index
    that `build` has made.
    """

    def __init__(
        self,
        names: Sequence[str],
        numbers_by_name: Sequence[Sequence[int]],
        owners: Sequence[Mapping[str, Term]],
        lexicons: Mapping[str, Lexicon],
        read: Callable[[str], Reading],
        *,
        patterns: Sequence[str] = (),
        marks: frozenset[str] = frozenset(),
        classifier: Callable[[], Classifier | None] = lambda: None,
        scored: Callable[[str], list[Scored]] = lambda view: [],
        spellings: Callable[[str], list[Spelled]] = lambda view: [],
    ) -> None:
        self.names = names
        self.numbers_by_name = numbers_by_name
        self.owners = owners
        self.lexicons = lexicons
        self.read = read
        self.patterns = patterns
        self.marks = marks
        self._read_classifier = classifier
        self.scored = scored
        self._spelled = spellings
        self._classes: dict[int, tuple[int, ...]] = {}
        self._puns: dict[int, bool] = {}
        self.noise = noise_pattern()
        self._terms_of: dict[str, ListTerms] = {}
        self._numbers_of: dict[str, array[int]] = {}
        self._groups: dict[object, tuple[array[int], dict[int, int]]] = {}
        self._contexts: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def numbers_of(self, name: str) -> array[int]:
        """Return the numbers of the patterns of a list, of 32 bits each; none for a list that has no terms."""
        found = self._numbers_of.get(name)
        if found is None:
            number = self._places.get(name)
            found = self._numbers_of[name] = array("I", () if number is None else self.numbers_by_name[number])
        return found

    def groups_of(self, key: object, groups: Iterable[Iterable[str]]) -> tuple[array[int], dict[int, int]]:
        """Return the numbers of the patterns of groups of lists, and for each the groups that it belongs to, as bits.

        `key` stands for the groups and is always the same object for them.
        """
        found = self._groups.get(key)
        if found is None:
            bits: dict[int, int] = {}
            for place, names in enumerate(groups):
                for number in {number for name in names for number in self.numbers_of(name)}:
                    bits[number] = bits.get(number, 0) | 1 << place
            found = self._groups[key] = array("I", sorted(bits)), bits
        return found

    def terms_of(self, name: str) -> Mapping[int, Term]:
        """Return the terms of a list by the number of their pattern."""
        if name not in self._terms_of:
            self._terms_of[name] = ListTerms(self.owners, name)
        return self._terms_of[name]

    def contexts(self, lexicon: Lexicon, word: str) -> list[tuple[str, str]]:
        """Return what stands before and behind a word in each longer phrase that a lexicon allows."""
        key = lexicon.name, word
        if key not in self._contexts:
            parts = (phrase.partition(word) for phrase in lexicon.allow)
            self._contexts[key] = [(before, after) for before, found, after in parts if found and (before or after)]
        return self._contexts[key]

    @cached_property
    def classifier(self) -> Classifier | None:
        """What judges calls, in a rulebook that has it."""
        return self._read_classifier()

    def spellings(self, view: str) -> list[Spelling]:
        """Return the words in a view that are written oddly."""
        from xhslint.respelling.spelling import Piece, Spelling

        found = self._spelled(view)
        return [Spelling(word, tuple(Piece(*piece) for piece in pieces)) for word, pieces in found]

    def calls(self, view: str) -> list[tuple[int, int, list[tuple[int, int]]]]:
        """Return the clauses of a view that the classifier takes for calls, with the spans of their words."""
        if self.classifier is None:
            return []
        likely = self.classifier.likely
        clauses = [clause for clause in self.scored(view) if clause[2] >= likely]
        return [(start, end, [(first, last) for first, last, _ in words]) for start, end, _, words in clauses]

    @cached_property
    def cue_patterns(self) -> array[int]:
        """The numbers of the patterns that the classifier knows, of 32 bits each."""
        found = self.classifier
        lists = [*found.table, *found.ordinary] if found else []
        return array("I", sorted({number for name in lists for number in self.numbers_of(name)}))

    def classes_of(self, pattern: int) -> tuple[int, ...]:
        """Return the classes of a pattern of `cue_patterns`; none if it stands for nothing by itself."""
        found = self._classes.get(pattern)
        if found is None:
            assert self.classifier
            found = self._classes[pattern] = self.classifier.classes_of(telling(self.owners[pattern]))
        return found

    def is_pun(self, pattern: int) -> bool:
        """Tell whether a pattern is a term in disguise in one of its lists."""
        found = self._puns.get(pattern)
        if found is None:
            found = self._puns[pattern] = any(term.parts for term in self.owners[pattern].values())
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @classmethod
    def build(
        cls,
        lexicons: Iterable[Lexicon],
        lists: Mapping[str, Sequence[str]],
        read: Callable[[str], Reading],
        classifier: Classifier | None = None,
        scored: Callable[[str], list[Scored]] = lambda view: [],
        spellings: Callable[[str], list[Spelled]] = lambda view: [],
    ) -> Index:
        """Return the index of lexicons, and of further `lists` of words by name."""
        named = {lexicon.name: lexicon for lexicon in lexicons}
        terms = [(lexicon.name, term) for lexicon in named.values() for term in lexicon.terms]
        for lexicon in named.values():
            terms += [(f"allow:{lexicon.name}", Term(text, text, strong=False)) for text in lexicon.allow]
        terms += [(RESPELLED, term) for _, term in terms if is_respelled_word(term)]
        for name, texts in lists.items():
            terms += [(name, Term(text, text, strong=not name.startswith("allow:"))) for text in texts]
        folded = [(name, term, fold(term.text).text) for name, term in terms]
        marks = frozenset(symbols(text for _, _, text in folded)) - set("\ufe0f\u200d")
        noise = noise_pattern(marks)
        owners: dict[str, dict[str, Term]] = {}
        for name, term, text in folded:
            owners.setdefault(noise.sub("", text), {}).setdefault(name, term)
        owners.pop("", None)
        # What is looked up for common patterns lies together, so that it stays in the cache.
        owners = {text: owners[text] for text in sorted(owners, key=lambda text: (len(text) > 1, -commonness(text)))}
        places: dict[str, int] = {}
        rows = [[places.setdefault(name, len(places)) for name in owner] for owner in owners.values()]
        numbers = inverted(rows, len(places))
        return cls(
            list(places),
            numbers,
            list(owners.values()),
            named,
            read,
            patterns=list(owners),
            marks=marks,
            classifier=lambda: classifier,
            scored=scored,
            spellings=spellings,
        )


def is_respelled_word(term: Term) -> bool:
    """Tell whether a term is a word in disguise wherever it stands: 进👗, not 👗, which may be decoration."""
    return term.strong and not term.plain and len(term.reads) > 1 and any(map(str.isalnum, term.text))


def inverted(rows: Iterable[Iterable[int]], length: int) -> list[list[int]]:
    """Return, for each number below `length`, the rows in which it stands."""
    out: list[list[int]] = [[] for _ in range(length)]
    for number, row in enumerate(rows):
        for each in row:
            out[each].append(number)
    return out
