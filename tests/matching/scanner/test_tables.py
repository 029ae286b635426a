"""The compiled scanner and its tables: nothing outside of them is ever read, and the work is linear."""

from __future__ import annotations

import random
import tracemalloc
from array import array

import pytest

from tests.growth import assert_linear
from tests.matching.scanner.tables import TEXTS, tables
from xhslint.matching.scanner.layout import Tables

pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")


def test_tables_that_are_damaged_are_refused_or_harmless() -> None:
    from xhslint.matching.scanner._scanner import Scanner

    whole = array("I", tables())
    chance = random.Random(5)
    accepted = 0
    for _ in range(40):
        words = whole[:]
        for _ in range(chance.choice((1, 2, 50))):
            place = chance.choice((chance.randrange(40), chance.randrange(len(words)), chance.randrange(len(words))))
            words[place] = chance.choice(
                (0, 0xFFFFFFFF, chance.randrange(1 << 32), words[place] ^ 1 << chance.randrange(32))
            )
        try:
            scanner = Scanner(words.tobytes())
        except ValueError:
            continue
        accepted += 1
        for text in TEXTS:
            scanner.open(text, True)
            reading = scanner.read(text)
            reading.places(array("I", range(0, 30_000, 7)), 0, 1 << 30)
            assert reading.rank(-5) == 0
            reading.rank(1 << 20)
    assert 0 < accepted < 40


REFERENCES = (
    *("pages", "firsts", "cells", "terms", "asks_at", "asks", "slots_at", "slots", "tests_at", "tests", "steps_at"),
    *("cues_at", "cues"),
    *("unit_children", "unit_readings_at", "unit_readings", "sound_children", "sound_words_at", "sound_words"),
    *("words_at", "words"),
)


LAST = {"firsts": 3, "slots": 2}
"""How far from its end the last number of an array that refers to something stands, if it is not the last one: bits do not."""


@pytest.mark.parametrize("name", REFERENCES)
@pytest.mark.parametrize("number", [0xFFFFFFFF, 0xFFFFFFFE, 0x7FFFFFFF])
def test_numbers_that_refer_to_nothing_are_refused(name: str, number: int) -> None:
    from xhslint.matching.scanner._scanner import Scanner

    whole = array("I", tables())
    sizes = whole[1 : 1 + len(Tables._fields)]  # behind a number that marks the tables
    array_number = Tables._fields.index(name)
    first = 1 + len(sizes) + sum(sizes[:array_number])
    for place in (first, first + sizes[array_number] - LAST.get(name, 1)):
        wrong = whole[:]
        wrong[place] = number
        with pytest.raises(ValueError, match="not the tables"):
            Scanner(wrong.tobytes())


def test_what_a_long_draft_took_is_freed() -> None:
    from xhslint.matching.scanner._scanner import Scanner

    scanner = Scanner(tables())
    tracemalloc.start()
    try:
        scanner.open("海" * 2_000_000, True)
        assert tracemalloc.get_traced_memory()[0] > 10_000_000
        scanner.open("海", True)
        assert tracemalloc.get_traced_memory()[0] < 100_000
    finally:
        tracemalloc.stop()


def test_wrong_arguments_are_refused() -> None:
    from xhslint.matching.scanner._scanner import Scanner

    scanner = Scanner(tables())
    with pytest.raises(TypeError):
        scanner.read(b"")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        scanner.open(None, False)  # type: ignore[arg-type]


def test_it_says_when_it_cannot_tell_without_the_fold() -> None:
    from xhslint.matching.scanner._scanner import Scanner

    scanner = Scanner(tables())
    assert scanner.open("加徵信：momo_8812", False)  # characters that read as one other are no reason
    assert scanner.open("亻言", False) is None
    assert scanner.open("⑩", False) is None
    assert scanner.open("🇻", False) is None
    assert isinstance(scanner.open("今天天气真好", False), int)


@pytest.mark.parametrize(
    "unit", ["a-", "aaaa ", "加 aaaa ", "[em]e1", "1 ", "com.", "at ", "加微信", "赞1", "+a ", "10元出"]
)
def test_the_work_is_linear_in_length(unit: str) -> None:
    """No entry is followed further than a fixed number of steps, and no run is read again from each of its places."""
    from xhslint.matching.scanner._scanner import Scanner

    scanner = Scanner(tables())
    assert_linear(lambda text: scanner.open(text, False), unit, 20_000)
