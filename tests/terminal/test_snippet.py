"""Lines cut to a width: only what may be shown is looked at, and that changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhslint.terminal import snippet
from xhslint.terminal.snippet import Row, rows

PIECES = ["好看", "a", " ", "薇❤️", "🇯🇵", "👩‍👩‍👧‍👦" * 9, "e\u0301", "\u200b", "\t", "##[", "\n", "，", "😀"]
texts = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)


@settings(max_examples=300, deadline=None)
@given(texts, st.data())
def test_a_line_is_cut_as_if_all_of_it_was_looked_at(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    width = data.draw(st.integers(8, 40))
    with pytest.MonkeyPatch.context() as patch:
        near = list(rows(text, start, end, width))
        whole = snippet._parts
        patch.setattr(
            snippet, "_parts", lambda text, line, span, width, encoding: whole(text, line, span, 9999, encoding)
        )
        assert near == list(rows(text, start, end, width))


def test_a_span_in_a_long_line_stands_in_the_middle() -> None:
    (row,) = rows("早" * 300 + "加微信" + "晚" * 300, 300, 303, 30)
    assert row == Row("…" + "早" * 5, "加微信", "晚" * 6 + "…", 11, 6)


def test_emoji_of_many_characters_are_looked_at_until_the_width_is_filled() -> None:
    family = "👩‍👩‍👧‍👦"
    (row,) = rows(family * 60 + "加微信", 60 * len(family), 60 * len(family) + 3, 30)
    assert row and (row.before, row.marked) == ("…" + family * 11, "加微信")
