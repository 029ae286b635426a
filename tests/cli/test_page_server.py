"""The command `serve`: what it prints, what it serves, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.running import HANGS, POSIX, XHSLINT
from tests.samples import main

NOTE = "想学的姐妹加薇❤：taoci_2046"
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/#([\w-]{32})")


@contextmanager
def serving(*args: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """Give the process of a server, its port and its token."""
    command = [*XHSLINT, "serve", "--no-open", *args]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True, encoding="utf-8") as process:
        assert process.stdout
        try:
            said = process.stdout.readline() + process.stdout.readline()
            found = ADDRESS.search(said)
            assert found and said.endswith("\n文案不会离开这台电脑。按 Ctrl-C 结束。\n")
            yield process, int(found[1]), found[2]
        finally:
            if process.poll() is None:
                process.kill()


def asked(port: int, token: str, question: object, name: str = "check") -> object:
    head = {"Content-Type": "application/json", "X-Xhslint-Token": token}
    address = f"http://127.0.0.1:{port}/api/{name}"
    with urlopen(Request(address, json.dumps(question).encode(), head), timeout=HANGS) as answer:
        return json.load(answer)


@POSIX
def test_it_serves_the_page_under_the_configuration_of_its_folder_until_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".xhslint.yaml").write_text("ignore: ranking\n", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    with serving("--profile", "专业号", folder=tmp_path) as (process, port, token):
        with urlopen(f"http://127.0.0.1:{port}/", timeout=HANGS) as page:
            assert b'<script type="module"' in page.read()
        answer = asked(port, token, {"text": f"{NOTE}\n互粉一下呀"})
        assert isinstance(answer, dict)
        assert [each["rule"] for each in answer["findings"]] == ["contact/wechat-id"]
        assert answer["profile"] == "pro"
        os.kill(process.pid, signal.SIGINT)
        assert process.communicate(timeout=HANGS) == ("", "")
        assert process.returncode == 0
    assert sorted(tmp_path.rglob("*")) == before


@POSIX
def test_without_a_configuration(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".xhslint.yaml").write_text("ignore: contact\nlang: en\n", "utf-8")
    with serving("--no-config", folder=tmp_path) as (_, port, token):
        answer = asked(port, token, {"text": NOTE})
        assert isinstance(answer, dict)
        assert answer["findings"][0]["why"] == "写出了微信号"


@pytest.mark.usefixtures("folder")
def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--no-open", "--port", str(port)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err
        == f"xhslint: 不能用端口 {port}：别的程序正在用它；换一个端口，或不写 --port\n用法见 xhslint serve --help\n"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("port", "lang"), [("65536", "zh"), ("-1", "zh"), ("many", "en")])
def test_no_such_port(port: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", port, "--lang", lang]) == 2
    assert "--port" in capsys.readouterr().err


def test_a_mistake_in_the_configuration_is_told_before_anything_is_served(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(".xhslint.yaml").write_text("ignore: cntact\n", "utf-8")
    assert main(["serve", "--no-open"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and ".xhslint.yaml:1:9:" in said.err


def test_the_browser_is_opened_unless_asked_not_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return False

    def served(self: object, **more: object) -> None:
        from threading import enumerate as threads

        for each in threads():
            if each.daemon and each.name.endswith("(_open)"):
                each.join(HANGS)
        raise KeyboardInterrupt

    monkeypatch.setattr("webbrowser.open", browser)
    monkeypatch.setattr("xhslint.serve.server.PageServer.serve_forever", served)
    assert main(["serve", "--no-open"]) == 0
    assert opened == []
    assert main(["serve", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert ADDRESS.fullmatch(opened[0])
    assert opened[0] in said.out and "found no browser" in said.err
