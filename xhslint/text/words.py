"""What a dictionary of words answers, whatever form it is kept in."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 16
"""Characters in the longest word of a dictionary; the forms that keep one rely on it."""


class Dictionary:
    """Words, each with how often it occurs; a text may hold any characters, also halves of pairs."""

    SUFFIX: str
    """The end of the names of files in this form."""
    total: int
    """The sum of all frequencies, as jieba counts it."""

    def __init__(self, data: memoryview) -> None:
        """Read the bytes of a file without copying them; raises ValueError for any that are not of this form."""
        raise NotImplementedError

    def words_at(self, text: str, at: int) -> list[tuple[int, int]]:
        """Return the words that begin at a place in a text, the shortest first: where each ends, and its frequency."""
        raise NotImplementedError

    def spans(self, text: str, first: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of the words of several characters that begin in `[first, end)` of a text, in order."""
        return [(at, past) for at in range(first, end) for past, _ in self.words_at(text, at) if past > at + 1]

    def frequency(self, word: str) -> int:
        """Return the frequency of a word, 0 for anything else."""
        raise NotImplementedError

    def words(self) -> Iterator[str]:
        """Yield all words, in any order."""
        raise NotImplementedError

    @staticmethod
    def packed(frequencies: dict[str, int], total: int) -> bytes:
        """Return the file for words of at most `LONGEST` characters, each with a frequency of at least 1.

        Raises ValueError for a tab or a NUL in a word, which part words.
        """
        raise NotImplementedError


def check_words(frequencies: dict[str, int]) -> None:
    """Raise ValueError for words that `packed` does not allow."""
    if any("\t" in word or "\0" in word for word in frequencies):
        raise ValueError("a control character in a word")
    if max(map(len, frequencies), default=0) > LONGEST or not all(frequencies.values()) or "" in frequencies:
        raise ValueError(f"an empty word, a word of more than {LONGEST} characters, or a frequency of 0")
