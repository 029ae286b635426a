"""Diagnostics: what an editor underlines, at exact places, in the user's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.lsp.clients import CAPABILITIES, NOTE, PULLING, LocalClient, uri
from xhslint.linter.linter import Linter

A = "file:///a.md"
FRONT = "---\nxhslint:\n  ignore:\n    contact: 客户同意\n---\n"


def span(line: int, start: int, end: int, last: int | None = None) -> dict[str, Any]:
    last = line if last is None else last
    return {"start": {"line": line, "character": start}, "end": {"line": last, "character": end}}


def test_a_finding(client: LocalClient) -> None:
    client.open(A, f"周末手作🍑\r\n👨\u200d👩\u200d👧{NOTE}")
    (found,) = client.published(A)
    (finding,) = Linter().check(NOTE)
    assert found["range"] == span(1, 13, 27)
    assert {key: found[key] for key in ("severity", "code", "source")} == {
        "severity": 1,
        "code": "contact/wechat-id",
        "source": "xhslint",
    }
    assert found["codeDescription"] == {"href": finding.sources[0].url}
    assert found["message"].startswith("「加薇❤：taoci_2046」读作「")
    assert finding.message in found["message"] and finding.advice in found["message"]


@pytest.mark.parametrize(
    ("asked", "options", "locale", "lang"),
    [
        ("", {}, None, "zh"),
        ("", {}, "zh-hans", "zh"),
        ("", {}, "en-us", "en"),
        ("", {}, "de", "en"),
        ("en", {}, "zh-cn", "en"),
        ("en", {"lang": "zh"}, None, "zh"),
        ("", {"lang": "fr"}, None, "zh"),
    ],
)
def test_the_language(asked: str, options: Any, locale: Any, lang: str) -> None:
    client = LocalClient(asked)
    client.initialize(initializationOptions=options, locale=locale)
    client.open(A, NOTE)
    (found,) = client.published(A)
    (finding,) = Linter(lang=lang).check(NOTE)
    assert finding.message in found["message"]


def test_severities(client: LocalClient, folder: Path) -> None:
    (folder / ".xhslint.yaml").write_text("severity: {contact: info, ranking: warning}\n", "utf-8")
    client.open(uri(folder / "a.md"), f"{NOTE}\n\n今天互粉，一起加油\n")
    assert [each["severity"] for each in client.published(uri(folder / "a.md"))] == [3, 2]


def test_an_offence_that_several_rules_found(client: LocalClient) -> None:
    text = "关注私信领取资料"
    (finding,) = Linter().check(text)
    assert len(finding.parts) == 2
    client.open(A, text)
    (found,) = client.published(A)
    (other,) = found["relatedInformation"]
    assert other["location"] == {"uri": A, "range": span(0, finding.parts[1].start, finding.parts[1].end)}
    assert other["message"].startswith(finding.also[0])
    plain = LocalClient()
    plain.initialize(capabilities={})
    plain.open(A, text)
    assert "relatedInformation" not in plain.published(A)[0]


def test_mistakes_of_the_draft_and_the_findings_beside_them(client: LocalClient) -> None:
    client.open(A, f"---\nprofile: nobody\n---\n{NOTE}\n<!-- xhslint-ignore-lines contact: 写错了 -->\n")
    finding, *problems = client.published(A)
    assert finding["range"]["start"]["line"] == 3
    assert [(each["severity"], each["range"]) for each in problems] == [(1, span(1, 9, 15)), (1, span(4, 5, 42))]
    assert "xhslint-ignore-line" in problems[1]["message"]
    assert all("code" not in each for each in problems)


def test_suppressions(client: LocalClient, folder: Path) -> None:
    client.open(A, FRONT + NOTE)
    assert client.published(A) == []
    (folder / ".xhslint.yaml").write_text("report-unused: true\nrequire-reason: true\n", "utf-8")
    address = uri(folder / "a.md")
    client.open(
        address,
        f"<!-- xhslint-ignore-line contact -->\n<!-- xhslint-ignore-next-line contact: 好 until: 2020-01-31 -->\n{NOTE}",
    )
    found = client.published(address)
    assert [(each["severity"], each.get("code"), each.get("tags")) for each in found] == [
        (1, "contact/wechat-id", None),
        (1, None, None),  # without a reason
        (2, None, None),  # expired
        (3, None, [1]),  # of no use
    ]


@pytest.mark.parametrize("text", ["", "今天去公园散步。", "\ufeff", "\ud83d", "\r", "---\n---\n"])
def test_nothing_to_report(text: str, client: LocalClient) -> None:
    client.open(A, text)
    assert client.published(A) == []
    client.change(A, 2, {"text": text + NOTE})
    assert len(client.published(A)) == 1


@pytest.mark.parametrize(("before", "column"), [("\ufeff", 1), ("\ud83d", 1), ("\ufeff\ufeff", 2), ("\x01", 1)])
def test_places_behind_what_is_read_in_another_way(before: str, column: int, client: LocalClient) -> None:
    client.open(A, before + NOTE)
    (found,) = [each for each in client.published(A) if each["code"] == "contact/wechat-id"]
    assert found["range"] == span(0, column + 5, column + 19)


def test_what_is_no_text_is_not_called_clean(client: LocalClient) -> None:
    client.open(A, f"{NOTE}\0")
    (found,) = client.published(A)
    assert found["severity"] == 1 and found["range"]["start"] == {"line": 0, "character": 19}
    client.change(A, 2, {"text": "<html><body>加薇❤</body></html>"})
    assert len(client.published(A)) == 1


def test_a_document_that_is_too_large(client: LocalClient, folder: Path) -> None:
    (folder / ".xhslint.yaml").write_text("max-bytes: 100\n", "utf-8")
    address = uri(folder / "a.md")
    client.open(address, "薇" * 33)
    assert client.published(address) == []
    client.change(address, 2, {"text": "薇" * 34})
    (found,) = client.published(address)
    assert "100" in found["message"] and found["range"] == span(0, 0, 34)


def test_a_hidden_mark_is_shown_as_an_escape(client: LocalClient) -> None:
    client.open(A, "想学的姐妹加薇\u202e❤：taoci_2046")
    assert all("\u202e" not in each["message"] for each in client.published(A))


def test_other_documents_get_none(client: LocalClient) -> None:
    client.open("file:///a.py", NOTE, "python")
    assert client.server.schedule.seconds() is None
    assert client.ask("textDocument/diagnostic", {"textDocument": {"uri": "file:///a.py"}})["items"] == []


def test_an_untitled_document(client: LocalClient) -> None:
    client.open("untitled:Untitled-1", NOTE)
    assert len(client.published("untitled:Untitled-1")) == 1


def test_what_was_published_is_taken_back(client: LocalClient) -> None:
    client.open(A, NOTE)
    assert client.published(A)
    client.notify("textDocument/didClose", {"textDocument": {"uri": A}})
    assert client.published(A) == []


def test_versions_are_those_of_the_text(client: LocalClient) -> None:
    client.open(A, "", version=3)
    client.published(A)
    client.change(A, 8, {"text": NOTE})
    client.receive()
    assert client.noted("textDocument/publishDiagnostics")[0]["version"] == 8


def test_who_asks_gets_the_same_and_nothing_is_pushed() -> None:
    pushed, pulling = LocalClient(), LocalClient()
    pushed.initialize(capabilities=CAPABILITIES)
    pulling.initialize(capabilities=PULLING)
    for client in (pushed, pulling):
        client.open(A, NOTE)
    asked = pulling.ask("textDocument/diagnostic", {"textDocument": {"uri": A}})
    assert asked == {"kind": "full", "items": pushed.published(A)}
    pulling.receive()
    pulling.notify("textDocument/didClose", {"textDocument": {"uri": A}})
    assert not pulling.noted("textDocument/publishDiagnostics")
