"""Which spellings of a text are taken for disguised words: those that no ordinary word explains."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.time_limit import check_time
from xhslint.respelling.calls import Asked, Calls
from xhslint.respelling.readings import PARTS
from xhslint.respelling.rearranged import put_right
from xhslint.respelling.respelled_view import RespelledView, is_backwards
from xhslint.respelling.spelling import Piece, Spelling, is_odd
from xhslint.text.dictionary import LONGEST, Dictionary
from xhslint.text.offset_map import replaced
from xhslint.text.view import View

MOST_TRIES = 3
"""How many readings of one place are tried that prove nothing by themselves."""
_SURROGATE = lazy("[\ud800-\udfff]")


class Respeller:
    """Rewrites views so that disguised words read as they are meant.

    `spellings` returns the words in a folded text that may be disguised, `dictionary` jieba's words, `known` the spans
    of the rulebook's own terms in a text: the spellings that lexicons list are left as they are. `calls` returns the
    clauses of a text that ask the reader for something: spellings that prove nothing by themselves are read in these.
    """

    def __init__(
        self,
        spellings: Callable[[str], Iterable[Spelling]],
        dictionary: Callable[[], Dictionary],
        known: Callable[[str], Iterator[tuple[int, int]]],
        calls: Callable[[str], list[Asked]] = lambda text: [],
    ) -> None:
        self._spellings = spellings
        self._dictionary = dictionary
        self._known = known
        self._calls = calls

    def respell(self, view: View, by_calls: bool = True) -> View:
        """Return the view with its disguised words as they are meant; the view itself if there are none.

        Without `by_calls` only those are read that are odd by themselves.
        """
        found = list(self._spellings(view.text))
        if by_calls:
            right = put_right(view, written_backwards(view.text, found), self._calls)
            if right is not view:
                view, found = right, list(self._spellings(right.text))
        taken = self.taken(view.text, found, by_calls)
        return RespelledView(view, pieces_of(taken)) if taken else view

    def taken(self, text: str, found: Iterable[Spelling], by_calls: bool) -> list[Spelling]:
        """Return the disguised words of a text, in order; of overlapping ones the longest and then the least odd."""
        found = [each for each in found if not self.is_ordinary(text, each)]
        chosen = apart([each for each in found if is_odd(text, each)], [])
        certain = frozenset(chosen)
        doubtful = [each for each in found if each not in certain] if by_calls else []
        told = self.outside_of_calls(text, chosen, doubtful) if doubtful else []
        for _ in range(MOST_TRIES):
            if not (tried := frozenset(apart(told, chosen))):
                break
            chosen += self.asking(text, chosen, tried)
            told = [each for each in told if each not in tried]
        return sorted(chosen, key=lambda each: each.start)

    def outside_of_calls(self, text: str, chosen: list[Spelling], doubtful: list[Spelling]) -> list[Spelling]:
        """Return the spellings in clauses that ask for nothing as they stand."""
        read, offsets = replaced(text, changes(chosen))
        calls = Calls(self._calls(read))
        return [each for each in doubtful if not calls.words_at(offsets.place(each.start))]

    def asking(self, text: str, chosen: list[Spelling], tried: Collection[Spelling]) -> list[Spelling]:
        """Return those of some spellings with which their clause asks for something, by the word and by another one."""
        read, offsets = replaced(text, changes([*chosen, *tried]))
        calls = Calls(self._calls(read))
        found: list[Spelling] = []
        for each in tried:
            first, last = offsets.place(each.start), offsets.place(each.end - 1, past=True)
            meant = [start < last and end > first for start, end in calls.words_at(first)]
            if any(meant) and not all(meant):
                found.append(each)
        return found

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
        window = _SURROGATE.sub("\ufffd", text[first:last])  # the dictionary is UTF-8
        for at in range(first, end):
            for word, _ in prefixes(window[at - first :]):
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


def written_backwards(text: str, found: Iterable[Spelling]) -> Iterator[int]:
    """Yield where words of a text are written from their ends."""
    for spelling in found:
        for piece in spelling.changed:
            if is_backwards(text[piece.start : piece.end], piece.reads):
                yield piece.start


def apart(found: Iterable[Spelling], taken: Iterable[Spelling]) -> list[Spelling]:
    """Return the best of some spellings that overlap neither each other nor those that are taken."""
    used = {at for each in taken for at in range(each.start, each.end)}
    chosen: list[Spelling] = []
    for spelling in sorted(found, key=_preference):
        if used.isdisjoint(range(spelling.start, spelling.end)):
            used.update(range(spelling.start, spelling.end))
            chosen.append(spelling)
    return chosen


def pieces_of(spellings: Iterable[Spelling]) -> list[Piece]:
    """Return the pieces of some spellings that are not written as in their words, in order."""
    return sorted(piece for spelling in spellings for piece in spelling.changed)


def changes(spellings: Iterable[Spelling]) -> Iterator[tuple[int, int, str]]:
    """Yield what some spellings put in place of what is written, in order."""
    yield from ((piece.start, piece.end, piece.reads) for piece in pieces_of(spellings))


def _preference(spelling: Spelling) -> tuple[int, int, bool, int, int]:
    return -len(spelling.word), spelling.weak, spelling.has_gaps, len(spelling.changed), spelling.start
