"""The compiled scanner tells in which views there may be links: never too few, and not in every sentence with a full stop."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.scanner.tables import tables
from xhslint.matching.detectors.links import find_links
from xhslint.matching.facts import LINK
from xhslint.matching.scanner.interface import Scanner
from xhslint.text.view import fold

module = pytest.importorskip("xhslint.matching.scanner._scanner")
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                "shop",
                "taobao",
                "com",
                "cn",
                "so",
                "it",
                "top",
                "t",
                "dot",
                "www",
                "http",
                "https",
                "hxxp",
                "ftp",
                "2",
            ),
            *(
                ".",
                ". ",
                " . ",
                " .",
                "。",
                "点",
                "(点)",
                ",",
                "，",
                ", ",
                "、",
                ":",
                "：",
                "/",
                "//",
                "1.2.3.4",
                " ",
                "店",
                "🌸",
                "\n",
            ),
        ]
    ),
    max_size=10,
)


@cache
def compiled() -> Scanner:
    made: Scanner = module.Scanner(tables())
    return made


def may_hold_links(view: str) -> bool:
    found = compiled().open(view, True)
    assert found is not None
    return bool((found if isinstance(found, int) else found[0]) & LINK)


@given(PIECES.map("".join))
def test_no_link_is_missed(text: str) -> None:
    view = fold(text).text
    assert may_hold_links(view) or not find_links(view)


@pytest.mark.parametrize("view", ["shop .com", "shop. cn", "2http:/1.2.3.4/x", "https ://a.b", "a.so/xyz", "shop，com"])
def test_links_in_disguise_are_possible(view: str) -> None:
    assert may_hold_links(view)


@pytest.mark.parametrize(
    "view", ["i was tired. so i slept", "yes, it is", "http 和 https 的区别. 第二题", "first . to be"]
)
def test_sentences_hold_no_links(view: str) -> None:
    assert not may_hold_links(view)
