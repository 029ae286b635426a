"""What the compiled scanner knows of characters: their numbers in patterns, and what each counts as (`layout`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

from xhslint.base.records import NamedTuple
from xhslint.classify import features
from xhslint.matching.detectors.digit_runs import DIGITS
from xhslint.matching.detectors.emails import SPOKEN
from xhslint.matching.detectors.share_codes import MONEY
from xhslint.matching.measures import SEEN_BY_NOBODY
from xhslint.matching.scanner import layout
from xhslint.respelling.tables import SoundTables, common_units, single_units
from xhslint.text.fold_table import JOINERS, emoji, readings, regional, wholes
from xhslint.text.skeleton import CLAUSE_ENDS, LINE_ENDS, SENTENCE_ENDS, SLASH_CODES, WEAK_STOPS

PLANES = 0x110000
EMPTY = ((0x40000, 0xE0000), (0xE0200, PLANES))
"""Ranges of code points without letters, where every character is noise."""
Class = tuple[int, int, int, int]
Row = tuple[Class, ...]
EMPTY_ROW: Row = ((0, 0, 0, 0),) * 256


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
        self.units = single_units(sounds) if sounds else {}
        self.places = sounds.unit_places if sounds and sounds.units else (0,)

    def number(self, character: str) -> int:
        """Return the number of a character, 0 for one that is in no pattern."""
        return self.numbers.get(character, 0)

    def of(self, character: str) -> Class:
        """Return what a class holds of a character: that of the character which the view shows in its place."""
        shown, flags = shows(character)
        if flags & (layout.VANISHES | layout.FOLDS):
            return self.numbers.get(shown, 0), flags, 0, 0
        unit = self.units.get(shown, 0)
        return self.numbers.get(shown, 0), flags | layout.MARK * (shown in self.marks), unit, self.places[unit]

    def pages(self) -> tuple[list[int], list[int], list[int]]:
        """Return the page of each 256 code points, the pages (equal ones once), and the classes that pages hold.

        A class is the number, the flags and the unit of a character, and its place among openings.
        """
        kinds: dict[Class, int] = {(0, 0, 0, 0): 0}  # each with how common the most common character is
        pages: dict[Row, int] = {}
        numbers = []
        known = self.numbers.keys() | self.units.keys() | self.marks | self.common.keys()
        held = {ord(character) // 256 for character in known}
        for page in range(PLANES // 256):
            row = EMPTY_ROW
            if not any(start <= page * 256 < end for start, end in EMPTY):
                plain = plain_page(page)
                row = plain.row
                if page in held or not known.isdisjoint(plain.folded):
                    characters = characters_of(page)
                    row = tuple([self.of(character) for character in characters])
                    for kind, character in zip(row, characters, strict=True):
                        kinds[kind] = max(kinds.get(kind, 0), self.common.get(character, 0))
                else:
                    for kind in plain.kinds:
                        kinds.setdefault(kind, 0)
            numbers.append(pages.setdefault(row, len(pages)))
        # Common characters lie together, so that their classes stay in the cache.
        classes = sorted(kinds, key=lambda kind: -kinds[kind])
        number_of = {kind: number for number, kind in enumerate(classes)}
        return numbers, [number_of[kind] for row in pages for kind in row], list(chain.from_iterable(classes))


class PlainPage(NamedTuple):
    """The classes of 256 code points for a rulebook that knows none of them, which most pages keep; `kinds` has each once.

    `folded` is what those are shown as that are not shown as they are.
    """

    row: Row
    kinds: tuple[Class, ...]
    folded: frozenset[str]


@cache
def plain_page(page: int) -> PlainPage:
    """Return a page as it is whatever the rules are; a process that compiles several rulebooks makes it once."""
    characters = characters_of(page)
    shown = [shows(character) for character in characters]
    row: Row = tuple([(0, flags, 0, 0) for _, flags in shown])
    folded = frozenset(text for character, (text, _) in zip(characters, shown, strict=True) if text != character)
    return PlainPage(row, tuple(dict.fromkeys(row)), folded)


def shows(character: str) -> tuple[str, int]:
    """Return what the view shows in the place of a character, and the flags of its class that no rulebook changes."""
    special = specials()
    if character not in special.any and character.lower() == character:
        return character, layout.SOLID * character.isalnum()
    reads = readings().get(character)
    unseen = layout.UNSEEN * (character in special.unseen)
    if reads == "":
        return "", layout.VANISHES | unseen | layout.JOINER * (character in JOINERS)
    shown = (character if reads is None else reads).lower()
    if len(shown) != 1 or character in regional() or shown in "σς":
        # The lower case of a sigma, alone of all letters, depends on its neighbours.
        return shown, layout.FOLDS | unseen | layout.SOLID * shown[:1].isalnum()
    flags = unseen | layout.SOLID * shown.isalnum() | FLAGS.get(shown, 0)
    flags |= layout.HEAD * (shown in special.heads) | layout.TAIL * (shown in special.tails)
    flags |= layout.EMOJI * (reads is None and character in special.emoji)
    flags |= features.ENDS.get(shown, 0) << layout.END_AT | (shown in features.QUOTES) << layout.QUOTE_AT
    telling = flags & (layout.DIGIT | layout.NUMBER | layout.DOT | layout.AT | layout.CODED) or (
        shown in features.ENDS or (shown.isascii() and (shown.isalnum() or shown in "_-"))
    )
    return shown, flags | layout.TELLING * bool(telling)


class Specials(NamedTuple):
    """Characters that count as more than a letter or none; `any` are all of them."""

    unseen: frozenset[str]
    emoji: frozenset[str]
    heads: frozenset[str]
    """What only the fold can read: the first parts of one character, and marks of emphasis; `tails` are the second parts."""
    tails: frozenset[str]
    any: frozenset[str]


@cache
def specials() -> Specials:
    every = "".join(map(chr, range(PLANES)))
    unseen, pictures = frozenset(SEEN_BY_NOBODY.findall(every)), frozenset(emoji().findall(every))
    heads, tails = (frozenset({"*", *(parts[at] for parts in wholes())}) for at in (0, 1))
    named = {*FLAGS, *features.ENDS, *features.QUOTES, *readings(), *regional(), *"σς", *map(chr, range(128))}
    return Specials(unseen, pictures, heads, tails, frozenset(named | unseen | pictures | heads | tails))


def characters_of(page: int) -> str:
    """Return 256 code points."""
    return "".join(map(chr, range(page * 256, page * 256 + 256)))


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
        layout.CODED: "[/",  # skeleton.EMOJI_CODE
        layout.ENCLOSES: "@!！#",  # share_codes.BETWEEN_MARKS
        layout.COLON: ":：＝=|｜¦@👉➡→🔍🔎",  # share_codes.COLON
    }
)
