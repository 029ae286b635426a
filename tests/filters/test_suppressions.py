"""Suppressions applied: which findings they cover, expired and unused ones, missing reasons, and any draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.filters.suppressed import KNOWN, read
from tests.growth import assert_linear
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
from xhslint.linter.merging import merged

TODAY = "2026-06-01"


def outcome(text: str, *words: tuple[str, str], today: str = TODAY, require_reason: bool = False) -> SuppressionResult:
    draft = Draft.parse(text, "a.md")
    found = [finding(draft, word, rule) for word, rule in words]
    return apply_suppressions(read(text), found, today, require_reason=require_reason)


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


def one_act(text: str, *, ignore: str, today: str = TODAY) -> SuppressionResult:
    """The outcome for findings that are merged, under a suppression of the whole draft."""
    draft = Draft.parse(f"<!-- xhslint-ignore-file {ignore} -->\n{text}", "a.md")
    words = {
        "加薇momo_8812": ("contact/wechat-id", "error"),
        "后台私我加薇": ("dm/purchase", "error"),
        "有意后台": ("dm/bare", "info"),
    }
    found = merged([finding(draft, word, *about) for word, about in words.items() if word in text])  # type: ignore[arg-type]
    suppressions, _ = read_suppressions(draft, KNOWN)
    return apply_suppressions(suppressions, found, today)


@pytest.mark.parametrize(
    ("ignore", "kept", "suppressed"),
    [
        ("shop: 甲", [("有意后台私我加薇momo_8812", "contact/wechat-id", ("dm/purchase", "dm/bare"))], []),
        ("contact: 甲", [("有意后台私我加薇", "dm/purchase", ("dm/bare",))], ["加薇momo_8812"]),
        ("contact/wechat-id: 甲", [("有意后台私我加薇", "dm/purchase", ("dm/bare",))], ["加薇momo_8812"]),
        ("dm/bare: 甲", [("后台私我加薇momo_8812", "contact/wechat-id", ("dm/purchase",))], ["有意后台"]),
        ("dm: 甲", [("加薇momo_8812", "contact/wechat-id", ())], ["后台私我加薇", "有意后台"]),
        (
            "dm/purchase: 甲",
            [("有意后台", "dm/bare", ()), ("加薇momo_8812", "contact/wechat-id", ())],
            ["后台私我加薇"],
        ),
        ("contact, dm: 甲", [], ["加薇momo_8812", "后台私我加薇", "有意后台"]),
    ],
)
def test_what_is_left_of_a_merged_finding_is_reported(
    ignore: str, kept: list[tuple[str, str, tuple[str, ...]]], suppressed: list[str]
) -> None:
    result = one_act("有意后台私我加薇momo_8812", ignore=ignore)
    assert [(each.text, each.rule_id, each.also) for each in result.kept] == kept
    assert [each.text for each, _ in result.suppressed] == suppressed
    assert bool(result.unused) == (not suppressed)


def test_an_expired_one_leaves_a_merged_finding_whole() -> None:
    text = "有意后台私我加薇momo_8812"
    result = one_act(text, ignore="dm: 甲 until: 2020-01-01")
    assert [each.text for each in result.kept] == [text] and not result.suppressed and not result.unused
    assert [each.rule_id for each, _ in result.expired] == ["dm/purchase", "dm/bare"]


def test_a_part_is_suppressed_where_it_begins() -> None:
    draft = Draft.parse("有意后台\n加薇momo_8812<!-- xhslint-ignore-line contact: 甲 -->", "a.md")
    found = [finding(draft, "台\n加薇", "dm/bare", "warning"), finding(draft, "加薇momo_8812", "contact/wechat-id")]
    suppressions, _ = read_suppressions(draft, KNOWN)
    result = apply_suppressions(suppressions, merged(found), TODAY)
    assert result.kept == (found[0],) and [each for each, _ in result.suppressed] == [found[1]]


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
    found, problems = read_suppressions(draft, linter.engine.rulebook.ids)
    assert not problems
    result = apply_suppressions(
        found, linter.examine(draft).findings, TODAY, ran=[rule.id for rule in linter.engine.rulebook.chosen()]
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
    for each, by in (*result.suppressed, *result.expired):
        covering = [one for one in found if one.start <= each.start < one.end and one.rules[0] in ("dm", "dm/bare")]
        assert by == min(covering, key=lambda one: (one.has_expired(TODAY), one.end - one.start, found.index(one)))
    hidden = {id(each) for each, _ in result.suppressed}
    for each in findings:
        in_force = [one for one in found if not one.has_expired(TODAY) and one.rules[0] != "shop"]
        assert (id(each) in hidden) == any(one.start <= each.start < one.end for one in in_force)


def test_work_grows_with_the_draft_only() -> None:
    unit = (
        "<!-- xhslint-ignore-next-line dm: 甲 -->\n私我\n<!-- xhslint-ignore-end dm --><!-- xhslint-ignore-line shop: "
    )
    found, problems = read_suppressions(Draft.parse((unit + "乙 -->") * 3000), KNOWN)
    assert (len(found), len(problems)) == (6000, 3000)
    assert_linear(lambda text: read_suppressions(Draft.parse(text), KNOWN), unit + "乙 -->", 20_000)


def apply_all(text: str) -> SuppressionResult:
    draft = Draft.parse(text)
    one = finding(draft, "私我", "dm/bare")
    places = [found.start() for found in re.finditer("私我", text)]
    findings = [replace(one, start=place, end=place + 2) for place in places]
    return apply_suppressions(read_suppressions(draft, KNOWN)[0], findings, TODAY)


def nested(text: str) -> SuppressionResult:
    """Apply as many ranges, each inside another one, as the text has marks."""
    marks = text.count("私我")
    start, end = "<!-- xhslint-ignore-start dm: 甲 -->", "<!-- xhslint-ignore-end dm -->"
    return apply_all(start * marks + text + end * marks)


def started(text: str) -> SuppressionResult:
    """Read as many starts of one rule, and then ends of another one, as the text has marks."""
    marks = text.count("私我")
    return apply_all("私我<!-- xhslint-ignore-start dm: 甲 -->" * marks + "<!-- xhslint-ignore-end shop -->" * marks)


@pytest.mark.parametrize(
    ("work", "unit"),
    [
        (apply_all, "私我<!-- xhslint-ignore-line dm: 甲 -->\n"),
        (apply_all, "私我<!-- xhslint-ignore-line dm: 甲 -->"),
        (apply_all, "<!-- xhslint-ignore-next-line dm: 甲 -->\n私我\n"),
        (lambda text: apply_all(text + "私我"), "<!-- xhslint-ignore-next-line dm: 甲 -->\n"),
        (apply_all, "<!-- xhslint-ignore-start dm: 甲 -->私我<!-- xhslint-ignore-end -->"),
        (nested, "私我"),
        (started, "私我"),
    ],
)
def test_many_suppressions_of_many_findings_take_linear_work(
    work: Callable[[str], SuppressionResult], unit: str
) -> None:
    assert_linear(work, unit, 100 * len(unit))
