"""No Python module in the folder that is linted runs, in whichever process."""

from __future__ import annotations

import sys
from multiprocessing import util
from pathlib import Path

import pytest

from tests.running import POSIX, ROOT, XHSLINT, environment, make_home, run
from xhslint.base.paths import trusted_path
from xhslint.run import isolation
from xhslint.run.isolation import isolated
from xhslint.run.worker import FEWEST

NAMES = ("multiprocessing", "pickle", "signal", "click", "yaml", "regex", "jieba", "pathspec", "sqlite3", "tempfile")

# Starts the command as a platform does on which processes do not begin as copies, and counts results of the others.
START = """
import sys
from xhslint.__main__ import run
import multiprocessing
from xhslint.run.pool import _WorkerProcess
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    received, usual = [], _WorkerProcess.receive
    def receive(worker):
        usual(worker)
        received.append(worker.has_ended)
    _WorkerProcess.receive = receive
    status = run()
    print("results:", received.count(False))
    sys.exit(status)
"""


@pytest.fixture
def hostile(stranger: Path) -> Path:
    """Return a folder that holds modules which leave a file when they run, and enough drafts for several processes."""
    for name in NAMES:
        (stranger / f"{name}.py").write_text(f"open({str(stranger / 'ran')!r}, 'w').write({name!r})\n", "utf-8")
    for number in range(FEWEST):
        (stranger / f"notes/{number}.md").write_text(f"第 {number} 天，天气好\n", "utf-8")
    make_home(stranger.parent / "home")
    return stranger


@POSIX
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
@pytest.mark.parametrize("search", ["", ".:"])
def test_other_processes(method: str, search: str, hostile: Path) -> None:
    start = hostile.parent / "start.py"
    start.write_text(START, "utf-8")
    env = environment(hostile.parent / "home", PYTHONPATH=f"{search}{ROOT}")
    status, out, err = run([method, "notes", "--no-cache", "--jobs=2"], hostile, env, [sys.executable, str(start)])
    assert (status, err) == (1, b""), err
    assert b"results: 5\n" in out
    assert not (hostile / "ran").exists()


@POSIX
@pytest.mark.parametrize("search", ["", ".:"])
@pytest.mark.parametrize("args", [["--help"], ["notes", "--diff"], ["notes", "--format=csv=x"]])
def test_this_process(args: list[str], search: str, hostile: Path) -> None:
    (hostile / ".xhslint.yaml").write_text("exclude: ['*.draft.md']\n", "utf-8")
    env = environment(hostile.parent / "home", PYTHONPATH=f"{search}{ROOT}")
    _, _, err = run(args, hostile, env, XHSLINT)
    assert b"internal error" not in err and b"Traceback" not in err, err
    assert not (hostile / "ran").exists()


def test_nothing_is_started_where_it_cannot_be_isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "get_start_method", lambda: "spawn")
    with isolated():
        assert util._args_from_interpreter_flags()[0] == "-I"  # type: ignore[attr-defined]
    monkeypatch.delattr(util, "_args_from_interpreter_flags")
    with pytest.raises(OSError), isolated():
        pytest.fail("it would import from the current folder")


def test_the_path_of_a_checkout_comes_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", ["", str(ROOT), str(tmp_path)])
    assert trusted_path() == [str(tmp_path), str(ROOT)]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), str(ROOT)])
    assert trusted_path() == [str(ROOT)]
