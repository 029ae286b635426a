"""A dictionary that needs no package: its words in groups by their first character, each read when it is first asked for.

A file holds, in the byte order of the machine that wrote it:

    8 bytes             MAGIC
    8 bytes             sum of the frequencies, see `Dictionary.total`
    8 bytes             number of groups
    8 bytes             number of words
    4 bytes per group   its first character, in ascending order
    4 bytes per group   the number of the word after its last one
    4 bytes per group   where its text ends
    4 bytes per word    the frequency
    the rest            for each group the words, in ascending order, without their first character and with tabs between them
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator

from xhslint.text.words import Dictionary, check_words

MAGIC = int.from_bytes(b"xhswrd\x01\x01", sys.byteorder)
HEADER = 32

Group = tuple[tuple[int, ...], dict[str, int]]
"""The lengths of the words of a group, and their frequencies by what follows the first character."""


class GroupedDictionary(Dictionary):
    """The words of groups."""

    SUFFIX = ".grouped"

    def __init__(self, data: memoryview) -> None:
        if len(data) < HEADER:
            raise ValueError("not a dictionary")
        magic, self.total, groups, words = data[:HEADER].cast("Q")
        texts = HEADER + 12 * groups + 4 * words
        if magic != MAGIC or len(data) < texts:
            raise ValueError("not a dictionary")
        numbers = data[HEADER:texts].cast("I")
        self._heads, self._ends = numbers[:groups], numbers[groups : 2 * groups]
        self._text_ends, self._counts = numbers[2 * groups : 3 * groups], numbers[3 * groups :]
        self._texts = data[texts:]
        if (self._text_ends[-1] if groups else 0) != len(self._texts):
            raise ValueError("not a dictionary")
        self._groups: dict[str, Group] = {}

    def words_at(self, text: str, at: int) -> list[tuple[int, int]]:
        head = text[at : at + 1]
        lengths, frequencies = self._groups.get(head) or self._group(head)
        found, left = [], len(text) - at
        for length in lengths:
            if length > left:
                break
            if count := frequencies.get(text[at + 1 : at + length]):
                found.append((at + length, count))
        return found

    def frequency(self, word: str) -> int:
        head = word[:1]
        _, frequencies = self._groups.get(head) or self._group(head)
        return frequencies.get(word[1:], 0)

    def words(self) -> Iterator[str]:
        for number, head in enumerate(self._heads):
            yield from (chr(head) + rest for rest in self._rests(number))

    def _group(self, head: str) -> Group:
        number = bisect_left(self._heads, ord(head)) if head else len(self._heads)
        group: Group = (), {}
        if number < len(self._heads) and self._heads[number] == ord(head):
            counts = self._counts[self._ends[number - 1] if number else 0 : self._ends[number]]
            frequencies = dict(zip(self._rests(number), counts, strict=True))
            group = tuple(sorted({len(rest) + 1 for rest in frequencies})), frequencies
        self._groups[head] = group
        return group

    def _rests(self, number: int) -> list[str]:
        start = self._text_ends[number - 1] if number else 0
        return str(self._texts[start : self._text_ends[number]], "utf-8").split("\t")

    @staticmethod
    def packed(frequencies: dict[str, int], total: int) -> bytes:
        check_words(frequencies)
        words = sorted(frequencies)
        rests: dict[str, list[str]] = {}
        for word in words:
            rests.setdefault(word[0], []).append(word[1:])
        ends, text_ends, texts = array("I"), array("I"), bytearray()
        count = 0
        for group in rests.values():
            texts += "\t".join(group).encode()
            count += len(group)
            ends.append(count)
            text_ends.append(len(texts))
        heads = array("I", map(ord, rests))
        counts = array("I", [frequencies[word] for word in words])
        head = array("Q", [MAGIC, total, len(heads), len(words)])
        return b"".join(part.tobytes() for part in (head, heads, ends, text_ends, counts)) + texts
