"""What may be skipped in a draft is known before it is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.drafts.openings import may_have_skips
from xhslint.drafts.skips import find_skips

MARKS = ("```", "~~~", "<!--", "![", "<img", "<IMG")
PIECES = st.lists(
    st.sampled_from([*MARKS, "`", "~", "<", "!", "[", "](a.png)", ' src="a.png">', "-->", "字", "\n"]), max_size=12
)


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_may_begin_something_to_skip(mark: str) -> None:
    assert may_have_skips(f"好看{mark}")


@pytest.mark.parametrize("text", ["", "好看！", "`行内`", "~波浪~", "a < b", "[链接](a)", "! [", "<i>"])
def test_single_characters_of_a_mark_begin_nothing(text: str) -> None:
    assert not may_have_skips(text)


@given(PIECES.map("".join))
def test_nothing_is_skipped_in_a_text_without_marks(text: str) -> None:
    assert may_have_skips(text) == any(mark in text for mark in MARKS)
    if not may_have_skips(text):
        assert list(find_skips(text, 0, True)) == []
