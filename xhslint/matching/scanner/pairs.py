"""Pairs of numbers as a table of bits, which tells of most other pairs that they are not among them."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.matching.scanner import layout


def hashed_pairs(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return a table with the bit of each pair set, 32 bits in a number; `may_begin` of `native/terms.h` reads it."""
    table = [0] * layout.PAIR_WORDS
    for first, second in pairs:
        place = ((first * 0x9E3779B1 ^ second * 0x85EBCA6B) & 0xFFFFFFFF) >> 15
        table[place >> 5] |= 1 << (place & 31)
    return table
