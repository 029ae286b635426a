"""What xhslint prints and writes is what it was when the digests were written."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.golden import differing, digests, make

VERSION = (3, 11)
HINT = """
see how, from a worktree of the last commit that passes, and from here:
  python tests/golden.py make /tmp/before; python tests/golden.py make /tmp/after
  python tests/golden.py compare /tmp/before /tmp/after
if it is meant: python tests/golden.py check --slow --write"""


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info[:2] != VERSION, reason="messages of libraries differ with the version of Python")
@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_outputs_are_as_they_were(tmp_path: Path) -> None:
    made = tmp_path / "made"
    make(made)
    serial = (made / "check-zh--report.jsonl").read_bytes()
    assert serial in (made / "check-jobs.txt").read_bytes(), "two processes find something else than one"
    different = [name for name in differing(digests(made)) if not name.startswith("click-")]
    assert not different, "\n".join(["these outputs differ:", *different, HINT])
