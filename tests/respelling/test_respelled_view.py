"""Positions and disguises of a view in which words are respelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.respelling.words import respeller
from xhslint.model.disguises import Disguise
from xhslint.text.view import fold


def test_every_character_keeps_its_place() -> None:
    text = "想看的戳zhǔ页，力口我"
    view = respeller().respell(fold(text))
    assert view.text == "想看的戳主页，加我"
    places = [text[slice(*view.source(at, at + 1))] for at in range(len(view.text))]
    assert places == ["想", "看", "的", "戳", "zhǔ", "页", "，", "力口", "我"]
    assert view.source(4, 6) == (4, 8)


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("铸夜", [("homophone", "铸夜", "主页")]),
        ("zhu页", [("pinyin", "zhu", "主")]),
        ("护fèn", [("homophone", "护", "互"), ("pinyin", "fèn", "粉")]),
        ("滴💧", [("emoji", "💧", "滴")]),
        ("进君羊", [("split", "君羊", "群")]),
        ("页主", [("reversed", "页主", "主页")]),
        ("微微信信", [("doubled", "微微信信", "微信")]),
        ("主〇页", [("separator", "〇页", "页")]),
        ("4我", [("digit", "4", "私")]),
        ("主y", [("initials", "y", "页")]),
        ("Ｋzhu页", [("width", "Ｋ", "k")]),
    ],
)
def test_the_disguises_are_told_in_order(text: str, undone: list[tuple[str, str, str]]) -> None:
    view = respeller().respell(fold(text))
    assert view.disguises(0, len(view.text)) == [Disguise(*each) for each in undone]


def test_only_respelled_places_count_as_respelled() -> None:
    view = respeller().respell(fold("看zhu页吧"))
    assert [view.is_respelled(at, at + 1) for at in range(len(view.text))] == [False, True, False, False]
    assert not fold("看主页").is_respelled(0, 3)


@given(st.text(st.sampled_from("主页zhuyef铸夜💧滴🧣🏪力口我君羊进4 ·，\u200b私ａ互粉"), max_size=24))
def test_any_view_covers_its_source_in_order(text: str) -> None:
    view = respeller().respell(fold(text))
    before = 0
    for at in range(len(view.text)):
        start, end = view.source(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= before or end == before
        before = end
    assert respeller().respell(fold(view.text)).text or not view.text
