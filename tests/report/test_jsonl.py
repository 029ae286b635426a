"""JSON Lines: one object of docs/json.md on each line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tests.samples import checked, finding
from xhslint import __version__
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.report.formats import json_report as whole
from xhslint.report.formats.jsonl import report
from xhslint.report.style import Style

TOOL = {"name": "xhslint", "version": __version__, "lang": "zh"}


def lines(events: Iterable[Event]) -> list[Any]:
    text = "".join(report(events, Style()))
    assert text.endswith("\n")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def test_nothing_checked() -> None:
    counts = {"drafts": 0, "findings": {"error": 0, "warning": 0, "info": 0}, "suppressed": 0, "known": 0, "errors": 0}
    assert lines([]) == [{"type": "summary", "version": 1, "tool": TOOL, **counts, "skippedCode": 0, "unread": {}}]


def test_findings_problems_and_the_summary() -> None:
    draft = Draft.parse("加微信\n互粉\u2028👍", "笔 记\n.md")
    events: list[Event] = [
        checked(draft, finding(draft, "微信"), finding(draft, "互粉", severity="info")),
        Problem("caf\udce9.md", 3, 7, "broken"),
        checked(Draft.parse("好", "c.md")),
    ]
    first, second, problem, summary = lines(events)
    json_report = json.loads("".join(whole.report(events, Style())))
    about = {"type": "finding", "path": "笔 记\n.md", "profile": "personal", "kind": "note"}
    findings = json_report["drafts"][0]["findings"]
    assert [each.pop("rewrite") for each in findings] == [None, None]
    assert [first, second] == [{**about, **each} for each in findings]
    assert problem == {"type": "error", **json_report["errors"][0]}
    assert problem["path"] == r"caf\xe9.md"
    assert summary == {"type": "summary", "version": 1, "tool": TOOL, **json_report["summary"]}
