"""Planning sheets written by hand, in place of workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import fake_reader
from tests.running import work_in
from tests.samples import FakeLinter
from xhslint.documents.registry import READERS


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder where files named .xlsx are what `fake_reader` reads."""
    work_in(tmp_path, monkeypatch)
    monkeypatch.setitem(READERS, ".xlsx", fake_reader.__name__)
    fake_reader.seen.clear()
    FakeLinter.made.clear()
    return tmp_path
