"""Where one word ends and the next begins: jieba's segmentation without jieba's price.

The words, the frequencies, the most probable path and so the cuts are jieba's with HMM=False. jieba itself is not
imported for them: it takes 30 to 200 ms to import and as much again, several times over, to load its dictionary.
`tokenizer` gives the same dictionary to a jieba.Tokenizer for whoever wants the rest of jieba.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from math import log

from xhslint.text.dictionary import LONGEST, Dictionary, jieba_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

REACH = 16  # characters of context on each side of a span that decide where its words begin and end
# The least frequency of a word of one's own. jieba counted newspapers that know neither 微信 nor 抖音: a rare word of its
# (信手 in 加微信手游) must not part those.
FLOOR = 20

# What jieba segments; every other character is a word of its own.
_SEGMENTED = r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]"
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#&._%-")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

Arc = tuple[int, int]  # where a word ends, and its frequency


class Segmentation:
    """jieba's words and some more; the order of `extra` does not matter, and nothing is loaded before the first cut.

    A word of `extra` gets the frequency that `jieba.add_word` would give it if it were added alone, but at least `FLOOR`.
    """

    def __init__(self, extra: Iterable[str] = ()) -> None:
        words = list(extra)
        strange = {character for character in set("".join(words)) if not _segmented(character)}
        self._extra = frozenset(word for word in words if len(word) > 1 and strange.isdisjoint(word))
        self._heads: dict[str, list[str]] = {}
        for word in self._extra:
            self._heads.setdefault(word[:2], []).append(word)
        self._frequencies: dict[str, int] = {}

    def __reduce__(self) -> tuple[type[Segmentation], tuple[frozenset[str]]]:
        return type(self), (self._extra,)

    def cut(self, text: str) -> list[tuple[int, int]]:
        """The spans of the words of `text`, in order and without gaps: what jieba cuts with HMM=False."""
        spans: list[tuple[int, int]] = []
        for block in _blocks().finditer(text):
            start, end = block.span()
            if not _segmented(text[start]):
                spans.append((start, end))
                continue
            chars = text[start:end]
            path = self._path(list(self._arcs(chars)))
            at = 0
            glue = False  # single letters and digits in a row are one word
            while at < len(chars):
                stop = path[at]
                single = stop == at + 1 and chars[at] in _LATIN
                if single and glue:
                    spans[-1] = (spans[-1][0], start + stop)
                else:
                    spans.append((start + at, start + stop))
                at, glue = stop, single
        return spans

    def straddles(self, text: str, start: int, end: int, inside: bool = False) -> tuple[bool, bool]:
        """Whether a word of jieba's dictionary lies across the left edge of a span, and across its right edge.

        Asks for the best segmentation of what jieba would segment in one piece, at most `REACH` characters to either
        side. Segmentation of `extra` compete for their characters and so can end a word of the dictionary, but lie across
        nothing: a term of one rule is no excuse for another. `inside` looks for words of the dictionary inside them.
        """
        if end - start <= REACH and all(map(_segmented, text[start:end])):
            return self._crossed(text, start, end, inside)
        return self._crossed(text, start, start, inside)[0], self._crossed(text, end, end, inside)[1]

    def _crossed(self, text: str, left: int, right: int, inside: bool) -> tuple[bool, bool]:
        """`straddles` for two edges with nothing but segmented characters between them."""
        first, last = left, right
        while first > 0 and left - first < REACH and _segmented(text[first - 1]):
            first -= 1
        while last < len(text) and last - right < REACH and _segmented(text[last]):
            last += 1
        window, left, right = text[first:last], left - first, right - first
        # Where no word lies across, every segmentation cuts, and what is beyond, to either side, changes nothing.
        start = reach = 0
        arcs: list[list[Arc]] = []
        for at, here in enumerate(self._arcs(window)):
            if reach <= at:
                if at >= right:
                    break
                if at <= left:
                    start = at
                    arcs.clear()
            arcs.append(here)
            reach = max(reach, max(here)[0])
        path = self._path(arcs, start)
        across = [False, False]
        at = start
        while at < right:
            end = path[at - start]
            for side, edge in enumerate((left, right)):
                if at < edge < end:
                    word = window[at:end]
                    across[side] = self._base.frequency(word) > 0 or (inside and self._parts_cross(word, edge - at))
            at = end
        return across[0], across[1]

    @staticmethod
    def _parts_cross(word: str, edge: int) -> bool:
        """Whether one of the dictionary's words in a word of `extra` lies across an edge."""
        return any(start < edge < end for start, end in _plain().cut(word))

    def _arcs(self, block: str) -> Iterator[list[Arc]]:
        """For each character the words that begin there; a character that begins none is a word by itself."""
        prefixes, counts, heads = self._base.prefixes, self._base.counts, self._heads
        for at in range(len(block)):
            arcs = [(at + len(word), counts[number]) for word, number in prefixes(block[at : at + LONGEST])]
            for word in heads.get(block[at : at + 2], ()):
                if block.startswith(word, at):
                    arcs = [arc for arc in arcs if arc[0] != at + len(word)]
                    arcs.append((at + len(word), self.frequency(word)))
            yield arcs or [(at + 1, 1)]

    def _path(self, arcs: list[list[Arc]], start: int = 0) -> list[int]:
        """Where the best word from each character on ends; the sums are jieba's to the last bit, and so the ties.

        `arcs` are those of the characters from `start` on.
        """
        whole = log(self._base.total)
        path = [0] * len(arcs)
        scores = [0.0] * (len(arcs) + 1)
        for at in range(len(arcs) - 1, -1, -1):
            scores[at], path[at] = max([(log(count) - whole + scores[end - start], end) for end, count in arcs[at]])
        return path

    @cached_property
    def _base(self) -> Dictionary:
        return jieba_words()

    def frequency(self, word: str) -> int:
        """The frequency of a word; 0 for what is none."""
        if word not in self._extra:
            return self._base.frequency(word)
        if word not in self._frequencies:
            total = self._base.total
            chance = 1.0
            for start, end in _plain().cut(word):
                chance *= (self._base.frequency(word[start:end]) or 1) / total
            self._frequencies[word] = max(int(chance * total) + 1, self._base.frequency(word), FLOOR)
        return self._frequencies[word]

    def get(self, word: str, default: int | None = None) -> int | None:
        """The frequency of a word, under the name by which jieba asks a dict for it."""
        return self.frequency(word) or default

    def graph(self, sentence: str) -> dict[int, list[int]]:
        """jieba's DAG: for each character the last characters of the words that begin there."""
        return {at: [end - 1 for end, _ in arcs] for at, arcs in enumerate(self._arcs(sentence))}

    @property
    def total(self) -> int:
        """The sum of jieba's frequencies."""
        return self._base.total


def tokenizer(extra: Iterable[str] = ()) -> Any:
    """A jieba.Tokenizer on the mapped dictionary and `extra`: it loads, caches and logs nothing, learns no words."""
    jieba = _import_jieba()
    words = Segmentation(extra)

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.FREQ = words
            self.total = words.total
            self.initialized = True

        def initialize(self, dictionary: object = None) -> None:
            if dictionary is not None:
                raise TypeError("this tokenizer has its dictionary")

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:
            return words.graph(sentence)

    return Tokenizer()


@lru_cache(maxsize=1)
def _plain() -> Segmentation:
    return Segmentation()


@lru_cache(maxsize=1)
def _blocks() -> re.Pattern[str]:
    return re.compile(_SEGMENTED + r"+|\r\n|.", re.DOTALL)


def _segmented(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fd5" or character in _ASCII


def _import_jieba() -> Any:
    """jieba without its warnings, and without the pkg_resources (150 ms) that it asks for but does not need."""
    missing = object()
    pkg_resources: Any = sys.modules.get("pkg_resources", missing)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if pkg_resources is missing:
            sys.modules["pkg_resources"] = None  # type: ignore[assignment]
        try:
            import jieba
        finally:
            if pkg_resources is missing:
                del sys.modules["pkg_resources"]
    return jieba
