"""Advertising words are checked by default, and no harsher than the profile of a draft asks for."""

from __future__ import annotations

import pytest

from xhslint import Linter

DRAFT = """这支生发精华全网第一，没有之一
国家级实验室研发，三甲医院皮肤科医生推荐
百分百有效，根治掉发，没有任何副作用，孕妇宝宝都能用
史上最强！顶级成分，零风险，不见效退款
"""
EXPECTED = [
    ("advertising/first", "精华全网第一，没有之一"),
    ("advertising/level", "国家级实验室研发"),
    ("advertising/medical-endorsement", "三甲医院皮肤科医生推荐"),
    ("advertising/guarantee", "百分百有效"),
    ("advertising/guarantee", "根治"),
    ("advertising/zero-risk", "没有任何副作用，孕妇宝宝都能用"),
    ("advertising/absolute", "史上最强"),
    ("advertising/zero-risk", "顶级成分，零风险"),
    ("advertising/guarantee", "不见效退款"),
]


def test_a_draft_of_advertising_words_is_told_by_default() -> None:
    findings = Linter().check(DRAFT)
    assert [(each.rule_id, each.text) for each in findings] == EXPECTED
    assert [DRAFT[each.start : each.end] for each in findings] == [text for _, text in EXPECTED]
    assert {each.line for each in findings} == {1, 2, 3, 4}
    assert {each.severity for each in findings} == {"info"}


@pytest.mark.parametrize(
    ("profile", "first", "absolute"),
    [
        ("personal", "info", "info"),
        ("pro", "warning", "warning"),
        ("paid", "warning", "error"),
        ("ad", "warning", "error"),
    ],
)
def test_a_word_that_the_law_names_is_an_error_where_somebody_pays(profile: str, first: str, absolute: str) -> None:
    found = {each.rule_id: each.severity for each in Linter(profile).check(DRAFT)}
    assert (found["advertising/first"], found["advertising/absolute"]) == (first, absolute)


def test_a_whitening_essence_is_no_claim_of_its_user() -> None:
    text = "晚上用了美白精华，第二天睡过头了"
    assert Linter().check(text) == []
    assert [each.rule_id for each in Linter("pro").check(text)] == ["advertising/special-cosmetics"]


def test_who_ignores_them_is_not_told() -> None:
    assert Linter(ignore="advertising,claims").check(DRAFT) == []
