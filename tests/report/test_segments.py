"""Drafts in segments: overlapping, nested and empty spans, and long drafts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xhslint.report.parts.segments import ALL_UP_TO, Segment, Span, segments, windows


def cut(text: str, *spans: tuple[int, int]) -> list[tuple[str, tuple[int | str, ...], tuple[int | str, ...]]]:
    """Return each segment as its text, the keys of its spans and of those that begin with it."""
    found = segments(text, [Span(*span, place) for place, span in enumerate(spans)])
    return [
        ("".join(fragment.shown for fragment in segment.fragments()), segment.under, segment.begins)
        for segment in found
        if isinstance(segment, Segment)
    ]


def test_overlapping_nested_and_equal_spans() -> None:
    assert cut("一二三四五", (1, 3), (2, 5)) == [
        ("一", (), ()),
        ("二", (0,), (0,)),
        ("三", (0, 1), (1,)),
        ("四五", (1,), ()),
    ]
    assert cut("一二三四", (0, 4), (1, 2)) == [("一", (0,), (0,)), ("二", (0, 1), (1,)), ("三四", (0,), ())]
    assert cut("一二", (0, 2), (0, 2), (0, 1)) == [("一", (0, 1, 2), (0, 1, 2)), ("二", (0, 1), ())]
    assert cut("一二", (0, 1), (1, 2)) == [("一", (0,), (0,)), ("二", (1,), (1,))]


def test_empty_spans() -> None:
    assert cut("一二", (1, 1)) == [("一", (), ()), ("二", (0,), (0,))]
    assert cut("一", (1, 1)) == [("一", (), ()), ("", (), (0,))]
    assert cut("", (0, 0)) == [("", (), (0,))]
    assert cut("") == []


def test_line_ends_tabs_and_what_cannot_be_seen() -> None:
    segment = next(iter(segments("甲\r\n乙\r丙\n\t丁\u200b\x1b戊", [])))
    assert isinstance(segment, Segment)
    assert [tuple(fragment) for fragment in segment.fragments()] == [
        ("甲\n乙\n丙\n\t丁", False),
        ("‹U+200B›‹U+001B›", True),
        ("戊", False),
    ]


def test_what_is_drawn_as_one_character_is_not_cut() -> None:
    assert cut("加❤\ufe0f吧", (0, 2)) == [("加❤\ufe0f", (0,), (0,)), ("吧", (), ())]
    assert cut("👩\u200d🚀x", (1, 2)) == [("👩\u200d🚀", (0,), (0,)), ("x", (), ())]


def test_a_long_draft_is_shown_around_its_spans() -> None:
    length = 10 * ALL_UP_TO
    assert list(windows(length, [Span(50_000, 50_004, 0), Span(50_300, 50_310, 1)])) == [(49_700, 50_610)]
    assert list(windows(length, [Span(9, 12, 0), Span(length - 1, length, 1)])) == [(0, 312), (length - 301, length)]
    assert list(windows(length, [Span(1_000, 90_000, 0)])) == [(700, 1_300), (89_700, 90_300)]
    assert list(windows(length, [])) == []
    assert list(windows(ALL_UP_TO, [])) == [(0, ALL_UP_TO)]
    text = "甲" * length
    found = list(segments(text, [Span(1_000, 90_000, 0)]))
    assert [each if isinstance(each, int) else len(each.units) for each in found] == [
        700,
        300,
        300,
        88_400,
        300,
        300,
        29_700,
    ]
    assert [each.begins for each in found if isinstance(each, Segment)] == [(), (0,), (), ()]


RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=6)


@given(st.text("甲乙a\n\r\t❤\ufe0f\u200d👩\u200b", max_size=30), RANGES)
def test_every_span_begins_once_and_covers_its_characters(text: str, ranges: list[list[int]]) -> None:
    spans = [Span(min(start, len(text)), min(end, len(text)), place) for place, (start, end) in enumerate(ranges)]
    found = [each for each in segments(text, spans) if isinstance(each, Segment)]
    assert sorted(str(key) for each in found for key in each.begins) == [str(span.key) for span in spans]
    assert [fragment for each in found for fragment in each.units] == [
        fragment for each in segments(text, []) for fragment in each.units
    ]  # type: ignore[union-attr]
    for span in spans:
        covered = "".join(fragment.shown for each in found if span.key in each.under for fragment in each.units)
        assert (len(covered) >= 1) == (span.start < span.end or span.start < len(text))
