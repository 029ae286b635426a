"""A dictionary as a trie, which the compiled module `_words` reads where it lies.

A node of the trie is what some words begin with. Nodes have numbers: those of fewer characters come first, those of as many
in ascending order, so the root is 0 and the children of a node lie side by side. A file holds, in the byte order of the machine
that wrote it:

    8 bytes             MAGIC
    8 bytes             sum of the frequencies, see `Dictionary.total`; of 32 bits, as no frequency has more
    8 bytes             number of nodes
    4 bytes per node    the character that leads to it; 0 for the root
    4 bytes per node    its first child, or where that would be; then once more the number of nodes
    4 bytes per node    the frequency of the word, 0 for what is none
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import accumulate

from xhslint.text.words import Dictionary, check_words

MAGIC = 0x0102_6472_7773_6878
HEAD = 3
"""Numbers of 8 bytes before the nodes."""


class TrieDictionary(Dictionary):
    """The words of a trie."""

    SUFFIX = ".trie"

    def __init__(self, data: memoryview) -> None:
        from xhslint.text._words import Trie  # here, because a trie can be written without it

        self.trie = trie = Trie(data)
        self.total = trie.total
        self._data = data
        vars(self).update(words_at=trie.words_at, spans=trie.spans, frequency=trie.frequency)  # without a call between

    def words(self) -> Iterator[str]:
        numbers = self._data[8 * HEAD :].cast("I")
        nodes = len(numbers) // 3
        labels, children, counts = numbers[:nodes], numbers[nodes : 2 * nodes + 1], numbers[2 * nodes + 1 :]
        texts = deque([""])  # of the nodes from `node` on whose parents were met
        for node, count in enumerate(counts):
            text = texts.popleft()
            if count:
                yield text
            texts.extend([text + chr(label) for label in labels[children[node] : children[node + 1]]])

    @staticmethod
    def packed(frequencies: dict[str, int], total: int) -> bytes:
        check_words(frequencies)
        return packed(frequencies, total)


def packed(frequencies: Mapping[str, int], total: int) -> bytes:
    """Return the file for words of any length, each with a frequency of at least 1."""
    longest = max(map(len, frequencies), default=0)
    # By length: the characters that lead to nodes, the numbers of children of these nodes, and the frequencies.
    labels, children, counts = ([array("I") for _ in range(longest + 1)] for _ in range(3))

    def add(length: int, character: str) -> None:
        labels[length].append(ord(character))
        children[length].append(0)
        counts[length].append(0)

    add(0, "\0")
    before = ""
    for word in sorted(frequencies):
        shared = 0
        for one, other in zip(word, before):  # noqa: B905
            if one != other:
                break
            shared += 1
        for length in range(shared, len(word)):
            children[length][-1] += 1
            add(length + 1, word[length])
        counts[len(word)][-1] = frequencies[word]
        before = word
    nodes = sum(map(len, labels))
    firsts = accumulate((count for each in children for count in each), initial=1)
    head = array("Q", [MAGIC, total, nodes])
    return b"".join(part.tobytes() for part in (head, *labels, array("I", firsts), *counts))
