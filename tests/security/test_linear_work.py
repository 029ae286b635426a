"""Drafts that are written to take long: the work grows with the draft and no faster, whatever is repeated in it."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear, count_calls
from tests.samples import finding
from xhslint.drafts.draft import Draft
from xhslint.filters.changed_lines import ChangedLines
from xhslint.linter.linter import Linter

linter = Linter()

# What repeats, and how many characters the shorter of the two texts has.
SHAPES = {
    "Han digits": ("一三", 2_000),
    "Han digits by three": ("幺三五", 2_000),
    "digits of two scripts": ("13一", 2_000),
    "digits and the letter o": ("1o3oo", 2_000),
    "comments": ("<!--a-->加\u200b微\n", 2_000),
    "invisible characters": ("a\u200b", 2_000),
    "a mark and a letter": ("+v", 400),
    "a word and an emoji": ("加薇❤momo", 800),
    "one character a line": ("加\n微\n信\n", 800),
    "a word alone": ("微信", 800),
    "a sentence": ("小红书点赞收藏涨粉有需要的来", 300),
    "phone numbers": ("13812340917 ", 800),
    "accounts": ("加微信abc12345\n", 800),
    "refusals": ("拒绝互粉\n", 800),
    "marks of quotations and lists": ("“互粉、：", 800),
    "halves of addresses": ("www互粉", 800),
}


@pytest.mark.parametrize(("unit", "length"), SHAPES.values(), ids=list(SHAPES))
def test_a_draft_that_repeats(unit: str, length: int) -> None:
    assert_linear(linter.check, unit, length)


@pytest.mark.parametrize("unit", ["加微信abc12345\n", "拒绝互粉\n", "有偿互粉，联系我"])
def test_what_is_not_reported_of_it(unit: str) -> None:
    assert_linear(lambda text: linter.examine(Draft.parse(text), explain=True), unit, 800)


@pytest.mark.parametrize("unit", ["a", "今天", "\ud800", "a\U0001f600"])
def test_a_title_without_end(unit: str) -> None:
    def work(text: str) -> None:
        assert [each.end for each in linter.check(text) if each.rule_id == "format/title-length"] == [len(text)]

    assert_linear(work, unit, 5_000, before="# ")


def test_a_word_is_judged_once_however_many_rules_ask() -> None:
    assert count_calls(lambda: linter.check("+v" * 100)) < 5_000 * 100


def test_changed_lines() -> None:
    def work(text: str) -> None:
        draft = Draft.parse(text)
        lines = ChangedLines(draft, [range(number, number + 1) for number in range(1, text.count("\n") + 1, 2)])
        one = finding(draft, "私我", "dm/bare")
        found = [one] * text.count("私我")
        assert all(map(lines.hold, found))

    assert_linear(work, "私我\n\n", 2_000)
