"""Which spellings of a text are taken for disguised words: those that no ordinary word explains."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from xhslint.respelling.calls import Asked, Calls
from xhslint.respelling.ordinary import Known, unexplained
from xhslint.respelling.rearranged import put_right
from xhslint.respelling.respelled_view import RespelledView, is_backwards
from xhslint.respelling.spelling import Piece, Spelling, is_odd
from xhslint.text.offset_map import replaced
from xhslint.text.view import View
from xhslint.text.words import Dictionary

MOST_TRIES = 3
"""How many readings of one place are tried that prove nothing by themselves."""


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
        known: Known,
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
        found = self.unexplained(view.text)
        if by_calls:
            right = put_right(view, written_backwards(view.text, found), self._calls)
            if right is not view:
                view, found = right, self.unexplained(right.text)
        taken = self.taken(view.text, found, by_calls)
        return RespelledView(view, pieces_of(taken)) if taken else view

    def unexplained(self, text: str) -> list[Spelling]:
        """Return the words in a text that may be disguised, without those that ordinary words explain."""
        return unexplained(text, self._spellings(text), self._dictionary, self._known)

    def taken(self, text: str, found: Iterable[Spelling], by_calls: bool) -> list[Spelling]:
        """Return the disguised words of a text, in order; of overlapping ones the longest and then the least odd."""
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


def _preference(spelling: Spelling) -> tuple[int, int, bool, int, int, int]:
    return -len(spelling.word), spelling.weak, spelling.has_gaps, len(spelling.changed), spelling.start, -spelling.end
