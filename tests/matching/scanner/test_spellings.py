"""Oddly spelled words: both scanners find the same ones, and the first look lets through every draft with one that nothing explains."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import assert_linear
from tests.matching.scanner.tables import book, damaged, tables
from xhslint.matching.facts import RESPELLED
from xhslint.matching.scanner import fallback
from xhslint.matching.scanner.interface import Scanner
from xhslint.matching.scanner.layout import unpack
from xhslint.respelling.readings import readings
from xhslint.respelling.rearranged import LEAST_LINES, columns
from xhslint.respelling.tables import SoundTables
from xhslint.text.view import fold

EXAMPLES = ("看我zhu页", "力口我", "护fèn吗", "4我", "主y在", "小cheng序", "滴💧", "铸夜", "ㄓㄨˇ页", "宫仲呺")


@cache
def scanners() -> tuple[Scanner, Scanner]:
    module = pytest.importorskip("xhslint.matching.scanner._scanner", reason="built without a compiler")
    return module.Scanner(tables()), fallback.Scanner(tables())


@cache
def pieces() -> list[str]:
    """Return what the words of the rulebook may be written with, and what may stand between."""
    own = {character for word in book().respelled for character in word}
    sounds = {syllable for row in readings() if row.written in own for syllable in row.syllables}
    near = {row.written for row in readings() if len(row.written) < 6 and not sounds.isdisjoint(row.syllables)}
    return [*sorted(own), *sorted(near), *" ·，。[]k4\n_-.", "the", "zh", "\ufe0f"]


def check(text: str) -> int:
    view = fold(text).text
    compiled, python = scanners()
    found = compiled.spellings(view)
    assert found == [(word, tuple(map(tuple, spelled))) for word, spelled in python.spellings(view)]
    facts = compiled.open(view, True)
    assert facts is not None
    is_told = bool((facts[0] if isinstance(facts, tuple) else facts) & RESPELLED)
    if book().respeller.unexplained(view) or any(columns(view)):
        assert is_told
    else:
        assert not is_told or found or view.count("\n") >= LEAST_LINES - 1
    return len(found)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_both_find_the_same_words(data: st.DataObject) -> None:
    check("".join(data.draw(st.lists(st.sampled_from(pieces()), max_size=12))))


@pytest.mark.parametrize("text", ["看看my plan", "在闲鱼淘的", "xhs上看到的", "pdd买的"])
def test_a_spelling_that_is_a_term_as_it_stands_is_not_told(text: str) -> None:
    facts = scanners()[0].open(text, True)
    assert check(text)
    assert not (facts[0] if isinstance(facts, tuple) else facts or 0) & RESPELLED


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_kind_of_spelling_is_found(text: str) -> None:
    assert check(text)


@pytest.mark.parametrize("text", ["想\n要\n的", "上新\n\n加 v\n我 信\n🌸微 号\n好"])
def test_columns_are_told_of(text: str) -> None:
    assert not check(text)
    assert any(columns(text))


def test_plain_words_are_no_spellings() -> None:
    assert not check("看我主页，加微信进群")


@pytest.mark.parametrize("unit", ["zhu页", "🏪🧣", "滴💧", "z", "zhu", "一", "护fèn ", "· "])
def test_the_work_is_linear_in_length(unit: str) -> None:
    compiled, python = scanners()
    assert_linear(compiled.spellings, unit, 20_000)
    assert_linear(python.spellings, unit, 400)


def test_damaged_tables_are_refused_or_harmless() -> None:
    accepted = 0
    for scanner in damaged(
        unpack(tables()), (*SoundTables._fields, "unit_pairs", "classes"), 40, 5, type(scanners()[0])
    ):
        accepted += 1
        for text in EXAMPLES:
            scanner.spellings(text)
            scanner.open(text, True)
    assert 0 < accepted <= 40
