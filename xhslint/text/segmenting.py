"""The segmentation that is used: by the compiled module where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from xhslint.text.dictionary import form
from xhslint.text.segmentation import Edges, Segmentation, Span
from xhslint.text.trie_words import TrieDictionary, packed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.text._words import Segmenter

Kept = Callable[[], memoryview]
"""Returns what `packed_words` made of some words earlier."""


class CompiledSegmentation(Segmentation):
    """The same answers from `native/words.c`; `kept` are the same extra words, packed, if somebody keeps them."""

    def __init__(self, extra: Iterable[str] = (), kept: Kept | None = None) -> None:
        super().__init__(extra)
        self._kept = kept

    def cut(self, text: str) -> list[Span]:
        return self._segmenter.cut(text)

    def straddles(self, text: str, start: int, end: int, inside: Edges = (False, False)) -> Edges:
        return self._segmenter.straddles(text, start, end, inside)

    def widened(self, text: str, start: int, end: int) -> Span:
        return self._segmenter.widened(text, start, end)

    @cached_property
    def _segmenter(self) -> Segmenter:
        from xhslint.text._words import Segmenter, Trie

        assert isinstance(self.dictionary, TrieDictionary)
        base = self.dictionary.trie
        if self._kept:
            try:
                return Segmenter(base, Trie(self._kept()))
            except (ValueError, KeyError):  # damaged, or made with another dictionary
                pass
        return Segmenter(base, Trie(memoryview(packed_words(self))))


def packed_words(words: Segmentation) -> bytes:
    """Return the extra words of a segmentation with their frequencies, as a trie."""
    return packed({word: words.frequency(word) for word in words.extra}, words.dictionary.total)


def segmentation(extra: Iterable[str], kept: Kept | None = None) -> Segmentation:
    """Return what segments text by jieba's words and extra ones."""
    return CompiledSegmentation(extra, kept) if form() is TrieDictionary else Segmentation(extra)


@lru_cache(maxsize=1)
def plain_segmentation() -> Segmentation:
    """Return what segments text by jieba's words only."""
    return segmentation([])
