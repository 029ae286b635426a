"""The cache of results: it changes nothing but the time, whatever becomes of its file."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.rules import BRAND
from tests.running import AS_USER, FORMATS, POSIX, XHSLINT, environment, make_home, make_notes, reports_in, reports_to
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.findings import Result
from xhslint.run import result_cache as cache
from xhslint.run.result_cache import ResultCache

Capture = pytest.CaptureFixture[str]
NOTES = 40
READ = [at for at in range(NOTES) if at % 29 != 7 and at % 8 != 6]  # the others are no text or have a broken header


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    monkeypatch.setattr(cache, "WAIT", 0.01)
    make_notes(tmp_path / "notes", NOTES)
    return tmp_path


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The drafts that were linted and not taken from the cache."""
    paths: list[str] = []
    usual = Linter.examine

    def examine(linter: Linter, draft: Draft, explain: bool = False) -> Result:
        paths.append(draft.path)
        return usual(linter, draft, explain)

    monkeypatch.setattr(Linter, "examine", examine)
    return paths


def store() -> Path:
    return Path(os.environ["HOME"], ".cache", "xhslint", "results.sqlite")


def rows() -> list[tuple[bytes, str]]:
    with sqlite3.connect(store()) as connection:
        found = connection.execute("SELECT key, value FROM results ORDER BY number").fetchall()
    connection.close()
    return found


def check(*args: str) -> int:
    return main(["notes", "--format=json", *args])


class Runs:
    """What a run says, and how many drafts it linted."""

    def __init__(self, capsys: Capture, examined: list[str]) -> None:
        self.capsys, self.examined = capsys, examined

    def __call__(self, *args: str) -> tuple[tuple[int, str, str], int]:
        self.examined.clear()
        status = check(*args)
        return (status, *self.capsys.readouterr()), len(self.examined)


@pytest.fixture
def runs(capsys: Capture, examined: list[str]) -> Runs:
    return Runs(capsys, examined)


def test_the_second_run_reports_the_same_and_lints_nothing(examined: list[str], capsys: Capture) -> None:
    seen = []
    for name in ("plain", "first", "second"):
        examined.clear()
        args = reports_to(Path(name))
        status = main(["notes", "--extend-select=advertising", *args, *(["--no-cache"] if name == "plain" else [])])
        seen.append((status, capsys.readouterr(), reports_in(Path(name))))
        assert len(examined) == (0 if name == "second" else len(READ))
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == 2 and sorted(seen[0][2]) == sorted(FORMATS)
    assert len(rows()) == len(READ)


def test_every_field_of_a_finding_comes_back() -> None:
    linter = Linter("personal", extend_select=["advertising"])
    texts = [path.read_text("utf-8") for path in sorted(Path("notes").iterdir()) if int(path.stem) in READ]
    texts += ["加\u200b薇❤：taoci_2046 互🔥粉 https://example.com", "全网第一" * 20, "", "😀加我微信 abc12345\r\n加V信"]
    kept = ResultCache(store())
    before = [kept.examine(linter, Draft.parse(text)).findings for text in texts]
    kept.close()
    again = ResultCache(store())
    assert before == [linter.examine(Draft.parse(text)).findings for text in texts]
    assert sum(map(len, before)) > 30
    linter.examine = None  # type: ignore[method-assign,assignment]
    assert [again.examine(linter, Draft.parse(text)).findings for text in texts] == before
    again.close()


def test_a_draft_that_changed_is_linted_again(runs: Runs) -> None:
    _, linted = runs()
    Path("notes/000.md").write_text("加我微信 abc12345", "utf-8")
    (_, out, _), linted = runs()
    assert linted == 1
    assert '"notes/000.md"' in out
    assert runs("--no-cache")[0][1] == out
    Path("notes/000.md").rename("notes/000b.md")  # what was found does not depend on the name
    assert runs()[1] == 0


CHANGES: dict[str, tuple[list[str], list[str]]] = {
    "profile": (["--profile=personal"], ["--profile=ad"]),
    "select": (["--select=contact"], ["--select=dm"]),
    "ignore": ([], ["--ignore=contact"]),
    "extend-select": ([], ["--extend-select=advertising"]),
    "day": (["--as-of=2020-01-01"], ["--as-of=2026-06-01"]),
    "config": (["--no-config"], ["--config=other.yaml"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_found_otherwise_is_not_reported(change: str, runs: Runs) -> None:
    Path("other.yaml").write_text("severity: {contact: info}\n", "utf-8")
    one, other = CHANGES[change]
    expected = [runs(*args, "--no-cache")[0] for args in (one, other)]
    assert expected[0] != expected[1]
    for _ in range(2):
        assert [runs(*args)[0] for args in (one, other)] == expected
    assert runs(*other) == (expected[1], 0)


def test_the_language_does_not_matter(runs: Runs) -> None:
    runs("--lang=zh")
    english, linted = runs("--lang=en")
    assert linted == 0
    assert english == runs("--lang=en", "--no-cache")[0]


def test_rules_that_changed(runs: Runs) -> None:
    rules = ("--rules=house.yaml", "--select=brand")
    Path("notes/000.md").write_text("闪亮每天，也闪亮每晚", "utf-8")
    Path("house.yaml").write_text(BRAND, "utf-8")
    runs(*rules)
    Path("house.yaml").write_text(BRAND.replace("闪亮每天", "闪亮每晚").replace("每天都", "每晚都"), "utf-8")
    changed, linted = runs(*rules)
    assert linted == len(READ)
    assert '"闪亮每晚"' in changed[1] and '"闪亮每天"' not in changed[1]
    assert runs(*rules) == (changed, 0)


def test_another_version(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, linted = runs()
    monkeypatch.setattr(cache, "__version__", "99")
    assert runs() == (expected, linted)
    assert runs() == (expected, 0)


def test_another_format_of_the_file(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, linted = runs()
    monkeypatch.setattr(cache, "FORMAT", 99)
    assert runs() == (expected, linted)
    assert runs() == (expected, 0)
    assert len(rows()) == len(READ)


def test_a_file_from_before_formats_were_numbered(runs: Runs) -> None:
    connection = sqlite3.connect(store())
    connection.execute("CREATE TABLE results (key BLOB PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
    connection.close()
    expected, linted = runs()
    assert linted == len(READ) and runs() == (expected, 0)


def damage_start(data: bytearray) -> None:
    data[:100] = b"\xff" * 100


def damage_pages(data: bytearray) -> None:
    data[4096:] = b"\xa5" * (len(data) - 4096)


def damage_text(data: bytearray) -> None:
    """Other digits in what was found: SQLite sees nothing of it."""
    for at in range(4096, len(data)):
        if data[at : at + 1].isdigit() and data[at - 1 : at] == b" ":
            data[at] = ord("9") - data[at] + ord("0")


def cut(data: bytearray) -> None:
    del data[len(data) // 2 :]


def cut_off(data: bytearray) -> None:
    del data[50:]


def empty(data: bytearray) -> None:
    data.clear()


def no_database(data: bytearray) -> None:
    data[:] = "这不是数据库\n".encode() * 500


@pytest.mark.parametrize("damage", [damage_start, damage_pages, damage_text, cut, cut_off, empty, no_database])
def test_a_damaged_file(damage: Any, runs: Runs) -> None:
    expected, linted = runs()
    assert expected[0] == 2 and linted == len(READ)
    data = bytearray(store().read_bytes())
    damage(data)
    store().write_bytes(data)
    assert runs()[0] == expected
    assert runs()[0] == expected
    assert runs() == (expected, 0)  # it works again


def test_a_result_under_the_key_of_another(runs: Runs) -> None:
    expected, _ = runs()
    with sqlite3.connect(store()) as connection:
        values = [value for _, value in rows()]
        connection.execute("UPDATE results SET value = ?", (max(values, key=len),))
    connection.close()
    assert runs()[0] == expected


@pytest.mark.parametrize(
    "value", ["", "[]", "null", "[[1, 2, 3]]", '[["no/rule", 0, 1, "", []]]', b"\xff\xfe", None, 7]
)
@pytest.mark.parametrize("has_checksum", [False, True])
def test_a_result_that_is_none(value: Any, has_checksum: bool, runs: Runs) -> None:
    expected, linted = runs()
    with sqlite3.connect(store()) as connection:
        connection.execute("CREATE TABLE other (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value)")
        for key, _ in rows():
            is_text = has_checksum and isinstance(value, str) and value != "[]"
            given = cache.checksum(key, value) + value if is_text else value
            connection.execute("INSERT INTO other (key, value) VALUES (?, ?)", (key, given))
        connection.execute("DROP TABLE results")
        connection.execute("ALTER TABLE other RENAME TO results")
    connection.close()
    assert runs() == (expected, linted)


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
    assert (folder / "missing/.cache/xhslint/results.sqlite").exists() == (home == "missing")


def test_a_python_without_sqlite(folder: Path) -> None:
    env = environment(folder / "home", PYTHONPATH=os.pathsep.join([str(folder), environment(folder)["PYTHONPATH"]]))
    (folder / "sitecustomize.py").write_text("import sys; sys.modules['sqlite3'] = None\n")
    plain = subprocess.run([*XHSLINT, "notes", "--no-cache"], cwd=folder, env=env, capture_output=True)
    done = subprocess.run([*XHSLINT, "notes"], cwd=folder, env=env, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    assert "内部错误" not in done.stderr.decode() and not store().exists()


@POSIX
def test_only_the_user_may_read_it(runs: Runs) -> None:
    mask = os.umask(0)
    try:
        kept = ResultCache(store())
        linter = Linter("personal")
        kept.examine(linter, Draft.parse("加我微信 abc12345"))
        kept.flush()
        files = sorted(store().parent.glob("results*"))
        assert [path.name for path in files] == ["results.sqlite", "results.sqlite-shm", "results.sqlite-wal"]
        assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600] * 3
        kept.close()
        store().chmod(0o644)
        runs()
        assert stat.S_IMODE(store().stat().st_mode) == 0o600
    finally:
        os.umask(mask)


def test_without_the_cache_nothing_is_read_or_written(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs("--no-cache")
    assert not store().exists()
    runs()
    before = store().read_bytes(), store().stat().st_mtime_ns
    Path("notes/000.md").write_text("加我微信 abc12345", "utf-8")
    assert runs("--no-cache")[1] == len(READ)
    assert (store().read_bytes(), store().stat().st_mtime_ns) == before
    monkeypatch.delattr(cache, "ResultCache")
    runs("--no-cache")


@pytest.mark.parametrize("args", [["notes/001.md"], ["-"], ["notes", "--explain-quiet"], ["notes", "--fix", "--diff"]])
def test_runs_that_do_not_open_it(args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: SIM115
    main(args)
    assert not store().exists()


def test_a_rule_that_was_stopped_is_not_kept(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    from xhslint.base.errors import Problem

    usual = Linter.examine

    def stopped(linter: Linter, draft: Draft, explain: bool = False) -> Result:
        result = usual(linter, draft, explain)
        return Result(result.findings, [Problem("rules/a.yaml", 1, 1, "stopped")], [])

    with monkeypatch.context() as patch:
        patch.setattr(Linter, "examine", stopped)
        (status, _, err), _ = runs()
        assert status == 2 and err.count("rules/a.yaml:1:1: stopped\n") == len(READ)
    assert rows() == []


def test_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 5)
    monkeypatch.setattr(cache, "BATCH", 3)
    linter = Linter("personal")
    drafts = [Draft.parse(f"加我微信 abc{at}") for at in range(20)]
    kept = ResultCache(store())
    for draft in drafts:
        kept.examine(linter, draft)
    keys = [kept.key(linter, draft) for draft in drafts]
    kept.close()
    assert [key for key, _ in rows()] == keys[-5:]


def compete(number: int, home: str, barrier: Any, results: Any) -> None:
    os.environ["HOME"] = home
    linter = Linter("personal")
    barrier.wait()
    found = []
    for turn in range(20):
        kept = ResultCache(store())
        for at in range(30):
            found.append(
                len(kept.examine(linter, Draft.parse(f"加我微信 abc{(at * (number + 1) + turn) % 50}")).findings)
            )
        kept.close()
    results.put((number, min(found), max(found)))


@pytest.mark.parametrize("is_damaged", [False, True])
def test_processes_that_use_it_at_once(is_damaged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if is_damaged:
        store().write_bytes(b"\xff" * 9000)
    barrier, results = multiprocessing.Barrier(3), multiprocessing.Queue()  # type: ignore[var-annotated]
    monkeypatch.setattr(cache, "WAIT", 10)
    arguments = [(number, os.environ["HOME"], barrier, results) for number in range(3)]
    workers = [multiprocessing.Process(target=compete, args=each) for each in arguments]
    for worker in workers:
        worker.start()
    told = sorted(results.get(timeout=120) for _ in workers)
    for worker in workers:
        worker.join()
    (most,) = {len(Linter("personal").check(f"加我微信 abc{at}")) for at in range(50)}
    assert told == [(number, most, most) for number in range(3)]
    if not is_damaged:
        assert len(rows()) == 50
        with sqlite3.connect(store()) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()


def test_two_runs_at_once(folder: Path) -> None:
    make_notes(folder / "many", 150)
    env = environment(folder / "home")
    plain = subprocess.run([*XHSLINT, "many", "--no-cache"], cwd=folder, env=env, capture_output=True)
    both = [
        subprocess.Popen(
            [*XHSLINT, "many", "--jobs=2"], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for process in both:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out, err) == (plain.returncode, plain.stdout, plain.stderr)
    assert len(rows()) > 100


def test_processes_of_one_run_share_it(examined: list[str], capsys: Capture) -> None:
    make_notes(Path("many"), 150)
    seen = []
    for jobs in (2, 1, 2):
        seen.append((main(["many", f"--jobs={jobs}"]), capsys.readouterr()))
    assert examined == []  # here; the processes of the first run did it all
    assert seen[0] == seen[1] == seen[2]
    assert sys.modules["xhslint.run.result_cache"] is cache
