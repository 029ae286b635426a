"""GitLab Code Quality: issues and their fingerprints."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.samples import checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.report.formats.gitlab import report
from xhslint.report.style import Style


def parsed(events: Iterable[Event], lang: str = "zh") -> Any:
    return json.loads("".join(report(events, Style(lang))))


def test_nothing_checked() -> None:
    assert "".join(report([], Style())) == "[]\n"


def test_issues() -> None:
    draft = Draft.parse("好\n加薇\r\n❤", "./笔 记/a.md")
    issues = parsed(
        [
            checked(draft, finding(draft, "薇\r\n❤", "contact/wechat-id", "warning", reading="微信")),
            Problem("b.md", 0, 0, "gone"),
            Problem("b.md", 4, 1, "bad\nworse"),
            Problem("", 0, 0, "interrupted"),
        ],
        "en",
    )
    prints = [issue.pop("fingerprint") for issue in issues]
    assert len(set(prints)) == 4
    assert {len(each) for each in prints} == {32}
    assert issues == [
        {
            "description": "“薇↵❤” reads “微信”: 写出了微信号. Fix: 删去微信号.",
            "check_name": "contact/wechat-id",
            "severity": "minor",
            "location": {"path": "笔 记/a.md", "lines": {"begin": 2, "end": 3}},
        },
        {
            "description": "gone",
            "check_name": "xhslint",
            "severity": "blocker",
            "location": {"path": "b.md", "lines": {"begin": 1}},
        },
        {
            "description": "bad worse",
            "check_name": "xhslint",
            "severity": "blocker",
            "location": {"path": "b.md", "lines": {"begin": 4}},
        },
        {
            "description": "interrupted",
            "check_name": "xhslint",
            "severity": "blocker",
            "location": {"path": ".", "lines": {"begin": 1}},
        },
    ]


def prints(*drafts: tuple[str, str]) -> list[str]:
    read = [Draft.parse(text, path) for path, text in drafts]
    return [issue["fingerprint"] for issue in parsed([checked(each, finding(each, "互粉")) for each in read])]


def test_fingerprints_are_of_the_file_and_the_words() -> None:
    (before,) = prints(("a.md", "记得互粉哦"))
    assert prints(("a.md", "# 题\n\n新的一段\n\n记得互粉哦")) == [before]
    assert prints(("./a.md", "记得互粉哦")) == [before]
    assert prints(("b.md", "记得互粉哦")) != [before]
    assert prints(("a.md", "别忘互粉哦")) != [before]


def test_fingerprints_are_unique_all_the_same() -> None:
    draft = Draft.parse("互粉\n互粉", "a.md")
    first = finding(draft, "互粉")
    event = checked(draft, first, replace(first, start=3, end=5, line=2))
    names = [issue["fingerprint"] for issue in parsed([event, event, Problem("a", 0, 0, "x"), Problem("a", 0, 0, "x")])]
    assert len(set(names)) == 6
