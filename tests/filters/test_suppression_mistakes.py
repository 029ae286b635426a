"""Mistakes in suppressions: exact positions and messages."""

from __future__ import annotations

import pytest

from tests.filters.suppressed import FRONT, KNOWN
from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import read_suppressions


def wrong(text: str) -> list[tuple[int, int, str]]:
    return [
        (problem.line, problem.column, problem.message)
        for problem in read_suppressions(Draft.parse(text, "a.md"), KNOWN)[1]
        if problem.path == "a.md"
    ]


def only(text: str) -> tuple[int, int, str]:
    (problem,) = wrong(text)
    return problem


UNKNOWN = "没有规则或类别 '{0}'，是不是 {1}？ (no rule or family '{0}', did you mean {1}?)"


@pytest.mark.parametrize(
    ("written", "column", "message"),
    [
        ("<!-- xhslint-ignore-nextline dm: 甲 -->", 6, "did you mean xhslint-ignore-next-line?)"),
        ("<!-- xhslint-disable-line dm: 甲 -->", 6, "没有指令 'xhslint-disable-line'"),
        ("<!-- xhslint：ignore-line dm: 甲 -->", 6, "是不是 xhslint-ignore-line？"),
        ("<!-- xhslint ignore-line dm: 甲 -->", 6, "did you mean xhslint-ignore-line?)"),
        ("<!-- xhslint-忽略 dm: 甲 -->", 6, "没有指令 'xhslint-忽略'"),
        ("<!-- xhslint-ignore-line dm/bar: 甲 -->", 26, UNKNOWN.format("dm/bar", "dm/bare")),
        ("<!-- xhslint-ignore-line shop，bare: 甲 -->", 31, UNKNOWN.format("bare", "dm/bare")),
        ("<!-- xhslint-ignore-line *: 甲 -->", 26, "没有规则或类别 '*' (no rule or family '*')"),
        ("<!-- xhslint-ignore-line dm 已报备 -->", 29, "规则和原因之间要有冒号"),
        ("<!-- xhslint-ignore-line -->", 6, "请写明忽略哪条规则，如 xhslint-ignore-line dm/bare: 原因"),
        ("<!-- xhslint-ignore-line: 已报备 -->", 6, "name the rules that are suppressed"),
        ("<!-- xhslint-ignore-line dm: 甲 until: 明年 -->", 39, "until takes a day such as 2027-01-31, not 明年)"),
        ("<!-- xhslint-ignore-line dm: 甲 until: 2027/1/3 -->", 39, "是不是 2027-01-03？"),
        ("<!-- xhslint-ignore-line dm: 甲 until: 2027.1.3 -->", 39, "did you mean 2027-01-03?"),
        ("<!-- xhslint-ignore-line dm: 甲 until: 2027年1月3日 -->", 39, "did you mean 2027-01-03?"),
        ("<!-- xhslint-ignore-line dm: 甲 until: 2027-02-30 -->", 39, "not 2027-02-30)"),
        ("<!-- xhslint-ignore-line dm: 甲 until: -->", 32, "until 要写成 2027-01-31 这样的日期"),
        ("<!-- xhslint-ignore-line dm: until: 2027-01-31 甲 -->", 48, "until 要写在原因后面"),
        ("<!-- xhslint-ignore-line dm until: 2027-01-31: 甲 -->", 46, "until must come last"),
        ("<!-- xhslint-ignore-start dm: 甲 -->", 1, "没有 xhslint-ignore-end"),
        ("<!-- xhslint-ignore-end dm -->", 6, "there is no xhslint-ignore-start of dm"),
        ("<!-- xhslint-ignore-end -->", 6, "xhslint-ignore-end 前面没有 … 的 xhslint-ignore-start"),
        ("<!-- xhslint-ignore-line dm: 甲", 1, "注释没有用 --> 结束"),
        ("<!-- xhslint-ignore-line dm: 甲 <!-- 别的 -->", 1, "the comment is not closed"),
    ],
)
def test_mistakes_in_comments(written: str, column: int, message: str) -> None:
    line, found, said = only(f"甲\n乙{written}")
    assert (line, found) == (2, column + 1)
    assert message in said
    assert "(" in said  # in both languages


def test_a_range_that_ends_too_little() -> None:
    text = "<!-- xhslint-ignore-start dm: 甲 -->\n<!-- xhslint-ignore-end dm/bare -->"
    start, end = wrong(text)
    assert start[:2] == (1, 1)
    assert end[:2] == (2, 6)
    assert "是不是 dm？" in end[2]
    assert read_suppressions(Draft.parse(text), KNOWN)[0] == []


def test_one_mistake_is_told_once() -> None:
    start, end = "<!-- xhslint-ignore-start {} -->", "<!-- xhslint-ignore-end {} -->"
    assert [each[:2] for each in wrong(start.format("dmm: 甲") + end.format("dmm"))] == [(1, 27), (1, 61)]
    assert [each[:2] for each in wrong(start.format("dm: 甲 until: 1") + end.format("dm"))] == [(1, 40)]


def test_the_other_rules_of_a_mistaken_suppression_hold() -> None:
    found, problems = read_suppressions(Draft.parse("私我<!-- xhslint-ignore-line dm/bare, nothing: 甲 -->"), KNOWN)
    assert [each.rules for each in found] == [("dm/bare",)]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("written", "line", "column", "message"),
    [
        ("\n    dm/bar: 甲", 4, 5, UNKNOWN.format("dm/bar", "dm/bare")),
        (" [dm, 'dm/bar']", 3, 17, UNKNOWN.format("dm/bar", "dm/bare")),
        ("\n    dm: true", 4, 9, "应是原因，或 {reason: …, until: 2027-01-31}"),
        ("\n    dm: 3", 4, 9, "expected a reason, or {reason: …, until: 2027-01-31}"),
        ("\n    dm: [甲]", 4, 9, "expected a reason"),
        (" [[dm]]", 3, 12, "ignore 应是“规则: 原因”"),
        ("\n    dm: {reasons: 甲}", 4, 10, "did you mean reason?"),
        ("\n    dm: {until: 2027-1-3}", 4, 17, "did you mean 2027-01-03?"),
        ("\n    dm: {until: [2027-01-03]}", 4, 17, "expected a reason"),
        ("\n    dm: {reason: {a: 1}}", 4, 18, "expected a reason"),
        ("\n    dm: '甲 until: 2027-1-3'", 4, 19, "did you mean 2027-01-03?"),
        ("\n  ignroe: dm", 4, 3, "xhslint 里没有 'ignroe' 这一项，是不是 ignore？"),
    ],
)
def test_mistakes_in_front_matter(written: str, line: int, column: int, message: str) -> None:
    found = only(FRONT.format(written))
    assert found[:2] == (line, column)
    assert message in found[2]
