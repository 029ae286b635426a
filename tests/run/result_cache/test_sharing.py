"""Several processes that use one cache file at once."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.run.result_cache.helpers import rows, store
from tests.running import HANGS, XHSLINT, environment, make_notes
from xhslint.cli.main import main
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.run import result_cache as cache
from xhslint.run.result_cache import ResultCache

Capture = pytest.CaptureFixture[str]


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
    told = sorted(results.get(timeout=HANGS) for _ in workers)
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
        out, err = process.communicate(timeout=HANGS)
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
