"""What the classifier sees of a clause: classes of words by place, pairs of them, what bounds the clause, characters.

A feature is a tuple of integers that begins with one of the kinds below. The compiled scanner (`native/classify.h`)
computes the same ones, as keys of 32 bits, to tell at its first look which drafts hold no call.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from xhslint.base.records import NamedTuple
from xhslint.text.skeleton import stands_alone

CLASS, KIND_NEAR, PAIR, EDGE, LENGTH, POSITION, END, QUOTE, GRAM, COUNT = range(1, 11)
"""Kinds of features:

CLASS, clause, class          a word of a class in this clause (0), or up to two clauses before or behind
KIND_NEAR, kind, clause, class  the same for the clause before or behind, beside an anchor of a kind
PAIR, gap, class, class       two words in order: next to each other, near, or at any distance
EDGE, side, distance, class   the first or the last word, and how many characters stand before or behind it
LENGTH, size                  solid characters, in steps
POSITION, which               the first, the last or another clause of the draft
END, mark                     what ends the clause
QUOTE                         a quotation mark stands in the clause
GRAM, clause, characters …    two to four characters in a row in this clause, two or three in one beside it
COUNT, size                   clauses of the draft, in steps: of the many of a long note few are calls
"""
ORDINARY = 255
"""The class of words that mean nothing here but keep shorter ones from being found in them (重要 for 要)."""
NEXT, NEAR, ANY = range(3)
"""How far the words of a pair are apart."""
NEAR_GAP = 5
PAIR_REACH = 6
"""How many words behind a word are paired with it."""
START, STOP = 1, 2
"""Stand for the start and the end of a clause in the characters of a GRAM."""
LONG, SOFT, REST = 24, 10, 4
"""A clause of more than LONG solid characters also ends at a gap with SOFT of them before it and REST behind it."""
OWN_GRAMS, OTHER_GRAMS = 60, 40
"""How many solid characters of a clause are read for GRAM features."""
LENGTHS = (4, 8, 14, 24)
COUNTS = (1, 2, 4, 7, 13, 26)
ENDS = {
    mark: number for number, marks in enumerate(("，,", "。…", "！!", "？?", "\n\r", "：:", "；;"), 1) for mark in marks
}
ENDS["#"] = 9
"""What ends a clause, with the number that END has for it. Each hashtag is a clause of its own."""
LINE_BREAK = ENDS["\n"]
AT_END = 8
"""Ends the last clause, also where a line break follows: files end with one, and texts pasted or given to the API do not."""
QUOTES = '“”"「」『』'
MASK = 0xFFFFFFFF

Feature = tuple[int, ...]
Place = tuple[int, int, int, int]


class Token(NamedTuple):
    """A word at `[start, end)` of the view and its classes; `pattern` is its number in the index."""

    start: int
    end: int
    pattern: int
    classes: tuple[int, ...]


class Word(NamedTuple):
    """A word by its place in a clause, in solid characters, and its classes."""

    start: int
    end: int
    classes: tuple[int, ...]


class Clause(NamedTuple):
    """What the classifier reads of a clause: solid characters, what ends it, whether it quotes, its words and characters."""

    size: int
    end: int
    quotes: bool
    words: tuple[Word, ...]
    codes: tuple[int, ...] = ()


def key(feature: Sequence[int]) -> int:
    """Return the key of a feature in the tables of the scanner, which is never 0."""
    made = 2166136261
    for number in feature:
        made = (made ^ (number & MASK)) * 16777619 & MASK
    made ^= made >> 15
    return made or 1


def find_tokens(text: str, places: Iterable[Place], classes: Callable[[int], tuple[int, ...]]) -> list[Token]:
    """Return the words at `places`, in order: no word inside a longer one, cut out of a Latin word, or apart by punctuation."""
    kept: list[Token] = []
    reach = -1
    for start, end, pattern, drawn in sorted(places, key=lambda place: (place[0], -place[1], place[2])):
        if drawn or not stands_alone(text, start, end):
            continue
        if end <= reach and not (kept and kept[-1][:2] == (start, end)):
            continue
        if found := classes(pattern):
            kept.append(Token(start, end, pattern, found))
            reach = max(reach, end)
    return kept


def split_clauses(text: str, rank: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the clauses of a view that hold solid characters; `rank` counts those before each position."""
    start = 0
    for at in range(len(text) + 1):
        if at == len(text) or text[at] in ENDS:
            if rank[at] > rank[start]:
                yield from _split_long(rank, start, at)
            start = min(at + 1, len(text))


def _split_long(rank: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a clause in pieces where it is long and decoration stands in it."""
    at = start
    while rank[end] - rank[start] > LONG and at < end:
        if rank[at + 1] > rank[at]:
            at += 1
            continue
        gap = at
        while at < end and rank[at + 1] == rank[at]:
            at += 1
        if rank[gap] - rank[start] >= SOFT and rank[end] - rank[at] >= REST:
            yield start, gap
            start = at
    yield start, end


def group_tokens(spans: Sequence[tuple[int, int]], tokens: Iterable[Token]) -> list[list[Token]]:
    """Return the words that begin in each clause, without ordinary ones."""
    starts = [start for start, _ in spans]
    held: list[list[Token]] = [[] for _ in spans]
    for token in tokens:
        clause = bisect_right(starts, token.start) - 1
        if clause >= 0 and token.classes != (ORDINARY,):
            held[clause].append(token)
    return held


def make_clause(text: str, rank: Sequence[int], span: tuple[int, int], tokens: Iterable[Token]) -> Clause:
    """Return what the classifier reads of a clause of the view."""
    start, end = span
    first = rank[start]
    mark = ENDS.get(text[end], 0) if end < len(text) else AT_END
    return Clause(
        rank[end] - first,
        AT_END if mark == LINE_BREAK and rank[end] == rank[len(text)] else mark,
        not set(QUOTES).isdisjoint(text[start:end]),
        tuple(Word(rank[token.start] - first, rank[token.end] - first, token.classes) for token in tokens),
        tuple(ord(text[at]) for at in range(start, end) if rank[at + 1] > rank[at])[:OWN_GRAMS],
    )


class Clauses:
    """The clauses of a view: their `spans` in it, and for each the `tokens` that the classifier knows.

    `rank` returns how many solid characters stand before a position, `places` are those of the patterns of cues and
    anchors, `classes` returns the classes of a pattern.
    """

    def __init__(
        self,
        view: str,
        rank: Callable[[int], int],
        places: Iterable[Place],
        classes: Callable[[int], tuple[int, ...]],
    ) -> None:
        self._view = view
        self._rank = [rank(at) for at in range(len(view) + 1)]
        self.spans = list(split_clauses(view, self._rank))
        self.tokens = group_tokens(self.spans, find_tokens(view, places, classes))

    @cached_property
    def read(self) -> list[Clause]:
        """What the classifier reads of each clause."""
        parts = zip(self.spans, self.tokens, strict=True)
        return [make_clause(self._view, self._rank, span, tokens) for span, tokens in parts]

    def without(self, number: int, tokens: Collection[Token]) -> list[Clause]:
        """Return what the classifier reads of each clause if one of them had not some of its words."""
        left = [token for token in self.tokens[number] if token not in tokens]
        read = list(self.read)
        read[number] = make_clause(self._view, self._rank, self.spans[number], left)
        return read

    def anchored(self, kinds: int) -> Iterator[int]:
        """Yield the numbers of the clauses with an anchor; classes below `kinds` are kinds of anchors."""
        for number, tokens in enumerate(self.tokens):
            if any(token.classes[0] < kinds for token in tokens):
                yield number


def clause_features(
    clauses: Sequence[Clause], number: int, kinds: int, count: int | None = None
) -> dict[Feature, None]:
    """Return the features of a clause, in a fixed order; classes below `kinds` are kinds of anchors.

    `count` says how many clauses the draft has, if `clauses` are not all of them.
    """
    clause = clauses[number]
    found = dict.fromkeys(_words(clause))
    anchors = sorted({each for word in clause.words for each in word.classes if each < kinds})
    for distance in (-2, -1, 1, 2):
        if not 0 <= number + distance < len(clauses):
            continue
        for word in clauses[number + distance].words:
            for each in word.classes:
                found[CLASS, distance, each] = None
                if abs(distance) == 1:
                    found.update(dict.fromkeys((KIND_NEAR, kind, distance, each) for kind in anchors))
    found[LENGTH, sum(clause.size > limit for limit in LENGTHS)] = None
    found[POSITION, 1 if number == 0 else 0] = None
    if number == len(clauses) - 1:
        found[POSITION, 2] = None
    found[COUNT, sum((count or len(clauses)) > limit for limit in COUNTS)] = None
    found[END, clause.end] = None
    if clause.quotes:
        found[QUOTE,] = None
    for distance in (0, -1, 1):
        if 0 <= number + distance < len(clauses):
            found.update(dict.fromkeys(_grams(clauses[number + distance], distance)))
    return found


def _words(clause: Clause) -> Iterator[Feature]:
    """Yield the features of the words of a clause by themselves."""
    words = clause.words
    for place, word in enumerate(words):
        for each in word.classes:
            yield CLASS, 0, each
        for other in words[place + 1 : place + 1 + PAIR_REACH]:
            yield from pair_features(word, other)
    if words:
        behind = clause.size - words[-1].end
        for each in words[0].classes:
            yield EDGE, 0, min(words[0].start, 2), each
        for each in words[-1].classes:
            yield EDGE, 1, max(0, min(behind, 2)), each


def pair_features(word: Word, other: Word) -> Iterator[Feature]:
    """Yield the features of two words in order; none if they overlap."""
    gap = other.start - word.end
    if gap < 0:
        return
    for first in word.classes:
        for second in other.classes:
            yield PAIR, ANY, first, second
            if gap <= NEAR_GAP:
                yield PAIR, NEXT if gap <= 1 else NEAR, first, second


def _grams(clause: Clause, distance: int) -> Iterator[Feature]:
    """Yield the features of characters in a row."""
    codes = clause.codes[: OTHER_GRAMS if distance else OWN_GRAMS]
    if not distance and codes:
        codes = (START, *codes, STOP)
    for length in (2, 3) if distance else (2, 3, 4):
        for at in range(len(codes) - length + 1):
            yield (GRAM, distance, *codes[at : at + length])


def score(features: Iterable[Feature], weights: Mapping[Feature, int]) -> int:
    """Return the sum of the weights of features."""
    return sum([weights.get(feature, 0) for feature in features])
