"""Copies of the work tree, committed or not, for tests that build or install it."""

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
    """Copy to `target` what git tracks in the work tree or would add; return `target`."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and a checkout")
    names = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


def run(command: list[str], cwd: Path, expect: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command without the git and Python variables of the test run; skip the test where it needs a network.

    Fail unless the exit status is `expect`; None takes any.
    """
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
    """Create a virtual environment; return the folder of its commands."""
    run([sys.executable, "-m", "venv", str(folder)], folder.parent)
    return folder / ("Scripts" if os.name == "nt" else "bin")
