"""Spans of findings split nothing that readers see as one character."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.linters import linter
from xhslint import Linter
from xhslint.text.graphemes import widened

TITLE = "周末去阳台上晒太阳的十二种办法和三种零食"
EMOJI = ["❤️", "☎️", "🏕️", "1️⃣", "👍🏻", "👩‍🍳", "🇨🇳", "e\u0301", "\u0301", "\ufe0f", "\u200d", "🏻", "\u20e3", "🇳"]
WORDS = [
    "加",
    "薇",
    "微信",
    "私信我",
    "互粉",
    "扣1",
    "➕",
    "：momo_8812",
    "138",
    "8712",
    "6634",
    "，",
    "\n",
    "#学琴 ",
    "🈶",
    "领",
]


def test_the_title_is_cut_before_an_emoji_not_inside_it() -> None:
    (finding,) = Linter(select=["format/title-length"]).check(TITLE[:19] + "🏕️\n\n正文")
    assert (finding.start, finding.end, finding.text) == (19, 21, "🏕️")


def test_the_style_of_an_emoji_belongs_to_the_word() -> None:
    (finding,) = Linter(select=["contact/wechat-add"]).check("想学琴的加薇❤️，周日")
    assert finding.text == "加薇❤️"


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*EMOJI, *WORDS]), max_size=14).map("".join))
@example(TITLE + "👩‍❤️‍👨")
@example("加薇❤️🏻：momo_8812")
def test_no_finding_splits_one(text: str) -> None:
    result = linter().examine(text, explain=True)
    for each in (*result.findings, *result.covered, *result.dismissed):
        assert widened(text, each.start, each.end) == (each.start, each.end)
        assert text[each.start : each.end] == each.text
