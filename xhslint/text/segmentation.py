"""Chinese word segmentation: the cuts of jieba with HMM=False, without importing jieba.

Words, frequencies and the most probable path are jieba's. jieba itself takes 30 to 200 ms to import and several times
that to load its dictionary. This is what `segmenting` falls back to where nothing is compiled; `native/cuts.h` answers the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from math import log

from xhslint.text.dictionary import jieba_words
from xhslint.text.words import LONGEST, Dictionary

REACH = 16
"""Characters on each side of a span that take part in its segmentation."""
FLOOR = 20
"""The lowest frequency of an extra word. jieba counted newspapers in which 微信 and 抖音 do not occur; a rare word of its
dictionary (信手 in 加微信手游) must not split them.
"""

FIRST_HAN, LAST_HAN = "\u4e00", "\u9fd5"
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
SEGMENTED = LATIN + "+#&._%-"
"""The ASCII characters that jieba segments, as it does Chinese ones; any other character is a word by itself."""
_SEGMENTED = rf"[{FIRST_HAN}-{LAST_HAN}{re.escape(SEGMENTED)}]"

PIECES_KEPT = 1 << 13
"""Pieces of text whose words are kept: clauses are asked about again and again, and drafts share their phrases."""

Word = tuple[int, float]
"""The length of a word, and the logarithm of its probability."""
Edges = tuple[bool, bool]
"""Something about the left and the right edge of a span."""
Span = tuple[int, int]
"""Where something starts and ends in a text."""


class Segmentation:
    """Segments text by jieba's dictionary and `extra` words, in any order; loads the dictionary at the first cut.

    An extra word gets the frequency that `jieba.add_word` would give it if it were added alone, but at least `FLOOR`.
    Words with characters that jieba does not segment are ignored. Pickled as its extra words.
    """

    def __init__(self, extra: Iterable[str] = ()) -> None:
        self._given = list(extra)
        self._frequencies: dict[str, int] = {}
        self._words_of = lru_cache(PIECES_KEPT)(self._beginning)

    def __reduce__(self) -> tuple[type[Segmentation], tuple[frozenset[str]]]:
        return type(self), (self.extra,)

    @cached_property
    def extra(self) -> frozenset[str]:
        """The extra words that can be segmented."""
        strange = {character for character in set("".join(self._given)) if not _segmented(character)}
        return frozenset(word for word in self._given if len(word) > 1 and strange.isdisjoint(word))

    @cached_property
    def _heads(self) -> dict[str, list[str]]:
        heads: dict[str, list[str]] = {}
        for word in self.extra:
            heads.setdefault(word[:2], []).append(word)
        return heads

    @cached_property
    def _longest(self) -> int:
        return max([LONGEST, *map(len, self.extra)])

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of the words of a text, in order and without gaps, as jieba cuts them with HMM=False."""
        spans: list[tuple[int, int]] = []
        for block in _blocks().finditer(text):
            start, end = block.span()
            if not _segmented(text[start]):
                spans.append((start, end))
                continue
            chars = text[start:end]
            path = self._path([self._words_of(chars[i : i + self._longest]) for i in range(len(chars))])
            at = 0
            glue = False  # adjoining single letters and digits form one word
            while at < len(chars):
                stop = path[at]
                single = stop == at + 1 and chars[at] in LATIN
                if single and glue:
                    spans[-1] = (spans[-1][0], start + stop)
                else:
                    spans.append((start + at, start + stop))
                at, glue = stop, single
        return spans

    def straddles(self, text: str, start: int, end: int, inside: Edges = (False, False)) -> Edges:
        """Return whether a word of jieba's dictionary lies across the left and across the right edge of a span.

        Considered is the best segmentation of the span with at most `REACH` characters to either side that jieba would
        segment together with it. Extra words take part in it, but lying across an edge they do not count: a term of one
        rule must not excuse a match of another. At the edges that `inside` names, dictionary words within such an extra word count.
        """
        left, right = (
            found is not None
            and (self._is_known(text, found) or (within and self._parts_cross(text[slice(*found)], edge - found[0])))
            for found, edge, within in zip(self._crossing(text, start, end), (start, end), inside, strict=True)
        )
        return left, right

    def widened(self, text: str, start: int, end: int) -> Span:
        """Return a span with the rest of the words, extra ones as well, that lie across its edges."""
        first, last = self._crossing(text, start, end)
        return first[0] if first else start, last[1] if last else end

    def _is_known(self, text: str, word: Span) -> bool:
        return self.dictionary.frequency(text[slice(*word)]) > 0

    def _crossing(self, text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
        """Return the words that lie across the left and across the right edge of a span; None where none does."""
        if end - start <= REACH and _run().fullmatch(text, start, end):
            return self._crossed(text, start, end)
        return self._crossed(text, start, start)[0], self._crossed(text, end, end)[1]

    def _crossed(self, text: str, left: int, right: int) -> tuple[Span | None, Span | None]:
        """Return the result of `_crossing` for two edges between which jieba segments all characters."""
        segmented = _run().match
        before = segmented(text[max(0, left - REACH) : left][::-1])
        behind = segmented(text, right, right + REACH)
        assert before and behind  # a run may be empty
        first, last = left - before.end(), behind.end()
        window, left, right = text[first:last], left - first, right - first
        # A position that no word lies across is cut in every segmentation, so what is beyond it changes nothing.
        words_of, longest = self._words_of, self._longest
        start = reach = 0
        words: list[tuple[Word, ...]] = []
        for at in range(len(window)):
            if reach <= at:
                if at >= right:
                    break
                if at <= left:
                    start = at
                    words.clear()
            here = words_of(window[at : at + longest])
            words.append(here)
            reach = max(reach, at + here[-1][0])
        path = self._path(words)
        across: list[Span | None] = [None, None]
        at = start
        while at < right:
            end = start + path[at - start]
            for side, edge in enumerate((left, right)):
                if at < edge < end:
                    across[side] = first + at, first + end
            at = end
        return across[0], across[1]

    def _parts_cross(self, word: str, edge: int) -> bool:
        """Return whether a dictionary word inside an extra word lies across an edge."""
        return any(start < edge < end for start, end in self._plain.cut(word))

    def _beginning(self, piece: str) -> tuple[Word, ...]:
        """Return the words that a piece of text begins with, the shortest first; a character that begins none is a word by itself."""
        whole = log(self.dictionary.total)
        counts = dict(self.dictionary.words_at(piece, 0))
        counts |= {len(word): self.frequency(word) for word in self._heads.get(piece[:2], ()) if piece.startswith(word)}
        return tuple((length, log(counts[length]) - whole) for length in sorted(counts)) or ((1, -whole),)

    @staticmethod
    def _path(words: list[tuple[Word, ...]]) -> list[int]:
        """Return where the best word from each character on ends; `words` are those that begin there.

        Scores are summed in jieba's order, so that they equal jieba's to the last bit and ties are broken alike.
        """
        path = [0] * len(words)
        scores = [0.0] * (len(words) + 1)
        for at in range(len(words) - 1, -1, -1):
            scores[at], path[at] = max([(chance + scores[at + length], at + length) for length, chance in words[at]])
        return path

    @cached_property
    def dictionary(self) -> Dictionary:
        """The words of jieba."""
        return jieba_words()

    @cached_property
    def _plain(self) -> Segmentation:
        """What segments by the words of jieba only."""
        return type(self)()

    def frequency(self, word: str) -> int:
        """Return the frequency of a word, 0 for anything else."""
        if word not in self.extra:
            return self.dictionary.frequency(word)
        if word not in self._frequencies:
            total = self.dictionary.total
            chance = 1.0
            for start, end in self._plain.cut(word):
                chance *= (self.dictionary.frequency(word[start:end]) or 1) / total
            self._frequencies[word] = max(int(chance * total) + 1, self.dictionary.frequency(word), FLOOR)
        return self._frequencies[word]


@lru_cache(maxsize=1)
def _blocks() -> re.Pattern[str]:
    return re.compile(_SEGMENTED + r"+|\r\n|.", re.DOTALL)


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    return re.compile(_SEGMENTED + "*")


def _segmented(character: str) -> bool:
    return FIRST_HAN <= character <= LAST_HAN or character in SEGMENTED
