"""How long a writer waits for the page: until its server answers at all, and for the underlines and the fixes after each key."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from types import TracebackType
from typing import Any

from bench import Bench, xhslint
from cold_start import BASE
from editor import KEYS, LENGTH, long_note
from measure import Failed, in_turn, middle, process
from table import NONE, Table

from xhslint import Linter


def table(bench: Bench) -> Table:
    """The start beside a bare Python, and checks over HTTP beside the check of the same note in memory."""
    made = Table("Page: xhslint serve", ("what", "ms", "slowest 5%", "times"))
    start, ratio = middle(in_turn(bench.pairs, lambda: _start(bench.folder), lambda: _bare(bench.folder)))
    made.add("start, until a question is answered", f"{start * 1000:.0f}", NONE, f"{ratio:.2f}")
    rows: dict[str, list[float]] = {
        "a key, until its words are underlined": [],
        "until its fixes are offered as well": [],
    }
    rows["the check of that note in memory"] = []
    with _Server(bench.folder) as server:
        _take(server, bench.rounds * KEYS // 2, *rows.values())
    memory = [*rows.values()][-1]
    for what, waits in rows.items():
        ratio = median(wait / check for wait, check in zip(waits, memory, strict=True))
        slowest = f"{quantiles(waits, n=20)[-1] * 1000:.1f}" if waits is not memory else NONE
        made.add(what, f"{median(waits) * 1000:.1f}", slowest, f"{ratio:.2f}")
    made.note = (
        f"Medians of {bench.pairs} starts and of {len(memory)} keys in a note of {LENGTH} characters with an offence, each asked "
        f'over one connection, whole. times: a start beside python -c "{BASE}", the others beside the check of the same text right after.'
    )
    return made


def _take(server: _Server, number: int, quick: list[float], whole: list[float], memory: list[float]) -> None:
    """Add the seconds of checks, each of a text that is another one than the last."""
    linter, text = Linter(), long_note()
    at = text.index("\n\n") + 2
    for each in range(number):
        written = f"{text[:at]}{'好很'[each % 2]}{text[at:]}"
        began = time.perf_counter()
        server.ask("check", {"text": written, "quick": True})
        quick.append(time.perf_counter() - began)
        server.ask("check", {"text": written})
        whole.append(time.perf_counter() - began)
        began = time.perf_counter()
        linter.check(written)
        memory.append(time.perf_counter() - began)


def _start(folder: Path) -> float:
    began = time.perf_counter()
    with _Server(folder) as server:
        server.ask("start", {})
        return time.perf_counter() - began


def _bare(folder: Path) -> float:
    return process([sys.executable, "-c", BASE], folder).seconds


class _Server:
    """A server of the page and a connection to it; it ends with the block."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            xhslint("serve", "--no-open", "--no-config"),
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout
        found = re.search(r"http://([\d.]+):(\d+)/#(\S+)", self.process.stdout.readline())
        if not found:
            raise Failed("the page was not served")
        self.connection = HTTPConnection(found[1], int(found[2]))
        self.token = found[3]

    def __enter__(self) -> _Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def ask(self, name: str, question: dict[str, Any]) -> dict[str, Any]:
        head = {"Content-Type": "application/json", "X-Xhslint-Token": self.token}
        self.connection.request("POST", f"/api/{name}", json.dumps(question, ensure_ascii=False).encode(), head)
        answer: dict[str, Any] = json.load(self.connection.getresponse())
        if answer.get("error") or (name == "check" and not answer["findings"]):
            raise Failed("the page was answered nothing")
        return answer
