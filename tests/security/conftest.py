"""A repository that a stranger made, and beside it what belongs to the user."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a note, with a home elsewhere that has no cache."""
    folder = tmp_path / "cloned"
    (folder / ".git").mkdir(parents=True)
    (folder / "notes").mkdir()
    (folder / "notes/a.md").write_text("今天去看了海，加我微信 abc12345\n", "utf-8")
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(folder)
    return folder
