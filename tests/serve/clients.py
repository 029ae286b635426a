"""A server of the page in this process, and requests that are written byte by byte."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Any

from xhslint.page.answers import Answers
from xhslint.serve.server import PageServer

TOKEN = "a-token-of-the-tests"
ANSWERS = Answers()


@contextmanager
def serving(answers: Any = ANSWERS, lang: str = "zh") -> Iterator[PageServer]:
    with PageServer(0, TOKEN, answers.answer, lang) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def request(
    server: PageServer, method: str, path: str, body: bytes = b"", headers: Mapping[str, str | None] | None = None
) -> bytes:
    """Return a request as bytes; a header that is None is left out."""
    usual: dict[str, str | None] = {"Host": f"127.0.0.1:{server.server_port}"}
    if method == "POST":
        usual |= {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "X-Xhslint-Token": TOKEN,
            "Origin": f"http://127.0.0.1:{server.server_port}",
        }
    lines = [f"{name}: {value}" for name, value in {**usual, **(headers or {})}.items() if value is not None]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode("latin-1", "replace") + body


class Connection:
    """A connection to a server, over which bytes are sent and answers are read."""

    def __init__(self, server: PageServer) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.server_port), timeout=60)
        self.stream = self.socket.makefile("rb")

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *error: object) -> None:
        self.stream.close()
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def end(self) -> None:
        """Say that nothing more is sent."""
        self.socket.shutdown(socket.SHUT_WR)

    def receive(self, has_body: bool = True) -> tuple[int, dict[str, str], bytes]:
        """Return the status, the headers in lower case and the body of the next answer; status 0 if there is none."""
        line = self.stream.readline()
        if not line:
            return 0, {}, b""
        headers = {}
        while (each := self.stream.readline().strip()) and b":" in each:
            name, _, value = each.partition(b":")
            headers[name.decode().lower()] = value.strip().decode()
        return int(line.split()[1]), headers, self.stream.read(int(headers["content-length"])) if has_body else b""

    @property
    def is_closed(self) -> bool:
        """Whether the server ends the connection and sends nothing more."""
        return self.stream.read() == b""


def sent(server: PageServer, data: bytes, ends: bool = False) -> tuple[int, dict[str, str], bytes]:
    """Return the answer to bytes on a connection of their own."""
    with Connection(server) as connection:
        connection.send(data)
        if ends:
            connection.end()
        return connection.receive()


def asked(server: PageServer, name: str, question: object, **headers: str | None) -> tuple[int, Any]:
    """Return the status and the plain data of the answer to a question."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    status, _, body = sent(server, request(server, "POST", f"/api/{name}", json.dumps(question).encode(), given))
    return status, json.loads(body)
