"""The JSON report: its output, and its agreement with docs/json.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import checked, finding
from xhslint import __version__
from xhslint.base.errors import Problem
from xhslint.base.records import replace
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.model.disguises import DISGUISE_NAMES, Disguise
from xhslint.model.explanations import Dismissed, Explanation
from xhslint.model.findings import SEVERITIES, Edit
from xhslint.model.judgements import Contribution, Judgement, Seen
from xhslint.report.formats.json_report import report
from xhslint.report.style import Style

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")


def written(events: Iterable[Event], lang: str = "zh") -> str:
    return "".join(report(events, Style(lang)))


def parsed(events: Iterable[Event]) -> Any:
    return json.loads(written(events))


def test_the_example_of_the_page_is_what_is_written() -> None:
    draft = Draft.parse("想看房的加我薇❤：lulu_2046", "租房.md")
    said = finding(
        draft,
        "薇❤：lulu_2046",
        "contact/wechat-id",
        reading="微信：lulu_2046",
        disguises=(Disguise("homophone", "薇", "微"), Disguise("emoji", "❤", "信")),
        rewrite=Edit(0, 18, "想看房的可以在评论区告诉我"),
    )
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example
    expected = example[1].replace('"version": "0.1.0"', f'"version": "{__version__}"')
    assert written([checked(draft, said), Problem("没有.md", 0, 0, "没有这个文件")]) == expected


def test_the_page_names_every_key_and_kind() -> None:
    for kind in (*DISGUISE_NAMES, *SEVERITIES):
        assert f"`{kind}`" in PAGE
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example
    keys = set(re.findall(r'"(\w+)":', example[1]))
    tables = PAGE[example.end() :]
    assert {key for key in keys if f"`{key}`" not in tables} == set()


def test_nothing_checked() -> None:
    assert (
        written([], "en")
        == f"""\
{{
  "version": 1,
  "tool": {{
    "name": "xhslint",
    "version": "{__version__}",
    "lang": "en"
  }},
  "drafts": [],
  "errors": [],
  "summary": {{
    "drafts": 0,
    "findings": {{
      "error": 0,
      "warning": 0,
      "info": 0
    }},
    "suppressed": 0,
    "known": 0,
    "errors": 0,
    "skippedCode": 0,
    "unread": {{}}
  }}
}}
"""
    )


def test_clean_drafts_are_listed_and_everything_is_counted() -> None:
    draft = Draft.parse("加微信\r\n互粉", "a.md")
    events: list[Event] = [
        checked(draft, finding(draft, "微信\r\n互", severity="warning"), finding(draft, "粉", severity="info")),
        Problem("b.md", 3, 7, "broken"),
        checked(Draft.parse("好", "c.md")),
    ]
    data = parsed(events)
    assert [each["path"] for each in data["drafts"]] == ["a.md", "c.md"]
    assert data["drafts"][1]["findings"] == []
    first = data["drafts"][0]["findings"][0]
    assert (first["line"], first["column"], first["endLine"], first["endColumn"]) == (1, 2, 2, 2)
    assert data["errors"] == [{"path": "b.md", "line": 3, "column": 7, "message": "broken"}]
    assert data["summary"] == {
        "drafts": 2,
        "findings": {"error": 0, "warning": 1, "info": 1},
        "suppressed": 0,
        "known": 0,
        "errors": 1,
        "skippedCode": 0,
        "unread": {},
    }


def test_paths_that_are_not_utf_8() -> None:
    data = parsed([checked(Draft("", "caf\udce9.md")), Problem("\udcff", 0, 0, "no")])
    assert (data["drafts"][0]["path"], data["errors"][0]["path"]) == (r"caf\xe9.md", r"\xff")


def test_what_cannot_be_seen_is_escaped_but_unchanged() -> None:
    draft = Draft.parse("微\u200b信\u202e\x1b\x9b👩\u200d🚀\U000e0061\ufeff\u2028", "a.md")
    text = written([checked(draft, finding(draft, draft.text))])
    assert r"微\u200b信\u202e\u001b\u009b👩\u200d🚀\udb40\udc61\ufeff\u2028" in text
    assert json.loads(text)["drafts"][0]["findings"][0]["text"] == draft.text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text())
def test_any_text_comes_back(text: str, path: str) -> None:
    draft = Draft(text, path)
    document = written([checked(draft, finding(draft, text))])
    document.encode()
    assert json.loads(document)["drafts"][0]["findings"][0]["text"] == text
    assert not set(document) & {*map(chr, range(10)), *map(chr, range(11, 32)), *map(chr, range(127, 160)), "\u202e"}


def test_what_the_classifier_saw_and_why() -> None:
    draft = Draft.parse("想学的联系我", "a.md")
    judgement = Judgement(
        5, 0, -40, (Contribution("want@0", "本句：想要", 60),), (Contribution("quote", "有引号", -16),), 1
    )
    reason = Explanation("r.yaml:1", "", "", (), judgement)
    seen = (Seen("want", "想要", ("想学的",)), Seen("reach", "找我", ("联系我",)))
    one = replace(finding(draft, "想学的联系我", "dm/ask"), seen=seen, explanation=reason)
    near = Dismissed("dm/ask", 0, 2, 1, 1, "想学", "score", "-3 < 0", "反对的有 -16 有引号", "", reason)
    events = [replace(checked(draft, one), dismissed=(near,))]
    (drafted,) = json.loads("".join(report(events, Style(explain=True))))["drafts"]
    (found,), (quiet,) = drafted["findings"], drafted["quiet"]
    assert found["seen"] == [
        {"name": "want", "text": "想要", "words": ["想学的"]},
        {"name": "reach", "text": "找我", "words": ["联系我"]},
    ]
    assert (quiet["by"], quiet["name"], quiet["about"]) == ("score", "-3 < 0", "反对的有 -16 有引号")
    assert (
        found["explanation"]["judgement"]
        == quiet["explanation"]["judgement"]
        == {
            "score": 5,
            "likely": 0,
            "bias": -40,
            "pro": [{"name": "want@0", "text": "本句：想要", "weight": 60}],
            "con": [{"name": "quote", "text": "有引号", "weight": -16}],
            "rest": 1,
        }
    )
    tables = PAGE[PAGE.index("## Explanations") :]
    assert all(f"`{key}`" in tables for key in (*found["explanation"]["judgement"], "judgement", "score"))
    assert "judgement" not in written(events)
