"""Clients of the language server: one over a process, one beside the server in this process."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.running import HANGS, XHSLINT
from xhslint.lsp.framing import Fault, MessageReader, frame
from xhslint.lsp.schedule import Schedule
from xhslint.lsp.server import Server

NOTE = "想学的姐妹加薇❤：taoci_2046"
CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
"""What an editor of today can do; it takes the diagnostics that are pushed to it."""
PULLING: dict[str, Any] = {**CAPABILITIES, "textDocument": {**CAPABILITIES["textDocument"], "diagnostic": {}}}


def uri(path: Path | str) -> str:
    return Path(path).absolute().as_uri()


class Client:
    """The messages that every client sends; a subclass says how they are exchanged."""

    def __init__(self) -> None:
        self.number = 0
        self.seen: list[dict[str, Any]] = []
        """Notifications and requests of the server, in order."""
        self.answers: dict[Any, dict[str, Any]] = {}

    def send(self, message: Any) -> None:
        raise NotImplementedError

    def receive(self) -> None:
        """Take at least one message, or fail."""
        raise NotImplementedError

    def take(self, message: Any) -> None:
        assert isinstance(message, dict) and message["jsonrpc"] == "2.0", message
        if "method" in message:
            self.seen.append(message)
        else:
            self.answers[message["id"]] = message

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> Any:
        """Return the answer to a request: its result, or else its error."""
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        while self.number not in self.answers:
            self.receive()
        answer = self.answers.pop(self.number)
        return answer["error"] if "error" in answer else answer["result"]

    def initialize(self, folder: Path | None = None, capabilities: Any = CAPABILITIES, **more: Any) -> Any:
        folders = [{"uri": uri(folder), "name": folder.name}] if folder else []
        result = self.ask("initialize", {"capabilities": capabilities, "workspaceFolders": folders, **more})
        self.notify("initialized", {})
        return result

    def open(self, address: str, text: str, language: str = "markdown", version: int = 1) -> None:
        item = {"uri": address, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, address: str, version: int, *changes: dict[str, Any]) -> None:
        about = {"uri": address, "version": version}
        self.notify("textDocument/didChange", {"textDocument": about, "contentChanges": list(changes)})

    def published(self, address: str) -> list[dict[str, Any]]:
        """Return the next diagnostics that are published of a document."""
        while True:
            for at, message in enumerate(self.seen):
                if message["method"] == "textDocument/publishDiagnostics" and message["params"]["uri"] == address:
                    del self.seen[at]
                    return list(message["params"]["diagnostics"])
            self.receive()

    def noted(self, method: str) -> list[Any]:
        """Return the parameters of the notifications and requests of a kind that have come so far."""
        return [message.get("params") for message in self.seen if message["method"] == method]


class ProcessClient(Client):
    """A client of a server in a process of its own."""

    def __init__(self, folder: Path, env: Mapping[str, str], args: Sequence[str] = ("lsp",)) -> None:
        super().__init__()
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([*XHSLINT, *args], cwd=folder, env=env, stdin=pipe, stdout=pipe, stderr=pipe)
        assert self.process.stdin and self.process.stdout
        self.stdin, self.reader = self.process.stdin, MessageReader(self.process.stdout.read1)  # type: ignore[attr-defined]

    def send(self, message: Any) -> None:
        self.write(frame(message))

    def write(self, data: bytes) -> None:
        self.stdin.write(data)
        self.stdin.flush()

    def receive(self) -> None:
        message = self.reader.next()
        assert message is not None and not isinstance(message, Fault), self.process.communicate()[1]
        self.take(message)

    def end(self) -> tuple[int, bytes]:
        """Close the stream, take what is still sent, and return the exit status and what stands on standard error."""
        self.stdin.close()
        while (message := self.reader.next()) is not None:
            self.take(message)
        assert self.process.stderr
        return self.process.wait(HANGS), self.process.stderr.read()


class Clock:
    """A clock that stands still unless it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class LocalClient(Client):
    """A client of a server in this process, whose answers have come when `send` returns."""

    def __init__(self, asked: str = "") -> None:
        super().__init__()
        self.clock = Clock()
        self.crashes: list[Exception] = []
        self.server = Server(self.take, self.describe, asked, schedule=Schedule(self.clock))

    def describe(self, error: Exception, lang: str) -> str:
        self.crashes.append(error)
        return f"crash {lang}: {error}"

    def send(self, message: Any) -> None:
        self.server.handle(message)

    def receive(self) -> None:
        """Let the server do what is due; fail if that is nothing."""
        assert self.server.schedule.seconds() is not None, self.answers
        self.clock.now += self.server.schedule.seconds() or 0.0
        self.server.publish_next()
