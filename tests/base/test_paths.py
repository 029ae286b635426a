"""The cache lies where each system keeps such folders."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from xhslint.base.paths import cache_path


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("linux", ".cache/xhslint"),
        ("freebsd14", ".cache/xhslint"),
        ("darwin", "Library/Caches/xhslint"),
        ("win32", "AppData/Local/xhslint/Cache"),
    ],
)
def test_the_cache_folder_of_each_system(system: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert cache_path(Path("home")) == Path("home", expected)
