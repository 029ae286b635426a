"""Spans of findings: whole words and numbers, with the id that a call gives."""

from __future__ import annotations

import pytest

from tests.linters import linter
from xhslint import Finding
from xhslint.drafts.draft import Draft
from xhslint.matching.whole_words import trimmed_span


def only(text: str, rule: str) -> Finding:
    (finding,) = [each for each in linter().check(text) if each.rule_id == rule]
    assert text[finding.start : finding.end] == finding.text
    return finding


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        ("琴谱[截图发来我就开工]，先付一半", "dm/ask"),
        ("[想学吉他的找我就行]", "dm/ask"),
        ("[上闲鱼交易]，包邮", "shop/second-hand"),
        ("[报名的扫最后一张图]", "contact/ask"),
        ("[关注我＋点赞＋艾特两个朋友就算]参加", "ranking/ask"),
        ("修琴[找热线4008-5550-66]，周末也接", "contact/ask"),
        ("[vx放评_论里]了", "contact/wechat-add"),  # noise parts no word
        ("[想进群]的扣1", "contact/group-join"),  # a phrase of a rule
        ("想[上首页，付费就上]", "ranking/service"),
        ("[要买的朋友私聊]，我有内部价", "dm/purchase"),  # 我 begins the next clause
        ("[想买的朋友私聊我]，我有内部价", "dm/purchase"),
        ("[要图的姐妹私信]，我周三发", "dm/ask"),
        ("[要链接的私，聊，我]看到就回", "dm/purchase"),  # marks that disguise
        ("住海边的[家长绿泡泡联系我]", "contact/ask"),  # the particle belongs to what it follows
    ],
)
def test_a_span_cuts_no_word_and_no_number(case: str, rule: str) -> None:
    text = case.replace("[", "").replace("]", "")
    finding = only(text, rule)
    assert (finding.start, finding.end) == (case.index("["), case.index("]") - 1)


def test_a_digit_of_a_number_is_no_sign_to_leave() -> None:
    finding = only("联系 13８８712 6634", "contact/phone")
    assert finding.text == "联系 13８８712 6634"
    assert [word for each in finding.seen for word in each.words] == ["联系"]


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        ("[喜欢的➕绿泡泡看视频：ragdoll_sh]", "contact/wechat-add"),
        ("想学琴的[加我微信约时间：qin_fang88]", "contact/wechat-add"),
        ("想学琴的[去微信找我听试听课：qin_fang88]，周末有空", "contact/wechat-hint"),
        ("[想看曲目的私信我: QIN_fang88]", "dm/ask"),
        ("琴房照片[加个卫星看细节：qin０５５５]📸", "contact/wechat-add"),
        ("[想约试听的去绿泡泡逮我：qin_fang88]", "contact/ask"),
    ],
)
def test_the_id_that_a_call_gives_belongs_to_it(case: str, rule: str) -> None:
    text = case.replace("[", "").replace("]", "")
    finding = only(text, rule)
    assert (finding.start, finding.end) == (case.index("["), case.index("]") - 1)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("加我微信约时间：周末", "加我微信约"),
        ("加我微信约时间，qin_fang88", "加我微信约"),
        ("加我微信约时间：iphone15pro的", "加我微信约"),
        ("加我微信约时间：music", "加我微信约"),
        ("加我微信约时间，抖音：qin_fang88", "加我微信约"),  # a finding of its own
    ],
)
def test_what_is_no_id_or_found_by_itself_does_not(text: str, written: str) -> None:
    assert only(text, "contact/wechat-add").text == written


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("的朋友微信找我", "朋友微信找我"),
        ("的士微信找我", "的士微信找我"),  # 的士 is a word
        ("的我", "的我"),
        ("私聊，我", "私聊，我"),  # nothing follows
    ],
)
def test_particles_are_trimmed_and_words_are_not(text: str, trimmed: str) -> None:
    start, end = trimmed_span(linter().engine.scan(Draft.parse(text)), 0, len(text))
    assert text[start:end] == trimmed
