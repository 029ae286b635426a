"""Messages on a stream: whole ones however they are cut, and damaged ones that end nothing."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhslint.lsp import framing
from xhslint.lsp.framing import Fault, MessageReader, frame
from xhslint.lsp.protocol import INVALID_REQUEST, PARSE_ERROR

GOOD: dict[str, Any] = {"jsonrpc": "2.0", "method": "a"}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


class Stream:
    """A stream that gives its bytes in pieces of the given sizes, then one by one."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self.stream, self.sizes = io.BytesIO(data), list(sizes)

    def read(self, most: int) -> bytes:
        return self.stream.read(min(most, self.sizes.pop(0) if self.sizes else 1))


def read_all(data: bytes, sizes: list[int] | None = None) -> list[Any]:
    read = Stream(data, sizes).read if sizes is not None else io.BytesIO(data).read
    reader, items = MessageReader(read), []
    while (item := reader.next()) is not None:
        items.append(item)
    return items


def codes(data: bytes) -> list[Any]:
    """Return the codes of faults and the messages in a stream."""
    return [item.code if isinstance(item, Fault) else item for item in read_all(data)]


@given(st.lists(st.dictionaries(st.text(), VALUES), max_size=4), st.lists(st.integers(1, 40), max_size=20))
def test_messages_arrive_whole_however_they_are_cut(messages: list[dict[str, Any]], sizes: list[int]) -> None:
    assert read_all(b"".join(map(frame, messages)), sizes) == messages


def test_a_message_as_it_is_sent() -> None:
    assert frame({"text": "薇❤"}) == 'Content-Length: 17\r\n\r\n{"text":"薇❤"}'.encode()
    body = frame({"text": "\ud83d\u202e"}).partition(b"\r\n\r\n")[2]
    assert body == b'{"text":"\\ud83d\\u202e"}'  # whatever a draft holds, it is UTF-8


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: %d\r\n\r\n",
        b"content-length:%d\n\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH :  %d \r\n\r\n",
        b"Content-Length: %d\r\nContent-Type: x\r\n\r\n",
        b"\r\n\r\nContent-Length: %d\r\n\r\n",
    ],
)
def test_headers(header: bytes) -> None:
    body = json.dumps(GOOD).encode()
    assert read_all(header % len(body) + body + frame({"b": 1})) == [GOOD, {"b": 1}]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", PARSE_ERROR),
        (b"{", PARSE_ERROR),
        (b'{"a": NaN}', PARSE_ERROR),
        (b'{"a": "\xff"}', PARSE_ERROR),
        (b"[" * 200_000, PARSE_ERROR),
        (b'{"a":' * 200_000, PARSE_ERROR),
        (b"9" * 5000, PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b'"text"', INVALID_REQUEST),
    ],
)
def test_a_bad_body_is_told_and_the_next_message_is_read(body: bytes, code: int) -> None:
    assert codes(b"Content-Length: %d\r\n\r\n" % len(body) + body + frame(GOOD)) == [code, GOOD]


@pytest.mark.parametrize(
    "garbage",
    [
        b"hello\r\n",
        b"{}\n" * 50,
        b"Content-Length: many\r\n\r\n{}\r\n",
        b"Content-Length: -5\r\n\r\n{}\r\n",
        b"Content-Type: x\r\n\r\n{}\r\n",
        b"\xff" * 100_000 + b"\n",
    ],
)
def test_garbage_is_told_once_and_passed_over(garbage: bytes) -> None:
    assert codes(garbage + frame(GOOD) + garbage + frame(GOOD)) == [PARSE_ERROR, GOOD] * 2


def test_a_message_that_is_longer_than_it_says() -> None:
    told = b'Content-Length: 7\r\n\r\n{"a":1}, "b": {}}'
    assert codes(told + frame(GOOD)) == [{"a": 1}, GOOD]
    assert codes(told + b"\r\n" + frame(GOOD)) == [{"a": 1}, PARSE_ERROR, GOOD]


def test_a_line_without_end_is_not_kept() -> None:
    reader = MessageReader(io.BytesIO(b"x" * 1_000_000).read)
    assert reader.next() is None
    assert len(reader._buffer) <= framing.LONGEST_LINE + framing._CHUNK


def test_a_message_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing, "MOST", 1000)
    assert codes(b"Content-Length: 5000\r\n\r\n" + b"x" * 5000 + frame(GOOD)) == [INVALID_REQUEST, GOOD]
    assert codes(b"Content-Length: 5000\r\n\r\n" + b"x" * 4999) == []


@pytest.mark.parametrize("data", [b"", b"Content-Length: 5", b"Content-Length: 5\r\n\r\n{", b"\r\n"])
def test_a_stream_that_ends_within_a_message(data: bytes) -> None:
    assert read_all(data) == []
