"""Where a report goes, and how: standard streams, files, colour, progress. The linter is a fake."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.expected import FOUND, SUMMARY
from tests.running import POSIX
from tests.samples import main
from xhslint.terminal import console

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input(encoding: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for args, name in (([], "粘贴的文字"), (["--stdin-filename", "草稿.md"], "草稿.md")):
        monkeypatch.setattr(
            "sys.stdin",
            io.TextIOWrapper(io.BytesIO("想要加微信".encode(encoding))),
        )
        assert main(["-", *args]) == 1
        assert capsys.readouterr().out == FOUND.format(path=name) + SUMMARY


def test_a_terminal_is_told_how_to_paste(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for lang, hint in (
        ("zh", "把文案贴在这里，另起一行按 Ctrl-D（Windows：Ctrl-Z 再回车）结束：\n"),
        ("en", "Paste the caption"),
    ):
        for typed in (True, False):
            stdin = SimpleNamespace(
                buffer=io.BytesIO("想要加微信".encode()), closed=False, isatty=lambda typed=typed: typed
            )
            monkeypatch.setattr("sys.stdin", stdin)
            assert main(["-", "--lang", lang]) == 1
            err = capsys.readouterr().err
            assert err.startswith(hint) if typed else err == ""


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["-", "bad.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith(FOUND.format(path="bad.md"))
    assert err == "粘贴的文字: 没有收到文字\n"


def test_output_replaces_a_file(folder: Path, capsys: Capture) -> None:
    target = folder / "report.txt"
    target.write_text("old")
    target.chmod(0o640)
    assert main(["bad.md", "-o", "report.txt"]) == 1
    assert target.read_text("utf-8") == FOUND.format(path="bad.md") + SUMMARY
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert capsys.readouterr() == ("", "")
    assert not list(folder.glob(".xhslint*"))


def test_output_dash_is_standard_output(folder: Path, capsys: Capture) -> None:
    assert main(["bad.md", "--output", "-", "--quiet"]) == 1
    assert capsys.readouterr().out == FOUND.format(path="bad.md")
    assert not (folder / "-").exists()


def test_an_old_report_stays_when_the_new_one_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (folder / "report.txt").write_text("old")
    monkeypatch.setattr("xhslint.report.parts.totals.Totals.line", lambda *_: 1 / 0)
    assert main(["bad.md", "--output", "report.txt"]) == 2
    assert (folder / "report.txt").read_text() == "old"
    assert not list(folder.glob(".xhslint*"))
    assert capsys.readouterr().err.startswith("xhslint: 内部错误：ZeroDivisionError")


@pytest.mark.parametrize(("target", "reason"), [("none/report.txt", "文件夹不存在"), (".", "这是一个文件夹")])
def test_unwritable_output(target: str, reason: str, capsys: Capture) -> None:
    assert main(["bad.md", "--output", target]) == 2
    assert capsys.readouterr() == ("", f"{target}: 无法写入：{reason}\n")


def test_windows_says_of_a_closed_pipe_that_an_argument_is_invalid(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def open_output(path: str | None) -> SimpleNamespace:
        return SimpleNamespace(stream=SimpleNamespace(write=fail, flush=fail), commit=fail, discard=lambda: None)

    def fail(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    silenced = []
    monkeypatch.setattr(console, "_open_output", open_output)
    monkeypatch.setattr(console, "CLOSED_PIPE", (errno.EINVAL,))
    monkeypatch.setattr("xhslint.cli.main.silence_stdout", lambda: silenced.append(True))
    assert main(["bad.md"]) == 2
    assert capsys.readouterr().err == "" and silenced
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler  # nothing waits for a finding any more
    assert main(["bad.md", "--output", "report.txt", "--lang", "en"]) == 2  # a file is no pipe
    assert "cannot write" in capsys.readouterr().err


def test_read_only_output(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    (folder / "report.txt").write_text("old")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert main(["bad.md", "--output", "report.txt", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "report.txt: cannot write: permission denied\n"


@pytest.mark.parametrize(
    ("args", "environment", "terminal", "colored"),
    [
        ([], {}, True, True),
        ([], {}, False, False),
        ([], {"NO_COLOR": "1"}, True, False),
        ([], {"NO_COLOR": ""}, True, True),
        ([], {"FORCE_COLOR": "1"}, False, True),
        ([], {"FORCE_COLOR": "0"}, False, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ([], {"TERM": "dumb"}, True, False),
        (["--color", "always"], {"NO_COLOR": "1"}, False, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, True, False),
        (["--no-color"], {"FORCE_COLOR": "1"}, True, False),
        (["--no-color", "--color", "always"], {}, True, False),
    ],
)
def test_colour(
    args: list[str],
    environment: dict[str, str],
    terminal: bool,
    colored: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(console, "is_terminal", lambda stream: terminal and stream is sys.stdout)
    assert main(["bad.md", *args]) == 1
    assert ("\x1b[" in capsys.readouterr().out) == colored


def test_no_colour_in_a_file_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "is_terminal", lambda stream: True)
    assert main(["bad.md", "--output", "report.txt"]) == 1
    assert "\x1b" not in (folder / "report.txt").read_text("utf-8")


def test_a_progress_bar_after_a_second(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    seconds = iter([0.0, 0.5, 2.0, 3.0])
    monkeypatch.setattr("time.monotonic", lambda: next(seconds))
    monkeypatch.setattr(console, "is_terminal", lambda stream: stream is sys.stderr)
    assert main(["good.md", "info.md", "bad.md", "--output", "r.txt"]) == 1
    bars = [
        f"检查中 [{'#' * full}{'-' * (30 - full)}] {done}/3 每秒 {done - 1} 篇" for full, done in ((10, 1), (20, 2))
    ]
    blank = "\r" + " " * 53 + "\r"
    assert capsys.readouterr().err == bars[0] + blank + bars[1] + blank


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_of_files_are_data(folder: Path, capsys: Capture) -> None:
    name = os.fsdecode(b"a\x1b[2J\n\xff.md")
    try:
        (folder / name).write_text("想要加微信", "utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    assert main([name, "gone\x1b\n.md"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("a‹U+001B›[2J↵\\xff.md\n")
    assert err.startswith("gone‹U+001B›↵.md: ")
    assert main([name, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["drafts"][0]["path"] == "a\x1b[2J\n\\xff.md"


def test_reports_for_a_log_are_printed_together(capsys: Capture) -> None:
    assert main(["bad.md", "--format", "text"]) == 1
    text = capsys.readouterr().out
    assert main(["bad.md", "--format", "github"]) == 1
    github = capsys.readouterr().out
    assert main(["bad.md", "--format", "text", "--format", "github"]) == 1
    assert capsys.readouterr().out == text + github
    assert main(["bad.md", "--format", "github", "--format", "text", "--format", "sarif=out.sarif"]) == 1
    assert capsys.readouterr().out == github + text


@pytest.mark.parametrize(
    "args",
    [
        *(["--format=text", "--format=json"], ["--format=github", "--format=sarif"], ["--format=text"] * 2),
        *(["--format=text", "--format=github", "-oall.txt"], ["--format=json=a.json", "--format=html=./a.json"]),
    ],
)
def test_reports_that_cannot_be_told_apart_are_a_mistake(args: list[str], folder: Path, capsys: Capture) -> None:
    assert main(["bad.md", *args]) == 2
    assert "--format 格式=文件" in capsys.readouterr().err
    assert not [*folder.glob("a*.*")]


def test_a_job_of_github_has_a_summary(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    summary = folder / "summary"
    summary.write_text("earlier\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main(["bad.md", "--format", "text"]) == 1
    assert summary.read_text("utf-8") == "earlier\n"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["bad.md", "--format", "auto"]) == 1
    assert summary.read_text("utf-8").startswith("earlier\n### xhslint\n\n检查了 1 篇笔记：1 处错误。\n\n<table>\n")
    assert capsys.readouterr().out.count("::error file=bad.md") == 1


def test_a_summary_that_cannot_be_written_does_not_fail_the_job(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "none" / "summary"))
    assert main(["good.md", "--format", "github", "--lang", "en"]) == 0
    assert capsys.readouterr().err == f"{folder / 'none' / 'summary'}: cannot write: no such folder\n"


@POSIX
@pytest.mark.parametrize("args", [["."], ["init"], ["baseline", "write", "."], ["draft.md", "--diff"]])
def test_a_current_folder_that_is_gone(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", "xhslint: 当前文件夹已经不在了，请换一个文件夹再运行\n")
