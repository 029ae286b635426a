"""Messages on a stream: a header with the length, an empty line, JSON. What arrives damaged is told and passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from xhslint.base.json_text import dump_line
from xhslint.base.records import dataclass
from xhslint.lsp.protocol import INVALID_REQUEST, PARSE_ERROR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

MOST = 64 << 20
"""The most bytes of a message; a longer one is passed over."""
LONGEST_LINE = 8192
"""The most bytes of a header line that are kept."""

_CHUNK = 1 << 16
# Not only at the beginning of a line: behind a message that is longer than it says, the next header has no line of its own.
_LENGTH = re.compile(rb"(?:\A|[^\w-])content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\Z", re.IGNORECASE)
_HEADER = re.compile(rb"[\w-]+[ \t]*:")
_TAIL = 64


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with something that arrived and is no message, with the code of its error."""

    code: int
    text: str


class MessageReader:
    """Reads messages; `read` returns up to so many bytes of the stream as soon as there are some, b"" at its end."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._buffer = bytearray()
        self._is_lost = False

    def next(self) -> dict[str, Any] | Fault | None:
        """Return the next message, what is wrong in its place, or None at the end of the stream."""
        length = None
        while True:
            line = self._line()
            if line is None:
                return None
            if found := _LENGTH.search(line):
                length = int(found[1])
            elif not line and length is not None:
                break
            elif line and not _HEADER.match(line) and not self._is_lost:
                self._is_lost = True  # told once, however much follows
                return Fault(PARSE_ERROR, "a header with Content-Length was expected")
        self._is_lost = False
        if length > MOST:
            return Fault(INVALID_REQUEST, f"a message of more than {MOST} bytes") if self._skip(length) else None
        body = self._take(length)
        return None if body is None else _parse(body)

    def _line(self) -> bytes | None:
        """Return the next line without its end, of an overlong one only the last bytes; None at the end of the stream."""
        start = 0
        while (end := self._buffer.find(b"\n", start)) < 0:
            if len(self._buffer) > LONGEST_LINE:
                del self._buffer[:-_TAIL]
            start = len(self._buffer)
            if not self._fill():
                return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line.removesuffix(b"\r")

    def _take(self, length: int) -> bytes | None:
        """Return so many bytes; None if the stream ends before."""
        while len(self._buffer) < length:
            if not self._fill():
                return None
        body = bytes(self._buffer[:length])
        del self._buffer[:length]
        return body

    def _skip(self, length: int) -> bool:
        """Pass over so many bytes; return False if the stream ends before."""
        while len(self._buffer) < length:
            length -= len(self._buffer)
            self._buffer.clear()
            if not self._fill():
                return False
        del self._buffer[:length]
        return True

    def _fill(self) -> bool:
        """Read what there is; return False at the end of the stream."""
        chunk = self._read(_CHUNK)
        self._buffer += chunk
        return bool(chunk)


def frame(message: dict[str, Any]) -> bytes:
    """Return a message as it is sent."""
    body = dump_line(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def _parse(body: bytes) -> dict[str, Any] | Fault:
    try:
        message = json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:  # RecursionError: nested too deeply
        return Fault(PARSE_ERROR, f"no JSON: {error}")
    if not isinstance(message, dict):
        return Fault(INVALID_REQUEST, "a message must be an object")
    return message


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")
