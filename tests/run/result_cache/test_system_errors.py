"""A cache file that is locked, unreadable, in the way or gone: results are as without it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.run.result_cache.helpers import NOTES, READ, Runs, rows, store
from tests.running import AS_USER, POSIX, XHSLINT, environment
from xhslint.base.paths import cache_path
from xhslint.model.findings import Result
from xhslint.run import result_cache as cache
from xhslint.run.result_cache import ResultCache

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def locked(runs: Runs) -> Iterator[sqlite3.Connection]:
    runs()
    other = sqlite3.connect(store(), isolation_level=None)
    yield other
    other.close()


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_file_that_another_process_has_locked(mode: str, locked: sqlite3.Connection, runs: Runs) -> None:
    expected = runs("--no-cache")[0]
    assert locked.execute(f"PRAGMA journal_mode={mode}").fetchone() == (mode.lower(),)
    locked.execute("BEGIN EXCLUSIVE")
    inode = store().stat().st_ino
    assert runs()[0] == expected
    Path("notes/000.md").write_text("加我微信 abc12345", "utf-8")
    expected = runs("--no-cache")[0]
    assert runs()[0] == expected
    assert store().stat().st_ino == inode  # whoever holds it still writes to the same file
    locked.execute("COMMIT")
    assert runs()[0] == expected
    assert runs() == (expected, 0)


def test_a_lock_is_waited_for_once(locked: sqlite3.Connection, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for every draft, which would take longer than to lint it."""
    tries = []
    usual = ResultCache.flush
    monkeypatch.setattr(cache, "BATCH", 1)
    monkeypatch.setattr(
        ResultCache,
        "flush",
        lambda self: (tries.append(self.connection is not None and bool(self.pending)), usual(self)),
    )
    locked.execute("BEGIN EXCLUSIVE")
    for path in Path("notes").iterdir():
        path.write_text(f"{path} 加我微信", "utf-8")
    assert runs()[1] == NOTES
    assert tries.count(True) == 1


def with_connection(monkeypatch: pytest.MonkeyPatch, prepare: Any) -> None:
    usual = sqlite3.connect

    def connect(path: Any, **settings: Any) -> sqlite3.Connection:
        connection = usual(path, **settings)
        prepare(connection)
        return connection

    monkeypatch.setattr(cache.sqlite3, "connect", connect)


def test_a_full_disk(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own limit makes it say what it says of a disk."""
    expected = runs("--no-cache")[0]
    with_connection(monkeypatch, lambda connection: connection.execute("PRAGMA max_page_count=3"))
    monkeypatch.setattr(cache, "BATCH", 5)
    assert runs() == (expected, len(READ))
    assert runs()[0] == expected


class Failing(sqlite3.Connection):
    """Fails at a statement, the more of them come before it the later."""

    left = 0

    def execute(self, *args: Any) -> sqlite3.Cursor:
        Failing.left -= 1
        if Failing.left < 0:
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(*args)


@pytest.mark.parametrize("left", range(12))
def test_an_error_at_any_statement(left: int, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = runs("--no-cache")[0]
    if left % 2:
        runs()
    usual = sqlite3.connect
    monkeypatch.setattr(cache.sqlite3, "connect", lambda path, **settings: usual(path, factory=Failing, **settings))
    Failing.left = left
    assert runs()[0] == expected
    assert Failing.left < 0
    Failing.left = 10_000
    assert runs()[0] == expected
    assert runs() == (expected, 0)


def test_a_file_that_may_only_be_read(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, _ = runs()
    with_connection(monkeypatch, lambda connection: connection.execute("PRAGMA query_only=1"))
    assert runs() == (expected, 0)
    Path("notes/000.md").write_text("加我微信 abc12345", "utf-8")
    assert runs()[0] == runs("--no-cache")[0]
    assert len(rows()) == len(READ)


@AS_USER
@POSIX
@pytest.mark.parametrize("is_filled", [False, True])
def test_a_folder_that_may_only_be_read(is_filled: bool, runs: Runs) -> None:
    expected = runs(*([] if is_filled else ["--no-cache"]))[0]
    store().parent.chmod(0o500)
    assert runs()[0] == expected
    store().parent.chmod(0o700)


def test_a_folder_where_the_file_should_be(runs: Runs) -> None:
    expected = runs("--no-cache")[0]
    store().mkdir()
    assert runs() == (expected, len(READ))


@POSIX
def test_a_folder_that_others_may_write_to_is_not_used(runs: Runs) -> None:
    store().parent.chmod(0o777)
    runs()
    assert not store().exists()


def test_a_folder_that_vanishes_on_the_way(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    expected = runs("--no-cache")[0]
    usual, calls = ResultCache.examine, []

    def examine(self: ResultCache, *args: Any) -> Result:
        calls.append(args)
        if len(calls) == 10:
            shutil.rmtree(store().parent)
        return usual(self, *args)

    monkeypatch.setattr(ResultCache, "examine", examine)
    assert runs() == (expected, len(READ))


@pytest.mark.slow
@pytest.mark.parametrize("home", [None, "/dev/null", "missing"])
def test_no_home(home: str | None, folder: Path) -> None:
    env = environment(folder / "home")
    plain = subprocess.run([*XHSLINT, "notes", "--no-cache"], cwd=folder, env=env, capture_output=True)
    del env["HOME"]
    if home:
        env["HOME"] = str(folder / home) if home == "missing" else home
    else:  # nor does the system know one
        env["PYTHONPATH"] = os.pathsep.join([str(folder), env["PYTHONPATH"]])
        (folder / "sitecustomize.py").write_text("import sys; sys.modules['pwd'] = None\n")
    done = subprocess.run([*XHSLINT, "notes"], cwd=folder, env=env, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    assert store().exists() is False
    assert (cache_path(folder / "missing") / "results.sqlite").exists() == (home == "missing")


def test_a_python_without_sqlite(folder: Path) -> None:
    env = environment(folder / "home", PYTHONPATH=os.pathsep.join([str(folder), environment(folder)["PYTHONPATH"]]))
    (folder / "sitecustomize.py").write_text("import sys; sys.modules['sqlite3'] = None\n")
    plain = subprocess.run([*XHSLINT, "notes", "--no-cache"], cwd=folder, env=env, capture_output=True)
    done = subprocess.run([*XHSLINT, "notes"], cwd=folder, env=env, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    assert "内部错误" not in done.stderr.decode() and not store().exists()
