"""Planning sheets written by hand, in place of workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import fake_reader
from tests.running import make_home
from tests.samples import FakeLinter
from xhslint.documents.registry import READERS


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder where files named .xlsx are what `fake_reader` reads."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    for name in ("NO_COLOR", "FORCE_COLOR", "XHSLINT_DEBUG", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(READERS, ".xlsx", fake_reader.__name__)
    fake_reader.seen.clear()
    FakeLinter.made.clear()
    return tmp_path
