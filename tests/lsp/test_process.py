"""`xhslint lsp` as an editor starts it: a process that talks over its streams and ends as the protocol says."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.lsp.clients import NOTE, ProcessClient, uri
from tests.running import HANGS, POSIX, XHSLINT, environment, make_home, run
from xhslint.lsp.framing import frame
from xhslint.lsp.protocol import PARSE_ERROR

Start = Callable[..., ProcessClient]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers in a folder with a home of their own, and ends those that a test leaves."""
    home = make_home(tmp_path / "home")
    (tmp_path / "notes").mkdir()
    started: list[ProcessClient] = []

    def start(*args: str) -> ProcessClient:
        started.append(ProcessClient(tmp_path / "notes", environment(home), ["lsp", *args]))
        return started[-1]

    yield start
    for client in started:
        client.process.kill()
        client.process.wait(HANGS)
        for stream in (client.process.stdout, client.process.stderr):
            assert stream
            stream.close()


@pytest.mark.parametrize(
    ("args", "word"),
    [((), "读作"), (("--stdio",), "读作"), (("--lang", "en"), "reads"), (("--stdio", "--lang=en"), "reads")],
)
def test_a_session(args: tuple[str, ...], word: str, start: Start, tmp_path: Path) -> None:
    client = start(*args)
    assert client.initialize(tmp_path / "notes")["capabilities"]["hoverProvider"]
    note = uri(tmp_path / "notes" / "笔 记.md")
    client.open(note, NOTE)
    (found,) = client.published(note)
    assert word in found["message"]
    client.change(note, 2, {"text": "今天去公园散步。"})
    assert client.published(note) == []
    assert client.ask("shutdown") is None
    client.notify("exit")
    assert client.end() == (0, b"")


def test_messages_that_come_byte_by_byte(start: Start) -> None:
    client = start()
    data = frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
    for at in range(len(data)):
        client.write(data[at : at + 1])
    client.receive()
    assert client.answers[1]["result"]["serverInfo"]["name"] == "xhslint"


def test_bad_messages_end_nothing(start: Start) -> None:
    client = start()
    client.write(b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
    client.write(b"Content-Length: 3\r\n\r\n{]}")
    client.write(b"Content-Length: 400000\r\n\r\n" + b"[" * 400_000)
    client.initialize()
    assert client.answers[None]["error"]["code"] == PARSE_ERROR
    assert client.ask("shutdown") is None
    client.notify("exit")
    assert client.end() == (0, b"")


def test_an_editor_that_is_gone(start: Start) -> None:
    client = start()
    assert client.end() == (1, b"")
    client = start()
    client.initialize()
    client.stdin.write(b"Content-Length: 30\r\n\r\n{")
    assert client.end() == (1, b"")
    client = start()
    client.initialize()
    client.notify("exit")
    assert client.end() == (1, b"")


def test_an_editor_that_reads_no_more(start: Start) -> None:
    client = start()
    client.initialize()
    assert client.process.stdout and client.process.stderr
    client.process.stdout.close()
    client.open("file:///a.md", NOTE)
    assert client.process.wait(HANGS) == 1
    assert client.process.stderr.read() == b""


@POSIX
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGINT, 130)])
def test_signals(number: int, status: int, start: Start) -> None:
    client = start()
    client.initialize()
    client.process.send_signal(number)
    assert client.process.wait(HANGS) == status
    assert client.process.stderr and client.process.stderr.read() == b""


def test_what_is_printed_does_not_disturb_the_protocol(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys; from xhslint.cli.main import main; from xhslint.lsp.features import Features; usual = Features.open\n"
        "def noisy(*args): print('noise'); usual(*args)\n"
        "Features.open = noisy; sys.exit(main(['lsp']))"
    )
    messages = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}},
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didOpen",
            "params": {"textDocument": {"uri": "file:///a.py", "text": ""}},
        },
        {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
        {"jsonrpc": "2.0", "method": "exit"},
    ]
    sent = b"".join(map(frame, messages))
    status, out, err = run([], tmp_path, environment(tmp_path), [sys.executable, "-c", code], stdin=None, input=sent)
    assert (status, err) == (0, b"noise\n")
    assert out.startswith(b"Content-Length: ") and out.count(b"Content-Length: ") == 2 and b"noise" not in out


def test_the_start_imports_neither_click_nor_the_linter(tmp_path: Path) -> None:
    code = (
        "import sys; from xhslint.cli.main import main; status = main(['lsp'])\n"
        "heavy = {'click', 'regex', 'yaml', 'typing', 'xhslint.linter.linter'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(status)"
    )
    sent = frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}})
    status, out, err = run([], tmp_path, environment(tmp_path), [sys.executable, "-c", code], stdin=None, input=sent)
    assert (status, err) == (1, b"[]\n") and b"positionEncoding" in out


def test_a_person_who_starts_it_is_told_what_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    from xhslint.cli.main import main

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(io.BytesIO(b"")))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO()))
    assert main(["lsp"]) == 1
    assert capsys.readouterr().err.startswith("语言服务器由编辑器启动")


def test_its_help(tmp_path: Path) -> None:
    status, out, err = run(["lsp", "--help", "--lang=en"], tmp_path, environment(tmp_path), XHSLINT)
    assert (status, err) == (0, b"")
    text = out.decode()
    assert text.startswith("Usage: xhslint lsp [OPTIONS]\n") and "--stdio" in text
    assert max(map(len, text.splitlines())) <= 80
