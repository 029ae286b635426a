"""What is shown of a finding at a place: rule, reason, clause and advice, with the words of the draft as data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lsp.clients import NOTE, LocalClient
from xhslint.base.time_limit import OutOfTime
from xhslint.linter.linter import Linter
from xhslint.messages.catalogue import say

A = "file:///a.md"


def hover(client: LocalClient, line: int, character: int) -> Any:
    where = {"textDocument": {"uri": A}, "position": {"line": line, "character": character}}
    return client.ask("textDocument/hover", where)


def test_a_finding_in_markdown(client: LocalClient) -> None:
    client.open(A, f"周末\n🍑{NOTE}")
    shown = hover(client, 1, 9)
    (finding,) = Linter().check(NOTE)
    paragraphs = shown["contents"]["value"].split("\n\n")
    assert shown["contents"]["kind"] == "markdown"
    assert shown["range"] == {"start": {"line": 1, "character": 7}, "end": {"line": 1, "character": 21}}
    assert paragraphs[0] == "**站外联系方式 · contact/wechat-id**：错误"
    assert paragraphs[1].startswith("`加薇❤：taoci_2046`读作`加微信")
    assert paragraphs[2] == f"原因：{finding.message}"
    assert f"](<{finding.sources[0].url}>)" in paragraphs[3] and finding.sources[0].clause[:5] in paragraphs[3]
    assert paragraphs[-2] == f"建议：{finding.advice}"
    assert paragraphs[-1].startswith("改成：`🍑想学的姐妹")
    written = paragraphs[-1].removeprefix("改成：").strip("`")
    assert written and Linter().check(written) == []


def test_a_sentence_that_is_best_left_out(client: LocalClient) -> None:
    client.open(A, "今天去公园散步。\n互粉互赞\n")
    assert hover(client, 1, 1)["contents"]["value"].endswith("\n\n改成：`（删去整句）`")


def test_rewriting_that_takes_too_long_is_left_out(client: LocalClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: Any) -> None:
        raise OutOfTime

    client.open(A, NOTE)
    monkeypatch.setattr("xhslint.fixes.rewrites.with_rewrites", never)
    assert hover(client, 0, 6)["contents"]["value"].rpartition("\n\n")[2].startswith("建议：")


def test_a_finding_in_plain_text() -> None:
    client = LocalClient("en")
    client.initialize(capabilities={})
    client.open(A, NOTE)
    shown = hover(client, 0, 6)["contents"]
    (finding,) = Linter(lang="en").check(NOTE)
    assert shown["kind"] == "plaintext"
    assert shown["value"].startswith("Contact elsewhere · contact/wechat-id: error\n\n“加薇❤：taoci_2046” reads “")
    assert f"why: {finding.message}" in shown["value"] and finding.sources[0].url in shown["value"]
    assert "`" not in shown["value"] and "**" not in shown["value"]
    assert f"{say('en', 'rewrite')}: 想学的姐妹" in shown["value"]


@pytest.mark.parametrize(("character", "is_shown"), [(4, False), (5, True), (18, True), (19, True), (20, False)])
def test_the_edges_of_a_finding(character: int, is_shown: bool, client: LocalClient) -> None:
    client.open(A, f"{NOTE}。好")
    assert bool(hover(client, 0, character)) is is_shown


def test_two_findings_side_by_side(client: LocalClient) -> None:
    text = "关注私信领取资料，互粉加薇❤：taoci_2046"
    client.open(A, text)
    ends = {finding.end for finding in Linter().check(text)}
    starts = {finding.start for finding in Linter().check(text)}
    (edge,) = ends & starts
    shown = hover(client, 0, edge)["contents"]["value"]
    assert "---" not in shown and "contact/wechat-id" in shown  # that which begins there, not that which ended


def test_the_words_of_a_draft_are_no_markdown(client: LocalClient) -> None:
    text = "看 https://weidian.com/`*x*`"
    client.open(A, text)
    shown = hover(client, 0, 5)["contents"]["value"]
    (finding,) = Linter().check(text)
    assert finding.text.endswith("`*x*`") or "`" not in finding.text
    code = shown.split("\n\n")[1]
    fence = code[: len(code) - len(code.lstrip("`"))]
    assert code.startswith(fence) and code.endswith(fence) and fence not in code.strip("`")


@pytest.mark.parametrize("text", ["", "今天去公园散步。"])
def test_nothing_to_show(text: str, client: LocalClient) -> None:
    client.open(A, text)
    assert hover(client, 0, 0) is None
    assert hover(client, 9, 9) is None
