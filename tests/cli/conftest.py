"""A folder with four drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import FakeLinter


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with four drafts, with no settings from the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "XHSLINT_DEBUG", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    FakeLinter.made.clear()
    texts = {"bad.md": "想要加微信", "good.md": "今天天气好", "warning.md": "记得互粉", "info.md": "私我"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path
