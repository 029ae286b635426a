"""Addresses of pictures are no text of a note; what is said around them is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import assert_linear
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.pictures.references import references

AT = "https://img.muxi-studio.com/1.jpg"


def addresses(text: str) -> list[str]:
    draft = Draft.parse(text)
    return [draft.text[skip.start : skip.end] for skip in draft.skips]


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        (f"![图]({AT})", [AT]),
        (f'![图]({AT} "说明")', [f'{AT} "说明"']),
        (f"![]( <{AT}> )", [f" <{AT}> "]),
        (f"第二段，![另一张]({AT}) 在这里，![](图/海报 (1).png)。", [AT, "图/海报 (1).png"]),
        (f"[![缩略]({AT})](https://www.xiaohongshu.com/explore/1)", [AT]),
        (f"![图][一]\n\n[一]: {AT} '说明'", [AT]),
        (f"![一][]\n\n[一]: <{AT}>", [AT]),
        (f"![[{AT}|300]]", [AT]),
        (f"<img alt='海报' src='{AT}'>", [AT]),
        (f'<IMG data-src={AT} SRCSET="{AT} 2x">', [AT, f"{AT} 2x"]),
        ("![](data:image/png;base64,AAAA)", ["data:image/png;base64,AAAA"]),
        (f"```\n![图]({AT})\n```", ["```", AT, "```"]),
        # what is no picture, or no address
        (f"[图]({AT})", []),
        (AT, []),
        (f"\\![图]({AT})", []),
        (f"`![图]({AT})`", []),
        ("![图](加微信muxi_8820)", []),
        ("好看![赞R](加微信)", []),
        (f"![图][一]，见[一]\n\n[一]: {AT}", []),
        (f"<!-- ![图]({AT}) -->", [f"<!-- ![图]({AT}) -->"]),
    ],
)
def test_addresses(text: str, skipped: list[str]) -> None:
    assert addresses(text) == skipped


@pytest.mark.parametrize("host", ["img.muxi-studio.com", "u.jd.com", "t.cn", "mmbiz.qpic.cn", "wa.me"])
@pytest.mark.parametrize(
    "form", ["![图]({0})", "<img src='{0}'>", "![图][a]\n\n[a]: {0}", "[![图]({0})](https://www.xiaohongshu.com)"]
)
def test_hosts_of_pictures_are_no_diversion(form: str, host: str) -> None:
    text = f"慢慢织一条围巾。\n\n{form.format(f'https://{host}/a/1.jpg')}\n"
    assert not Linter().check(text)
    assert Linter().check(text.replace("!", "").replace("<img src=", "<a href=")), "a link to it is one"


def test_what_is_said_around_a_picture_is_read() -> None:
    text = f"想要的![加微信muxi_8820]({AT})，加薇❤muxi_8820"
    found = Linter().check(text)
    assert [text[each.start : each.end] for each in found] == ["加微信muxi_8820", "加薇❤muxi_8820"]


def test_a_picture_whose_address_is_skipped_is_still_named() -> None:
    assert [each.target for each in references(Draft.parse(f"![图]({AT})\n<IMG src={AT}>"))] == [AT, AT]


@pytest.mark.parametrize(
    "piece", ["![", "![a](", "![a](x(", "[a]: ", "<img ", "<img src='", "`", "![a][b]\n[b]: /c\n", "![[a"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    assert_linear(lambda text: Draft.parse(text).skips, piece, 2_000)


@given(
    st.lists(
        st.sampled_from(
            ["![", "图", "](", "/a.jpg", ")", "[", "]", "<img src=", ">", "`", "```\n", "<!--", "-->", "\n", ": "]
        ),
        max_size=30,
    )
)
@settings(max_examples=200)
def test_skips_are_in_order_and_disjoint(pieces: list[str]) -> None:
    skips = Draft.parse("".join(pieces)).skips
    assert all(one.end <= other.start for one, other in pairwise(skips))
    assert all(skip.start < skip.end for skip in skips)
