"""Outputs and streams that fail: the other reports are whole, and the status says it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.run.faults.helpers import FULL
from tests.running import FAKE, FORMATS, HANGS, POSIX, environment, run
from tests.samples import main

Capture = pytest.CaptureFixture[str]


@FULL
@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk(form: str, folder: Path, capsys: Capture) -> None:
    assert main([".", f"--format={form}", "-o", "/dev/full"]) == 2
    assert capsys.readouterr() == ("", "/dev/full: 无法写入：磁盘已满\n")


def test_an_output_that_cannot_be_written_leaves_the_old_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (folder / "out.json").write_text("旧的", "utf-8")

    def replace(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", replace)
    assert main([".", "--format=json", "-o", "out.json"]) == 2
    assert capsys.readouterr().err == "out.json: 无法写入：磁盘已满\n"
    assert (folder / "out.json").read_text("utf-8") == "旧的"
    assert sorted(os.listdir()) == ["a.md", "out.json", "z.md"]


def test_a_folder_for_the_output_that_is_missing(capsys: Capture) -> None:
    assert main([".", "-o", "no/out.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("no/out.txt: 无法写入：") and err.count("\n") == 1


@POSIX
@pytest.mark.parametrize(
    ("redirection", "expected"),
    [(">&-", 2), ("2>&-", 2), (">&- 2>&-", 2), ("<&- >&- 2>&-", 2), ("| head -1", 2), ("2>/dev/full", 2)],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_streams_that_fail(redirection: str, expected: int, form: str, folder: Path) -> None:
    """More is said than a pipe holds, and a draft is missing."""
    for at in range(300):
        (folder / f"{at}.md").write_text("想要加微信" * 50, "utf-8")
    command = " ".join(f"'{part}'" for part in FAKE)
    script = f"{{ {command} . missing.md --format={form}; echo $? > ../status; }} {redirection}"
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=environment(folder.parent), capture_output=True, timeout=HANGS
    )
    assert (folder.parent / "status").read_text() == f"{expected}\n"
    assert b"Traceback" not in done.stdout + done.stderr and b"Exception ignored" not in done.stderr
    if redirection.startswith("2>"):
        assert done.stdout.count(b"missing.md") <= 1
        assert done.stdout.count(b"299.md") == 1


@FULL
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_full_disk_while_processes_work(form: str, folder: Path) -> None:
    for at in range(100):
        (folder / f"{at}.md").write_text("想要加微信", "utf-8")
    with open("/dev/full", "wb") as full:
        status, _, err = run(
            [".", f"--format={form}", "--jobs=2"], folder, environment(folder.parent), FAKE, stdout=full
        )
    assert (status, err.decode()) == (2, "<stdout>: 无法写入：磁盘已满\n")


ENCODINGS = [
    ({"PYTHONIOENCODING": "gbk"}, "gbk"),
    ({"PYTHONIOENCODING": "ascii"}, "ascii"),
    ({"LANG": "C"}, "utf-8"),
    ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
]


HOSTILE = "想要加微信❤\x1b[31m红\x9b0m\x07\u202e反\u2066\u200b\n::error::骗\n"


@pytest.fixture(scope="module")
def all_formats() -> Iterator[str]:
    """A program that writes every format to standard output, one behind the other, in one process."""
    yield (
        "import sys\nfrom tests.samples import main\n"
        "for form in sys.argv[1:]:\n"
        "    status = main(['.', '--no-cache', '--lang=zh', f'--format={form}'])\n"
        "    sys.stdout.buffer.write(b'\\0%d\\0' % status)\n"
    )


@pytest.mark.parametrize(("locale", "encoding"), ENCODINGS)
def test_locales_and_drafts_that_steer_a_terminal(
    locale: dict[str, str], encoding: str, all_formats: str, folder: Path
) -> None:
    (folder / "恶意\x1b[2J❤.md").write_text(HOSTILE, "utf-8")
    (folder / "坏\u202e.md").write_bytes(b"\x00\x01\x02" * 50)
    env = environment(folder.parent, **locale)
    status, out, err = run(FORMATS, folder, env, [sys.executable, "-c", all_formats])
    assert status == 0
    told = err.decode(encoding)
    assert told.count("\n") == len(FORMATS) and "Error" not in told
    pieces = out.split(b"\0")
    assert pieces[1::2] == [b"2"] * len(FORMATS)
    for form, data in zip(FORMATS, pieces[::2], strict=False):
        text = data.decode(encoding if form == "text" else "utf-8")
        steering = {"\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\u200b"} & set(text + told)
        assert steering == set(), form
        if form != "html":  # nobody reads that in the log of a workflow
            assert not any(line.startswith("::error::骗") for line in text.splitlines()), form
        if form != "text":
            assert "加微信" in text or form == "checkstyle", form
    assert json.loads(pieces[2 * FORMATS.index("json")])["drafts"]


@FULL
@pytest.mark.parametrize("bad", ["/dev/full", "no/out"])
@pytest.mark.parametrize("at", range(4))
def test_one_of_several_reports_fails(bad: str, at: int, folder: Path, capsys: Capture) -> None:
    forms = ["json", "csv", "sarif", "html"]
    for form in forms:
        assert main([".", f"--format={form}={form}.alone"]) == 1
    outputs = [f"{form}={bad if number == at else form + '.out'}" for number, form in enumerate(forms)]
    assert main([".", *(f"--format={each}" for each in outputs)]) == 2
    assert capsys.readouterr().err.startswith(f"{bad}: 无法写入：")
    for number, form in enumerate(forms):
        if number != at:
            assert (folder / f"{form}.out").read_bytes() == (folder / f"{form}.alone").read_bytes()
    assert not list(folder.glob(".xhslint*"))


@FULL
@pytest.mark.parametrize("standard", [">/dev/full", ">&-", "| true"])
def test_standard_output_fails_and_the_other_report_is_whole(standard: str, folder: Path) -> None:
    for at in range(300):
        (folder / f"{at}.md").write_text("想要加微信" * 50, "utf-8")
    command = " ".join(f"'{part}'" for part in FAKE)
    line = f"{{ {command} . --format=text --format=json=../out; echo $? > ../status; }} {standard}"
    done = subprocess.run(
        ["sh", "-c", line], cwd=folder, env=environment(folder.parent), capture_output=True, timeout=HANGS
    )
    assert (folder.parent / "status").read_text() == "2\n"
    assert b"Traceback" not in done.stderr and b"Error" not in done.stderr
    assert len(json.loads((folder.parent / "out").read_bytes())["drafts"]) == 302


def test_no_room_to_keep_the_events(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda size: Full())
    assert main([".", "--format=json", "--format=csv=out.csv"]) == 2
    out, err = capsys.readouterr()
    assert len(json.loads(out)["drafts"]) == 2
    assert err.startswith("out.csv: 无法写入：") and not (folder / "out.csv").exists()
