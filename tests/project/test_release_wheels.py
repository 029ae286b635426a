"""Which wheels a release has, and what is asked of each."""

from __future__ import annotations

import re
import shlex
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.worktree import ROOT, run

CHECK = ROOT / ".ci" / "check_installed.py"


def pyproject() -> dict[str, Any]:
    tomllib = pytest.importorskip("tomllib")
    read: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return read


def test_there_is_a_wheel_for_every_python_that_is_supported() -> None:
    read = pyproject()
    build = read["tool"]["cibuildwheel"]["build"]
    named = re.findall(r"Python :: 3\.(\d+)", "\n".join(read["project"]["classifiers"]))
    assert len(named) >= 4
    for minor in named:
        assert fnmatch(f"cp3{minor}-musllinux_aarch64", build)
    oldest = read["project"]["requires-python"].removeprefix(">=3.")
    assert not fnmatch(f"cp3{int(oldest) - 1}-win_amd64", build)
    assert not fnmatch("cp314t-win_amd64", build)  # a Python without its lock, which the scanner relies on


def test_each_wheel_is_checked_where_it_was_built() -> None:
    command = shlex.split(pyproject()["tool"]["cibuildwheel"]["test-command"])
    assert command == ["python", "-I", "{project}/.ci/check_installed.py", "compiled"]
    assert CHECK.is_file()


def test_each_wheel_is_built_with_the_pinned_packages_and_no_others() -> None:
    asked = pyproject()["tool"]["cibuildwheel"]
    assert asked["before-build"] == "python {project}/packaging/requirements/install.py"
    assert asked["build-frontend"] == {"name": "build", "args": ["--no-isolation"]}


def test_a_checkout_is_no_installed_package(tmp_path: Path) -> None:
    done = run([sys.executable, str(CHECK), "compiled"], tmp_path, expect=1, PYTHONPATH=str(ROOT))
    assert "not an installed package" in done.stderr
