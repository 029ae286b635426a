"""How readings and sounds are written as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from xhslint.respelling.readings import ALIKE, PARTS, WHOLE_PARTS

KIND_BITS, SYLLABLE_BITS = 4, 9
KIND = (1 << KIND_BITS) - 1
"""A reading is one number: its kind and its syllables, which end at the first 0; or its kind and a character."""
LONGEST_READING = 3
LETTER = 16
"""Where the first letter of a sound stands, above its number."""
OF_CHARACTER = (ALIKE, PARTS, WHOLE_PARTS)
"""Kinds of readings that hold a character, not syllables."""


def packed_reading(kind: int, syllables: Sequence[int]) -> int:
    """Return a reading as a number."""
    number = kind
    for place, syllable in enumerate(syllables):
        number |= syllable << KIND_BITS + SYLLABLE_BITS * place
    return number
