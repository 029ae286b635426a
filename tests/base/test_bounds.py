"""What counts as a link: a symbolic link, and a junction of Windows, which Python takes for a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.running import POSIX
from xhslint.base.bounds import is_link

JUNCTION, ON_DEMAND = 0xA0000003, 0x9000001A
"""The tags of a junction, and of a folder of which OneDrive keeps a part elsewhere."""


@POSIX
def test_symbolic_links_are_links_wherever_they_lead(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("folder", "nothing", "link"):
        (tmp_path / "link").unlink(missing_ok=True)
        (tmp_path / "link").symlink_to(tmp_path / name)
        assert is_link(str(tmp_path / "link"))
    assert not is_link(str(tmp_path / "folder"))
    assert not is_link(str(tmp_path / "nothing")) and not is_link("a\0b")


@pytest.mark.parametrize(("tag", "expected"), [(JUNCTION, True), (ON_DEMAND, False), (0, False)])
def test_a_junction_is_a_link(tag: int, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "lstat", lambda path: SimpleNamespace(st_mode=stat.S_IFDIR | 0o777, st_reparse_tag=tag))
    assert is_link("notes") is expected
