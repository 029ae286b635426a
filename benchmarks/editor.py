"""How long an author waits for the language server: until it answers at all, and for the findings after each key."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from types import TracebackType
from typing import Any

from bench import BAD, Bench, xhslint
from cold_start import BASE
from measure import Failed, in_turn, middle, process
from table import NONE, Table

from xhslint import Linter
from xhslint.lsp.framing import Fault, MessageReader, frame

LENGTH = 1000
"""Characters of the note, which is as long as one may be."""
KEYS = 200
"""Keys that are pressed for each round."""
ADDRESS = "untitled:note"


def table(bench: Bench) -> Table:
    """The start beside a bare Python, and a key beside the check of the same note in memory."""
    made = Table("Editor: xhslint lsp", ("what", "ms", "slowest 5%", "times"))
    start, ratio = middle(in_turn(bench.pairs, lambda: _start(bench.folder), lambda: _bare(bench.folder)))
    made.add("start, until initialize is answered", f"{start * 1000:.0f}", NONE, f"{ratio:.2f}")
    waits, checks = _typing(bench)
    slowest = quantiles(waits, n=20)[-1]
    ratio = median(wait / check for wait, check in zip(waits, checks, strict=True))
    made.add(
        "a key, until its findings are shown", f"{median(waits) * 1000:.1f}", f"{slowest * 1000:.1f}", f"{ratio:.2f}"
    )
    made.add("the check of that note in memory", f"{median(checks) * 1000:.1f}", NONE, "1.00")
    made.note = (
        f"Medians of {bench.pairs} starts and of {len(waits)} keys in a note of {LENGTH} characters with an offence. times: a "
        f'start beside python -c "{BASE}", a key beside the check of the same text right after it.'
    )
    return made


def _start(folder: Path) -> float:
    began = time.perf_counter()
    with _Server(folder):
        return time.perf_counter() - began


def _bare(folder: Path) -> float:
    return process([sys.executable, "-c", BASE], folder).seconds


def _typing(bench: Bench) -> tuple[list[float], list[float]]:
    """Seconds of each key, and of the check in memory after it."""
    linter, text = Linter(), long_note()
    waits, checks = [], []
    with _Server(bench.folder) as server:
        server.open(text)
        at = text.index("\n\n") + 2
        for number in range(bench.rounds * KEYS):
            place = {"line": 2, "character": 0}
            key = "好很"[number % 2]  # another one, for a text that is checked already is not checked again
            text = text[:at] + key + text[at + bool(number) :]
            end = {"line": 2, "character": int(number > 0)}
            began = time.perf_counter()
            server.type({"range": {"start": place, "end": end}, "text": key}, number + 2)
            waits.append(time.perf_counter() - began)
            began = time.perf_counter()
            linter.check(text)
            checks.append(time.perf_counter() - began)
    return waits, checks


def long_note() -> str:
    """A note of the length, with what the short one has at its end."""
    title, _, body = BAD.partition("\n\n")
    filling = "今天捏了一只歪歪扭扭的小碗，釉色是自己调的，烧出来比想象中好看。\n" * LENGTH
    return f"{title}\n\n{filling[: LENGTH - len(BAD)]}{body}"


class _Server:
    """A server that has answered `initialize`; it ends with the block."""

    def __init__(self, folder: Path) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(xhslint("lsp"), cwd=folder, stdin=pipe, stdout=pipe)
        assert self.process.stdin and self.process.stdout
        self.stdin, self.reader = self.process.stdin, MessageReader(self.process.stdout.read1)  # type: ignore[attr-defined]

    def __enter__(self) -> _Server:
        self._send("initialize", {"capabilities": {}}, id=1)
        self._receive("result")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stdin.close()
        self.process.wait()

    def open(self, text: str) -> None:
        item = {"uri": ADDRESS, "languageId": "markdown", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": item})
        self._receive("params")

    def type(self, change: dict[str, Any], version: int) -> None:
        about = {"uri": ADDRESS, "version": version}
        self._send("textDocument/didChange", {"textDocument": about, "contentChanges": [change]})
        if not self._receive("params")["diagnostics"]:
            raise Failed("the language server found nothing")

    def _send(self, method: str, params: dict[str, Any], **more: int) -> None:
        self.stdin.write(frame({"jsonrpc": "2.0", "method": method, "params": params, **more}))
        self.stdin.flush()

    def _receive(self, key: str) -> dict[str, Any]:
        message = self.reader.next()
        if message is None or isinstance(message, Fault):
            raise Failed("the language server ended")
        answer: dict[str, Any] = message[key]
        return answer
