"""A folder of a project, and a client of a server that was started in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lsp.clients import LocalClient


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()  # no configuration above counts
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def client(folder: Path) -> LocalClient:
    client = LocalClient()
    client.initialize(folder)
    return client
