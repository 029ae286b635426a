"""Whatever a client sends: every request is answered, nothing crashes, and a draft is still checked afterwards."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lsp.clients import CAPABILITIES, NOTE, PULLING, LocalClient
from xhslint.lsp.protocol import is_id

A = "file:///a.md"
METHODS = (
    *("initialize", "initialized", "$/cancelRequest", "$/setTrace", "textDocument/didOpen", "textDocument/didChange"),
    *("textDocument/didClose", "textDocument/didSave", "textDocument/hover", "textDocument/codeAction"),
    *("textDocument/diagnostic", "workspace/didChangeWorkspaceFolders", "workspace/didChangeWatchedFiles", "?"),
)
NUMBERS = st.integers(-2, 40) | st.just(2**40) | st.floats(allow_nan=False)
ATOMS = (
    st.none() | st.booleans() | NUMBERS | st.sampled_from(["", A, "file:///b.txt", "zh", NOTE, "\ud83d🍑", "quickfix"])
)
KEYS = (
    *("textDocument", "uri", "position", "range", "start", "end", "line", "character", "contentChanges", "text"),
    *(
        "version",
        "context",
        "only",
        "event",
        "added",
        "removed",
        "capabilities",
        "general",
        "positionEncodings",
        "value",
    ),
)
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)
PLACES = st.fixed_dictionaries({"line": NUMBERS, "character": NUMBERS})
SPANS = st.fixed_dictionaries({"start": PLACES, "end": PLACES})
CHANGES = st.fixed_dictionaries(
    {"text": st.sampled_from(["", "薇", "\r\n", NOTE, "\ud83c"])}, optional={"range": SPANS}
)
LIKELY = st.fixed_dictionaries(
    {"textDocument": st.fixed_dictionaries({"uri": st.just(A)}, optional={"text": ATOMS, "version": ATOMS})},
    optional={"position": PLACES, "range": SPANS, "contentChanges": st.lists(CHANGES, max_size=3), "context": VALUES},
)
MESSAGES = st.fixed_dictionaries(
    {"method": st.sampled_from(METHODS)}, optional={"id": ATOMS | st.integers(100, 200), "params": LIKELY | VALUES}
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([CAPABILITIES, PULLING, {}]),
    st.lists(MESSAGES | VALUES.filter(lambda v: isinstance(v, dict)), max_size=12),
)
def test_whatever_a_client_sends(capabilities: Any, messages: list[dict[str, Any]]) -> None:
    client = LocalClient()
    client.initialize(capabilities=capabilities)
    client.open(A, NOTE)
    for message in messages:
        client.answers.clear()
        client.send(message)
        if "method" in message and "id" in message:
            assert list(client.answers) == [message["id"] if is_id(message["id"]) else None]
        if client.server.schedule.seconds() is not None:
            client.receive()
    assert not client.crashes
    client.open(A, NOTE)
    asked = client.ask("textDocument/diagnostic", {"textDocument": {"uri": A}})
    assert [each["code"] for each in asked["items"]] == ["contact/wechat-id"]
