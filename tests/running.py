"""Folders of many notes, and xhslint as a process of its own with a home that no other test uses."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from xhslint.base.paths import cache_path
from xhslint.report.registry import REPORTS

ROOT = Path(__file__).parents[1]
FORMATS = list(REPORTS)
HANGS = 300
"""Seconds after which a process that should have ended is said to hang; what passes never waits so long."""
XHSLINT = [sys.executable, "-m", "xhslint"]
FAKE = [sys.executable, "-c", "from tests.samples import main; raise SystemExit(main())"]
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
FORK = pytest.mark.skipif(sys.platform != "linux", reason="needs processes that begin as a copy of this one")
AS_USER = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read and write everything")
TEXTS = (
    "今天天气好，去公园散步。",
    "想学的姐妹加薇❤：taoci_2046",
    "# 标题\n\n全网第一的面霜\n\n加我微信 abc12345 领取资料",
    "---\nprofile: paid\n---\n想学的姐妹加薇❤：taoci_2046",
    "---\nxhslint:\n  ignore:\n    contact: 客户同意\n---\n加我微信 abc12345",
    "<!-- xhslint-ignore-next-line contact: 客户同意 -->\n加我微信 abc12345\n\n加薇❤：taoci_2046",
    "---\ntitle: [\n---\n加我微信 abc12345",
    "私信我领取，互粉互赞",
)


def make_notes(folder: Path, number: int = 120) -> None:
    """Write notes of every kind, each different, some of them no text."""
    folder.mkdir()
    for at in range(number):
        path = folder / f"{at:03}.md"
        if at % 29 == 7:
            path.write_bytes(b"\x00\x01\x02" * 50)
        else:
            path.write_text(f"{TEXTS[at % len(TEXTS)]}\n\n第 {at} 篇 #生活\n", "utf-8")


@lru_cache
def rulebooks() -> Path:
    """Return a cache folder in which the rules are compiled already."""
    home = Path(mkdtemp())
    subprocess.run([*XHSLINT, "-"], env=environment(home), input=b"", capture_output=True, check=True)
    return cache_path(home)


def make_home(folder: Path) -> Path:
    """Return a home for one test, whose cache holds the compiled rules and no results."""
    shutil.copytree(rulebooks(), cache_path(folder))
    return folder


def work_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with a home of its own in it and none of the variables that change what the command prints."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(make_home(folder / "home")))
    for name in ("NO_COLOR", "FORCE_COLOR", "XHSLINT_DEBUG", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def environment(home: Path, **changes: str) -> dict[str, str]:
    """Return the variables for a process of this checkout, with a home of its own."""
    names = ("PATH", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT), **changes}


def run(
    args: Sequence[str], folder: Path, env: Mapping[str, str], command: Sequence[str] = XHSLINT, **settings: Any
) -> tuple[int, bytes, bytes]:
    """Run xhslint; return exit status, standard output and standard error."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    done = subprocess.run([*command, *args], cwd=folder, env=env, timeout=HANGS, **{**pipes, **settings})
    return done.returncode, done.stdout or b"", done.stderr or b""


def reports_to(folder: Path) -> list[str]:
    """Return the options that write every report into a folder."""
    folder.mkdir()
    return [f"--format={form}={folder / form}" for form in FORMATS]


def reports_in(folder: Path) -> dict[str, bytes]:
    """Return the reports in a folder by format, without the times in them."""
    return {
        path.name: re.sub(rb'( time| timestamp)="[^"]*"', rb'\1=""', path.read_bytes())
        for path in sorted(folder.iterdir())
    }


def wait_until(condition: Callable[[], object]) -> None:
    """Wait for a condition that comes true sooner or later; fail when it does not within HANGS seconds."""
    deadline = time.monotonic() + HANGS
    while not condition():
        assert time.monotonic() < deadline, "it does not come"
        time.sleep(0.02)


def session_of(pid: int) -> list[int]:
    """Return the ids of the processes of a session that have not ended."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == pid and state != "Z":
            found.append(int(folder.name))
    return found
