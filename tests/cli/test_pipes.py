"""The command line as a process: pipes, terminals, locales and signals as the system has them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.running import HANGS, wait_until
from xhslint.run.interrupts import interruptible
from xhslint.terminal.width import cell_count

ROOT = Path(__file__).parents[2]
RUN = [sys.executable, "-c", "from tests.samples import main; raise SystemExit(main())"]
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


def environment(**changes: str) -> dict[str, str]:
    names = ("PATH", "HOME", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE")
    return {**{name: os.environ[name] for name in names if name in os.environ}, "PYTHONPATH": str(ROOT), **changes}


def start(
    args: Sequence[str], folder: Path, env: dict[str, str] | None = None, **settings: Any
) -> subprocess.Popen[bytes]:
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen([*RUN, *args], cwd=folder, env=env or environment(), **{**pipes, **settings})


def run(
    args: Sequence[str], folder: Path, env: dict[str, str] | None = None, **settings: Any
) -> tuple[int, bytes, bytes]:
    process = start(args, folder, env, **settings)
    out, err = process.communicate(timeout=HANGS)
    return process.returncode, out or b"", err or b""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "笔记.md").write_text("❤👍想要加微信", "utf-8")
    return tmp_path


def test_a_reader_that_goes_away(folder: Path) -> None:
    for number in range(800):
        (folder / f"{number}.md").write_text("想要加微信", "utf-8")
    process = start(["."], folder)
    assert process.stdout and process.stderr
    process.stdout.read(100)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(HANGS) == 2


@POSIX
def test_a_reader_that_was_never_there(folder: Path) -> None:
    for args in (["笔记.md"], ["笔记.md", "--format", "json"], ["--help"], ["--version"]):
        reading, writing = os.pipe()
        os.close(reading)
        status, _, err = run(args, folder, stdout=writing)
        os.close(writing)
        assert (status, err) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("args", [["笔记.md"], ["笔记.md", "--format", "json"], ["--help"]])
def test_a_full_disk(args: list[str], folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        status, _, err = run(args, folder, stdout=full)
    assert (status, err.decode()) == (2, "<stdout>: 无法写入：磁盘已满\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_to_a_device(folder: Path) -> None:
    assert run(["笔记.md", "--output", "/dev/null"], folder) == (1, b"", b"")
    status, _, err = run(["笔记.md", "--output", "/dev/full", "--lang", "en"], folder)
    assert (status, err.decode()) == (2, "/dev/full: cannot write: the disk is full\n")


@POSIX
def test_streams_that_are_closed(folder: Path) -> None:
    command = " ".join(f"'{part}'" for part in RUN)

    def shell(line: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["sh", "-c", f"{command} {line}"], cwd=folder, env=environment(), capture_output=True)

    closed = shell("笔记.md >&-")
    assert closed.returncode == 2
    assert b"Traceback" not in closed.stderr
    silent = shell("笔记.md 没有.md 2>&-")
    assert silent.returncode == 2
    assert b"Traceback" not in silent.stdout
    nothing = shell("- <&-")
    assert nothing.returncode == 2
    assert nothing.stderr.decode() == "粘贴的文字: 没有收到文字\n"


LOCALES = [
    ({"LC_ALL": "C"}, "utf-8"),
    ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
    ({"PYTHONIOENCODING": "ascii"}, "ascii"),
    ({"PYTHONIOENCODING": "gbk"}, "gbk"),
    ({"PYTHONIOENCODING": "latin-1"}, "latin-1"),
    ({"PYTHONIOENCODING": "utf-8"}, "utf-8"),
]


@pytest.mark.parametrize(("locale", "encoding"), LOCALES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_locale_can_show_the_text_report(locale: dict[str, str], encoding: str, lang: str, folder: Path) -> None:
    status, out, err = run([".", "没有.md", "--lang", lang], folder, environment(**locale))
    assert status == 2
    lines = out.decode(encoding).splitlines()
    assert err.decode(encoding).count("\n") == 1
    source, carets = lines[3], lines[4]
    before = source.index("<U+52A0>" if encoding in ("ascii", "latin-1") else "加微信")
    assert carets.index("^") == cell_count(source[:before])
    assert carets.count("^") == (24 if encoding in ("ascii", "latin-1") else 6)


@pytest.mark.parametrize(("locale", "encoding"), LOCALES)
def test_json_is_utf_8_in_any_locale(locale: dict[str, str], encoding: str, folder: Path) -> None:
    status, out, err = run(["笔记.md", "--format", "json"], folder, environment(**locale))
    assert (status, err) == (1, b"")
    data = json.loads(out.decode("utf-8"))
    assert data["drafts"][0]["path"] == "笔记.md"
    assert data["drafts"][0]["findings"][0]["text"] == "加微信"


@POSIX
@pytest.mark.parametrize("form", ["text", "json"])
def test_control_c(form: str, folder: Path) -> None:
    (folder / "z.md").write_text("慢", "utf-8")
    process = start(["笔记.md", "z.md", "--format", form], folder)
    wait_until((folder / "z.md.started").exists)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=HANGS)
    assert process.returncode == 130
    assert err.decode() == "xhslint: 已中断，只报告了中断之前检查过的笔记\n"
    assert "加微信" in out.decode()
    if form == "json":
        assert len(json.loads(out)["drafts"]) == 1


@POSIX
def test_control_c_waits_until_a_finding_is_written() -> None:
    written = []
    with pytest.raises(KeyboardInterrupt):
        for number in interruptible(range(9)):
            if number == 2:
                signal.raise_signal(signal.SIGINT)
            written.append(number)
    assert written == [0, 1, 2]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@POSIX
def test_control_c_twice_does_not_wait() -> None:
    written = []
    with pytest.raises(KeyboardInterrupt):
        for number in interruptible(range(9)):
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            written.append(number)
    assert written == []


@POSIX
def test_a_terminal_gets_colour_and_its_own_width(folder: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    (folder / "笔记.md").write_text("长" * 60 + "加微信", "utf-8")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 50, 0, 0))
    process = start(["笔记.md"], folder, environment(TERM="xterm"), stdout=theirs)
    os.close(theirs)
    out = b""
    try:
        while chunk := os.read(ours, 65536):
            out += chunk
    except OSError:  # how Linux says that the other side closed
        pass
    os.close(ours)
    assert process.wait(HANGS) == 1
    text = out.decode().replace("\r\n", "\n")
    assert f"\x1b[2m    1 │\x1b[0m …{'长' * 17}\x1b[1;31m加微信\x1b[0m\n" in text
    assert f"\x1b[2m      │\x1b[0m {' ' * 35}\x1b[1;31m^^^^^^\x1b[0m\n" in text


def test_start_up_imports_nothing_it_does_not_need() -> None:
    heavy = {"yaml", "jieba", "regex", "json", "difflib", "pathspec", "wcwidth"}
    heavy |= {
        "click",
        "dataclasses",
        "inspect",
        "typing",
        "pathlib",
        "importlib",
        "tempfile",
        "hashlib",
        "urllib.parse",
    }
    code = f"import sys; before = set(sys.modules); import xhslint.cli.main; print(*{heavy}.intersection(sys.modules) - before)"
    process = subprocess.run([sys.executable, "-c", code], env=environment(), cwd=ROOT, capture_output=True, text=True)
    assert process.stdout.split() == []


def test_the_module_runs_as_a_command(folder: Path) -> None:
    command = [sys.executable, "-m", "xhslint", "--version"]
    process = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.startswith("xhslint ")


def test_the_real_linter(folder: Path) -> None:
    def xhslint(*args: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "xhslint", *args]
        process = subprocess.run(command, cwd=folder, env=environment(PYTHONUTF8="1"), capture_output=True, text=True)
        return process.returncode, process.stdout, process.stderr

    (folder / "空.md").write_text("", "utf-8")
    (folder / "笔记.md").write_text("---\nprofile: paid\n---\n想学的姐妹加薇❤：taoci_2046", "utf-8")
    left_out = "没查：只提到微信、没必要的变形词（想查加 --extend-select contact/bare,style）。\n"
    assert xhslint("空.md") == (0, f"检查了 1 篇笔记，没有发现问题。\n{left_out}", "")
    status, out, err = xhslint("笔记.md", "--select", "contact")
    assert (status, err) == (1, "")
    assert "微信" in out and "《" in out
    status, out, err = xhslint(".", "--format", "json")
    drafts = {draft["path"]: draft for draft in json.loads(out)["drafts"]}
    assert set(drafts) == {"空.md", "笔记.md"}
    assert drafts["笔记.md"]["profile"] == "paid"
    name = drafts["笔记.md"]["findings"][0]["rule"]
    for command in (["rules"], ["rules", name], ["rules", name.split("/")[0]], ["rules", name, "--lang", "en"]):
        status, out, err = xhslint(*command)
        assert (status, err) == (0, "")
        assert name in out
