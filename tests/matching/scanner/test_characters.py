"""The pages of the scanner: each character has the class that a rulebook gives it, whatever was compiled before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xhslint.matching.scanner.characters import EMPTY, EMPTY_ROW, PLANES, Symbols, characters_of
from xhslint.respelling.tables import sound_tables


@pytest.mark.parametrize(
    ("patterns", "words"), [([], ()), (["微信", "vx", "私我", "안"], ("微信",)), (["加V", "🍑宝", "赞1"], ())]
)
def test_pages_hold_the_class_of_every_character(patterns: Sequence[str], words: Sequence[str]) -> None:
    symbols = Symbols(patterns, frozenset("·、"), sound_tables(words))
    numbers, rows, classes = symbols.pages()
    for page, number in enumerate(numbers):
        row = tuple(tuple(classes[4 * kind : 4 * kind + 4]) for kind in rows[256 * number : 256 * number + 256])
        is_empty = any(start <= page * 256 < end for start, end in EMPTY)
        assert row == (EMPTY_ROW if is_empty else tuple(map(symbols.of, characters_of(page)))), page
    assert len(numbers) == PLANES // 256
