"""Drafts that cannot be read, or change or crash the linter: the rest of the run is complete, and the status says it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.rules import HEAD
from tests.run.faults.helpers import GOOD, found
from tests.running import AS_USER, FAKE, FORMATS, HANGS, POSIX, environment, run
from tests.samples import main
from xhslint.cli import main as real
from xhslint.run import worker as files

Capture = pytest.CaptureFixture[str]


@AS_USER
@POSIX
def test_what_nobody_may_read(folder: Path, capsys: Capture) -> None:
    (folder / "m.md").write_text("想要加微信", "utf-8")
    (folder / "m.md").chmod(0)
    (folder / "shut").mkdir(mode=0)
    reason = "没有读取权限"
    assert found(capsys) == (2, GOOD, f"shut: {reason}\nm.md: {reason}\n")
    (folder / "shut").chmod(0o700)


@POSIX
def test_what_the_system_does_not_let_us_read(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """As above, for root too."""
    (folder / "m.md").write_text("想要加微信", "utf-8")
    (folder / "shut").mkdir()
    usual_open, usual_scan = os.open, os.scandir

    def refused_open(path: Any, *args: Any, **settings: Any) -> Any:
        if str(path).endswith("m.md"):
            raise PermissionError(13, "Permission denied")
        return usual_open(path, *args, **settings)

    def refused_scan(path: Any) -> Any:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return usual_scan(path)

    monkeypatch.setattr(os, "open", refused_open)
    monkeypatch.setattr(os, "scandir", refused_scan)
    reason = "没有读取权限"
    status, drafts, err = found(capsys)
    assert (status, drafts) == (2, GOOD)
    assert sorted(err.splitlines()) == [f"m.md: {reason}", f"shut: {reason}"]


@pytest.fixture
def on_reading_a(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Something that happens when the first draft has been read."""
    usual = files.read_draft_data

    def then(act: Any) -> None:
        def read_draft_data(path: Any, most: int) -> bytes:
            data = usual(path, most)
            if str(path) == "a.md":
                act()
            return data

        monkeypatch.setattr(files, "read_draft_data", read_draft_data)

    return then


def test_a_file_that_disappears(folder: Path, on_reading_a: Any, capsys: Capture) -> None:
    (folder / "m.md").write_text("想要加微信", "utf-8")
    on_reading_a((folder / "m.md").unlink)
    assert found(capsys) == (2, GOOD, "m.md: 找不到文件\n")


def test_a_folder_that_disappears(folder: Path, on_reading_a: Any, capsys: Capture) -> None:
    (folder / "m").mkdir()
    for name in "bc":
        (folder / "m" / f"{name}.md").write_text("想要加微信", "utf-8")
    on_reading_a(lambda: shutil.rmtree(folder / "m"))
    missing = "找不到文件\n"
    assert found(capsys) == (2, GOOD, f"m/b.md: {missing}m/c.md: {missing}")


def test_a_file_that_becomes_a_folder(folder: Path, on_reading_a: Any, capsys: Capture) -> None:
    (folder / "m.md").write_text("想要加微信", "utf-8")
    on_reading_a(lambda: ((folder / "m.md").unlink(), (folder / "m.md").mkdir()))
    assert found(capsys) == (2, GOOD, "m.md: 是文件夹，不是文件\n")


def test_a_file_that_changes_after_it_was_read(folder: Path, on_reading_a: Any, capsys: Capture) -> None:
    on_reading_a(lambda: (folder / "a.md").write_text("互粉", "utf-8"))
    status = main([".", "--format=json"])
    (draft, _) = json.loads(capsys.readouterr().out)["drafts"]
    assert status == 1
    assert [each["text"] for each in draft["findings"]] == ["加微信"]  # positions and text are of one state


def test_a_fix_is_not_written_over_what_changed_meanwhile(
    folder: Path, on_reading_a: Any, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for name in GOOD:
        (folder / name).write_text("今天天气好，去公园散步。\n\nhttps://example.com/1\n\n下次见。\n", "utf-8")
    usual = files.read_draft_data

    def read_draft_data(path: Any, most: int) -> bytes:
        data = usual(path, most)
        if str(path) == "a.md":
            (folder / "a.md").write_text("别人刚写的", "utf-8")
        return data

    monkeypatch.setattr(files, "read_draft_data", read_draft_data)
    assert real.main(["a.md", "z.md", "--unsafe-fixes"]) == 2
    assert (folder / "a.md").read_text("utf-8") == "别人刚写的"
    assert "example.com" not in (folder / "z.md").read_text("utf-8")
    assert "a.md: " in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == GOOD


@POSIX
def test_links_in_a_circle(folder: Path, capsys: Capture) -> None:
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "up").symlink_to(folder)
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    assert found(capsys) == (1, GOOD, "")
    status, drafts, err = found(capsys, "loop.md", "one", "a.md", "z.md")
    assert (status, drafts) == (2, GOOD)
    assert [line.split(": ")[0] for line in err.splitlines()] == ["loop.md", "one"]
    assert found(capsys, "up")[:2] == (1, ["up/a.md", "up/z.md"])


@POSIX
@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_would_break_a_line(form: str, folder: Path, capsys: Capture) -> None:
    (folder / "m\n::error::x\x1b[31m\u202e.md").write_text("想要加微信", "utf-8")
    (folder / "n\n\x1b[0m.md").write_bytes(b"\x00\x01\x02" * 50)
    assert main([".", f"--format={form}"]) == 2
    out, err = capsys.readouterr()
    assert (err.count("\n") == 1 and err.startswith("n‹U+000A›‹U+001B›[0m.md:1:1: ")) or err.startswith("n↵")
    assert "\x1b" not in out + err and "\u202e" not in out + err
    assert not any(line.startswith("::error::x") for line in (out + err).splitlines())
    if form == "json":
        assert len([draft for draft in json.loads(out)["drafts"] if draft["findings"]]) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of any bytes")
@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_not_utf_8(form: str, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for name in (b"m\xff\xe5.md", b"n\xff.md"):
        path = os.path.join(os.fsencode(folder), name)
        with open(path, "wb") as file:
            file.write("想要加微信".encode() if name[0] == ord("m") else b"\x00\x01\x02" * 50)
    status, out, err = run([".", f"--format={form}"], folder, environment(folder.parent), FAKE)
    assert status == 2
    assert err.decode().startswith("n\\xff.md:1:1: ") and err.count(b"\n") == 1
    if form != "github":  # has a limit of its own
        assert out.decode().count("加微信") >= 3


@POSIX
def test_contents_of_every_kind(folder: Path, capsys: Capture) -> None:
    (folder / "m-empty.md").write_bytes(b"")
    (folder / "m-mark.md").write_bytes(b"\xef\xbb\xbf")
    (folder / "m-high.md").write_bytes(b"\xff" * 4096)
    (folder / "m-zero.md").write_bytes(b"\x00" * 4096)
    (folder / "m-long.md").write_bytes("好".encode() * 300_000)
    (folder / "m-half.md").write_bytes("加微信".encode()[:-1])
    status, drafts, err = found(capsys)
    assert (status, drafts) == (2, GOOD)
    assert sorted(line.split(":")[0] for line in err.splitlines()) == ["m-half.md", "m-high.md", "m-zero.md"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_crash_and_a_rule_that_runs_too_long(jobs: str, folder: Path, capsys: Capture) -> None:
    (folder / "m.md").write_text("加微信，然后崩溃", "utf-8")
    (folder / "n.md").write_text("加微信，然后超时", "utf-8")
    status, drafts, err = found(capsys, ".", f"--jobs={jobs}")
    assert (status, drafts) == (2, ["a.md", "n.md", "z.md"])
    crash, stopped = err.splitlines()
    assert crash.startswith("m.md: 内部错误：RuntimeError: 一个 意外。")
    assert stopped == "rules/a.yaml:7:1: stopped"


def test_a_pattern_that_never_ends(folder: Path, capsys: Capture) -> None:
    rule = """
- id: brand/slow
  severity: error
  message: {zh: 慢, en: Slow}
  advice: {zh: 删去, en: Delete it}
  sources: [house]
  pattern: '(?:a|b|ab)*c'
  flag: ["[[abc]]"]
  pass: [无]
"""
    (folder / "slow.yaml").write_text(HEAD + rule, "utf-8")
    (folder / "m.md").write_text("ab" * 5000 + "，想要加我微信 abc12345", "utf-8")
    status, drafts, err = found(capsys, ".", "--rules=slow.yaml", command=real.main)
    assert (status, drafts) == (2, ["a.md", "m.md", "z.md"])
    assert err.count("\n") == 1 and "brand/slow" in err and "m.md" in err


@POSIX
@pytest.mark.parametrize("make", [lambda path: os.mkfifo(path), lambda path: path.symlink_to("/dev/zero")])
def test_what_has_no_end(make: Any, folder: Path) -> None:
    """A pipe that nobody writes to and a device; in a process of its own, because it must not wait for ever."""
    make(folder / "m.md")
    args = ["a.md", "m.md", "z.md", ".", "--format=json", "--lang=zh"]
    status, out, err = run(args, folder, environment(folder.parent, PYTHONUTF8="1"), FAKE)
    assert status == 2
    assert [draft["path"] for draft in json.loads(out)["drafts"] if draft["findings"]] == GOOD
    assert err.decode().startswith("m.md: 无法读取：") and err.count(b"\n") == 1


@POSIX
@pytest.mark.parametrize("script", ["cat a.md", "sleep 1; cat a.md", "true", "cat a.md; sleep 1; cat a.md"])
def test_a_pipe_that_somebody_writes_to(script: str, folder: Path) -> None:
    command = " ".join(f"'{part}'" for part in FAKE)
    line = f"{{ {script}; }} | {command} /dev/stdin --format=json"
    done = subprocess.run(
        ["sh", "-c", line], cwd=folder, env=environment(folder.parent), capture_output=True, timeout=HANGS
    )
    (draft,) = json.loads(done.stdout)["drafts"]
    assert (len(draft["findings"]), done.stderr) == (int("cat" in script), b"")
    assert done.returncode == int("cat" in script)
