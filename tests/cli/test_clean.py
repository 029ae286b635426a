"""`xhslint clean`: the caches go, whatever else is there stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xhslint.base.paths import cache_path
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("USERPROFILE", str(folder / "home"))
    return cache_path(folder / "home")


def test_what_a_check_leaves_is_removed(cache: Path, capsys: Capture) -> None:
    assert main(["."]) == 1
    assert [*cache.iterdir()]
    capsys.readouterr()
    assert main(["clean"]) == 0
    assert re.fullmatch(rf"已清除缓存：{re.escape(str(cache))} 里的 \d 个文件，共 [\d.]+ MB\n", capsys.readouterr().out)
    assert not cache.exists()
    assert main(["clean", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "there is no cache to remove\n"


def test_other_files_stay(cache: Path, folder: Path) -> None:
    (folder / "notes").write_text("mine", "utf-8")
    cache.mkdir(parents=True, mode=0o700)
    for name in (
        "results.sqlite",
        "results.sqlite-wal",
        "rulebook-0af3.bin",
        "words-0.42.1-2.marisa",  # of an earlier version
        "words-0.42.1-2.trie",
        "words-0.42.1-2.grouped",
        "notes.md",
    ):
        (cache / name).write_text("x", "utf-8")
    (cache / "rulebook-00.bin").symlink_to(folder / "notes")
    (cache / "rulebook-mine").mkdir()
    assert main(["clean"]) == 0
    assert sorted(path.name for path in cache.iterdir()) == ["notes.md", "rulebook-mine"]
    assert (folder / "notes").read_text("utf-8") == "mine"


def test_a_file_that_cannot_be_removed(cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    cache.mkdir(parents=True, mode=0o700)
    (cache / "results.sqlite").touch()

    def unlink(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", unlink)
    assert main(["clean", "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"{cache / 'results.sqlite'}: cannot remove: permission denied\n"
