"""One finding for one offence: which findings are merged, into which of them, and over which span."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classifying import CALLS
from tests.growth import assert_linear
from tests.rules import linter as one_rule
from xhslint.base.records import replace
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.linter.merging import ACTS, joined, merged, parts_of
from xhslint.linter.overlaps import deduplicated, report_order
from xhslint.model.disguises import Disguise
from xhslint.model.findings import SEVERITIES, Edit, Finding, Fix, Severity, Signal, later
from xhslint.model.judgements import Seen

TEXT = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
SEEN = (Seen("reach", "找我", ("找我",)),)
one_linter = Linter(ignore=CALLS)


def found(start: int, end: int, rule: str, severity: Severity = "error", reading: str = "") -> Finding:
    text = TEXT[start:end]
    return Finding(rule, severity, start, end, 1, start + 1, text, reading or text, rule, "", ())


def told(*findings: Finding) -> list[tuple[str, int, int, tuple[str, ...]]]:
    for each in (result := merged(findings)):
        assert each.text == TEXT[each.start : each.end] and each.column == each.start + 1
    return [(each.rule_id, each.start, each.end, each.also) for each in result]


def checked(text: str, profile: str = "personal") -> list[tuple[str, str, str, tuple[str, ...]]]:
    findings = Linter(profile, ignore=CALLS).check(text)
    assert all(text[each.start : each.end] == each.text for each in findings)
    return [(each.rule_id, each.severity, each.text, each.also) for each in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "想要的加微信 momo_8812",
            [("contact/wechat-id", "error", "想要的加微信 momo_8812", ("contact/wechat-add",))],
        ),
        (
            "帮卖家拍单，佣金当天结",
            [("ranking/order-fraud", "error", "帮卖家拍单，佣金当天结", ("ranking/paid-review",))],
        ),
        (
            "私聊送你，想买千粉号的老板滴滴",
            [
                ("dm/lead", "warning", "私聊送你", ()),
                ("ranking/account-trade", "error", "想买千粉号的老板滴滴", ("dm/lead",)),
            ],
        ),
    ],
)
def test_an_offence_that_several_rules_find_is_told_once(
    text: str, expected: list[tuple[str, str, str, tuple[str, ...]]]
) -> None:
    assert checked(text) == expected


def test_what_the_classifier_finds_as_well_is_told_with_it() -> None:
    (only,) = Linter().check("喜欢的话，想要的私聊加微信 momo_8812。")
    assert (only.rule_id, only.severity, only.text) == ("contact/wechat-id", "error", "想要的私聊加微信 momo_8812")
    assert only.also == ("contact/wechat-add", "dm/ask")


def test_only_rules_of_the_classifier_are_left_out() -> None:
    assert {rule.id for rule in Linter().engine.rulebook.rules if rule.matcher.key == "classifier"} == set(CALLS)


def test_findings_that_only_touch_stay_two() -> None:
    one, other = found(0, 3, "contact/a"), found(3, 6, "dm/b")
    assert told(one, other) == [("contact/a", 0, 3, ()), ("dm/b", 3, 6, ())]
    assert merged([one, other])[0] is one


def test_one_shared_character_is_enough() -> None:
    assert told(found(0, 4, "contact/a"), found(3, 6, "dm/b")) == [("contact/a", 0, 6, ("dm/b",))]
    assert told(found(0, 3, "dm/b"), found(2, 6, "contact/a")) == [("contact/a", 0, 6, ("dm/b",))]


def test_a_chain_is_one_finding() -> None:
    chain = found(0, 4, "dm/a", "warning"), found(3, 7, "contact/b"), found(6, 9, "redirect/c", "info")
    assert told(*chain) == [("contact/b", 0, 9, ("dm/a", "redirect/c"))]
    assert told(chain[0], chain[2]) == [("dm/a", 0, 4, ()), ("redirect/c", 6, 9, ())]


@pytest.mark.parametrize(
    ("families", "merge"),
    [
        ("contact dm", True),
        ("contact redirect", True),
        ("dm redirect", True),
        ("contact contact", True),
        ("dm dm", True),
        ("shop link", True),
        ("shop shop", True),
        ("trade dm", True),
        ("trade contact", True),
        ("contact link", True),
        ("ranking ranking", True),
        ("ranking contact", False),
        ("ranking dm", True),
        ("ranking redirect", False),
        ("shop contact", False),
        ("shop dm", False),
        ("link dm", False),
        ("link redirect", False),
        ("trade redirect", False),
        ("trade shop", False),
        ("advertising contact", False),
        ("claims advertising", True),
        ("claims claims", True),
        ("claims contact", False),
        ("disclosure dm", False),
        ("format format", False),
        ("format link", False),
        ("brand brand", False),
        ("brand contact", False),
    ],
)
def test_only_families_of_one_act_are_merged(families: str, merge: bool) -> None:
    one, other = families.split()
    findings = found(0, 4, f"{one}/a"), found(2, 6, f"{other}/b")
    apart = [(f"{one}/a", 0, 4, ()), (f"{other}/b", 2, 6, ())]
    assert told(*findings) == ([(f"{one}/a", 0, 6, (f"{other}/b",))] if merge else apart)


def test_the_page_lists_the_acts() -> None:
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    (table,) = re.findall(r"\| families \| act \|\n\|---\|---\|\n((?:\|.*\n)+)", page)
    assert [frozenset(re.findall(r"`(\w+)`", row)) for row in table.splitlines()] == list(ACTS)


def test_what_is_merged_lies_in_one_act() -> None:
    shop, link, contact = found(0, 4, "shop/a"), found(3, 7, "link/b"), found(6, 9, "contact/c")
    assert told(shop, link, contact) == [("shop/a", 0, 7, ("link/b",)), ("contact/c", 6, 9, ())]
    trade, dm, redirect = found(0, 4, "trade/a"), found(3, 7, "dm/b"), found(6, 9, "redirect/c")
    assert told(trade, dm, redirect) == [("trade/a", 0, 4, ()), ("dm/b", 3, 9, ("redirect/c",))]
    assert told(trade, dm, found(6, 9, "contact/d")) == [("trade/a", 0, 9, ("dm/b", "contact/d"))]


@pytest.mark.parametrize(
    ("one", "other", "strictest"),
    [
        (found(0, 3, "dm/a", "error"), found(0, 9, "contact/b", "warning", "微信momo_8812"), "dm/a"),
        (found(0, 9, "dm/a"), found(2, 5, "contact/b", reading="加momo_8812"), "contact/b"),
        (found(0, 9, "dm/a"), found(2, 5, "contact/b", reading="加10086"), "contact/b"),
        (found(0, 9, "dm/a"), found(2, 5, "contact/b", reading="加t.cn/a"), "contact/b"),
        (found(0, 9, "dm/a"), found(2, 5, "contact/b", reading="加QQ"), "dm/a"),
        (found(0, 9, "dm/a"), found(2, 5, "contact/b", reading="扣1111"), "dm/a"),
        (found(0, 3, "contact/a"), found(2, 6, "dm/b"), "dm/b"),
        (found(0, 4, "dm/a"), found(2, 6, "contact/b"), "dm/a"),
        (found(0, 4, "dm/a"), found(0, 4, "contact/b"), "contact/b"),
        (replace(found(0, 9, "dm/ask"), seen=SEEN), found(2, 5, "contact/b"), "contact/b"),
        (replace(found(0, 3, "dm/ask"), seen=SEEN), found(2, 9, "contact/b", "warning"), "dm/ask"),
    ],
)
def test_the_strictest_gives_its_name(one: Finding, other: Finding, strictest: str) -> None:
    (only,) = merged([one, other])
    head = one if one.rule_id == strictest else other
    assert (only.rule_id, only.severity, only.message) == (strictest, head.severity, head.message)
    assert only.parts[0] is head and set(only.parts) == {one, other}


@pytest.mark.parametrize(
    ("first", "second", "reading"),
    [
        ([(0, 1, "加")], [(2, 4, "微信")], "加乙微信戊己"),
        ([(2, 4, "微信")], [(2, 4, "微信"), (4, 5, "群")], "甲乙微信群己"),
        ([(1, 3, "我微")], [(2, 5, "微信群")], "甲我微丁戊己"),  # of two that touch the first
        ([(2, 3, "微")], [(2, 4, "微信")], "甲乙微信戊己"),  # and of two at one place the longer
        ([(1, 2, "")], [], "甲丙丁戊己"),
        ([], [], "甲乙丙丁戊己"),
    ],
)
def test_the_reading_undoes_the_disguises_of_all(
    first: list[tuple[int, int, str]], second: list[tuple[int, int, str]], reading: str
) -> None:
    parts = [
        replace(found(0, 4, "dm/a"), undone=tuple(Edit(*each) for each in first)),
        replace(found(2, 6, "dm/b"), undone=tuple(Edit(*each) for each in second)),
    ]
    (only,) = merged(parts)
    assert (only.text, only.reading) == ("甲乙丙丁戊己", reading)


def test_disguises_and_signals_are_those_of_all() -> None:
    emoji, width = Disguise("emoji", "❤", "信"), Disguise("width", "Ｑ", "Q")
    like, save = Signal("like", "赞", 1), Signal("save", "藏", 1)
    first = replace(found(0, 4, "ranking/a", "info"), disguises=(emoji,), signals=(like,))
    second = replace(found(2, 6, "ranking/b"), disguises=(width, emoji), signals=(save, like))
    (only,) = merged([second, first])
    assert only.disguises == (emoji, width) and only.signals == (save, like)


def test_fixes_are_those_of_all_the_strictest_first_and_computed_late() -> None:
    read = []

    def fix(start: int, *titles: str) -> tuple[Fix, ...]:
        read.append(start)
        return tuple(Fix((Edit(start, start + 1),), True, title) for title in titles)

    first = replace(found(0, 4, "dm/a", "warning"), fixes=later(lambda: (*fix(0, "a"), *fix(2, "b"))))
    second = replace(found(2, 6, "contact/b"), fixes=later(lambda: fix(2, "b", "c")))
    read.clear()
    (only,) = merged([first, second, found(5, 8, "contact/c")])
    assert not read
    assert [(each.start, each.title) for each in only.fixes] == [(2, "b"), (2, "c"), (0, "a")]


def test_parts_are_covered_and_no_dismissed_matches() -> None:
    result = one_linter.examine(Draft.parse("想要的私聊加微信 momo_8812"), explain=True)
    (only,) = result.findings
    assert [part.rule_id for part in only.parts] == ["contact/wechat-id", "contact/wechat-add"]
    assert [part.text for part in only.parts] == ["加微信 momo_8812", "私聊加微信"]
    assert all(part.explanation and not part.parts for part in only.parts)
    assert only.explanation == only.parts[0].explanation
    assert [each for each in result.covered if each in only.parts] == list(only.parts[1:])
    assert not any(
        part.start == each.start and part.rule_id == each.rule_id for part in only.parts for each in result.dismissed
    )


def test_a_rule_of_ones_own_is_never_merged(tmp_path: Path) -> None:
    assert [each.also for each in one_rule(tmp_path, "words: [加微, 微信]").check("加微信")] == [()]


RULES = ["contact/a", "contact/b", "dm/c", "redirect/d", "trade/e", "link/f", "shop/g", "ranking/h", "claims/i"]
findings_of_a_draft = st.lists(
    st.builds(
        lambda start, size, rule, severity, reading: found(
            start, min(len(TEXT), start + size), rule, severity, reading
        ),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 6),
        st.sampled_from(RULES),
        st.sampled_from(SEVERITIES),
        st.sampled_from(["", "momo_8812"]),
    ),
    max_size=9,
    unique_by=lambda finding: (finding.start, finding.end, finding.rule_id, finding.severity),
)


@given(findings_of_a_draft, st.randoms(use_true_random=False))
def test_the_order_is_of_no_matter_and_nothing_is_merged_twice(findings: list[Finding], random: Random) -> None:
    result = merged(findings)
    shuffled = random.sample(findings, len(findings))
    assert merged(shuffled) == result and [each.parts for each in merged(shuffled)] == [each.parts for each in result]
    assert merged(result) == result
    assert sorted((part for each in result for part in parts_of(each)), key=report_order) == sorted(
        findings, key=report_order
    )
    for each in result:
        assert each.text == TEXT[each.start : each.end]
        assert each.severity == min((part.severity for part in parts_of(each)), key=SEVERITIES.index)
        assert (each.start, each.end) == (min(p.start for p in parts_of(each)), max(p.end for p in parts_of(each)))


@given(findings_of_a_draft)
def test_no_two_findings_of_one_act_overlap(findings: list[Finding]) -> None:
    result = merged(findings)
    for number, one in enumerate(result):
        for other in result[number + 1 :]:
            families = {part.family for each in (one, other) for part in parts_of(each)}
            assert not (one.start < other.end and other.start < one.end) or not any(families <= act for act in ACTS)


@given(findings_of_a_draft, st.randoms(use_true_random=False))
def test_parts_that_are_left_are_merged_again_where_they_still_overlap(findings: list[Finding], random: Random) -> None:
    for each in merged(findings):
        left = [part for part in parts_of(each) if random.random() < 0.6]
        again = list(joined(left))
        assert sorted((p for one in again for p in parts_of(one)), key=report_order) == sorted(left, key=report_order)
        assert all(one.end <= other.start for one, other in pairwise(again))
        assert len(left) < len(parts_of(each)) or again == [each]


def test_the_work_grows_with_the_findings_only() -> None:
    def work(text: str) -> None:
        chain = [
            Finding(RULES[at % 4], "error", at, at + 2, 1, 1, "甲乙", "甲乙", "", "", ()) for at in range(len(text))
        ]
        assert len(merged(chain)) == 1

    assert_linear(work, "a", 500)


@pytest.mark.parametrize(
    ("call", "other", "kept"),
    [
        ((0, 9, "warning"), (2, 5, "warning"), ["dm/ask", "dm/lead"]),  # it says what the call is
        ((0, 9, "warning"), (0, 9, "warning"), ["dm/lead"]),  # of equal ones the rule that says what it is
        ((0, 9, "error"), (2, 5, "warning"), ["dm/ask"]),
        ((2, 5, "warning"), (0, 9, "warning"), ["dm/lead"]),
        ((0, 9, "warning"), (2, 5, "error"), ["dm/lead"]),
    ],
)
def test_a_call_makes_no_rule_redundant_that_says_what_it_is(
    call: tuple[int, int, Severity], other: tuple[int, int, Severity], kept: list[str]
) -> None:
    findings = [replace(found(call[0], call[1], "dm/ask", call[2]), seen=SEEN), found(*other[:2], "dm/lead", other[2])]
    assert [each.rule_id for each in deduplicated(findings)] == kept
    (only,) = merged(deduplicated(findings))
    assert only.rule_id == ("dm/lead" if "dm/lead" in kept else "dm/ask")


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("私信我“搬家”免费发", "dm/lead", "warning"),
        ("想要的私信我“健身”免费领计划表", "dm/lead", "warning"),
        ("关注必回", "ranking/exchange", "error"),
        ("诚信回关，不掉粉", "ranking/exchange", "error"),
        ("楼上楼下的宝子点个关注，我都会回的", "ranking/exchange", "error"),
    ],
)
def test_one_kind_of_offence_has_one_rule_and_one_severity(text: str, rule: str, severity: str) -> None:
    (only,) = Linter().check(text)
    assert (only.rule_id, only.severity) == (rule, severity)
