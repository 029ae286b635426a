"""What the prefilter knows of characters: their numbers in terms, and what each counts as (`native/tables.h`)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from xhslint.matching import measures as limits
from xhslint.matching.detectors import accounts as ids
from xhslint.matching.detectors.phone_numbers import DIGITS
from xhslint.matching.detectors.share_codes import MONEY
from xhslint.text.fold_table import JOINERS, emoji, readings, regional, wholes
from xhslint.text.skeleton import CLAUSE_ENDS, LINE_ENDS, SENTENCE_ENDS, SLASH_CODES, WEAK_STOPS

PLANES = 0x110000
EMPTY = ((0x40000, 0xE0000), (0xE0200, PLANES))
"""Planes without letters, where every character is noise."""
(
    SOLID,
    MARK,
    FOLDS,
    VANISHES,
    LINE,
    CLAUSE,
    SENTENCE,
    WEAK,
    DIGIT,
    NUMBER,
    LEAD,
    DOT,
    AT,
    LURE,
    HEAD,
    TAIL,
    SPOKEN,
    TELLING,
    COIN,
    BRACKET,
    UNSEEN,
    CALLS,
    COLON,
    ENCLOSES,
    EMOJI,
    JOINER,
) = (1 << place for place in range(26))


class Symbols:
    """The characters of patterns by number (ASCII keeps its own), and for every character what it counts as."""

    def __init__(self, patterns: Sequence[str], marks: frozenset[str]) -> None:
        self.marks = marks - {"_"}
        self.numbers: dict[str, int] = {chr(code): code for code in range(1, 128)}
        for character in sorted({c for pattern in patterns for c in pattern} | set(SLASH_CODES)):
            self.numbers.setdefault(character, len(self.numbers) + 1)
        self.heads = {parts[0] for parts in wholes()}
        self.tails = {parts[1] for parts in wholes()}

    def number(self, character: str) -> int:
        return self.numbers.get(character, 0)

    def of(self, character: str) -> tuple[int, int]:
        """The number and the flags of a character as the view shows it; what it reads as, if it is to be folded."""
        reads = readings().get(character)
        unseen = UNSEEN * bool(limits.SEEN_BY_NOBODY.match(character))
        if reads == "":
            return 0, VANISHES | unseen | JOINER * (character in JOINERS)
        shown = (character if reads is None else reads).lower()
        if len(shown) != 1 or character in regional() or shown in "σς":
            # A final sigma is the one letter whose lower case hangs on its neighbours.
            return self.number(shown), FOLDS | unseen | SOLID * shown[:1].isalnum()
        flags = unseen | SOLID * shown.isalnum() | MARK * (shown in self.marks) | FLAGS.get(shown, 0)
        flags |= HEAD * (shown in self.heads) | TAIL * (shown in self.tails)
        flags |= EMOJI * (reads is None and emoji().match(character) is not None)
        telling = flags & (DIGIT | NUMBER | DOT | AT) or (shown.isascii() and (shown.isalnum() or shown in "_-/"))
        return self.number(shown), flags | TELLING * bool(telling)

    def pages(self) -> tuple[list[int], array[int], Iterable[int]]:
        """For each 256 code points the number of their page, the pages (equal ones once) and the classes that they name."""
        classes: dict[tuple[int, int], int] = {(0, 0): 0}
        pages: dict[tuple[int, ...], int] = {}
        numbers = []
        for first in range(0, PLANES, 256):
            row: tuple[int, ...] = (0,) * 256
            if not any(start <= first < end for start, end in EMPTY):
                kinds = map(self.of, map(chr, range(first, first + 256)))
                row = tuple([classes.setdefault(kind, len(classes)) for kind in kinds])
            numbers.append(pages.setdefault(row, len(pages)))
        return numbers, halves(chain.from_iterable(pages)), chain.from_iterable(classes)


def flags_of(kinds: Mapping[int, Iterable[str]]) -> dict[str, int]:
    table: dict[str, int] = {}
    for flag, characters in kinds.items():
        for character in characters:
            table[character] = table.get(character, 0) | flag
    return table


FLAGS = flags_of(
    {
        LINE: LINE_ENDS,
        CLAUSE: CLAUSE_ENDS - LINE_ENDS,
        SENTENCE: SENTENCE_ENDS - LINE_ENDS,
        WEAK: WEAK_STOPS - LINE_ENDS,
        DIGIT: DIGITS,
        NUMBER: {*DIGITS, *"十百千万两"},
        LEAD: set("号码账id哦呀啦哈喔噢呢这里如下就是为搜索"),  # the words of ids.LEAD
        # What may part the labels of a host (links.SEPARATOR): the emoji are a range.
        DOT: {
            *".。．｡·・点()[]（）【】,，、丶●○•⭐⭕",
            *map(chr, range(0x25CB, 0x27C0)),
            *map(chr, range(0x1F300, 0x1FB00)),
        },
        AT: "@＠#艾特圈爱🍥©®",  # ids.AT
        LURE: MONEY,
        SPOKEN: {spoken[0] for spoken in ids.SPOKEN},
        COIN: "元块米r💰",  # ids.PRICE
        BRACKET: "(（【[",  # ids.BRACKET
        CALLS: ":：=@叫名是「『“\"'《〈【",  # ids.CALLING
        ENCLOSES: "@!！#",  # codes.ENCLOSED
        COLON: ":：＝=|｜丨@👉➡→🔍🔎",  # codes.COLON
    }
)


def halves(numbers: Iterable[int]) -> array[int]:
    """Numbers of 16 bits, two in one."""
    packed = array("H", numbers)
    return array("I", packed.tobytes() + bytes(-2 * len(packed) % 4))
