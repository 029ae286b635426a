"""CSV: quoting, and cells that a spreadsheet must not run as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pytest

from tests.samples import COMMUNITY, DIVERSION, checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.model.disguises import Disguise
from xhslint.report.formats.csv_report import COLUMNS, report
from xhslint.report.style import Style

HEAD = "\ufeff" + ",".join(f'"{name}"' for name in COLUMNS) + "\r\n"


def written(events: Iterable[Event], lang: str = "zh") -> str:
    return "".join(report(events, Style(lang)))


def rows(events: Iterable[Event]) -> list[dict[str, str]]:
    text = written(events).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_nothing_checked() -> None:
    assert written([]) == HEAD


def test_a_run() -> None:
    draft = Draft.parse('想要,"加薇❤"\n吧', "笔 记/a,b.md")
    said = finding(
        draft,
        '"加薇❤"\n吧',
        "contact/wechat-add",
        reading="加微信",
        sources=(COMMUNITY, DIVERSION, COMMUNITY),
        disguises=(Disguise("homophone", "薇", "微"), Disguise("emoji", "❤", "信")),
    )
    assert written(
        [checked(draft, said), checked(Draft("好", "c.md")), Problem("坏.md", 3, 7, "bad\nworse")]
    ) == HEAD + (
        '"笔 记/a,b.md","personal","1","4","2","2","error","contact/wechat-add","""加薇❤""\n吧","加微信","谐音、表情替代",'
        '"写出了微信号","删去微信号","《小红书社区规范》3.2.1 导流到个人的联系方式\n'
        '《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）\n《小红书社区规范》3.2.1 导流到个人的联系方式",'
        '"https://example.com/community\nhttps://example.com/diversion","","note"\r\n'
        '"坏.md","","3","7","","","error","","","","","bad worse","","","","",""\r\n'
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+v", "'+v"),
        ("-1", "'-1"),
        ("@我", "'@我"),
        ("\t=1", "'    =1"),
        ("\r=1", "'‹U+000D›=1"),
        ("＝1", "'＝1"),
        ("＋v", "'＋v"),
        ("－1", "'－1"),
        ("＠我", "'＠我"),
        ("1=1", "1=1"),
        ("1;=1; +1；=1", "1;'=1;' +1；=1"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_nothing_is_a_formula(text: str, cell: str) -> None:
    draft = Draft.parse(f"甲{text}", text or "a.md")
    said = finding(draft, text, reading=text, message=text, advice=text)
    (row,) = rows([checked(draft, said)])
    assert {row[key] for key in ("text", "message", "advice")} == {cell}
    assert row["reading"] == cell
    if text and text not in "\t=1\r=1":
        assert row["path"] == cell


def test_every_row_is_as_long_as_the_head() -> None:
    draft = Draft.parse("加微信", "a.md")
    text = written([checked(draft, finding(draft, "微信")), Problem("", 0, 0, "x")])
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {len(COLUMNS)}
