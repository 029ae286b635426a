"""What holds for the view of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import assert_linear
from tests.text.views import Skip, ranges
from xhslint.model.disguises import DISGUISE_NAMES
from xhslint.text.fold_table import readings
from xhslint.text.view import View, fold

TRICKY = (
    "加微信我淘宝ⓥⓧＶｘ①⒛㉑学學寳㣲亻言氵匋宀玉扌口\\/:a1.➕❤☎©🇨🇳🇻🇽👩𝓿ѵáİΣςσßſK가が**＊"
    "\u200b\u200d\ufe0e\ufe0f\u20e3\u0301\u0fc6\u202e\ufeff\u00ad\u3164\U000e0067\U000e0100\ud83d\n "
)


texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=())), max_size=40)


@settings(deadline=None)
@given(texts)
def test_origins_are_in_order_and_inside(text: str) -> None:
    view = fold(text)
    last = (0, 0)
    for start, end in ranges(view):
        assert 0 <= start < end <= len(text)
        assert (start, end) == last or start >= last[1]
        last = start, end


@settings(deadline=None)
@given(texts)
def test_all_but_what_vanishes_has_a_place_in_the_view(text: str) -> None:
    view = fold(text)
    covered = {at for start, end in ranges(view) for at in range(start, end)}
    assert all(readings().get(char) == "" or char in "*＊" for at, char in enumerate(text) if at not in covered)


@settings(deadline=None)
@given(texts)
def test_a_view_is_its_own_view(text: str) -> None:
    view = fold(text)
    assert fold(view.text).text == view.text
    assert view.is_identity == (view.text == text.lower() and view.disguises(0, len(view.text)) == [] and same(view))


def same(view: View) -> bool:
    return ranges(view) == [(at, at + 1) for at in range(len(view.text))] and view.source(0, 0) == (0, 0)


@settings(deadline=None)
@given(st.text(st.sampled_from("私信**＊禾厶v\\/\u200b\u0301 \n，"), max_size=30))
def test_a_view_of_emphasis_is_its_own_view(text: str) -> None:
    view = fold(text)
    assert fold(view.text).text == view.text
    assert ranges(view) == sorted(ranges(view))


@pytest.mark.parametrize("unit", ["私**信**", "私**信***", "**私 ", "私**信\n"])
def test_the_work_on_emphasis_grows_with_the_length(unit: str) -> None:
    assert_linear(fold, unit, 2_000)


@settings(deadline=None)
@given(texts, st.data())
def test_a_range_is_made_of_its_characters(text: str, data: st.DataObject) -> None:
    view = fold(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    if start < end:
        assert view.source(start, end) == (view.source(start, start + 1)[0], view.source(end - 1, end)[1])


@settings(deadline=None)
@given(texts, st.data())
def test_disguises_are_in_order_and_read_as_the_view(text: str, data: st.DataObject) -> None:
    view = fold(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.source(start, end)
    at = first
    for item in view.disguises(start, end):
        assert item.kind in DISGUISE_NAMES
        at = text.index(item.text, at, last) + len(item.text)


@settings(deadline=None)
@given(
    st.text(st.sampled_from("加微信ⓥ①學⒛a"), min_size=2, max_size=8),
    st.sampled_from("\u200b\u200c\u2060\ufeff\u00ad\u202e\u200d\u3164"),
    st.data(),
)
def test_invisible_characters_inside_widen_the_range_by_themselves(text: str, char: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(text) - 1))
    before, after = fold(text), fold(text[:at] + char + text[at:])
    assert after.text == before.text
    for start in range(len(before.text)):
        for end in range(start + 1, len(before.text) + 1):
            first, last = before.source(start, end)
            grown = (first + (first >= at), last + (last > at))
            assert after.source(start, end) == grown


@settings(deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["", "\n"])), max_size=3))
def test_skips_read_as_the_text_with_them_replaced(text: str, cuts: list[tuple[int, int, str]]) -> None:
    skips, done, replaced = [], 0, ""
    for start, length, reads in sorted(cuts):
        if done <= start and start + length <= len(text):
            skips.append(Skip(start, start + length, reads))
            replaced += text[done:start] + reads
            done = start + length
    view = fold(text, skips)
    assert view.text == fold(replaced + text[done:]).text
    spans = ranges(view)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
