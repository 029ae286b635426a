"""Workflow commands of GitHub Actions, parsed with the escapes that the runner knows."""

from __future__ import annotations

from collections.abc import Iterable

from tests.samples import COMMUNITY, DIVERSION, checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.model.disguises import Disguise
from xhslint.model.findings import Severity
from xhslint.report.formats.github import report
from xhslint.report.style import Style


def written(events: Iterable[Event], lang: str = "zh") -> str:
    return "".join(report(events, Style(lang)))


def test_findings_and_problems() -> None:
    draft = Draft.parse("想看房的加薇❤\n100%，互\n粉", "笔 记/租房,1:2%.md")
    said = finding(
        draft,
        "薇❤",
        "contact/wechat-id",
        reading="微信",
        sources=(COMMUNITY, DIVERSION),
        disguises=(Disguise("homophone", "薇", "微"),),
    )
    events = [
        checked(draft, said, finding(draft, "100%，互\n粉", "ranking/exchange", "info", sources=())),
        Problem("坏\r\n.md", 3, 7, "broken: 100%, really"),
        Problem("", 0, 0, "interrupted"),
    ]
    assert written(events) == (
        "::error file=笔 记/租房%2C1%3A2%25.md,line=1,endLine=1,col=6,endColumn=8,title=contact/wechat-id::"
        "「薇❤」读作「微信」（谐音）：写出了微信号%0A建议：删去微信号"
        "%0A依据：《小红书社区规范》3.2.1 导流到个人的联系方式%0A依据：《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）\n"
        "::notice file=笔 记/租房%2C1%3A2%25.md,line=2,endLine=3,title=ranking/exchange::"
        "「100%25，互↵粉」：写出了微信号%0A建议：删去微信号\n"
        "::error file=坏‹U+000D›%0A.md,line=3,col=7,title=xhslint::broken: 100%25, really\n"
        "::error title=xhslint::interrupted\n"
    )


def test_nothing_to_say() -> None:
    assert written([]) == ""
    assert written([checked(Draft.parse("好", "a.md"))]) == ""


def many(severity: Severity, number: int) -> list[Event]:
    draft = Draft.parse("加微信", "a.md")
    return [checked(draft, finding(draft, "微信", severity=severity)) for _ in range(number)]


def test_ten_of_a_level() -> None:
    exactly = written([*many("error", 9), Problem("b.md", 0, 0, "x"), *many("warning", 10), *many("info", 10)])
    assert [exactly.count(f"::{each} ") for each in ("error", "warning", "notice")] == [10, 10, 10]
    assert exactly.count("\n") == 30


def test_what_has_no_annotation_is_in_the_log() -> None:
    events = [*many("error", 11), *many("warning", 3), *many("info", 12), Problem("b.md", 0, 0, "x")]
    *lines, last = written(events, "en").splitlines()
    plain = [line for line in lines if not line.startswith("::")]
    assert len(lines) - len(plain) == 10 + 3 + 10
    assert plain == [
        "a.md:1:2: error demo/word “微信”: 写出了微信号",
        *["a.md:1:2: info demo/word “微信”: 写出了微信号"] * 2,
        "b.md:1:1: error x",
    ]
    assert last == "2 errors, 2 infos of these without an annotation: GitHub keeps 10 of a level at most"
    assert written(events).endswith("\n上面有 2 处错误、2 处提示没有标注在文件里：GitHub 每一级最多标注 10 条\n")


def test_a_draft_cannot_give_commands() -> None:
    draft = Draft.parse("\n::error::x\r\n::stop-commands::y", "a\n::error::b.md")
    text = written([checked(draft, finding(draft, draft.text, message="\n::debug::m"))])
    assert text.count("\n") == 1
    many = written([checked(draft, *[finding(draft, draft.text, message="\n::debug::m")] * 11)]).splitlines()
    assert [line.startswith("::error file=") for line in many] == [*[True] * 10, False, False]
    assert not any(line.startswith("::") for line in many[10:])
    assert text.startswith("::error file=a%0A%3A%3Aerror%3A%3Ab.md,line=1,endLine=3,title=demo/word::「↵::error::x↵")
