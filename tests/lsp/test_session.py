"""The order of a session: what may come when, what is answered to mistakes, and how it ends."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.lsp.clients import CAPABILITIES, NOTE, PULLING, LocalClient
from xhslint.lsp.framing import Fault, frame
from xhslint.lsp.inbox import Inbox
from xhslint.lsp.protocol import (
    CANCELLED,
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    NOT_INITIALIZED,
    PARSE_ERROR,
)
from xhslint.lsp.server import Server
from xhslint.lsp.session import step

A = "file:///a.md"


def request(number: int, method: str, params: Any = None) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def test_what_is_offered() -> None:
    offered = LocalClient().initialize()
    assert offered["serverInfo"]["name"] == "xhslint"
    able = offered["capabilities"]
    assert able["positionEncoding"] == "utf-16"
    assert able["textDocumentSync"] == {"openClose": True, "change": 2, "save": {"includeText": False}}
    assert able["codeActionProvider"] == {"codeActionKinds": ["quickfix", "source.fixAll.xhslint"]}
    assert "diagnosticProvider" not in able
    able = LocalClient().initialize(capabilities=PULLING)["capabilities"]
    assert able["diagnosticProvider"]["interFileDependencies"] is False
    assert "codeActionProvider" not in LocalClient().initialize(capabilities={})["capabilities"]


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (None, "utf-16"),
        ([], "utf-16"),
        (["utf-16", "utf-8"], "utf-16"),
        (["utf-8", "utf-32"], "utf-32"),
        (["utf-8"], "utf-8"),
        (["ebcdic"], "utf-16"),
        (7, "utf-16"),
    ],
)
def test_the_encoding_of_positions(offered: Any, chosen: str) -> None:
    client = LocalClient()
    able = client.initialize(capabilities={"general": {"positionEncodings": offered}})["capabilities"]
    assert able["positionEncoding"] == chosen
    client.open(A, "🍑" + NOTE)
    (found,) = client.published(A)
    start, end = (found["range"][key]["character"] for key in ("start", "end"))
    widths = {"utf-32": (6, 20), "utf-16": (7, 21), "utf-8": (19, 41)}
    assert (start, end) == widths[chosen]


@pytest.mark.parametrize(
    "params", [None, [], {"capabilities": []}, {"capabilities": {"textDocument": 1}}, {"locale": 1}]
)
def test_strange_parameters_count_as_not_said(params: Any) -> None:
    client = LocalClient()
    assert "capabilities" in client.ask("initialize", params)


def test_nothing_comes_before_the_beginning() -> None:
    client = LocalClient()
    assert client.ask("textDocument/hover", {})["code"] == NOT_INITIALIZED
    client.open(A, NOTE)
    client.initialize()
    assert client.server.schedule.seconds() is None
    assert client.ask("initialize", {})["code"] == INVALID_REQUEST


@pytest.mark.parametrize(("is_shut_down", "status"), [(True, 0), (False, 1)])
@pytest.mark.parametrize("is_told", [True, False])
def test_the_end(is_shut_down: bool, status: int, is_told: bool) -> None:
    client = LocalClient()
    client.initialize()
    if is_shut_down:
        assert client.ask("shutdown") is None
        assert client.ask("shutdown")["code"] == INVALID_REQUEST
        client.open(A, NOTE)
        assert client.server.schedule.seconds() is None
    assert client.server.status is None
    client.server.handle({"jsonrpc": "2.0", "method": "exit"} if is_told else None)
    assert client.server.status == status


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/definition", {}, METHOD_NOT_FOUND),
        ("$/unknown", {}, METHOD_NOT_FOUND),
        ("textDocument/didOpen", {}, METHOD_NOT_FOUND),  # no request
        ("textDocument/hover", None, INVALID_PARAMS),
        ("textDocument/hover", {"textDocument": {"uri": A}}, INVALID_PARAMS),
        ("textDocument/hover", {"textDocument": {"uri": "file:///b.md"}, "position": {}}, INVALID_PARAMS),
        ("textDocument/hover", {"textDocument": {"uri": 7}}, INVALID_PARAMS),
        ("textDocument/codeAction", {"textDocument": {"uri": A}, "range": []}, INVALID_PARAMS),
        ("textDocument/diagnostic", {"textDocument": []}, INVALID_PARAMS),
    ],
)
def test_requests_that_cannot_be_answered(method: str, params: Any, code: int, client: LocalClient) -> None:
    client.open(A, NOTE)
    assert client.ask(method, params)["code"] == code
    assert not client.crashes
    assert client.published(A)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({}, INVALID_REQUEST),
        ({"id": 3}, INVALID_REQUEST),
        ({"id": 3, "method": 4}, INVALID_REQUEST),
        ({"id": [], "method": "shutdown"}, INVALID_REQUEST),
        ({"id": None, "method": "shutdown"}, INVALID_REQUEST),
        ({"id": True, "method": "shutdown"}, INVALID_REQUEST),
        (Fault(PARSE_ERROR, "?"), PARSE_ERROR),
    ],
)
def test_what_is_no_message(message: Any, code: int, client: LocalClient) -> None:
    client.send(message)
    number = message.get("id") if isinstance(message, dict) and message.get("id") == 3 else None
    assert client.answers.pop(number)["error"]["code"] == code
    assert client.ask("shutdown") is None


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didOpen", {"textDocument": {"uri": A}}),
        ("textDocument/didOpen", None),
        ("textDocument/didChange", {"textDocument": {"uri": "file:///closed.md"}, "contentChanges": []}),
        ("textDocument/didChange", {"textDocument": {"uri": A}, "contentChanges": {}}),
        ("textDocument/didClose", {}),
        ("workspace/didChangeWorkspaceFolders", {}),
    ],
)
def test_notifications_with_a_mistake_are_logged(method: str, params: Any, client: LocalClient) -> None:
    client.open(A, NOTE)
    client.notify(method, params)
    (logged,) = client.noted("window/logMessage")
    assert logged["type"] == 1 and logged["message"].startswith(f"{method}: ")
    assert client.published(A)


@pytest.mark.parametrize("method", ["$/progress", "workspace/didRenameFiles", "shutdown", "textDocument/hover"])
def test_notifications_that_are_not_known_are_passed_over(method: str, client: LocalClient) -> None:
    client.notify(method, {})
    assert not client.seen and not client.answers
    assert client.ask("shutdown") is None


def test_answers_of_the_client_are_taken(client: LocalClient) -> None:
    client.send({"jsonrpc": "2.0", "id": 1, "result": None})
    assert not client.seen and not client.answers
    client.send({"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "no"}})
    assert client.noted("window/logMessage")[0]["message"].endswith("no")


def test_an_exception_is_told_and_ends_nothing(client: LocalClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.open(A, NOTE)
    monkeypatch.setattr("xhslint.lsp.hover.hover", lambda *args: 1 // 0)
    where = {"textDocument": {"uri": A}, "position": {"line": 0, "character": 8}}
    error = client.ask("textDocument/hover", where)
    assert (error["code"], error["message"]) == (INTERNAL_ERROR, "crash zh: integer division or modulo by zero")
    assert client.noted("window/logMessage")[0]["message"].startswith("textDocument/hover: crash")
    monkeypatch.undo()
    assert client.ask("textDocument/hover", where)


def test_an_exception_of_the_linter_is_a_problem_of_the_draft(
    client: LocalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xhslint.linter.engine.Engine.look", lambda *args: 1 // 0)
    client.open(A, NOTE)
    (found,) = client.published(A)
    assert (found["severity"], found["message"]) == (1, "crash zh: integer division or modulo by zero")
    assert client.noted("window/logMessage")[0]["message"].startswith("check: crash")
    monkeypatch.undo()
    client.change(A, 2, {"text": NOTE + "。"})
    assert [each["code"] for each in client.published(A)] == ["contact/wechat-id"]


def test_traces_are_sent_to_who_asks_for_them(client: LocalClient) -> None:
    client.open(A, NOTE)
    client.published(A)
    assert not client.noted("$/logTrace")
    client.notify("$/setTrace", {"value": "messages"})
    client.change(A, 2, {"text": NOTE})
    client.published(A)
    assert client.noted("$/logTrace") == [{"message": f"1 diagnostics of {A}"}]
    client.notify("$/setTrace", {"value": "off"})
    client.change(A, 3, {"text": NOTE})
    client.published(A)
    assert len(client.noted("$/logTrace")) == 1


class Cancelling(LocalClient):
    """A client whose messages have all arrived before the server handles the first."""

    def run(self, *messages: dict[str, Any]) -> None:
        inbox = Inbox(io.BytesIO(b"".join(map(frame, messages))).read)
        inbox.read_all()
        server = Server(self.take, self.describe, is_cancelled=inbox.is_cancelled)
        while server.status is None:
            step(inbox, server)
        assert not inbox._waiting


def test_requests_that_are_cancelled_before_their_turn() -> None:
    client = Cancelling()
    about = {"textDocument": {"uri": A}}
    client.run(
        {"method": "$/cancelRequest", "params": {"id": 3}},  # too early: it counts for nothing
        {},  # no message, and not the end either
        request(1, "initialize", {"capabilities": CAPABILITIES}),
        {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": A, "text": NOTE}}},
        request(2, "textDocument/diagnostic", about),
        request(3, "textDocument/diagnostic", about),
        {"method": "$/cancelRequest", "params": {"id": 2}},
        {"method": "$/cancelRequest", "params": {"id": 99}},
        {"method": "$/cancelRequest", "params": None},
    )
    assert client.answers[None]["error"]["code"] == INVALID_REQUEST
    assert client.answers[2]["error"]["code"] == CANCELLED
    assert client.answers[3]["result"]["kind"] == "full"


def test_only_the_last_of_many_changes_that_wait_is_checked() -> None:
    client = Cancelling()
    texts = [{"textDocument": {"uri": A, "version": at}, "contentChanges": [{"text": NOTE * at}]} for at in (1, 2, 3)]
    client.run(
        request(1, "initialize", {"capabilities": CAPABILITIES}),
        {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": A, "text": ""}}},
        *({"method": "textDocument/didChange", "params": each} for each in texts),
        request(2, "textDocument/diagnostic", {"textDocument": {"uri": A}}),
    )
    assert len(client.answers[2]["result"]["items"]) == 3
    assert not client.noted("textDocument/publishDiagnostics")  # the stream ended before any pause
