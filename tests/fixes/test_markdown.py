"""Fixes leave links, pictures and code whole, or take all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fixes.helpers import run
from tests.growth import assert_linear
from xhslint.fixes.markdown import keeps_markdown
from xhslint.fixes.text_cuts import apply_edits
from xhslint.model.findings import Edit

PICTURE = "![另一张图](https://img.muxi-studio.com/2.jpg)"
LINK = "[看这里](https://www.xiaohongshu.com/explore/1)"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"慢慢织一条围巾。\n{PICTURE}\n第二段文字，{PICTURE} 在这里。", None),
        (f"想要图纸的加薇❤ muxi_8820，{PICTURE}", f"想要图纸的可以在评论区告诉我，{PICTURE}"),
        (f"织完了。{PICTURE} 想学的加微信 muxi_8820。", f"织完了。{PICTURE} 想学的可以在评论区告诉我。"),
        (f"织完了。\n{PICTURE}\n加微信 muxi_8820", f"织完了。\n{PICTURE}"),
    ],
)
def test_a_picture_is_kept(before: str, after: str | None) -> None:
    assert run(before, True).text == (before if after is None else after)


@pytest.mark.parametrize(
    "inside",
    [
        PICTURE,
        LINK,
        "`织法，第二行`",
        "<https://www.xiaohongshu.com/explore/1>",
        f"[{PICTURE}](https://www.xiaohongshu.com)",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "今天织完了，{0}，加微信muxi_8820。",
        "织好了！{0}加微信muxi_8820",
        "{0} 加微信muxi_8820，备注来意",
        "加微信muxi_8820{0}",
        "想要的私信我!{0}",
    ],
)
def test_no_fix_leaves_a_piece(inside: str, form: str) -> None:
    before = form.format(inside)
    for unsafe in (False, True):
        after = run(before, unsafe).text
        assert inside in after or not any(mark in after for mark in "![]()<>`"), after


@pytest.mark.parametrize(
    ("text", "edits", "kept"),
    [
        ("看[这里，那里](a)好", ["那里"], True),  # words inside the brackets
        ("看[这里，那里](a)好", ["[", "](a)"], True),  # all but the words
        ("看[这里，那里](a)好", ["[这里，那里](a)"], True),
        ("看[这里，那里](a)好", ["看[这里，"], False),
        ("看[这里，那里](a)好", ["这里，那里"], False),  # nothing to click on
        ("看[这里，那里](a)好", ["(a)"], False),
        ("看[这里，那里](a)好", ["a"], False),
        ("看![图](a)好", ["[图](a)好"], False),
        ("看[![图](a)](b)好", ["[![图](a)](b)"], True),
        ("看[![图](a)](b)好", ["![图](a)"], False),
        ("看`加我，谢谢`好", ["加我，"], True),
        ("看`加我，谢谢`好", ["看`加我，"], False),
        ("看<https://a.cn/b,c>好", ["b,c"], False),
        ("看<https://a.cn/b,c>好", ["<https://a.cn/b,c>"], True),
        ("好看!加我(谢谢)", ["加我(谢谢)"], True),  # no Markdown
    ],
)
def test_edits(text: str, edits: list[str], kept: bool) -> None:
    assert keeps_markdown(text, [Edit(text.index(each), text.index(each) + len(each)) for each in edits]) is kept


@given(st.lists(st.sampled_from([PICTURE, LINK, " `码` ", "加微信，", "谢谢!", "\n", "("]), max_size=8), st.data())
@settings(max_examples=300)
def test_what_is_kept_holds_no_new_mark(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    edit = Edit(start, data.draw(st.integers(start, len(text))))
    after = apply_edits(text, [edit])
    if keeps_markdown(text, [edit]):
        assert after.count("](") == after.count("](https://img.muxi-studio.com/2.jpg)") + after.count(
            "](https://www.xiaohongshu.com/explore/1)"
        )
        assert after.count("`") % 2 == 0


@pytest.mark.parametrize("piece", ["[", "![", "[a](", "`", "<a", "[![a](b)"])
def test_time_grows_with_the_line(piece: str) -> None:
    assert_linear(lambda text: keeps_markdown(text + "](", [Edit(0, 1)]), piece, 1_000)
