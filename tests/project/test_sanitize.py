"""`.ci/sanitize` says what it lacks."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.running import POSIX, ROOT


@POSIX
@pytest.mark.parametrize(
    ("script", "lack"),
    [
        ("exit 1", "has no sanitizers: install libasan and libubsan, or compiler-rt"),
        ("echo none", "has no shared libraries of its sanitizers"),
    ],
)
def test_a_compiler_that_is_not_enough(script: str, lack: str, tmp_path: Path) -> None:
    compiler = tmp_path / "cc"
    compiler.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    compiler.chmod(0o755)
    variables = {**os.environ, "CC": str(compiler), "TMPDIR": str(tmp_path)}
    done = subprocess.run([ROOT / ".ci" / "sanitize"], env=variables, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, f"sanitize: {compiler} {lack}\n")
    assert os.listdir(tmp_path) == ["cc"]
