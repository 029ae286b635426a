"""Which spellings of a text are taken for disguised words: those that no ordinary word explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xhslint.base.time_limit import check_time
from xhslint.respelling.readings import PARTS
from xhslint.respelling.respelled_view import RespelledView
from xhslint.respelling.spelling import Piece, Spelling
from xhslint.text.dictionary import LONGEST, Dictionary
from xhslint.text.view import View


class Respeller:
    """Rewrites views so that disguised words read as they are meant.

    `spellings` returns the words in a folded text that are written oddly, `dictionary` jieba's words, `known` the spans
    of the rulebook's own terms in a text: the spellings that lexicons list are left as they are.
    """

    def __init__(
        self,
        spellings: Callable[[str], Iterable[Spelling]],
        dictionary: Callable[[], Dictionary],
        known: Callable[[str], Iterator[tuple[int, int]]],
    ) -> None:
        self._spellings = spellings
        self._dictionary = dictionary
        self._known = known

    def respell(self, view: View) -> View:
        """Return the view with its disguised words as they are meant; the view itself if there are none."""
        taken = self.taken(view.text)
        return RespelledView(view, [piece for spelling in taken for piece in spelling.changed]) if taken else view

    def taken(self, text: str) -> list[Spelling]:
        """Return the disguised words of a text, in order; of overlapping ones the longest and then the least odd."""
        found = [each for each in self._spellings(text) if not self.is_ordinary(text, each)]
        chosen: list[Spelling] = []
        free = bytearray(b"\x01" * len(text))
        for spelling in sorted(found, key=_preference):
            span = slice(spelling.start, spelling.end)
            if all(free[span]):
                free[span] = bytes(spelling.end - spelling.start)
                chosen.append(spelling)
        return sorted(chosen, key=lambda each: each.start)

    def is_ordinary(self, text: str, spelling: Spelling) -> bool:
        """Tell whether a word of the dictionary or of the rulebook explains what is written.

        Such a word crosses an edge of the spelling, or holds a character that is taken for another one. A word inside a
        longer spelling does not matter as long as it leaves one such character unexplained (公主号 for 公众号).
        """
        check_time()
        start, end = spelling.start, spelling.end
        if is_cut_from_run(text, spelling):
            return True
        first, last = max(0, start - LONGEST + 1), min(len(text), end + LONGEST - 1)
        unexplained = set(spelling.changed)
        for low, high in self.words(text, first, end, last):
            if low < start < high or low < end < high:
                return True
            unexplained -= covered(spelling, low, high)
            if (low, high) == (start, end):
                return True
        if text[start:end] == "".join(character * 2 for character in spelling.word):
            return False  # 微微信信: 微微 and 微信 are words in it by chance
        if spelling.word in text[start:end] or not is_left(spelling, unexplained):
            return True
        for low, high in self._known(text[first:last]):
            held = covered(spelling, first + low, first + high)
            if not any((piece.start, piece.end) == (first + low, first + high) for piece in held):
                unexplained -= held
        return not is_left(spelling, unexplained)

    def words(self, text: str, first: int, end: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of the dictionary's words in `[first, last)` that begin before `end`."""
        prefixes = self._dictionary().prefixes
        for at in range(first, end):
            for word, _ in prefixes(text[at:last]):
                if len(word) > 1:
                    yield at, at + len(word)


def is_cut_from_run(text: str, spelling: Spelling) -> bool:
    """Tell whether a spelling with doubled characters leaves some of them out, or has one three times (赞赞赞)."""
    start, end = spelling.start, spelling.end
    doubled = {text[each.start] for each in spelling.changed if text[each.start : each.end] == text[each.start] * 2}
    beside = text[max(0, start - 1) : start] == text[start] or text[end : end + 1] == text[end - 1]
    around = text[max(0, start - 1) : end + 1]
    return bool(doubled) and (beside or any(character * 3 in around for character in doubled))


def is_left(spelling: Spelling, unexplained: set[Piece]) -> bool:
    """Tell whether enough of a spelling is unexplained: all that differs in a word of two characters, else a piece."""
    return len(unexplained) == len(spelling.changed) or bool(unexplained and len(spelling.word) > 2)


def covered(spelling: Spelling, start: int, end: int) -> set[Piece]:
    """Return the changed pieces of a spelling that begin in `[start, end)`; of uncommon parts, those that end there too."""
    return {
        piece for piece in spelling.changed if start <= piece.start < end and (piece.kind != PARTS or piece.end <= end)
    }


def _preference(spelling: Spelling) -> tuple[int, int, bool, int, int]:
    return -len(spelling.word), spelling.weak, spelling.has_gaps, len(spelling.changed), spelling.start
