"""Words of pictures in columns, and large lines that are one phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures.conftest import FakeReader
from xhslint.linter.linter import Linter
from xhslint.pictures.columns import in_columns
from xhslint.pictures.layout import in_reading_order
from xhslint.pictures.reading import NOWHERE, Line, Reading
from xhslint.pictures.ways import going_on, ways
from xhslint.report.parts.places import spot
from xhslint.run.posters import check_words
from xhslint.run.worker import DraftResult


def large(*texts: str, height: int = 200) -> tuple[Line, ...]:
    """Lines below each other, at the left edge."""
    return tuple(Line(text, (50, 100 + 230 * at, height * len(text), height)) for at, text in enumerate(texts))


def columns(*rows: str, right: int = 590, height: int = 60) -> list[Line]:
    """Lines in two columns, as `left｜right`; a row without the mark stands at the left edge alone."""
    found = []
    for at, row in enumerate(rows):
        for x, text in zip((70, right), row.split("｜"), strict=False):
            if text:
                found.append(Line(text, (x, 200 + 110 * at, height * len(text), height)))
    return found


def checked(*lines: Line) -> DraftResult:
    def check(draft: object) -> DraftResult:
        return DraftResult(draft, findings=tuple(Linter().examine(draft).findings))  # type: ignore[arg-type]

    reading = Reading(1080, 1440, (), tuple(in_reading_order(lines)))
    return check_words(reading, "a.jpg", NOWHERE, check)


def found(*lines: Line) -> list[tuple[str, str, tuple[int, ...]]]:
    """Rule, words and box of each finding."""
    result = checked(*lines)
    assert result.draft
    assert all(result.draft.text[each.start : each.end] == each.text for each in result.findings)
    assert all(result.draft.position(each.start) == (each.line, each.column) for each in result.findings)
    places = [spot(result.draft, each).place for each in result.findings]
    return [
        (each.rule_id, each.text, place.box if place else ())
        for each, place in zip(result.findings, places, strict=True)
    ]


@pytest.mark.parametrize(
    ("lines", "rule", "words"),
    [
        (("冬日手作", "主页", "有链接"), "redirect/profile", "主页 有链接"),
        (("圣诞材料", "私信我", "拿模板"), "dm/lead", "私信我 拿模板"),
        (("私信", "下单"), "dm/ask", "私信 下单"),
    ],
)
def test_large_lines_may_be_one_phrase(lines: tuple[str, ...], rule: str, words: str) -> None:
    ((name, text, box),) = found(*large(*lines))
    assert (name, text) == (rule, words)
    first = len(lines) - 2
    assert box == (50, 100 + 230 * first, 200 * max(map(len, lines[first:])), 430)


def test_small_lines_are_read_one_by_one() -> None:
    assert found(*large("主页", "有链接", height=40)) == []


def test_lines_that_are_far_apart_or_of_other_sizes_are_no_phrase() -> None:
    first = Line("私信", (50, 100, 400, 200))
    for other in ((50, 600, 400, 200), (50, 320, 240, 120), (700, 320, 330, 200)):
        assert going_on(Reading(1080, 1440, (), (first, Line("下单", other)))) == frozenset()
    assert going_on(Reading(1080, 1440, (), (first, Line("下单", (60, 320, 400, 190))))) == {0}


def test_what_was_found_line_by_line_is_found_still() -> None:
    lines = (*large("主页", "有链接"), Line("点赞抽奖送礼", (50, 900, 300, 50)))
    assert [each[1] for each in found(*lines)] == ["主页 有链接", "点赞抽奖"]


def test_columns_are_read_one_after_the_other_where_that_says_more() -> None:
    lines = columns("周一上午｜想要图纸", "周二下午｜私信我", "周三全天｜领取一份", "周四休息｜名额十个")
    ((rule, text, (x, *_)),) = found(*lines)
    assert (rule, x) == ("dm/ask", 590) and text == "私信我"
    result = checked(*lines)
    assert result.draft and result.draft.text.startswith("周一上午\n周二下午\n周三全天\n周四休息\n想要图纸\n")


def test_an_id_in_a_column_is_found() -> None:
    lines = columns("周一上午｜加我", "周二下午｜薇信", "周三全天｜muxi_8820", height=81)
    assert [each[:2] for each in found(*lines)] == [("contact/wechat-id", "加我 薇信 muxi_8820")]


def test_a_title_over_columns_comes_first() -> None:
    title = Line("手作周末课程表", (70, 60, 900, 110))
    lines = [title, *columns("一｜甲", "二｜乙"), Line("都来看看今天的新课程表吧", (70, 700, 900, 60))]
    assert [line.text for line in in_columns(lines)] == [title.text, "一", "二", "甲", "乙", lines[-1].text]


def test_three_columns() -> None:
    lines = [
        Line(text, (60 + 340 * (at % 3), 200 + 100 * (at // 3), 120, 60)) for at, text in enumerate("一甲子二乙丑")
    ]
    assert "".join(line.text for line in in_columns(in_reading_order(lines))) == "一二甲乙子丑"


@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.tuples(*[st.integers(1, 900)] * 4)).map(lambda each: Line(*each)), max_size=12
    )
)
def test_no_line_is_lost(lines: list[Line]) -> None:
    ordered = in_reading_order(lines)
    assert sorted(in_columns(ordered)) == sorted(lines)
    reading = Reading(1000, 1000, (), tuple(ordered))
    for plain, joined in ways(reading, "a.jpg"):
        assert joined is None or (len(joined.text), joined.places) == (len(plain.text), plain.places)


def test_the_command_tells_the_box_of_a_phrase_over_two_lines(
    reader: FakeReader, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.pictures.conftest import poster
    from xhslint.cli.main import main

    poster("a.jpg", "私信", "下单", height=90)
    assert main(["a.jpg", "--format", "concise"]) == 0
    assert capsys.readouterr().out.startswith("a.jpg:x=100 y=100 100×190: warning dm/ask")
