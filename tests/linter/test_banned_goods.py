"""The opt-in family `goods`: promotion of goods that buyers and creators may not share."""

from __future__ import annotations

import pytest

from xhslint import Linter

DRAFT = "换季家里常备，感冒药开团了，一段奶粉好价也有，日抛新品下周到"


def test_it_runs_only_for_those_who_ask() -> None:
    assert Linter("paid").check(DRAFT) == []


@pytest.mark.parametrize(
    ("profile", "severity"), [("personal", None), ("pro", "warning"), ("paid", "error"), ("ad", "warning")]
)
def test_whose_note_it_is_decides(profile: str, severity: str | None) -> None:
    found = Linter(profile, extend_select="goods").check(DRAFT)
    expected = [
        ("goods/medicine", "感冒药开团"),
        ("goods/infant-formula", "一段奶粉好价"),
        ("goods/contact-lens", "日抛新品"),
    ]
    assert [(each.rule_id, each.text) for each in found] == (expected if severity else [])
    assert {each.severity for each in found} == ({severity} if severity else set())


def test_before_the_rule_was_in_force_nothing_is_said() -> None:
    kept = Linter("paid", extend_select="goods", as_of="2026-02-09").check(DRAFT)
    assert [each.rule_id for each in kept] == ["goods/infant-formula"]  # stands on the law as well


@pytest.mark.parametrize(
    "text",
    [
        "发烧第三天，医生开的退烧药起作用了，链接那边的日程先放一放",
        "隐形眼镜掉进洗手池，直播间里半睁着眼",
        "平台规定感冒药不能带货，单子推了",
        "求推荐血压计，给外公买",
    ],
)
def test_stories_advice_and_questions_promote_nothing(text: str) -> None:
    assert Linter("paid", extend_select="goods").check(text) == []
