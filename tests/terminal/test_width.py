"""Terminal cells; expected numbers are counted by hand, never by the code under test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.terminal.width import cell_count, printable_path, units, visible
from xhslint.terminal.wrap import clip, pack, wrap

CELLS = [
    ("a", 1),
    ("薇", 2),
    ("ＶＸ", 4),
    ("ﾊﾟ", 2),
    ("é", 1),
    ("e\u0301", 1),
    ("微\u0336信\u0336", 4),
    ("한", 2),
    ("\u1112\u1161\u11ab", 2),
    ("❤", 1),
    ("❤️", 2),
    ("㊙️", 2),
    ("1️⃣", 2),
    ("1⃣", 1),
    ("👍🏽", 2),
    ("☝🏻", 1),
    ("🇨🇳", 2),
    ("🇨🇳🇯🇵", 4),
    ("👨‍👩‍👧", 2),
    ("👩🏽‍🚀", 2),
    ("👩‍❤️‍👩", 2),
    ("🏳️‍🌈", 2),
    ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2),
    ("🪿", 2),
    ("“…”", 3),
    ("\u3000", 2),
]


@pytest.mark.parametrize(("text", "cells"), CELLS)
def test_cells(text: str, cells: int) -> None:
    assert cell_count(text) == cells
    assert visible(text) == text


HIDDEN = [
    ("微\u200b信", "微‹U+200B›信"),
    ("微\u200d信", "微‹U+200D›信"),
    ("微\ufe0f信", "微‹U+FE0F›信"),
    ("薇\U000e0100", "薇‹U+E0100›"),
    ("\u202e反\u202c", "‹U+202E›反‹U+202C›"),
    ("\x1b[31m红", "‹U+001B›[31m红"),
    ("\x07\x00\x7f\x9b", "‹U+0007›‹U+0000›‹U+007F›‹U+009B›"),
    ("\u3164\u2800\u00ad", "‹U+3164›‹U+2800›‹U+00AD›"),
    ("\u0301开头", "‹U+0301›开头"),
    ("\ue000", "‹U+E000›"),
    ("\udc80", "‹U+DC80›"),
    ("e\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301\u0301‹U+0301›"),
    ("🏴\U000e0067\U000e0062x", "🏴‹U+E0067›‹U+E0062›x"),
    ("甲\r\n乙\n丙", "甲↵乙↵丙"),
    ("甲\t乙", "甲    乙"),
]


@pytest.mark.parametrize(("text", "shown"), HIDDEN)
def test_what_cannot_be_seen_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_what_an_encoding_lacks_is_shown_as_an_escape() -> None:
    assert visible("薇❤👍", "gbk") == "薇<U+2764><U+1F44D>"
    assert visible("薇\u200b", "ascii") == "<U+8587><U+200B>"


@given(st.text())
def test_units_cover_the_text_and_print_nothing_that_steers(text: str) -> None:
    pieces = units(text)
    assert len(pieces.shown) == len(pieces.cells) == len(pieces.bounds) - 1
    assert pieces.bounds == sorted({0, *pieces.bounds, len(text)})
    assert all(cells > 0 for cells in pieces.cells)
    shown = visible(text)
    assert not set(shown) & {*map(chr, range(32)), *map(chr, range(127, 160)), "\u202e", "\u2066", "\u200b", "\u2028"}
    assert visible(shown) == shown
    shown.encode()


@given(st.text(), st.integers(0, 20))
def test_of_a_text_that_takes_more_cells_only_the_beginning_is_looked_at(text: str, enough: int) -> None:
    whole, beginning = units(text), units(text, enough=enough)
    number = len(beginning.shown)
    assert beginning == whole.part(0, number)
    assert beginning.width > enough or beginning == whole
    assert number <= 2 * (enough + 1)


@given(st.text(), st.sampled_from(["ascii", "gbk", "big5", "utf-8"]))
def test_what_is_visible_can_be_encoded(text: str, encoding: str) -> None:
    visible(text, encoding).encode(encoding)


def test_agrees_with_wcwidth() -> None:
    wcwidth = pytest.importorskip("wcwidth")
    for text, cells in CELLS:
        assert wcwidth.wcswidth(text) == cells


def test_wrapping_breaks_between_chinese_characters_but_not_before_their_punctuation() -> None:
    assert wrap("写出了微信号，属于站外引流。", 12) == "写出了微信\n号，属于站外\n引流。"
    assert wrap("见《社区规范》的条款", 8) == "见《社区\n规范》的\n条款"
    assert wrap("use the in-app shop instead", 12, "  ") == "use the\n  in-app\n  shop\n  instead"
    assert wrap("用 https://example.com/a/long/path 打开", 10) == "用\nhttps://example.com/a/long/path\n打开"
    assert wrap("", 10) == ""


def test_packing_breaks_between_parts_only() -> None:
    assert pack(["一二 三", "四五", "六七八九十"], " · ", 19, "有 ") == ["有 一二 三 · 四五 ·", "   六七八九十"]
    assert pack(["一二", "三四"], "· ", 11) == ["一二· 三四"]
    assert pack(["一二三四五六", "七"], " · ", 6) == ["一二三四五六 ·", "七"]
    assert pack([], " · ", 10, "有 ") == []


@given(st.text(alphabet="微信加我，。a b（）", max_size=60), st.integers(6, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    assert wrap(text, width).replace("\n", "").replace(" ", "") == text.replace(" ", "")


def test_clipping() -> None:
    assert clip("加我微信", 8) == "加我微信"
    assert clip("加我微信吧", 8) == "加我微…"
    assert clip("加我微信吧", 8, "big5") == "加我微…"
    assert clip("abcdefghi", 8, "ascii") == "abcde..."


def test_bytes_in_a_path_that_are_not_utf_8() -> None:
    assert printable_path("caf\udce9/笔记.md") == r"caf\xe9/笔记.md"
    assert printable_path("\udce7\udcac\udc94.md") == "笔.md"
    assert printable_path("\ud800.md") == r"\ud800.md"
