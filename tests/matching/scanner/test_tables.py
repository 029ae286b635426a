"""The tables of the prefilter: the same numbers on both sides, and nothing outside of them is ever read."""

from __future__ import annotations

import random
import re
from array import array
from functools import cache
from pathlib import Path

import pytest

import xhslint
from tests.growth import assert_linear
from xhslint.matching import facts
from xhslint.matching.scanner import characters as scanchars
from xhslint.matching.scanner import requirements as scansteps
from xhslint.matching.scanner import tables as scantables
from xhslint.matching.scanner.scanner import PYTHON, prefilter
from xhslint.rulebook.files.loader import load

pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")
TABLES = Path(xhslint.__file__).parent / "matching" / "scanner" / "native" / "tables.h"
TEXTS = (
    "想要同款的加薇❤：momo_8812，去 http://m.tb.cn/x 看 [玫瑰R]/比心 13800138000 10元",
    "加\n微\n信[微信]@a\x00\U0010ffff\ud800",
    "a" * 300,
)


@cache
def tables() -> bytes:
    book = load()
    patterns = list(book.index.patterns)
    entries = scantables.entries_of(book.rules)
    return scantables.tables(patterns, list(book.index.owners), book.index.symbols, entries, book.rules)


def numbers() -> dict[str, int]:
    """The names that tables.h gives to numbers."""
    text = TABLES.read_text("utf-8")
    assert text.count("enum {") > 4
    named = {name: int(value, 0) for name, value in re.findall(r"\b([A-Z_]+) = (0x[0-9a-f]+|\d+)", text)}
    return named | {name: int(value) for name, value in re.findall(r"#define ([A-Z_]+) (\d+)\s", text)}


def test_both_sides_mean_the_same() -> None:
    for name, number in numbers().items():
        for module in (facts, scanchars, scansteps, scantables):
            assert getattr(module, name, number) == number, name
    from xhslint.matching.detectors.accounts import MAX_LEAD
    from xhslint.matching.scan import LONGEST_PHRASE
    from xhslint.text.skeleton import MAX_GAP

    assert numbers()["MAX_GAP"] == MAX_GAP == MAX_LEAD
    assert numbers()["LONGEST"] == LONGEST_PHRASE
    ours = {
        name
        for name in vars(scantables) | vars(scanchars) | vars(scansteps) | vars(facts)
        if name.isupper() and name in numbers()
    }
    assert {"SOLID", "ENCLOSES", "LINK", "HIDDEN", "OPTIONAL", "NUMERAL", "SIGN"} <= ours


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


@pytest.mark.parametrize("size", [0, 4, 75, 76, 400, -4, -1])
def test_tables_that_are_cut_short_are_refused(size: int) -> None:
    from xhslint.matching.scanner._scanner import Scanner

    with pytest.raises(ValueError, match="not the tables"):
        Scanner(tables()[:size])


def test_a_prefilter_that_does_not_fit_its_tables_is_not_used() -> None:
    assert prefilter(memoryview(tables()), [], [], {"python": PYTHON})
    assert prefilter(memoryview(tables())[:-4], [], [], {"python": PYTHON}) is None
    assert prefilter(memoryview(tables()), [], [], {"python": [3, 0]}) is None


def test_wrong_arguments_are_refused() -> None:
    from xhslint.matching.scanner._scanner import Scanner

    scanner = Scanner(tables())
    with pytest.raises(ValueError, match="entries"):
        scanner.select(b"\x01")
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
