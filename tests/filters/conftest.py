"""Paths and repositories for the tests of filters, without the git settings of whoever runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.filters.repositories import Repository


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "仓 库")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".xhslint-baseline.json"
