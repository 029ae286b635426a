"""The server: files of the page to whoever asks on this computer, answers to who has the token."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from xhslint.messages.page import page_text
from xhslint.page.files import INDEX, page_files
from xhslint.serve.requests import Refused, read_question, require_own, require_token
from xhslint.serve.turns import Turns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Answer = Callable[[str, object], Mapping[str, Any]]

HOST = "127.0.0.1"
API = "/api/"
IDLE = 30
"""The seconds after which a connection that says nothing is closed, in a request or between two."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class PageServer(ThreadingHTTPServer):
    """Serves the page on a port of this computer (0: any that is free); raises OSError for one that is in use.

    `answer` is asked one question at a time. `lang` is the language of refusals.
    """

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # where it would let two servers share a port
    request_queue_size = 64

    def __init__(self, port: int, token: str, answer: Answer, lang: str) -> None:
        super().__init__((HOST, port), _Handler)
        self.token = token
        self.lang = lang
        self._answer = answer
        self._turns = Turns()

    @property
    def address(self) -> str:
        """The address to open. The token is in its fragment, which a browser sends to no server."""
        return f"http://{HOST}:{self.server_port}/#{self.token}"

    def answer(self, name: str, question: object) -> Mapping[str, Any]:
        """Return the answer to a question."""
        with self._turns.turn(name):
            return self._answer(name, question)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that broke: there is nobody to tell, and drafts belong in no log."""


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    protocol_version = "HTTP/1.1"
    server_version = "xhslint"
    sys_version = ""
    timeout = IDLE
    disable_nagle_algorithm = True  # or each answer waits 40 ms for the acknowledgement of its head

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def __getattr__(self, name: str) -> Callable[[], None]:
        # The base class calls do_METHOD.
        if name.startswith("do_"):
            return self._refuse_method
        raise AttributeError(name)

    def do_GET(self) -> None:
        """Send a file of the page."""
        self._answer(self._file)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answer a question of the page."""
        self._answer(self._question)

    def _refuse_method(self) -> None:
        def refuse() -> None:
            raise Refused(405, "refused.method")

        self._answer(refuse)

    def _answer(self, handle: Callable[[], None]) -> None:
        try:
            require_own(self.headers, self.server.server_port)
            handle()
        except Refused as error:
            self.close_connection = True  # what is left of the request is not read
            message = page_text(self.server.lang, error.key, *error.values)
            self._send(error.status, "application/json", _json({"error": message}), close=True)
        except (OSError, ValueError):  # the browser has gone
            self.close_connection = True

    def _file(self) -> None:
        path = self.path.partition("?")[0]
        name = path[1:] or INDEX
        if path.startswith(API):
            raise Refused(405, "refused.method")
        if name not in page_files():
            raise Refused(404, "refused.path")
        kind, data = page_files()[name]
        self._send(200, kind, data)

    def _question(self) -> None:
        if not self.path.startswith(API):
            raise Refused(405, "refused.method")
        require_token(self.headers, self.server.token)
        name = self.path[len(API) :]
        question = read_question(self.headers, self.rfile, name)
        self._send(200, "application/json", _json(self.server.answer(name, question)))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request at all, as the base class finds."""
        self.close_connection = True
        said = page_text(self.server.lang, "refused.http")
        if self.request_version == "HTTP/0.9":  # which has no head
            return
        self._send(code, "application/json", _json({"error": said}), close=True)

    def _send(self, status: int, kind: str, data: bytes, close: bool = False) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if status == 405:
            self.send_header("Allow", "POST" if self.path.startswith(API) else "GET, HEAD")
        if close:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _json(answer: Mapping[str, Any]) -> bytes:
    return json.dumps(answer).encode()
