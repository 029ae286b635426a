"""Characters that are drawn as one."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from xhslint.text.graphemes import LONGEST, joins, widened

WHOLE = [
    "❤️",
    "☎︎",
    "👍🏻",
    "🧑🏽‍🍳",
    "👩‍❤️‍👨",
    "👨‍👩‍👧",
    "🏳️‍🌈",
    "1️⃣",
    "1⃣",
    "🇨🇳",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "e\u0301",
    "信\u0336",
    "ｶﾞ",
    "か\u3099",
    "\u1100\u1161\u11a8",
    "\r\n",
]
APART = ["加微", "❤️微", "👍👍", "🇨🇳🇯🇵", "微\u200b信", "微\u200c信", "a\n", "\n\u0301", "微\u034f信"]


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_drawn_as_one_is_not_split(text: str) -> None:
    for at in range(len(text)):
        assert widened(f"加{text}微", 1 + at, 2 + at) == (1, 1 + len(text))


@pytest.mark.parametrize("text", APART)
def test_what_is_drawn_apart_may_be(text: str) -> None:
    places = {match.start() for match in regex.finditer(r"\X", text)} - {0}
    apart = {at for at in range(1, len(text)) if not joins(text, at)}
    assert apart >= places and apart


def test_a_flag_is_two_letters_from_the_left() -> None:
    text = "🇨🇳🇯🇵🇫"
    assert [widened(text, at, at + 1) for at in range(5)] == [(0, 2), (0, 2), (2, 4), (2, 4), (4, 5)]


def test_marks_without_end_do_not_move_an_edge_far() -> None:
    assert widened("微" + "\u0301" * 1000, 0, 1) == (0, 1 + LONGEST)


PIECES = st.sampled_from(
    [
        *"加微1a#👍❤🧑🍳👨🏴☎ー가",
        "\u0301",
        "\u20e3",
        "\ufe0f",
        "\ufe0e",
        "🏻",
        "🏿",
        "\u200d",
        "🇨",
        "🇳",
        "\r",
        "\n",
        " ",
        "\u11a8",
        *WHOLE,
    ]
)


@pytest.mark.parametrize("style", ["\ufe0f", "\U0001f3fb", "\u0301"])
def test_a_style_without_an_emoji_joins_nothing(style: str) -> None:
    assert widened(f"{style}\u200d👍", 0, 1) == (0, 1)


def test_a_flag_joins_nothing() -> None:
    assert widened("👍\u200d🇨🇳", 2, 3) == (2, 4)
    assert widened("🇨🇳\u200d👍", 0, 2) == (0, 2)


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.data())
def test_edges_are_those_of_unicode(text: str, data: st.DataObject) -> None:
    """As the package regex has them, but for joiners that join no emoji."""
    edges = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    edges |= {
        at
        for at in range(len(text) + 1)
        if "\u200d" in text[max(0, at - 1) : at + 1] and not (0 < at < len(text) and joins(text, at))
    }
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = widened(text, start, end)
    assert first in edges and last in edges
    assert first == max(edge for edge in edges if edge <= start)
    assert last == min(edge for edge in edges if edge >= end)
