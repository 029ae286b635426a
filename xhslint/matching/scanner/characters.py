"""What the compiled scanner knows of characters: their numbers in patterns, and what each counts as (`layout`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from xhslint.classify import features
from xhslint.matching.detectors.emails import SPOKEN
from xhslint.matching.detectors.phone_numbers import DIGITS
from xhslint.matching.detectors.share_codes import MONEY
from xhslint.matching.measures import SEEN_BY_NOBODY
from xhslint.matching.scanner import layout
from xhslint.respelling.tables import SoundTables, common_units, single_units
from xhslint.text.fold_table import JOINERS, emoji, readings, regional, wholes
from xhslint.text.skeleton import CLAUSE_ENDS, LINE_ENDS, SENTENCE_ENDS, SLASH_CODES, WEAK_STOPS

PLANES = 0x110000
EMPTY = ((0x40000, 0xE0000), (0xE0200, PLANES))
"""Ranges of code points without letters, where every character is noise."""


class Symbols:
    """The characters of patterns by number (ASCII keeps its own), and what every character counts as."""

    def __init__(self, patterns: Sequence[str], marks: frozenset[str], sounds: SoundTables | None = None) -> None:
        self.marks = marks - {"_"}
        self.numbers: dict[str, int] = {chr(code): code for code in range(1, 128)}
        common = common_units(sounds.pairs_of_units) if sounds else {}
        self.common = {chr(sounds.units[unit]): count for unit, count in common.items()} if sounds else {}
        held = {c for pattern in patterns for c in pattern} | set(SLASH_CODES)
        for character in sorted(held, key=lambda character: (-self.common.get(character, 0), character)):
            self.numbers.setdefault(character, len(self.numbers) + 1)
        # What only the fold can read: the parts of one character, and the marks of emphasis.
        self.heads = {"*", *(parts[0] for parts in wholes())}
        self.tails = {"*", *(parts[1] for parts in wholes())}
        self.units = single_units(sounds) if sounds else {}
        self.places = sounds.unit_places if sounds and sounds.units else (0,)

    def number(self, character: str) -> int:
        """Return the number of a character, 0 for one that is in no pattern."""
        return self.numbers.get(character, 0)

    def of(self, character: str) -> tuple[int, int, int, int]:
        """Return what a class holds of a character: that of the character which the view shows in its place."""
        reads = readings().get(character)
        unseen = layout.UNSEEN * bool(SEEN_BY_NOBODY.match(character))
        if reads == "":
            return 0, layout.VANISHES | unseen | layout.JOINER * (character in JOINERS), 0, 0
        shown = (character if reads is None else reads).lower()
        if len(shown) != 1 or character in regional() or shown in "σς":
            # The lower case of a sigma, alone of all letters, depends on its neighbours.
            return self.number(shown), layout.FOLDS | unseen | layout.SOLID * shown[:1].isalnum(), 0, 0
        flags = unseen | layout.SOLID * shown.isalnum() | layout.MARK * (shown in self.marks) | FLAGS.get(shown, 0)
        flags |= layout.HEAD * (shown in self.heads) | layout.TAIL * (shown in self.tails)
        flags |= layout.EMOJI * (reads is None and emoji().match(character) is not None)
        flags |= features.ENDS.get(shown, 0) << layout.END_AT | (shown in features.QUOTES) << layout.QUOTE_AT
        telling = flags & (layout.DIGIT | layout.NUMBER | layout.DOT | layout.AT) or (
            shown.isascii() and (shown.isalnum() or shown in "_-/")
        )
        unit = self.units.get(shown, 0)
        return self.number(shown), flags | layout.TELLING * bool(telling), unit, self.places[unit]

    def pages(self) -> tuple[list[int], list[int], list[int]]:
        """Return the page of each 256 code points, the pages (equal ones once), and the classes that pages hold.

        A class is the number, the flags and the unit of a character, and its place among openings.
        """
        kinds: dict[tuple[int, ...], int] = {(0, 0, 0, 0): 0}  # each with how common the most common character is
        pages: dict[tuple[tuple[int, ...], ...], int] = {}
        numbers = []
        for first in range(0, PLANES, 256):
            row: tuple[tuple[int, ...], ...] = ((0, 0, 0, 0),) * 256
            if not any(start <= first < end for start, end in EMPTY):
                characters = [chr(code) for code in range(first, first + 256)]
                row = tuple([self.of(character) for character in characters])
                for kind, character in zip(row, characters, strict=True):
                    kinds[kind] = max(kinds.get(kind, 0), self.common.get(character, 0))
            numbers.append(pages.setdefault(row, len(pages)))
        # Common characters lie together, so that their classes stay in the cache.
        classes = sorted(kinds, key=lambda kind: -kinds[kind])
        number_of = {kind: number for number, kind in enumerate(classes)}
        return numbers, [number_of[kind] for row in pages for kind in row], list(chain.from_iterable(classes))


def flags_of(kinds: Mapping[int, Iterable[str]]) -> dict[str, int]:
    """Return the flags of each character from the characters of each flag."""
    table: dict[str, int] = {}
    for flag, characters in kinds.items():
        for character in characters:
            table[character] = table.get(character, 0) | flag
    return table


FLAGS = flags_of(
    {
        layout.LINE: LINE_ENDS,
        layout.CLAUSE: CLAUSE_ENDS - LINE_ENDS,
        layout.SENTENCE: SENTENCE_ENDS - LINE_ENDS,
        layout.WEAK: WEAK_STOPS - LINE_ENDS,
        layout.DIGIT: DIGITS,
        layout.NUMBER: {*DIGITS, *"十百千万两"},
        layout.LEAD: set("号码账id哦呀啦哈喔噢呢这里如下就是为搜索"),  # the words of introduced.LEAD
        # What may separate the labels of a host (links.SEPARATOR); emoji as whole ranges.
        layout.DOT: {
            *".。．｡·・点()[]（）【】,，、丶●○•⭐⭕",
            *map(chr, range(0x25CB, 0x27C0)),
            *map(chr, range(0x1F300, 0x1FB00)),
        },
        layout.AT: "@＠#艾特圈爱🍥©®",  # emails.AT
        layout.LURE: MONEY,
        layout.SPOKEN: {spoken[0] for spoken in SPOKEN},
        layout.COIN: "元块米r💰",  # registry.PRICE
        layout.BRACKET: "(（【[",  # accounts.BRACKET
        layout.CALLS: ":：=@叫名是「『“\"'《〈【",  # accounts.CALLING
        layout.ENCLOSES: "@!！#",  # share_codes.BETWEEN_MARKS
        layout.COLON: ":：＝=|｜¦@👉➡→🔍🔎",  # share_codes.COLON
    }
)
