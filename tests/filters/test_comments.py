"""Suppressions in comments: what each directive covers, and when."""

from __future__ import annotations

import pytest

from tests.filters.suppressed import KNOWN, read
from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import read_suppressions
from xhslint.filters.suppressions import (
    Suppression,
)


def scopes(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(each.rules, text[each.start : each.end]) for each in read(text)]


def test_a_draft_that_does_not_name_xhslint_suppresses_nothing() -> None:
    class Spy(Draft):
        def __getattribute__(self, name: str) -> object:
            assert name == "text"
            return object.__getattribute__(self, name)

    draft = object.__new__(Spy)
    object.__setattr__(draft, "text", "<!-- 别的 -->私我")
    assert read_suppressions(draft, KNOWN) == ([], [])


@pytest.mark.parametrize(
    ("written", "rules", "reason", "until"),
    [
        ("dm/bare: 已报备", ("dm/bare",), "已报备", ""),
        ("dm/bare：已报备", ("dm/bare",), "已报备", ""),
        ("contact/qq: 品牌客服号，已报备 until: 2027-01-31", ("contact/qq",), "品牌客服号，已报备", "2027-01-31"),
        ("contact/qq：品牌客服号，已报备，until：2027-01-31", ("contact/qq",), "品牌客服号，已报备", "2027-01-31"),
        ("dm: 试用（until: 2027-01-31）。", ("dm",), "试用", "2027-01-31"),
        ("dm: 试用 until 2027-01-31", ("dm",), "试用", "2027-01-31"),
        ("dm: 试用 UNTIL：２０２７-０１-３１", ("dm",), "试用", "2027-01-31"),
        ("dm: on sale until we say so", ("dm",), "on sale until we say so", ""),
        ("dm: 见 10:30 的邮件：已同意", ("dm",), "见 10:30 的邮件：已同意", ""),
        ("dm/bare, contact/qq: 甲", ("dm/bare", "contact/qq"), "甲", ""),
        ("dm/bare，shop、contact／qq：甲", ("dm/bare", "shop", "contact/qq"), "甲", ""),
        ("dm/bare contact/qq,dm/bare : 甲", ("dm/bare", "contact/qq"), "甲", ""),
        ("dm/bare: 一行\n  又一行", ("dm/bare",), "一行 又一行", ""),
        ("dm/bare", ("dm/bare",), "", ""),
        ("dm/bare:", ("dm/bare",), "", ""),
        ("dm/bare until: 2027-01-31", ("dm/bare",), "", "2027-01-31"),
        ("dm/bare, contact/qq：until: 2027-01-31", ("dm/bare", "contact/qq"), "", "2027-01-31"),
    ],
)
def test_rules_reason_and_last_day(written: str, rules: tuple[str, ...], reason: str, until: str) -> None:
    comment = f"<!-- xhslint-ignore-line {written} -->"
    text = f"甲\n私我 {comment}\n乙"
    assert read(text) == [
        Suppression(rules, 2, text.index("\n乙"), reason, until, 2, 4, comment, "a.md"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_line(newline: str) -> None:
    text = newline.join(["甲", "私我<!-- xhslint-ignore-line dm: 甲 -->乙", "丙"])
    assert scopes(text) == [(("dm",), "私我<!-- xhslint-ignore-line dm: 甲 -->乙")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "between",
    [[], [""], ["  "], ["\u200b", "\u2800"], ["<!-- 别的 -->"], ["<!-- 两", "行 -->"], ["```", "```"]],
)
def test_the_next_line_is_the_next_one_that_is_posted(newline: str, between: list[str]) -> None:
    text = newline.join(["甲<!-- xhslint-ignore-next-line dm: 甲 -->乙", *between, "  私我。", "丙"])
    assert scopes(text) == [(("dm",), "  私我。")]


def test_next_lines_add_up() -> None:
    one, two = "<!-- xhslint-ignore-next-line dm: 甲 -->", "<!-- xhslint-ignore-next-line shop: 乙 -->"
    assert scopes(f"{one}\n{two}\n私我") == [(("dm",), "私我"), (("shop",), "私我")]


def test_after_the_last_line_there_is_no_next_one() -> None:
    assert scopes("甲\n<!-- xhslint-ignore-next-line dm: 甲 -->\n\n") == [(("dm",), "")]


def test_a_file() -> None:
    text = "---\ntitle: 甲\n---\n私我\n<!-- xhslint-ignore-file dm: 甲 -->"
    assert scopes(text) == [(("dm",), text)]


def test_ranges_nest_and_end_rule_by_rule() -> None:
    start, end = "<!-- xhslint-ignore-start {} -->", "<!-- xhslint-ignore-end {} -->"
    text = "\n".join(
        [
            start.format("dm, shop: 一"),
            "甲",
            start.format("dm：二"),
            "乙",
            end.format("dm"),
            "丙",
            end.format("dm，shop: 完"),
        ]
    )
    whole = text[text.index("\n甲") : text.rindex("<!--")]
    inner = text[text.index("\n乙") : text.index("<!-- xhslint-ignore-end")]
    assert scopes(text) == [(("dm", "shop"), whole), (("dm",), inner)]
    assert [(each.reason, each.line, each.column) for each in read(text)] == [("一", 1, 1), ("二", 3, 1)]


def test_a_range_may_end_at_different_places() -> None:
    text = (
        "<!-- xhslint-ignore-start dm, shop: 一 -->甲<!-- xhslint-ignore-end shop -->乙<!-- xhslint-ignore-end dm -->"
    )
    assert scopes(text) == [(("shop",), "甲"), (("dm",), "甲<!-- xhslint-ignore-end shop -->乙")]


def test_an_end_without_names_ends_what_began_last() -> None:
    start = "<!-- xhslint-ignore-start {}: 甲 -->"
    text = (
        f"{start.format('dm')}甲{start.format('shop, contact')}乙<!-- xhslint-ignore-end -->丙<!--xhslint-ignore-end-->"
    )
    assert [(each.rules, len(text[each.start : each.end]) > 1) for each in read(text)] == [
        (("dm",), True),
        (("shop", "contact"), False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- xhslint-ignore-file dm: 甲 -->\n```",
        "<!-- 不是 xhslint-ignore-file dm: 甲 -->",
        "<!-- xhslint 会报告这里 -->",
        "xhslint-ignore-file dm: 甲",
        "<!--> xhslint-ignore-file dm -->",
        "---\ntitle: <!-- xhslint-ignore-file nothing -->\n---\n甲",
    ],
)
def test_what_only_looks_like_a_directive(text: str) -> None:
    assert read(text) == []
