"""A rule of phrases that a user lowers: the classifier does not report the same words again at its own level."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import assert_linear
from tests.linter.test_merging import found
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.linter.overlaps import touched
from xhslint.model.findings import Level

SAME_PLACE = [
    ("要链接的姐妹私我一下", "dm/purchase", "dm/ask"),
    ("去淘宝搜小鹿家", "shop/search", "shop/ask"),
    ("想要的加微信", "contact/wechat-add", "contact/ask"),
]


def reported(
    text: str, *severity: tuple[str, Level], profile: str = "personal", ignore: str = ""
) -> list[tuple[str, str]]:
    made = Linter(profile, severity=severity, ignore=[ignore] if ignore else [])
    return [(finding.rule_id, finding.severity) for finding in made.check(text)]


@pytest.mark.parametrize(("text", "rule", "call"), SAME_PLACE)
def test_a_call_is_not_reported_in_place_of_a_lowered_rule(text: str, rule: str, call: str) -> None:
    assert call in {finding.rule_id for finding in Linter(select=[call]).check(text)}
    assert reported(text) == [(rule, "error")]
    assert reported(text, (rule, "warning")) == [(rule, "warning")]
    assert reported(text, (rule, "info")) == [(rule, "info")]
    assert reported(text, (rule, "off")) == []


@pytest.mark.parametrize(("text", "rule", "call"), SAME_PLACE)
def test_a_call_stays_where_its_own_level_is_given_or_the_rule_is_left_out(text: str, rule: str, call: str) -> None:
    assert reported(text, (rule, "off"), (call, "error")) == [(call, "error")]
    assert reported(text, ignore=rule) == [(call, "warning")]
    assert reported(text, (rule, "off"), ignore=rule) == [(call, "warning")]


def test_calls_at_other_places_and_of_other_families_stay() -> None:
    assert reported("互粉互赞。有评必回", ("ranking/exchange", "off")) == [("ranking/ask", "warning")]
    assert reported("想要的私信我", ("dm/purchase", "off")) == [("dm/ask", "warning")]
    assert reported("想要的私聊加微信", ("contact/wechat-add", "off")) == [("dm/ask", "warning")]


def test_another_rule_at_the_place_stays() -> None:
    assert reported("要链接的姐妹私信我发你", ("dm/purchase", "off")) == [("dm/lead", "warning")]


def test_a_level_that_is_no_milder_changes_nothing() -> None:
    text = "有意可私信报名"
    assert reported(text, ("dm/lead", "info")) == [("dm/lead", "info")]
    assert reported(text, ("dm/lead", "info"), profile="pro") == [("dm/ask", "warning")]  # which is its own level there


def test_explaining_names_the_rule_that_is_off() -> None:
    made = Linter(severity=[("shop/search", "off")])
    told = made.examine(Draft.parse("去淘宝搜小鹿家"), explain=True).dismissed
    assert ("shop/search", "profile") in [(each.rule_id, each.by) for each in told]


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda pair: (pair[0], sum(pair))), max_size=6)


@given(SPANS, SPANS)
def test_touched(ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    findings = [found(start, end, "dm/ask") for start, end in ones]
    expected = [each for each in findings if any(each.start < end and start < each.end for start, end in others)]
    assert touched(findings, others) == expected


def test_the_work_grows_with_the_length() -> None:
    made = Linter(severity=[("dm/purchase", "off")])
    assert_linear(made.check, "要链接的姐妹私我一下。", 500)
