"""Code actions: what they offer is what `--fix` and a comment by hand would do, and leaves no finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lsp.clients import CAPABILITIES, NOTE, LocalClient, uri
from tests.running import TEXTS
from xhslint.lsp.documents import Document

A = "file:///a.md"
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
HIDDEN = "姐\u200b妹们好"
"""Holds what is safe to fix."""


def actions(client: LocalClient, span: Any = EVERYWHERE, address: str = A, **context: Any) -> list[dict[str, Any]]:
    params = {"textDocument": {"uri": address}, "range": span, "context": {"diagnostics": [], **context}}
    return list(client.ask("textDocument/codeAction", params))


def at(line: int, character: int) -> dict[str, Any]:
    place = {"line": line, "character": character}
    return {"start": place, "end": place}


def applied(client: LocalClient, action: dict[str, Any], address: str = A) -> str:
    """Return the text of a document after an action, and give the document that text."""
    old = client.server._features.documents[address]  # type: ignore[union-attr]
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": address, "version": old.version}
    document = Document(address, "markdown", 1, old.text, old.encoding)
    for edit in sorted(change["edits"], key=lambda each: list(each["range"]["start"].values()), reverse=True):
        document.change([{"range": edit["range"], "text": edit["newText"]}], 2)
    client.change(address, (old.version or 0) + 1, {"text": document.text})
    return document.text


def found(client: LocalClient, address: str = A) -> list[dict[str, Any]]:
    return list(client.ask("textDocument/diagnostic", {"textDocument": {"uri": address}})["items"])


def suppressions(offered: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in offered if each["title"].startswith("不再报告这一处")]


def test_a_safe_fix_is_preferred(client: LocalClient) -> None:
    client.open(A, f"🍑{HIDDEN}")
    safe, *others = actions(client, at(0, 4))  # the unsafe one would do the same
    assert safe["title"] == "删去看不见的字符（format/invisible）"
    assert (safe["kind"], safe["isPreferred"]) == ("quickfix", True)
    assert safe["diagnostics"] == found(client)
    (edit,) = safe["edit"]["documentChanges"][0]["edits"]
    assert edit == {
        "range": {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 4}},
        "newText": "",
    }
    assert [each["kind"] for each in others] == ["quickfix", "source.fixAll.xhslint"]
    assert applied(client, safe) == "🍑姐妹们好"
    assert found(client) == []


def test_an_unsafe_fix_says_so_and_leaves_nothing(client: LocalClient) -> None:
    client.open(A, "今天去公园散步。\r\n看这里 https://weidian.com/x\r\n")
    (fix, *_) = actions(client, at(1, 8))
    assert fix["title"].endswith("，改后请过目（link/shop）") and "isPreferred" not in fix
    assert applied(client, fix) == "今天去公园散步。\r\n"
    assert found(client) == []


def test_all_safe_fixes_at_once(client: LocalClient) -> None:
    client.open(A, f"{HIDDEN}\n\n{NOTE}\n\n{HIDDEN}🍑\n")
    (fix,) = actions(client, at(0, 0), only=["source.fixAll"])
    assert (fix["kind"], fix["title"]) == ("source.fixAll.xhslint", "改掉全文可以放心改的问题")
    assert "diagnostics" not in fix
    assert applied(client, fix) == f"姐妹们好\n\n{NOTE}\n\n姐妹们好🍑\n"
    assert [each["code"] for each in found(client)] == ["contact/wechat-id"]
    assert actions(client, at(0, 0), only=["source"]) == []


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        ([], set()),
        (["refactor"], set()),
        (["quickfix"], {"quickfix"}),
        (["quick"], set()),
        (["source.fixAll.xhslint"], {"source.fixAll.xhslint"}),
        (["source.fixAll.other"], set()),
        ([""], {"quickfix", "source.fixAll.xhslint"}),
        (["refactor", "quickfix"], {"quickfix"}),
        (None, {"quickfix", "source.fixAll.xhslint"}),
        ("quickfix", {"quickfix", "source.fixAll.xhslint"}),
        ([7], set()),
    ],
)
def test_kinds_that_are_asked_for(only: Any, kinds: set[str], client: LocalClient) -> None:
    client.open(A, HIDDEN)
    assert {each["kind"] for each in actions(client, only=only)} == kinds


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("周末\n\n{}\n好", "周末\n\n<!-- xhslint-ignore-next-line contact/wechat-id: 在这里写原因 -->\n{}\n好"),
        ("{}", "<!-- xhslint-ignore-next-line contact/wechat-id: 在这里写原因 -->\n{}"),
        ("{}\r\n好", "<!-- xhslint-ignore-next-line contact/wechat-id: 在这里写原因 -->\r\n{}\r\n好"),
        ("一\r{}\r好", "一\r<!-- xhslint-ignore-next-line contact/wechat-id: 在这里写原因 -->\r{}\r好"),
        (
            "---\ntitle: '{}'\n---\n今天去公园散步。\n",
            "---\ntitle: '{}'\n---\n<!-- xhslint-ignore-file contact/wechat-id: 在这里写原因 -->\n今天去公园散步。\n",
        ),
        (
            "今天散步。\n```\n好的\n{}\n```\n",
            "<!-- xhslint-ignore-file contact/wechat-id: 在这里写原因 -->\n今天散步。\n```\n好的\n{}\n```\n",
        ),
    ],
)
def test_a_suppression_stands_where_it_covers_least(text: str, after: str, client: LocalClient) -> None:
    client.open(A, text.format(NOTE))
    (finding,) = found(client)
    (action,) = suppressions(actions(client, finding["range"]))
    assert (action["title"], action["kind"]) == ("不再报告这一处，写明原因（contact/wechat-id）", "quickfix")
    assert applied(client, action) == after.format(NOTE)
    assert found(client) == []


def test_a_suppression_names_all_rules_of_an_offence(client: LocalClient) -> None:
    client.open(A, "关注私信领取资料")
    (action,) = suppressions(actions(client))
    assert applied(client, action).startswith(
        "<!-- xhslint-ignore-next-line ranking/follow-gate, dm/lead: 在这里写原因 -->\n"
    )
    assert found(client) == []


def test_what_is_not_reported_is_not_offered(client: LocalClient, folder: Path) -> None:
    address = uri(folder / "a.md")
    (folder / ".xhslint.yaml").write_text("ignore: contact\n", "utf-8")
    client.open(address, NOTE)
    assert actions(client, address=address) == []
    client.open(A, f"<!-- xhslint-ignore-file contact: 好 -->\n{NOTE}\n")
    assert actions(client) == []
    client.open("file:///a.py", NOTE, "python")
    assert actions(client, address="file:///a.py") == []


@pytest.mark.parametrize(("character", "is_offered"), [(4, False), (5, True), (19, True), (20, False)])
def test_a_cursor_at_the_edges(character: int, is_offered: bool, client: LocalClient) -> None:
    client.open(A, f"{NOTE}。好")
    assert bool(actions(client, at(0, character))) is is_offered


def test_a_client_without_versions_gets_changes(folder: Path) -> None:
    client = LocalClient()
    client.initialize(capabilities={"textDocument": CAPABILITIES["textDocument"]})
    client.open(A, HIDDEN)
    (edit,) = actions(client)[0]["edit"]["changes"][A]
    assert edit["newText"] == ""


def test_work_without_end_is_given_up(client: LocalClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from xhslint.base.time_limit import OutOfTime

    def never(*args: Any) -> None:
        raise OutOfTime

    client.open(A, NOTE)
    monkeypatch.setattr("xhslint.lsp.actions.suppression", never)
    params = {"textDocument": {"uri": A}, "range": EVERYWHERE}
    assert client.ask("textDocument/codeAction", params)["message"] == "out of time"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*TEXTS, HIDDEN, "关注私信领取资料", "🍑"]), min_size=1, max_size=4),
    st.sampled_from(["\n", "\n\n", "\r\n", "，"]),
)
def test_whatever_is_offered_leaves_fewer_findings(parts: list[str], between: str) -> None:
    client = LocalClient()
    client.initialize()
    text = between.join(parts)
    client.open(A, text)
    before = [each for each in found(client) if "code" in each]
    for action in actions(client):
        client.open(A, text)
        applied(client, action)
        assert len([each for each in found(client) if "code" in each]) < len(before), action
    assert not client.crashes
