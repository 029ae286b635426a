"""The Reviewdog Diagnostic Format: columns count bytes of UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import COMMUNITY, DIVERSION, checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.report.formats.rdjsonl import report
from xhslint.report.style import Style


def lines(events: Iterable[Event], lang: str = "zh") -> list[Any]:
    text = "".join(report(events, Style(lang)))
    return [json.loads(line) for line in text.splitlines()]


def test_diagnostics() -> None:
    draft = Draft.parse("好\na👍é加薇❤，互粉", "笔 记/a.md")
    other = replace(COMMUNITY, url="")
    said = finding(draft, "加薇❤", "contact/wechat-add", reading="加微信", sources=(other, DIVERSION))
    swap = finding(draft, "互粉", "ranking/exchange", "info", sources=(other,))
    assert lines([checked(draft, said, swap), Problem("b.md", 3, 7, "bad\nworse"), Problem("", 0, 0, "x")]) == [
        {
            "message": "「加薇❤」读作「加微信」：写出了微信号。建议：删去微信号。",
            "location": {
                "path": "笔 记/a.md",
                "range": {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 17}},
            },
            "severity": "ERROR",
            "source": {"name": "xhslint"},
            "code": {"value": "contact/wechat-add", "url": "https://example.com/diversion"},
        },
        {
            "message": "「互粉」：写出了微信号。建议：删去微信号。",
            "location": {
                "path": "笔 记/a.md",
                "range": {"start": {"line": 2, "column": 20}, "end": {"line": 2, "column": 26}},
            },
            "severity": "INFO",
            "source": {"name": "xhslint"},
            "code": {"value": "ranking/exchange"},
        },
        {
            "message": "bad worse",
            "location": {"path": "b.md", "range": {"start": {"line": 3}}},
            "severity": "ERROR",
            "source": {"name": "xhslint"},
        },
        {"message": "x", "location": {"path": ""}, "severity": "ERROR", "source": {"name": "xhslint"}},
    ]
    assert lines([]) == []


def test_a_span_over_lines() -> None:
    draft = Draft.parse("竖着\r\n加\r微\n信哦", "a.md")
    (line,) = lines([checked(draft, finding(draft, "着\r\n加\r微\n信"))])
    assert line["location"]["range"] == {"start": {"line": 1, "column": 4}, "end": {"line": 4, "column": 4}}


@given(st.text("a微👍é\n\r", min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_columns_in_any_order(text: str, ranges: list[tuple[int, int]]) -> None:
    draft = Draft(text, "a.md")
    spans = [sorted((min(a, len(text)), min(b, len(text)))) for a, b in ranges]
    findings = []
    for start, end in spans:
        line, column = draft.position(start)
        about = {"start": start, "end": end, "line": line, "column": column}
        findings.append(replace(finding(draft, text[0]), **about))  # type: ignore[arg-type]
    for (start, end), written in zip(spans, lines([checked(draft, *findings)]), strict=True):
        for offset, at in ((start, written["location"]["range"]["start"]), (end, written["location"]["range"]["end"])):
            line, column = draft.position(offset)
            assert at == {"line": line, "column": len(text[offset - column + 1 : offset].encode()) + 1}


@pytest.mark.parametrize("number", [2000])
def test_many_findings_on_one_long_line(number: int) -> None:
    text = "加微信" * 500_000
    draft = Draft(text, "a.md")
    said = finding(draft, "微信")
    spans = [3 * each * (500_000 // number) + 1 for each in range(number)]
    all_of_them = [replace(said, start=start, end=start + 2, column=start + 1) for start in spans]
    found = lines([checked(draft, *all_of_them)])
    assert [each["location"]["range"]["start"]["column"] for each in found] == [3 * start + 1 for start in spans]
