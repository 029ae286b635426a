"""What drafts suppress, where and how long, and what is said of mistakes in it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import read_suppressions
from xhslint.filters.suppressions import (
    Suppression,
    SuppressionResult,
    apply_suppressions,
    expired_problem,
    unused_problem,
)
from xhslint.linter.linter import Linter

KNOWN = ("contact/qq", "contact/wechat-id", "dm/bare", "dm/purchase", "shop/search", "ranking/exchange")
TODAY = "2026-06-01"


def read(text: str) -> list[Suppression]:
    found, problems = read_suppressions(Draft.parse(text, "a.md"), KNOWN)
    assert not problems
    return found


def wrong(text: str) -> list[tuple[int, int, str]]:
    return [
        (problem.line, problem.column, problem.message)
        for problem in read_suppressions(Draft.parse(text, "a.md"), KNOWN)[1]
        if problem.path == "a.md"
    ]


def only(text: str) -> tuple[int, int, str]:
    (problem,) = wrong(text)
    return problem


def scopes(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(each.rules, text[each.start : each.end]) for each in read(text)]


def outcome(text: str, *words: tuple[str, str], today: str = TODAY, require_reason: bool = False) -> SuppressionResult:
    draft = Draft.parse(text, "a.md")
    found = [finding(draft, word, rule) for word, rule in words]
    return apply_suppressions(read(text), found, today, require_reason=require_reason)


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
    [[], [""], ["  "], ["\u200b", "\u2800"], ["<!-- 别的 -->"], ["<!-- 两", "行 -->"], ["```", "代码", "```"]],
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


FRONT = "---\nxhslint:\n  ignore:{}\n---\n私我"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("\n    dm/bare: 已报备", [("dm/bare", "已报备", "", 4, 5, "dm/bare: 已报备")]),
        ("\n    'dm/bare': \"已报备\"", [("dm/bare", "已报备", "", 4, 5, "'dm/bare': \"已报备\"")]),
        ("\n    dm: 甲，until：2027-01-31", [("dm", "甲", "2027-01-31", 4, 5, "dm: 甲，until：2027-01-31")]),
        (" {dm: 甲, shop: 乙}", [("dm", "甲", "", 3, 12, "dm: 甲"), ("shop", "乙", "", 3, 19, "shop: 乙")]),
        (
            " {dm: {reason: 甲, until: 2027-01-31}}",
            [("dm", "甲", "2027-01-31", 3, 12, "dm: {reason: 甲, until: 2027-01-31}")],
        ),
        ("\n    dm: {until: '2027-01-31'}", [("dm", "", "2027-01-31", 4, 5, "dm: {until: '2027-01-31'}")]),
        ("\n    dm:\n      reason: 甲\n      until:", [("dm", "甲", "", 4, 5, "dm:\n      reason: 甲\n      until:")]),
        ("\n    dm:", [("dm", "", "", 4, 5, "dm:")]),
        (" [dm/bare, shop]", [("dm/bare", "", "", 3, 12, "dm/bare"), ("shop", "", "", 3, 21, "shop")]),
        ("\n    - dm: 甲\n    - shop", [("dm", "甲", "", 4, 7, "dm: 甲"), ("shop", "", "", 5, 7, "shop")]),
        (" dm/bare，shop", [("dm/bare", "", "", 3, 11, "dm/bare"), ("shop", "", "", 3, 19, "shop")]),
        (" 'dm, shop'", [("dm", "", "", 3, 12, "dm"), ("shop", "", "", 3, 16, "shop")]),
        ("", []),
        (" {}", []),
    ],
)
def test_front_matter(written: str, expected: list[tuple[str, str, str, int, int, str]]) -> None:
    text = FRONT.format(written)
    found = [(each.rules[0], each.reason, each.until, each.line, each.column, each.text) for each in read(text)]
    assert found == expected
    assert all((each.start, each.end, each.path) == (0, len(text), "a.md") for each in read(text))


def test_front_matter_and_comments_come_in_the_order_of_the_draft() -> None:
    text = FRONT.format(" dm") + "\n<!-- xhslint-ignore-file shop: 甲 -->"
    assert [each.rules for each in read(text)] == [("dm",), ("shop",)]
    assert read(text.replace("\n", "\r\n"))[0].line == 3


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


def test_a_finding_is_hidden_by_its_rule_or_family_where_it_begins() -> None:
    text = "私我<!-- xhslint-ignore-line dm/bare: 甲 -->\n私信\n互粉<!-- xhslint-ignore-line ranking: 乙 -->"
    result = outcome(
        text, ("私我", "dm/bare"), ("私信", "dm/bare"), ("互粉", "ranking/exchange"), ("私", "dm/purchase")
    )
    assert [(each.text, each.rule_id) for each in result.kept] == [("私信", "dm/bare"), ("私", "dm/purchase")]
    assert [(each.text, by.reason) for each, by in result.suppressed] == [("私我", "甲"), ("互粉", "乙")]
    assert (result.expired, result.unused, result.problems) == ((), (), ())


@pytest.mark.parametrize(("today", "hides"), [("2027-01-30", True), ("2027-01-31", True), ("2027-02-01", False)])
def test_the_last_day(today: str, hides: bool) -> None:
    result = outcome("私我<!-- xhslint-ignore-line dm: 甲 until: 2027-01-31 -->", ("私我", "dm/bare"), today=today)
    assert bool(result.suppressed) == hides
    assert [each.text for each in result.kept] == ([] if hides else ["私我"])
    assert [(each.text, by.until) for each, by in result.expired] == ([] if hides else [("私我", "2027-01-31")])
    assert result.unused == ()


def test_the_smallest_range_hides_and_the_others_are_unused() -> None:
    text = "<!-- xhslint-ignore-file dm: 一 -->私我<!-- xhslint-ignore-line dm: 二 -->"
    text = "甲\n" + text.replace("-->私我", "-->\n私我")
    result = outcome(text, ("私我", "dm/bare"))
    assert [by.reason for _, by in result.suppressed] == ["二"]
    assert [each.reason for each in result.unused] == ["一"]


def test_an_expired_one_gives_way_to_one_that_holds() -> None:
    text = "<!-- xhslint-ignore-file dm: 一 -->\n私我<!-- xhslint-ignore-line dm: 二 until: 2020-01-01 -->"
    result = outcome(text, ("私我", "dm/bare"))
    assert [by.reason for _, by in result.suppressed] == ["一"]
    assert result.expired == ()
    assert [each.reason for each in result.unused] == ["二"]


def test_unused_ones_are_told_rule_by_rule() -> None:
    text = "私我<!-- xhslint-ignore-line dm/bare, shop, contact/qq: 甲 -->"
    assert [each.rules for each in outcome(text, ("私我", "dm/bare")).unused] == [("shop", "contact/qq")]
    (unused,) = outcome(text, ("私我", "dm/bare")).unused
    assert unused_problem(unused, "zh") == Problem(
        "a.md", 1, 3, "这里忽略 shop、contact/qq，但没有什么可忽略的，请删去"
    )
    assert unused_problem(unused, "en").message == "nothing of shop, contact/qq is left to suppress here, delete this"


def test_what_did_not_run_is_not_called_unused() -> None:
    found = read("私我<!-- xhslint-ignore-line dm/bare, shop, contact/qq: 甲 -->")
    assert [each.rules for each in apply_suppressions(found, [], TODAY, ran=["dm/bare", "shop/search"]).unused] == [
        ("dm/bare", "shop")
    ]
    assert apply_suppressions(found, [], TODAY, ran=[]).unused == ()


def test_what_is_said_of_an_expired_one() -> None:
    (found,) = read("<!-- xhslint-ignore-file dm: 甲 until: 2020-01-01 -->")
    assert expired_problem(found, "zh") == Problem("a.md", 1, 1, "对 dm 的忽略在 2020-01-01 到期了")
    assert expired_problem(found, "en").message == "the suppression of dm expired on 2020-01-01"


def test_bare_ones_are_problems_where_a_reason_is_required() -> None:
    text = (
        "---\nxhslint: {ignore: [dm]}\n---\n"
        "<!-- xhslint-ignore-start dm, shop until: 2030-01-01 -->私我<!-- xhslint-ignore-end shop --><!-- xhslint-ignore-end -->"
        "<!-- xhslint-ignore-file contact: 甲 -->"
    )
    result = outcome(text, ("私我", "dm/bare"), require_reason=True)
    assert [str(problem) for problem in result.problems] == [
        "a.md:2:20: 忽略 dm 要写明原因 (suppressing dm takes a reason)",
        "a.md:4:1: 忽略 shop、dm 要写明原因 (suppressing shop、dm takes a reason)",
    ]
    assert len(result.suppressed) == 1
    assert outcome(text, ("私我", "dm/bare")).problems == ()


def test_with_the_real_rules() -> None:
    linter = Linter()
    text = "# 好物\n\n<!-- xhslint-ignore-next-line contact: 测试号 -->\n加薇❤：momo_8812\n加薇❤：momo_8812\n"
    draft = Draft.parse(text)
    found, problems = read_suppressions(draft, linter.rulebook.ids)
    assert not problems
    result = apply_suppressions(
        found, linter.examine(draft).findings, TODAY, ran=[rule.id for rule in linter.rulebook.chosen()]
    )
    assert [(each.line, each.rule_id.split("/")[0]) for each in result.kept] == [(5, "contact")]
    assert [each.line for each, _ in result.suppressed] == [4]
    assert result.unused == ()


PIECES = st.sampled_from(
    [
        *("<!-- xhslint-ignore-", "<!--", "-->", "line ", "next-line ", "file ", "start ", "end ", "xhslint", "```\n"),
        *(
            "dm",
            "dm/bare",
            "shop",
            ",",
            "，",
            ":",
            "：",
            "until",
            "until: ",
            "2027-01-31",
            " ",
            "\n",
            "\r",
            "甲",
            "-",
            "私我",
        ),
        *("---\n", "xhslint:\n", "  ignore:\n", "    - ", "    ", "{", "}", "[", "]", "reason: "),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_draft_gives_ranges_inside_it_and_real_positions(body: str) -> None:
    draft = Draft.parse(body) if not body.startswith("---") else Draft.parse("甲\n" + body)
    found, problems = read_suppressions(draft, KNOWN)
    assert all(0 <= each.start <= each.end <= len(draft.text) for each in found)
    assert all(each.rules and each.text in draft.text for each in found)
    last = draft.position(len(draft.text))
    for each in (*found, *problems):
        assert (1, 1) <= (each.line, each.column) <= last


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["dm", "dm/bare", "shop"]), st.booleans())
    ),
    st.lists(st.integers(0, 25)),
)
def test_every_finding_is_either_kept_or_hidden_for_a_reason(
    given_: list[tuple[int, int, str, bool]], starts: list[int]
) -> None:
    draft = Draft.parse("私我" * 20)
    found = [
        Suppression((rule,), start, start + size, "甲", "2020-01-01" if old else "", 1, 1, "")
        for start, size, rule, old in given_
    ]
    one = finding(draft, "私我", "dm/bare")
    findings = [replace(one, start=start, end=start + 2) for start in starts]
    result = apply_suppressions(found, findings, TODAY)
    assert sorted([*result.kept, *(each for each, _ in result.suppressed)], key=lambda f: f.start) == sorted(
        findings, key=lambda f: f.start
    )
    assert all(by.covers(each) and not by.has_expired(TODAY) for each, by in result.suppressed)
    for each in result.kept:
        assert all(by.has_expired(TODAY) for by in found if by.covers(each))


def test_time_grows_with_the_draft_only() -> None:
    unit = (
        "<!-- xhslint-ignore-next-line dm: 甲 -->\n私我\n<!-- xhslint-ignore-end dm --><!-- xhslint-ignore-line shop: "
    )
    began = time.process_time()
    found, problems = read_suppressions(Draft.parse((unit + "乙 -->") * 3000), KNOWN)
    assert (len(found), len(problems)) == (6000, 3000)
    assert time.process_time() - began < 5
