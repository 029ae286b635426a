"""A word as it is written at some place of a text, and whether that is odd enough to be a disguise."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.respelling.readings import DIGIT, EMOJI, PARTS, PINYIN, WHOLE_PARTS

INITIAL, PLAIN = 15, 0
"""Kinds beside those of readings: the first letter of a syllable, and a character as it stands in the word."""
STRONG = frozenset((EMOJI, PARTS, PINYIN, WHOLE_PARTS))
"""Kinds of pieces that nobody writes by accident inside a Chinese word."""
SINGLE = frozenset((DIGIT, INITIAL))
"""Kinds of pieces of which one may stand in a word."""
ME = "我"
"""A word of two characters that ends so is not heard in other characters: a verb and 我 is ordinary Chinese (照我, 画我)."""


class Piece(NamedTuple):
    """A piece at `[start, end)` of the text that stands for the characters `reads` of a word.

    `weak` counts the syllables that sound only nearly the same.
    """

    start: int
    end: int
    kind: int
    reads: str
    weak: int


class Spelling(NamedTuple):
    """A word as it is written, piece by piece."""

    word: str
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    @property
    def changed(self) -> list[Piece]:
        """The pieces that are not written as in the word."""
        return [piece for piece in self.pieces if piece.kind != PLAIN]

    @property
    def weak(self) -> int:
        """How many syllables sound only nearly the same."""
        return sum(piece.weak for piece in self.pieces)

    @property
    def has_gaps(self) -> bool:
        """Whether something stands between the pieces."""
        return self.end - self.start > sum(piece.end - piece.start for piece in self.pieces)


def is_odd(text: str, spelling: Spelling) -> bool:
    """Tell whether a spelling is so unusual that it may be a disguise, by its pieces alone.

    The compiled scanner decides it in the same way (`native/respelling.h`).
    """
    changed, kinds = spelling.changed, {piece.kind for piece in spelling.pieces}
    weak, gaps = spelling.weak, spelling.has_gaps
    if kinds & SINGLE and (
        weak or gaps or not is_single([piece.kind for piece in changed]) or not stands_apart(text, spelling)
    ):
        return False
    if DIGIT in kinds and spelling.pieces[0].kind != DIGIT:
        return False
    if EMOJI in kinds and weak:
        return False
    if kinds == {EMOJI}:
        # One emoji, or the same one again, is decoration; two different ones next to each other are a rebus.
        return len(changed) > 1 and text[changed[0].start] != text[changed[1].start] and not gaps
    if kinds & STRONG:
        return weak < 2
    if len(spelling.word) == 2 and spelling.word[-1] == ME and kinds.isdisjoint(SINGLE):
        return False
    return weak < len(spelling.word) - 1 and not gaps


def is_single(kinds: list[int]) -> bool:
    """Tell whether one digit or letter is the only of its kind beside strong pieces."""
    return sum(kind in SINGLE for kind in kinds) == 1 and all(kind in SINGLE or kind in STRONG for kind in kinds)


def stands_apart(text: str, spelling: Spelling) -> bool:
    """Tell whether no other Latin letter or digit touches a spelling."""
    beside = text[max(0, spelling.start - 1) : spelling.start] + text[spelling.end : spelling.end + 1]
    return not any(character.isascii() and character.isalnum() for character in beside)
