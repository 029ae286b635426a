"""One line for each finding, as editors and problem matchers read it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.samples import checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.model.disguises import Disguise
from xhslint.report.formats.concise import report
from xhslint.report.style import Style

COMPILER = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|info) (?P<text>.+)")
"""What an editor reads: a line of a compiler."""


def written(events: Iterable[Event], lang: str = "zh") -> str:
    return "".join(report(events, Style(lang)))


def sample() -> list[Event]:
    draft = Draft.parse("# 周末手作\n想要的加薇❤：momo_8812\n记得互\n粉\n", "笔 记/陶碗.md")
    said = finding(draft, "薇❤", "contact/wechat-id", reading="微信", disguises=(Disguise("homophone", "薇", "微"),))
    return [
        checked(draft, said, finding(draft, "互\n粉", "ranking/exchange", "warning", message="约定互相关注")),
        checked(Draft.parse("没有什么可说的", "b.md")),
        Problem("坏.md", 3, 7, "broken"),
        Problem("gone.md", 0, 0, "no such\nfile"),
        Problem("", 0, 0, "interrupted"),
    ]


def test_chinese() -> None:
    assert (
        written(sample())
        == """\
笔 记/陶碗.md:2:5: error contact/wechat-id 「薇❤」读作「微信」（谐音）：写出了微信号
笔 记/陶碗.md:3:3: warning ranking/exchange 「互↵粉」：约定互相关注
坏.md:3:7: error broken
gone.md:1:1: error no such file
xhslint: error interrupted
"""
    )


def test_severities_are_the_same_words_in_english() -> None:
    zh, en = (written(sample(), lang).splitlines() for lang in ("zh", "en"))
    assert en[0] == "笔 记/陶碗.md:2:5: error contact/wechat-id “薇❤” reads “微信” (homophone): 写出了微信号"
    assert [line.partition(" “")[0] for line in en] == [line.partition(" 「")[0] for line in zh]


@pytest.mark.parametrize("path", ["a.md", "C:\\notes\\a.md", "笔 记/a.md"])
def test_an_editor_finds_the_place(path: str) -> None:
    draft = Draft.parse("一\n想要加微信", path)
    found = COMPILER.fullmatch(written([checked(draft, finding(draft, "微信"))]).removesuffix("\n"))
    assert found and found.group("path", "line", "column", "severity") == (path, "2", "4", "error")


def test_a_name_cannot_give_a_command_to_a_ci_server() -> None:
    draft = Draft.parse("加微信", "::error::x\n::y.md")
    line = written([checked(draft, finding(draft, "微信"))])
    assert line.startswith("<U+003A>:error::x↵::y.md:1:2: ")
    assert line.count("\n") == 1
