"""Tell requests of the page from all others, and read their bodies within limits."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Mapping

from xhslint.page.requests import MOST_TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from email.message import Message
    from io import BufferedIOBase
    from typing import Any

TOKEN = "X-Xhslint-Token"
"""The header with the token. Another site can send none of its own without asking, and nobody answers that it may."""
SMALL, LARGE = 1 << 20, 24 << 20
"""The most bytes of a body: of a question about texts, and of one that holds a file or the notes of one."""
WITH_FILES = frozenset({"document", "count", "report"})
SECONDS = 20.0
"""How long a body may take to arrive."""
_CHUNK = 1 << 16
assert 12 * MOST_TEXT < SMALL  # however a text is escaped, one that may be checked fits


class Refused(Exception):
    """Raised for a request that is not answered, with an HTTP status and the key of the text that says why."""

    def __init__(self, status: int, key: str, *values: object) -> None:
        super().__init__(status, key)
        self.status = status
        self.key = key
        self.values = values


def require_own(headers: Message, port: int) -> None:
    """Raise Refused for a request that names another host, or that a page of another origin makes.

    A site whose name leads to this computer (DNS rebinding) sends that name as the host.
    """
    hosts = headers.get_all("Host") or []
    if len(hosts) != 1 or hosts[0] not in (f"127.0.0.1:{port}", f"localhost:{port}"):
        raise Refused(403, "refused.host")
    origins = headers.get_all("Origin") or []
    if any(origin != f"http://{hosts[0]}" for origin in origins):
        raise Refused(403, "refused.origin")
    if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise Refused(403, "refused.origin")


def require_token(headers: Message, token: str) -> None:
    """Raise Refused for a request without the token."""
    given = headers.get_all(TOKEN) or []
    if len(given) != 1 or not hmac.compare_digest(given[0].encode("utf-8", "replace"), token.encode()):
        raise Refused(403, "refused.token")


def read_question(headers: Message, stream: BufferedIOBase, name: str) -> Mapping[str, Any]:
    """Return the plain data in the body of a request; raises Refused for anything else and for too much of it."""
    if headers.get_content_type() != "application/json":
        raise Refused(415, "refused.type")
    try:
        question = json.loads(_read_body(headers, stream, LARGE if name in WITH_FILES else SMALL))
    except (ValueError, RecursionError):
        raise Refused(400, "refused.json") from None
    if not isinstance(question, dict):
        raise Refused(400, "refused.json")
    return question


def _read_body(headers: Message, stream: BufferedIOBase, most: int) -> bytes:
    """Return the body of a request; raises Refused for one that is too long, cut or slow."""
    lengths = headers.get_all("Content-Length") or []
    if headers.get("Transfer-Encoding") or not lengths:
        raise Refused(411, "refused.length")
    if len(lengths) > 1 or not (lengths[0].isascii() and lengths[0].isdecimal()) or len(lengths[0]) > 15:
        raise Refused(400, "refused.length")
    left = int(lengths[0])
    if left > most:
        raise Refused(413, "refused.large", most >> 20)
    chunks, end = [], time.monotonic() + SECONDS
    while left:
        try:
            chunk = stream.read1(min(left, _CHUNK))
        except TimeoutError:
            chunk, end = b"-", 0.0
        if not chunk:
            raise Refused(400, "refused.cut")
        if time.monotonic() > end:
            raise Refused(408, "refused.slow")
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)
