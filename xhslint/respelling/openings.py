"""What tells by two neighbouring characters that no word begins there, however it is spelled: a table of bits.

Characters that are alike in this share a row, as the first of the two, and a column, as the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xhslint.base.records import NamedTuple
from xhslint.respelling.packing import KIND, KIND_BITS, LETTER, OF_CHARACTER, SYLLABLE_BITS
from xhslint.respelling.readings import COMMON, HAN, ORDINARY
from xhslint.respelling.spelling import ME

BITS = 32
"""How many columns a number of the table holds."""
ROW, PARTS, COLUMN, COLUMNS, PARTS_BEHIND = 0x7FFF, 1 << 15, 16, 0x7FFF, 1 << 31
"""The bits of the row of a character, and of its column, which begins at the bit `COLUMN`; flags that tell whether something
longer is written with it as the first character, and as the second."""
Arrays = Sequence[Sequence[int]]
"""The labels of a trie, where children begin, where items begin, and the items."""
Spoken = tuple[str, tuple[int, ...]]
"""A word and the sounds that it is spoken with."""
HEARD, OTHER, AS_IS = 1, 2, 4
"""How a character stands for one of a word: as a Chinese character that sounds like it, otherwise, as it is."""


class Side(NamedTuple):
    """What a character sounds like as a Chinese character and otherwise; `own` is the character, if it is in some word."""

    heard: frozenset[int]
    other: frozenset[int]
    own: str

    def way(self, word: str, place: int, sound: int) -> int:
        """Return how the character may stand in a word for the character at a place, which sounds like this; 0 if it cannot."""
        found = OTHER * (sound in self.other)
        if self.own == word[place]:
            found |= AS_IS
        elif sound in self.heard:
            found |= HEARD if is_sought(word) else OTHER
        return OTHER if found and len(word) > 2 else found


Ways = tuple[tuple[int, int], ...]
"""The words that a character may be in, by number, each with how it may stand there."""


class Openings:
    """The rows and columns of characters for some words.

    `units` are the arrays of the trie of what may be written, `syllables` the sounds of syllables; `common` tells how common
    units of one character are: the rows of common ones lie together.
    """

    def __init__(
        self, units: Arrays, syllables: Sequence[int], spoken: Sequence[Spoken], common: Mapping[int, int]
    ) -> None:
        self._labels, self._children, self._readings_at, self._readings = units
        self._syllables = syllables
        self._spoken = spoken
        self._rows: dict[tuple[Ways, bool], int] = {((), False): 0}
        self._columns: dict[Ways, int] = {(): 0}
        self._ways: dict[tuple[Side, int], Ways] = {}
        self._numbers: tuple[dict[int, list[int]], ...] = ({}, {})
        for number, (_, sounds) in enumerate(spoken):
            for place, sound in enumerate(sounds[:2]):
                self._numbers[place].setdefault(sound, []).append(number)
        self._own = {character for word, _ in spoken for character in word}
        self._letters = initials(sound for _, sounds in spoken for sound in sounds)
        first, past = self._children[0], self._children[1]
        self._behind = {*self._labels[past : self._children[past]]}
        self.places = [0] * past
        """For each unit of one character its row, its column, and their flags."""
        for unit in sorted(range(first, past), key=lambda unit: -common.get(unit, 0)):
            self.places[unit] = self._place(unit)

    def table(self) -> list[int]:
        """Return how many numbers a row takes, and the rows: a bit for each column, the first if it needs no second character."""
        width = len(self._columns) // BITS + 1
        numbers = [width]
        holders: list[list[tuple[int, int]]] = [[] for _ in self._spoken]
        for ways, column in self._columns.items():
            for number, how in ways:
                holders[number].append((column, how))
        for ways, is_alone in self._rows:
            bits = int(is_alone)
            for number, how in ways:
                word = self._spoken[number][0]
                for column, other in holders[number]:
                    bits |= may_be_changed(word, how, other) << column
            numbers += [bits >> BITS * place & (1 << BITS) - 1 for place in range(width)]
        return numbers

    def _place(self, unit: int) -> int:
        """Return the row and the column of a unit."""
        code = self._labels[unit]
        own = chr(code) if chr(code) in self._own else ""
        heard, other, is_alone = self._sounds(unit)
        letters = self._letters.get(code, frozenset())
        row = self._ways_of(Side(heard, other | letters, own), 0), is_alone
        column = self._ways_of(Side(heard, self._opening(unit) | letters, own), 1)
        parts = PARTS * (self._children[unit] < self._children[unit + 1]) | PARTS_BEHIND * (code in self._behind)
        return (
            parts
            | self._rows.setdefault(row, len(self._rows))
            | self._columns.setdefault(column, len(self._columns)) << COLUMN
        )

    def _ways_of(self, side: Side, place: int) -> Ways:
        """Return the words that have a character at a place, each with how it may stand there."""
        key = side, place
        if key not in self._ways:
            numbers = self._numbers[place]
            found = {number for sound in numbers.keys() & (side.heard | side.other) for number in numbers[sound]}
            found.update(
                number
                for number, (word, _) in enumerate(self._spoken)
                if side.own and word[place : place + 1] == side.own
            )
            ways = (
                (number, side.way(self._spoken[number][0], place, self._spoken[number][1][place]))
                for number in sorted(found)
            )
            self._ways[key] = tuple(way for way in ways if way[1])
        return self._ways[key]

    def _sounds(self, unit: int) -> tuple[frozenset[int], frozenset[int], bool]:
        """Return what a unit sounds like, as a Chinese character and otherwise, and whether it may be several syllables."""
        heard, other, is_several = set[int](), set[int](), False
        for row in self._readings[self._readings_at[unit] : self._readings_at[unit + 1]]:
            kind, rest = row & KIND, row >> KIND_BITS
            if kind == HAN:
                heard.add(self._syllables[rest])
            elif kind in OF_CHARACTER:
                other |= self._of_character(rest)
            elif kind not in (COMMON, ORDINARY):  # a common character stands for itself only
                is_several |= rest >> SYLLABLE_BITS > 0
                other.add(self._syllables[rest & (1 << SYLLABLE_BITS) - 1])
        return frozenset(heard), frozenset(other), is_several

    def _opening(self, unit: int) -> frozenset[int]:
        """Return the sounds that what begins with a unit begins with, unless it is the unit itself as a Chinese character."""
        found = set(self._sounds(unit)[1])
        for child in range(self._children[unit], self._children[unit + 1]):
            found |= self._sounds(child)[0] | self._opening(child)
        return frozenset(found)

    def _of_character(self, unit: int) -> set[int]:
        rows = self._readings[self._readings_at[unit] : self._readings_at[unit + 1]]
        return {self._syllables[row >> KIND_BITS] for row in rows if row & KIND in (HAN, COMMON)}


def is_sought(word: str) -> bool:
    """Tell whether a word is one that is not heard in other characters: see `spelling.ME`."""
    return len(word) == 2 and word[1] == ME


def may_be_changed(word: str, first: int, second: int) -> bool:
    """Tell whether a word may be a disguise whose first two characters are written in some of these ways."""
    return bool((first | second) & OTHER) or not (is_sought(word) or first == second == AS_IS)


def initials(sounds: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the sounds that begin with each letter, by its code point."""
    found: dict[int, set[int]] = {}
    for sound in sounds:
        found.setdefault(sound >> LETTER, set()).add(sound)
    return {letter: frozenset(those) for letter, those in found.items()}
