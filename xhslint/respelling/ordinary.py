"""Which spellings of a text are ordinary: explained by words of the dictionary, or by spellings that lexicons list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from xhslint.base.time_limit import check_time
from xhslint.respelling.readings import PARTS
from xhslint.respelling.spelling import Piece, Spelling
from xhslint.text.words import LONGEST, Dictionary

Known = Callable[[str], Iterable[tuple[int, int]]]
"""Returns the spans of the rulebook's own terms in a text, in any order."""


def unexplained(
    text: str, spellings: Iterable[Spelling], dictionary: Callable[[], Dictionary], known: Known
) -> list[Spelling]:
    """Return those of some spellings that no word of the dictionary and no term of the rulebook explains.

    Such a word crosses an edge of the spelling, or holds a character that is taken for another one. A word inside a
    longer spelling does not matter as long as it leaves one such character unexplained (公主号 for 公众号).
    """
    if not (spellings := list(spellings)):
        return spellings
    words = dictionary()
    left = [(each, rest) for each in spellings if is_left(each, rest := without_words(text, each, words))]
    around = merged((max(0, each.start - LONGEST + 1), each.end + LONGEST - 1) for each, _ in left)
    terms = sorted((start + low, start + high) for start, end in around for low, high in known(text[start:end]))
    return [each for each, rest in left if is_doubled(text, each) or is_left(each, rest - listed(each, terms))]


def without_words(text: str, spelling: Spelling, dictionary: Dictionary) -> set[Piece]:
    """Return the changed pieces of a spelling that no word of the dictionary explains."""
    check_time()
    start, end = spelling.start, spelling.end
    if is_cut_from_run(text, spelling):
        return set()
    inside = []
    for low, high in dictionary.spans(text, max(0, start - LONGEST + 1), end):
        if low < start < high or low < end < high or (low, high) == (start, end):
            return set()
        if low >= start:
            inside.append((low, high))
    if is_doubled(text, spelling):
        return set(spelling.changed)  # 微微信信: 微微 and 微信 are words in it by chance
    if spelling.word in text[start:end]:
        return set()
    rest = set(spelling.changed)
    for low, high in inside:
        rest -= covered(spelling, low, high)
    return rest


def listed(spelling: Spelling, terms: Sequence[tuple[int, int]]) -> set[Piece]:
    """Return the changed pieces of a spelling that terms hold, given by their spans in order, and that are no terms themselves."""
    first, last = (bisect_left(terms, (at, 0)) for at in (spelling.start - LONGEST + 1, spelling.end))
    found: set[Piece] = set()
    for low, high in terms[first:last]:
        held = covered(spelling, low, high)
        if not any((piece.start, piece.end) == (low, high) for piece in held):
            found |= held
    return found


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def is_cut_from_run(text: str, spelling: Spelling) -> bool:
    """Tell whether a spelling with doubled characters leaves some of them out, or has one three times (赞赞赞)."""
    start, end = spelling.start, spelling.end
    doubled = {text[each.start] for each in spelling.changed if text[each.start : each.end] == text[each.start] * 2}
    beside = text[max(0, start - 1) : start] == text[start] or text[end : end + 1] == text[end - 1]
    around = text[max(0, start - 1) : end + 1]
    return bool(doubled) and (beside or any(character * 3 in around for character in doubled))


def is_doubled(text: str, spelling: Spelling) -> bool:
    """Tell whether each character of the word is written twice."""
    return text[spelling.start : spelling.end] == "".join(character * 2 for character in spelling.word)


def is_left(spelling: Spelling, unexplained: set[Piece]) -> bool:
    """Tell whether enough of a spelling is unexplained: all that differs in a word of two characters, else a piece."""
    return len(unexplained) == len(spelling.changed) or bool(unexplained and len(spelling.word) > 2)


def covered(spelling: Spelling, start: int, end: int) -> set[Piece]:
    """Return the changed pieces of a spelling that begin in `[start, end)`; of uncommon parts, those that end there too."""
    return {
        piece for piece in spelling.changed if start <= piece.start < end and (piece.kind != PARTS or piece.end <= end)
    }
