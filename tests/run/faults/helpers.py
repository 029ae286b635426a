"""A run over the drafts of a test."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.samples import main

Capture = pytest.CaptureFixture[str]
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
GOOD = ["a.md", "z.md"]


def found(capsys: Capture, *args: str, command: Callable[[Sequence[str]], int] = main) -> tuple[int, list[str], str]:
    """Return the exit status, the paths of the drafts with findings, and what stands on standard error."""
    status = command([*(args or ["."]), "--format=json"])
    out, err = capsys.readouterr()
    return status, [draft["path"] for draft in json.loads(out)["drafts"] if draft["findings"]], err
