"""Lines written backwards or in columns: in which order they are read, where, and from which places of the draft."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear
from tests.respelling.words import calls, lattice, respeller
from xhslint.model.disguises import Disguise
from xhslint.respelling.rearranged import put_right
from xhslint.respelling.respeller import Respeller
from xhslint.text.dictionary import jieba_words
from xhslint.text.view import View, fold


def read(text: str) -> View:
    return respeller().respell(fold(text))


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("信微加的要想", "想要的加微信"),
        ("上新\n吧信微加的要想\n晚安", "上新\n想要的加微信吧\n晚安"),  # one line of several
        ("0066_ukis：信微加的要想", "想要的加微信：siku_6600"),
        ("想\n要\n的\n加\n我", "想要的加我"),
        ("晚安呀\n\n想\n要\n的🌸\n🌸加\n我\n\n好梦呀", "晚安呀\n\n想要的加我\n\n好梦呀"),
        ("想 加\n要 我\n的 吧", "想要的加我吧"),  # columns from the left
        ("加 想\n我 要\n吧 的", "想要的加我吧"),  # and from the right
    ],
)
def test_lines_are_put_right_where_that_makes_a_call(text: str, reads: str) -> None:
    assert read(text).text == reads


@pytest.mark.parametrize(
    "text",
    [
        "信微是谁",  # no call from its end
        "好\n梦\n呀",
        "想\n要",  # too few lines
        "想要的\n加\n我",
        "想 要\n的\n加 我",  # lines of unlike length
        "想要的加我",  # a call as it stands
        "",
    ],
)
def test_other_lines_stay(text: str) -> None:
    view = fold(text)
    assert put_right(view, range(len(text)) if "信微" in text else (), calls) is view


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("信微加的要想", "想要的加微信"),
        ("夜里的信微里想要一盏灯加班", "夜里的微信里想要一盏灯加班"),  # in its order made of longer words
    ],
)
def test_a_line_made_of_longer_words_as_it_stands_is_not_turned_round(text: str, reads: str) -> None:
    called = [(0, 99, [(0, 1)])]
    turned = Respeller(
        lattice().spellings, jieba_words, lambda _: iter(()), lambda line: called if line != text else []
    )
    assert turned.respell(fold(text)).text == reads


def test_positions_are_those_of_the_draft() -> None:
    text = "上新\n0066_ukis：信微加的要想\n晚安"
    view = read(text)
    at = view.text.index("siku_6600")
    start, end = view.source(at, at + 9)
    assert text[start:end] == "0066_ukis" == view.written(at, at + 9)
    assert view.source(0, 2) == (0, 2)
    assert view.source(len(view.text) - 2, len(view.text)) == (len(text) - 2, len(text))
    assert view.source(0, len(view.text)) == (0, len(text))


def test_of_columns_the_source_is_what_lies_between() -> None:
    text = "好\n\n想 加\n要 我\n的 吧"
    view = read(text)
    at = view.text.index("加我")
    start, end = view.source(at, at + 2)
    assert text[start:end] == "加\n要 我"


def test_a_disguise_says_how_it_was_written() -> None:
    view = read("信微加的要想")
    assert view.disguises(3, 6) == [Disguise("reversed", "信微加", "加微信")]
    assert view.is_respelled(0, 6)
    view = read("想\n要\n的\n加\n我")
    assert view.disguises(0, 2) == [Disguise("vertical", "想\n要", "想要")]
    assert not read("晚安\n想\n要\n的\n加\n我").is_respelled(0, 2)


@pytest.mark.parametrize("unit", ["信微加的要想\n", "想\n要\n的\n加\n我\n。。\n", "想 加\n要 我\n的 吧\n好吧\n"])
def test_the_work_is_linear_in_length(unit: str) -> None:
    assert_linear(lambda text: read(text), unit, 60)
