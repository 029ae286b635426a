"""Several processes: what they report is what one would, whatever happens to one of them."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.running import (
    FAKE,
    FORK,
    FORMATS,
    HANGS,
    POSIX,
    XHSLINT,
    environment,
    make_home,
    make_notes,
    reports_in,
    reports_to,
    run,
    session_of,
    wait_until,
)
from xhslint.cli.main import main
from xhslint.config.settings import TIMEOUT, Config
from xhslint.drafts.draft import Draft
from xhslint.report.registry import RENDERERS
from xhslint.run import pool as parallel
from xhslint.run import session as checking
from xhslint.run.pool import AHEAD, CHUNK
from xhslint.run.worker import FEWEST, DraftResult, DraftWorker

Capture = pytest.CaptureFixture[str]
INTERRUPTED = "xhslint: 已中断，只报告了中断之前检查过的笔记\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    make_notes(tmp_path / "notes")
    return tmp_path


def checked(jobs: int, *args: str) -> int:
    return main(["notes", "missing.md", "--no-cache", f"--jobs={jobs}", *args])


def test_any_number_of_processes_gives_the_same_reports_and_messages(capsys: Capture) -> None:
    assert main(["baseline", "write", "notes/002.md", "notes/005.md", "notes/119.md"]) == 0
    Path("notes/119.md").write_text("加我微信 abc12345，私信我领取", "utf-8")
    capsys.readouterr()
    seen = {}
    for jobs in (1, 2, 4):
        status = checked(jobs, "--report-unused", *reports_to(Path(f"jobs{jobs}")))
        seen[jobs] = status, capsys.readouterr(), reports_in(Path(f"jobs{jobs}"))
    status, told, reports = seen[1]
    assert status == 2 and list(reports) == sorted(FORMATS)
    assert seen[2] == seen[1] and seen[4] == seen[1]
    data = json.loads(reports["json"])
    paths = [draft["path"] for draft in data["drafts"]]
    broken = [f"notes/{at:03}.md" for at in range(120) if at % 29 == 7 or at % 8 == 6]
    assert paths == [f"notes/{at:03}.md" for at in range(120) if at % 29 != 7]
    lines = told.err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["missing.md", *broken]
    assert b"suppressed" in reports["json"] and any(draft["findings"] for draft in data["drafts"])


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_drafts_are_laid_out_alike_wherever_that_is_done(
    form: str, jobs: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    Path("notes/118.md").write_text("---\nprofile: pro\n---\n加我微信 abc12345", "utf-8")
    Path("notes/119.md").write_text("```\n加我微信 abc12345\n```\n![](a.png)", "utf-8")
    usual, laid_out = DraftWorker.rendered, []

    def rendered(worker: DraftWorker, draft: Draft, *args: Any) -> Any:
        laid_out.append(draft.path)
        return usual(worker, draft, *args)

    monkeypatch.setattr(DraftWorker, "rendered", rendered)
    together = checked(jobs, f"--format={form}=together", "--format=json=all"), capsys.readouterr().err
    assert not laid_out
    alone = checked(jobs, f"--format={form}", "--output=alone"), capsys.readouterr().err
    assert bool(laid_out) == (jobs == 1)
    assert alone == together and Path("alone").read_bytes() == Path("together").read_bytes()


@pytest.mark.parametrize("jobs", [2, 4])
def test_findings_alone_give_status_1(jobs: int, capsys: Capture) -> None:
    for path in Path("notes").iterdir():
        path.write_text("今天晴", "utf-8")
    assert main(["notes", "--no-cache", f"--jobs={jobs}"]) == 0
    Path("notes/118.md").write_text("加我微信 abc12345", "utf-8")
    assert main(["notes", "--no-cache", f"--jobs={jobs}"]) == 1
    assert "notes/118.md\n" in capsys.readouterr().out


def test_fixes_are_those_of_one_process(capsys: Capture) -> None:
    texts = {}
    for jobs in (1, 2):
        for path in sorted(Path("notes").iterdir())[FEWEST:]:
            path.unlink()
        for at in range(FEWEST):
            Path(f"notes/{at:03}.md").write_text(f"加\u200b微信号{at}\n\n看这里 https://example.com/{at}\n", "utf-8")
        main(["notes", "--fix", f"--jobs={jobs}", "--no-cache"])
        texts[jobs] = [path.read_bytes() for path in sorted(Path("notes").iterdir())], capsys.readouterr()
    assert texts[1] == texts[2]
    assert any(b"\xe2\x80\x8b" not in text for text in texts[1][0])


@FORK
@pytest.mark.parametrize("end", ["SIGKILL", "SIGSTOP"])
@pytest.mark.parametrize("victim", ["000", "016", "050", "119"])
def test_a_process_that_is_killed_or_stopped_loses_nothing(
    victim: str, end: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    expected = checked(1), capsys.readouterr()
    ours, usual = os.getpid(), DraftWorker.check_file

    def check_file(worker: DraftWorker, path: str) -> DraftResult:
        if victim in path and os.getpid() != ours:
            (folder / "died").touch()
            os.kill(os.getpid(), getattr(signal, end))
        return usual(worker, path)

    monkeypatch.setattr(DraftWorker, "check_file", check_file)
    monkeypatch.setattr(parallel, "STUCK", 2 - CHUNK * TIMEOUT)
    assert (checked(2), capsys.readouterr()) == expected
    assert (folder / "died").exists()
    assert multiprocessing.active_children() == []


@FORK
def test_a_process_that_cannot_say_what_it_found_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    expected = checked(1), capfd.readouterr()
    ours, usual = os.getpid(), DraftWorker.check_file

    def check_file(worker: DraftWorker, path: str) -> Any:
        return usual(worker, path) if os.getpid() == ours else lambda: "nothing that can be pickled"

    monkeypatch.setattr(DraftWorker, "check_file", check_file)
    assert (checked(2), capfd.readouterr()) == expected


@pytest.mark.parametrize("fewer", [0, 1])
def test_processes_that_cannot_be_started(fewer: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    expected = checked(1), capsys.readouterr()
    usual, started = multiprocessing.Process.start, []

    def start(process: multiprocessing.Process) -> None:
        if len(started) == fewer:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        started.append(usual(process))  # type: ignore[func-returns-value]

    monkeypatch.setattr(multiprocessing.Process, "start", start)
    assert (checked(3), capsys.readouterr()) == expected
    assert len(started) == fewer


def test_few_drafts_and_one_job_need_no_process(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(parallel, "_WorkerProcess", None)
    assert checked(1) == 2
    for path in sorted(Path("notes").iterdir())[FEWEST - 1 :]:
        path.unlink()
    assert checked(4) == 2


@FORK
def test_the_work_is_done_by_the_other_processes(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    ours, usual, here = os.getpid(), DraftWorker.check_file, []

    def check_file(worker: DraftWorker, path: str) -> DraftResult:
        if os.getpid() == ours:
            here.append(path)
        return usual(worker, path)

    monkeypatch.setattr(DraftWorker, "check_file", check_file)
    assert checked(2) == 2
    assert here == []


class Stub:
    """A worker that writes down what it is asked for, and whose results are large."""

    def __init__(self, log: Path, size: int = 0) -> None:
        self.log, self.size = log, size
        self.config = Config()

    def check_file(self, path: str) -> Any:
        with self.log.open("a") as log:
            log.write("x")
        return path, "x" * self.size

    def flush(self) -> None:
        pass

    begin_process = take_figures = close = flush


def test_results_that_wait_are_bounded(folder: Path) -> None:
    log, most = folder / "log", 0
    log.touch()
    paths = [Path(str(at)) for at in range(60 * CHUNK)]
    stub: Any = Stub(log, 16_000)  # a chunk does not fit into a pipe
    taken = 0
    for result in parallel.check_in_processes(stub, paths, 2):
        assert result[0] == str(taken)  # type: ignore[index]
        taken += 1
        if taken == 1:  # the processes get ahead while nobody takes a result
            wait_until(lambda: log.stat().st_size > 2 * CHUNK)
        most = max(most, log.stat().st_size - taken)
    assert taken == len(paths) == log.stat().st_size
    assert CHUNK < most <= (2 * (AHEAD + 1) + 1) * CHUNK


def test_one_that_is_slow_does_not_make_the_others_pile_up(folder: Path) -> None:
    """A worker is waited for while the results of another one are all there."""

    class Slow(Stub):
        def check_file(self, path: str) -> Any:
            if int(path) // CHUNK % 2 == 0:
                time.sleep(0.002)
            return super().check_file(path)

    (folder / "log").touch()
    stub: Any = Slow(folder / "log", 16_000)
    paths = [Path(str(at)) for at in range(30 * CHUNK)]
    assert [each[0] for each in parallel.check_in_processes(stub, paths, 2)] == [str(path) for path in paths]  # type: ignore[index]


def test_a_caller_that_stops_leaves_no_process(folder: Path) -> None:
    stub: Any = Stub(folder / "log", 16_000)
    results = parallel.check_in_processes(stub, [Path(str(at)) for at in range(60 * CHUNK)], 3)
    assert next(results)[0] == "0"  # type: ignore[index]
    assert len(multiprocessing.active_children()) == 3
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_an_interrupt_reports_all_that_came_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    usual, calls = parallel._next_results, []

    def interrupted(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return usual(*args)

    monkeypatch.setattr(parallel, "_next_results", interrupted)
    for path in Path("notes").iterdir():
        path.write_text("加我微信 abc12345", "utf-8")
    assert main(["notes", "--jobs=2", "--no-cache", "--format=json"]) == checking.INTERRUPTED
    out, err = capsys.readouterr()
    assert err == INTERRUPTED
    drafts = json.loads(out)["drafts"]
    assert [draft["path"] for draft in drafts] == [f"notes/{at:03}.md" for at in range(3 * CHUNK)]
    assert all(draft["findings"] for draft in drafts)
    assert multiprocessing.active_children() == []


@FORK
@pytest.mark.parametrize("whole_group", [False, True])
def test_control_c(whole_group: bool, folder: Path) -> None:
    """Sent to one process, as `kill` does, and to all at once, as a terminal does."""
    for at in range(120):
        Path(f"notes/{at:03}.md").write_text("慢" if at == 70 else "想要加微信", "utf-8")
    env = environment(folder / "home", PYTHONIOENCODING="utf-8")
    process = subprocess.Popen(
        [*FAKE, "notes", "--format=json", "--jobs=3"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_until(Path("notes/070.md.started").exists)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=HANGS)  # the slow one would sleep longer
    assert (process.returncode, err.decode()) == (130, INTERRUPTED)
    paths = [draft["path"] for draft in json.loads(out)["drafts"]]
    assert paths == [f"notes/{at:03}.md" for at in range(len(paths))] and len(paths) <= 70
    assert session_of(process.pid) == []


@FORK
def test_processes_end_with_the_one_that_started_them(folder: Path) -> None:
    for at in range(1500):
        Path(f"notes/{at:04}.md").write_text("想要加微信" * 30, "utf-8")
    process = subprocess.Popen(
        [*FAKE, "notes", "--format=json", "--jobs=2"],
        env=environment(folder / "home"),
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout
    process.stdout.read(10_000)  # by now all have begun, and nobody reads on
    assert len(session_of(process.pid)) == 3
    process.kill()
    process.wait()
    wait_until(lambda: not session_of(process.pid))


@pytest.mark.slow
@POSIX
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_that_begin_from_nothing(method: str, folder: Path) -> None:
    (folder / "start.py").write_text(
        f"""
import multiprocessing, sys
from xhslint.run import pool as parallel
from xhslint.cli.main import main
from xhslint.config.settings import TIMEOUT, Config
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    received, usual = [], parallel._WorkerProcess.receive
    def receive(worker):
        usual(worker)
        received.append(worker.has_ended)
    parallel._WorkerProcess.receive = receive
    status = main()
    with open("received", "w") as file:
        print(received.count(False), file=file)
    sys.exit(status)
"""
    )
    Path(".xhslint.yaml").write_text("exclude: [none/]\noverrides:\n- paths: ['*9.md']\n  ignore: [contact]\n", "utf-8")
    env = environment(folder / "home")
    args = ["notes", "--no-cache", "--format=json"]
    expected = run([*args, "--jobs=1"], folder, env)
    python = [XHSLINT[0], str(folder / "start.py")]
    assert run([*args, "--jobs=2"], folder, env, python) == expected
    assert expected[0] == 2 and expected[1].count(b"contact/") > 20
    assert (folder / "received").read_text() == "8\n"


class _Worker:
    """A worker that has nothing to check; `is_broken` says that it is told to end meanwhile."""

    def __init__(self, is_broken: bool) -> None:
        self.is_broken = is_broken

    def begin_process(self) -> None:
        if self.is_broken:
            signal.raise_signal(signal.SIGTERM)

    def close(self) -> None:
        pass


@pytest.mark.parametrize("is_broken", [False, True])
def test_a_process_that_is_done_ends_without_a_word_when_told_to(is_broken: bool) -> None:
    """What a handler raises while a process exits is printed, as a traceback."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    results, sending = multiprocessing.Pipe(duplex=False)
    try:
        with pytest.raises(SystemExit) if is_broken else nullcontext():
            parallel._work(results, sending, _Worker(is_broken), [])  # type: ignore[arg-type]
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
