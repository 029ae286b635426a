"""Modules compiled ahead, or not where that fails: the folder is written all the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from xhslint.static_page.prepare import compiled


def test_without_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert compiled({"pyodide.mjs": b""}, b"") is None


@pytest.mark.skipif(sys.platform == "win32", reason="a script in place of a program")
@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"])
def test_with_a_node_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    (tmp_path / "node").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "node").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert compiled({"pyodide.mjs": b""}, b"") is None
