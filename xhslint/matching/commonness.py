"""How common patterns are in ordinary text: common ones lie together in tables, and rare ones decide what is tested."""

from __future__ import annotations


def commonness(pattern: str) -> float:
    """Return how often ordinary text holds a pattern, by jieba's dictionary.

    The dictionary has no Latin words and no marks: a letter is taken to be as common as a common character.
    """
    from xhslint.text.dictionary import jieba_words

    if pattern.isascii():
        return 1.0 + 100_000 / 20.0 ** (len(pattern) - 1)
    counted: int = jieba_words().frequency(pattern)
    return 1.0 + counted + 1_000 * (len(pattern) == 1 and not pattern.isalnum())
