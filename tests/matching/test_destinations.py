"""Where an address leads: to its own host, and on to those that stand in it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.matching.destinations import DEPTH, leads_only_to

OWN = ("xiaohongshu.com", "xhslink.com", "xhsdiscover://")
OUTSIDE = "https://m.tb.cn/h.5AbC"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.xiaohongshu.com/explore/10001?from=poster.v2",
        "HTTP://XHSLINK.COM/a/AbC ",
        "xhslink.com",
        "xhsdiscover://user/10001",
        "https://www.xiaohongshu.com/login?back=https%3A%2F%2Fwww.xiaohongshu.com%2F",
        "https://www.xiaohongshu.com/open?to=xhsdiscover%3A%2F%2Fuser%2F1",
        "https://www.xiaohongshu.com/a//b?file=cover.jpg",
    ],
)
def test_some_addresses_lead_nowhere_else(text: str) -> None:
    assert leads_only_to(text, OWN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "小红书",
        "见 https://www.xiaohongshu.com/",
        "https://xiaohongshu.com.example.net/",
        "weixin://dl/chat",
        f"https://www.xiaohongshu.com/web-redirect?url={OUTSIDE}",
        f"https://www.xiaohongshu.com/web-redirect?url={quote(OUTSIDE, '')}",
        f"https://www.xiaohongshu.com/web-redirect?url={quote(quote(OUTSIDE, ''), '')}",
        "https://www.xiaohongshu.com/web-redirect?url=m.tb.cn/abc",
        "https://www.xiaohongshu.com/web-redirect?url=//m.tb.cn",
        "https://www.xiaohongshu.com/web-redirect?url=weixin%3A%2F%2Fdl",
        "xhsdiscover://webview?url=https%3A%2F%2Fu.wechat.com%2FAbC",
    ],
)
def test_others_lead_elsewhere(text: str) -> None:
    assert not leads_only_to(text, OWN)


@given(st.integers(0, DEPTH - 1))
def test_an_address_is_found_however_often_it_is_quoted(times: int) -> None:
    inner = OUTSIDE
    for _ in range(times):
        inner = quote(inner, "")
    assert not leads_only_to(f"https://www.xiaohongshu.com/r?u={inner}", OWN)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert leads_only_to(text, OWN) in (True, False)
    assert not leads_only_to(text, ())
