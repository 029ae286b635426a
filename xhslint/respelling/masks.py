"""What tells by two neighbouring characters that no word is written there: bits of sounds and of units.

A number above `MASK_BITS` shares its bit with others, so the bits rule places out and prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from xhslint.respelling.packing import KIND, KIND_BITS, LETTER, OF_CHARACTER, SYLLABLE_BITS
from xhslint.respelling.readings import COMMON, HAN, ORDINARY

MASK_BITS = 32
EVERY = (1 << MASK_BITS) - 1
Arrays = Sequence[Sequence[int]]
"""The labels of a trie, where children begin, where items begin, and the items."""


def masks(units: Arrays, sounds: Arrays, syllables: Sequence[int]) -> list[list[int]]:
    """Return for each unit of one character three masks.

    They are the sounds with which what it begins may begin, the sounds that may follow when it is a piece by itself, and
    the units that may follow in a longer piece.
    """
    labels, children, readings_at, readings = units
    of_reading = Sounds(units, syllables)
    opening = [0] * len(labels)
    for unit in reversed(range(len(labels))):  # children come behind their parents
        own = (of_reading.first(row) for row in readings[readings_at[unit] : readings_at[unit + 1]])
        opening[unit] = union([*own, *opening[children[unit] : children[unit + 1]]])
    initial, following = initials(sounds[0]), followers(sounds)
    roots = {labels[unit]: unit for unit in range(children[0], children[1])}
    rows = [[0, 0, 0]]
    for code, unit in roots.items():
        heard = [of_reading.last(row) for row in readings[readings_at[unit] : readings_at[unit + 1]]]
        heard += initial.get(code, ())
        behind = bits(roots[label] for label in labels[children[unit] : children[unit + 1]])
        rows.append(
            [
                opening[unit] | bits(initial.get(code, ())),
                union(EVERY if sound is None else following.get(sound, 0) for sound in heard),
                behind,
            ]
        )
    return [list(column) for column in zip(*rows, strict=True)]


class Sounds:
    """The sounds of readings."""

    def __init__(self, units: Arrays, syllables: Sequence[int]) -> None:
        _, _, self._readings_at, self._readings = units
        self._syllables = syllables

    def first(self, reading: int) -> int:
        """Return the bits of the first sounds of a reading."""
        kind, rest = reading & KIND, reading >> KIND_BITS
        if kind in OF_CHARACTER:
            return bits(self._of_character(rest))
        return 0 if kind == ORDINARY else bits((self._syllables[rest & (1 << SYLLABLE_BITS) - 1],))

    def last(self, reading: int) -> int | None:
        """Return the sound of a reading of one syllable, which the next must follow; None for one of several."""
        kind, rest = reading & KIND, reading >> KIND_BITS
        if kind == ORDINARY:
            return 0
        return None if kind in OF_CHARACTER or rest >> SYLLABLE_BITS else self._syllables[rest]

    def _of_character(self, unit: int) -> Iterator[int]:
        for row in self._readings[self._readings_at[unit] : self._readings_at[unit + 1]]:
            if row & KIND in (HAN, COMMON):
                yield self._syllables[row >> KIND_BITS]


def initials(sounds: Iterable[int]) -> dict[int, list[int]]:
    """Return the sounds that begin with each letter, by its code point."""
    found: dict[int, list[int]] = {}
    for sound in {*sounds} - {0}:
        found.setdefault(sound >> LETTER, []).append(sound)
    return found


def followers(sounds: Arrays) -> dict[int, int]:
    """Return the bits of the sounds that may follow each sound with which a word begins."""
    labels, children, _, _ = sounds
    return {labels[node]: bits(labels[children[node] : children[node + 1]]) for node in range(children[0], children[1])}


def bits(numbers: Iterable[int]) -> int:
    """Return a bit for each number."""
    return union(1 << number % MASK_BITS for number in numbers)


def union(numbers: Iterable[int]) -> int:
    """Return all bits of some numbers."""
    return reduce(or_, numbers, 0)
