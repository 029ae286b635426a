"""The work tree as it stands, committed or not, for tests that build it or install it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OFFLINE = ("Could not find a version", "No matching distribution", "Temporary failure", "NewConnectionError")


def snapshot(target: Path) -> Path:
    """A copy of what git knows of the work tree or would add to it."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and a checkout")
    names = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


def run(command: list[str], cwd: Path, expect: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command apart from the git repository and the Python path that the tests themselves run in."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    result = subprocess.run(
        command,
        cwd=cwd,
        env={**inherited, "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = result.stdout + result.stderr
    if result.returncode and "CI" not in os.environ and any(sign in said for sign in OFFLINE):
        pytest.skip("needs a package registry")
    assert expect is None or result.returncode == expect, f"{command}\n{said}"
    return result


def environment(folder: Path) -> Path:
    """A fresh virtual environment; gives the folder of its commands."""
    run([sys.executable, "-m", "venv", str(folder)], folder.parent)
    return folder / ("Scripts" if os.name == "nt" else "bin")
