"""Two drafts with a finding each, between which a test puts what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.faults.helpers import GOOD


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two drafts."""
    notes = tmp_path / "notes"
    notes.mkdir()
    monkeypatch.chdir(notes)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in GOOD:
        (notes / name).write_text("想要加微信", "utf-8")
    return notes
