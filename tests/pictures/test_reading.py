"""What was read in a picture: kept as text, and as drafts with boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.drafts.places import Place, around, place_words, places_in
from xhslint.linter.linter import Linter
from xhslint.pictures.reading import Line, Reading, code_draft, drafts, from_text, to_text, words_draft

BOX = st.tuples(*[st.integers(0, 9999)] * 4)
LINES = st.lists(st.builds(Line, st.text(), BOX, st.floats(0, 1))).map(tuple)
READINGS = st.builds(Reading, st.integers(1, 9999), st.integers(1, 9999), LINES, st.none() | LINES, st.booleans())


@given(READINGS)
def test_a_reading_is_kept_whole(reading: Reading) -> None:
    assert from_text(to_text(reading)) == reading


@pytest.mark.parametrize("text", ["", "{}", "[1, 2]", '[1, 2, [["a", [1], 1]], null, false]', "[1, 2, [], [[]], 0]"])
def test_damaged_text_is_no_reading(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, IndexError)):
        from_text(text)


def test_words_are_one_draft_and_each_code_is_one() -> None:
    reading = Reading(
        900, 1200, (Line("weixin://dl/chat", (5, 6, 7, 8)),), (Line("好", (1, 2, 3, 4)), Line("看", (9, 9, 9, 9)))
    )
    words, code = drafts(reading, "a.jpg")
    assert (words.text, words.in_picture, words.place_at(2)) == ("好\n看", "words", Place(box=(9, 9, 9, 9)))
    assert (code.text, code.in_picture, code.places[0][1].box) == ("weixin://dl/chat", "code", (5, 6, 7, 8))


def test_a_picture_without_words_is_an_empty_draft() -> None:
    draft = words_draft(Reading(900, 1200, (), ()), "a.jpg")
    assert (draft.text, draft.place_at(0)) == ("", Place(box=(0, 0, 900, 1200)))


def test_a_span_over_two_lines_has_a_box_around_both() -> None:
    draft = words_draft(
        Reading(900, 1200, (), (Line("加微信", (10, 20, 100, 40)), Line("abc_123", (50, 80, 200, 40)))), "a.jpg"
    )
    found = places_in(draft.places, 1, 6)
    assert around(each.box for each in found) == (10, 20, 240, 100)
    assert [each.box for each in places_in(draft.places, 0, 3)] == [(10, 20, 100, 40)]
    assert [each.box for each in places_in(draft.places, 4, 11)] == [(50, 80, 200, 40)]


def test_places_are_said_in_pixels() -> None:
    assert place_words(Place(box=(312, 1120, 440, 64)), "zh") == "x=312 y=1120 440×64"
    assert place_words(Place(box=(3, 4, 50, 50), field="code"), "zh") == "二维码 › x=3 y=4 50×50"


def test_words_have_no_title_no_limits_and_no_suppressions() -> None:
    long = "第一次带外婆坐高铁去海边看日出的三天两夜全记录和所有的花费"
    lines = (
        Line(long, (0, 0, 9, 9)),
        Line("<!-- xhslint-ignore-file contact: 客户同意 -->", (0, 9, 9, 9)),
        Line("加薇：taoci_2046", (0, 18, 9, 9)),
    )
    draft = words_draft(Reading(100, 100, (), lines), "a.jpg")
    assert draft.title is None and draft.skips == ()
    assert [each.rule_id for each in Linter().examine(draft).findings] == ["contact/wechat-id"]


@pytest.mark.parametrize(("confidence", "severity"), [(0.6, "error"), (0.59, "warning")])
def test_doubtful_words_are_warnings_at_most(confidence: float, severity: str) -> None:
    lines = (Line("好", (0, 0, 9, 9), 0.2), Line("加薇：taoci_2046", (0, 18, 9, 9), confidence))
    found = Linter().examine(words_draft(Reading(100, 100, (), lines), "a.jpg")).findings
    assert [each.severity for each in found] == [severity]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("https://u.wechat.com/AbCdEfG12", ("image/qr", "link/messenger")),
        ("weixin://dl/business/?t=AbC", ("image/qr", "link/messenger")),
        ("https://qm.qq.com/q/aBcDeF12", ("image/qr", "link/messenger")),
        ("https://m.tb.cn/h.5AbCdEf", ("image/qr", "link/shop")),
        ("wxp://f2f0AbCdEfG1234567890", ("image/qr", "link/payment")),
        ("https://qr.alipay.com/fkx10001abc", ("image/qr", "link/payment")),
        ("alipays://platformapi/startapp?appId=20000067", ("image/qr", "link/payment")),
        ("https://deer-home.example.com/menu", ("image/qr", "link/external")),
        ("加薇 taoci_2046", ("contact/wechat-id", "image/qr")),
        ("一杯茶", ("image/qr",)),
        ("https://www.xiaohongshu.com/explore/10001", ()),
        ("http://xhslink.com/a/AbC12", ()),
        ("xhsdiscover://user/10001abc", ()),
        ("https://www.xiaohongshu.com/web-redirect?url=https%3A%2F%2Fm.tb.cn%2Fabc", ("image/qr",)),
    ],
)
def test_a_code_is_one_finding_that_says_where_it_leads(text: str, rules: tuple[str, ...]) -> None:
    found = Linter().examine(code_draft(text)).findings
    assert [(each.rule_id, *each.also) for each in found] == ([rules] if rules else [])


def test_what_a_code_says_is_no_code_in_a_caption() -> None:
    assert [each.rule_id for each in Linter().check("https://u.wechat.com/AbCdEfG12")] == ["link/messenger"]


@pytest.mark.parametrize(
    "line",
    ["小红书号：94271123", "小红书号:muxi_8820", "地址见店铺主页", "消息\n互动消息\n赞和收藏\n新增关注\n评论和@"],
)
def test_what_the_platform_itself_writes_is_no_offence(line: str) -> None:
    lines = tuple(Line(each, (0, 100 * at, 300, 60)) for at, each in enumerate(line.split("\n")))
    assert Linter().examine(words_draft(Reading(1000, 1400, (), lines), "a.jpg")).findings == []
