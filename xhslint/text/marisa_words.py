"""A dictionary as a MARISA trie, which the package `marisa_trie` reads where it lies.

A file holds, in the byte order of the machine that wrote it:

    8 bytes            MAGIC
    8 bytes            sum of the frequencies, see `Dictionary.total`
    8 bytes            length of the trie, a multiple of 8
    8 bytes            number of words
    length of trie     a MARISA trie of the words, which gives each word a number
    4 bytes per word   the frequency of the word of that number
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator

import marisa_trie

from xhslint.text.words import LONGEST, Dictionary, check_words

MAGIC = int.from_bytes(b"xhswrd\x00\x01", sys.byteorder)
HEADER = 32


class MarisaDictionary(Dictionary):
    """The words of a trie."""

    SUFFIX = ".marisa"

    def __init__(self, data: memoryview) -> None:
        if len(data) < HEADER:
            raise ValueError("not a dictionary")
        magic, self.total, trie_size, words = data[:HEADER].cast("Q")
        if magic != MAGIC or len(data) != HEADER + trie_size + 4 * words:
            raise ValueError("not a dictionary")
        self._counts = data[HEADER + trie_size :].cast("I")
        # The trie points into these bytes without keeping them alive, as `_counts` does.
        self._trie = marisa_trie.Trie().map(data[HEADER : HEADER + trie_size])
        self._prefixes = self._trie.iter_prefixes_with_ids

    def words_at(self, text: str, at: int) -> list[tuple[int, int]]:
        counts = self._counts
        try:
            return [(at + len(word), counts[number]) for word, number in self._prefixes(text[at : at + LONGEST])]
        except UnicodeEncodeError as error:  # half of a pair, which no word has: the trie is UTF-8
            return self.words_at(text[: at + error.start], at)

    def frequency(self, word: str) -> int:
        try:
            number = self._trie.get(word)
        except UnicodeEncodeError:
            return 0
        return 0 if number is None else self._counts[number]

    def words(self) -> Iterator[str]:
        yield from self._trie.iterkeys()

    @staticmethod
    def packed(frequencies: dict[str, int], total: int) -> bytes:
        check_words(frequencies)
        trie = marisa_trie.Trie(frequencies, num_tries=1)
        packed: bytes = trie.tobytes()
        packed += bytes(-len(packed) % 8)
        counts = array("I", bytes(4 * len(frequencies)))
        for word, number in trie.iteritems():
            counts[number] = frequencies[word]
        return array("Q", [MAGIC, total, len(packed), len(counts)]).tobytes() + packed + counts.tobytes()
