"""The preview of fixes."""

from __future__ import annotations

from xhslint.report.diff import diff
from xhslint.report.style import Style


def test_the_diff_shows_what_cannot_be_seen() -> None:
    old = "一\r\n二\u200b三\x1b[31m\r\n四\r\n五\r\n六\n七"
    lines = list(diff("稿\n.md", old, old.replace("\u200b", "").replace("七", "八"), Style("en")))
    assert lines == [
        "--- 稿↵.md\n",
        "+++ 稿↵.md\n",
        "@@ -1,6 +1,6 @@\n",
        " 一\n",
        "-二‹U+200B›三‹U+001B›[31m\n",
        "+二三‹U+001B›[31m\n",
        " 四\n",
        " 五\n",
        " 六\n",
        "-七\n",
        "\\ No newline at end of file\n",
        "+八\n",
        "\\ No newline at end of file\n",
    ]
    assert not list(diff("a", old, old, Style("en")))
    assert list(diff("a", "一\n", "二\n", Style("en", color=True)))[3] == "\x1b[1;31m-一\x1b[0m\n"
