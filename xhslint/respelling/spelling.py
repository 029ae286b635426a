"""A word as it is written at some place of a text, and whether that is odd enough to be a disguise."""

from __future__ import annotations

from itertools import pairwise

from xhslint.base.records import NamedTuple
from xhslint.respelling.readings import ALIKE, DIGIT, EMOJI, HAN, PARTS, PINYIN, WHOLE_PARTS
from xhslint.text.skeleton import WEAK_STOPS

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
    """Tell whether a spelling is so unusual that it is a disguise, by its pieces alone.

    The compiled scanner decides it in the same way (`native/respelling.h`).
    """
    changed, kinds = spelling.changed, {piece.kind for piece in spelling.pieces}
    weak, gaps = spelling.weak, spelling.has_gaps
    if ALIKE in kinds:
        return False
    if kinds & SINGLE and (
        weak or gaps or not is_single([piece.kind for piece in changed]) or not pieces_stand_apart(text, spelling)
    ):
        return False
    if DIGIT in kinds and spelling.pieces[0].kind != DIGIT:
        return False
    if EMOJI in kinds and weak:
        return False
    if kinds == {EMOJI}:
        return is_rebus(text, spelling) and not gaps
    if kinds & STRONG:
        return weak < 2
    if len(spelling.word) == 2 and spelling.word[-1] == ME and kinds.isdisjoint(SINGLE):
        return False
    return weak < len(spelling.word) - 1 and not gaps


def is_doubtful(text: str, spelling: Spelling) -> bool:
    """Tell whether a spelling may be a disguise where the words beside it ask for something.

    Such are first letters (not t and wo of two), look-alikes, a syllable that only nearly agrees, one emoji, and a mark
    between two characters.
    """
    kinds, weak, gaps = {piece.kind for piece in spelling.pieces}, spelling.weak, spelling.has_gaps
    if DIGIT in kinds or weak > 1 or (weak and PLAIN in kinds):
        return False
    if kinds == {EMOJI} and not (is_rebus(text, spelling) or is_led(text, spelling)):
        return False
    if INITIAL in kinds:
        is_word = any(before.kind == INITIAL and after.kind == PINYIN for before, after in pairwise(spelling.pieces))
        return not (weak or gaps or is_word) and stands_apart(text, spelling.start, spelling.end)
    if len(spelling.word) == 2 and spelling.word[-1] == ME and kinds <= {PLAIN, HAN}:
        return False
    return not gaps or (not weak and is_marked(text, spelling))


def is_rebus(text: str, spelling: Spelling) -> bool:
    """Tell whether a spelling begins with two different emoji; one emoji, or the same one again, is decoration."""
    return len({text[piece.start] for piece in spelling.pieces[:2]}) > 1


def is_led(text: str, spelling: Spelling) -> bool:
    """Tell whether a spelling is one emoji with a letter or character right behind it: at the end it is decoration."""
    return len(spelling.pieces) == 1 and text[spelling.end : spelling.end + 1].isalnum()


def is_marked(text: str, spelling: Spelling) -> bool:
    """Tell whether the gaps of a spelling hold marks and emoji only, no blank and nothing that parts thoughts."""
    gaps = "".join(text[before.end : after.start] for before, after in pairwise(spelling.pieces))
    return " " not in gaps and WEAK_STOPS.isdisjoint(gaps)


def is_single(kinds: list[int]) -> bool:
    """Tell whether one digit or letter is the only of its kind beside strong pieces."""
    return sum(kind in SINGLE for kind in kinds) == 1 and all(kind in SINGLE or kind in STRONG for kind in kinds)


def pieces_stand_apart(text: str, spelling: Spelling) -> bool:
    """Tell whether no other Latin letter or digit touches a spelling, nor a letter the first letter in it."""
    letters = [piece for piece in spelling.pieces if piece.kind == INITIAL]
    return stands_apart(text, spelling.start, spelling.end) and all(
        stands_apart(text, piece.start, piece.end) for piece in letters
    )


def stands_apart(text: str, start: int, end: int) -> bool:
    """Tell whether no Latin letter or digit touches `[start, end)`."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(character.isascii() and character.isalnum() for character in beside)
