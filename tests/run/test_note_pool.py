"""The notes of one document in several processes: what they report is what one would, whatever happens to one of them."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import FORK, FORMATS, make_home, reports_in, reports_to
from xhslint.base.errors import InputError
from xhslint.cli.main import main
from xhslint.config.settings import TIMEOUT
from xhslint.drafts.draft import Draft
from xhslint.run import note_pool
from xhslint.run.note_pool import BATCH
from xhslint.run.worker import FEWEST, DraftResult, DraftWorker

Capture = pytest.CaptureFixture[str]
NOTES = 5 * BATCH + 7


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    write(NOTES)
    return tmp_path


def write(number: int) -> None:
    """Write a document of notes, of which some have findings, suppressions, a title or nothing that can be read."""
    with open("notes.jsonl", "w", encoding="utf-8") as file:
        for at in range(number):
            text = f"第 {at} 天\n阳台的薄荷又长高了"
            if at % 5 == 2:
                text += f"\n想学的姐妹加薇❤：taoci_{at}"
            if at % 10 == 2:
                text += " <!-- xhslint-ignore-line -->"
            row: dict[str, object] = {"title": f"第{at}篇", "text": text} if at % 3 else {"text": text}
            file.write("{broken\n" if at % 31 == 7 else json.dumps(row, ensure_ascii=False) + "\n")


def checked(jobs: int, *args: str) -> int:
    return main(["notes.jsonl", "--no-config", "--no-cache", f"--jobs={jobs}", *args])


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list to which each process that is started adds itself."""
    all_: list[object] = []
    usual = note_pool._NoteProcess.__init__

    def counted(self: note_pool._NoteProcess, *args: object) -> None:
        all_.append(self)
        usual(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(note_pool._NoteProcess, "__init__", counted)
    return all_


def test_any_number_of_processes_gives_the_same_reports_and_messages(
    started: list[object], tmp_path: Path, capsys: Capture
) -> None:
    seen = {}
    for jobs in (1, 2, 5):
        status = checked(jobs, "--report-unused", *reports_to(tmp_path / f"jobs{jobs}"))
        seen[jobs] = status, capsys.readouterr(), reports_in(tmp_path / f"jobs{jobs}")
    assert len(started) == 7
    status, told, reports = seen[1]
    assert status == 2 and list(reports) == sorted(FORMATS)
    assert seen[2] == seen[1] and seen[5] == seen[1]
    lines = [int(line.split(":")[1]) for line in told.err.splitlines() if line.startswith("notes.jsonl:")]
    assert lines == sorted(lines) and {at + 1 for at in range(NOTES) if at % 31 == 7} <= set(lines)
    found = [line for line in reports["concise"].decode().splitlines() if line.startswith("notes.jsonl:")]
    assert len(found) >= sum(at % 5 == 2 and at % 10 != 2 and at % 31 != 7 for at in range(NOTES)) > 20


def test_processes_are_started_for_many_notes_alone(started: list[object], capsys: Capture) -> None:
    write(FEWEST - 1)
    checked(2)
    assert not started
    write(FEWEST)
    checked(2)
    assert len(started) == 2
    assert multiprocessing.active_children() == []


@FORK
@pytest.mark.parametrize("end", ["SIGKILL", "SIGSTOP"])
@pytest.mark.parametrize("victim", [0, BATCH + 1, NOTES - 1])
def test_a_process_that_is_killed_or_stopped_loses_nothing(
    victim: int, end: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    expected = checked(1), capsys.readouterr()
    ours, usual = os.getpid(), DraftWorker.check_note

    def check_note(worker: DraftWorker, note: Draft) -> DraftResult:
        if f"第 {victim} 天" in note.text and os.getpid() != ours:
            (folder / "died").touch()
            os.kill(os.getpid(), getattr(signal, end))
        return usual(worker, note)

    monkeypatch.setattr(DraftWorker, "check_note", check_note)
    monkeypatch.setattr(note_pool, "STUCK", 2 - BATCH * TIMEOUT)
    assert (checked(2), capsys.readouterr()) == expected
    assert (folder / "died").exists()
    assert multiprocessing.active_children() == []


@FORK
def test_a_note_that_cannot_be_checked_is_told_at_its_place(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    usual = DraftWorker.check_note

    def check_note(worker: DraftWorker, note: Draft) -> DraftResult:
        if "第 101 天" in note.text:
            raise ValueError("broken rule")
        return usual(worker, note)

    monkeypatch.setattr(DraftWorker, "check_note", check_note)
    alone = checked(1), capsys.readouterr()
    assert (checked(2), capsys.readouterr()) == alone
    assert alone[0] == 2 and "notes.jsonl:102:" in alone[1].err and "broken rule" in alone[1].err


def test_a_document_that_ends_in_a_fault_keeps_the_notes_before_it(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    usual = DraftWorker.read_notes

    def read_notes(worker: DraftWorker, data: bytes, path: str) -> Iterator[Draft | InputError]:
        for number, note in enumerate(usual(worker, data, path)):
            if number == 3 * BATCH:
                raise MemoryError
            yield note

    monkeypatch.setattr(DraftWorker, "read_notes", read_notes)
    alone = checked(1), capsys.readouterr()
    assert (checked(2), capsys.readouterr()) == alone
    assert alone[0] == 2 and f"taoci_{3 * BATCH - 5}" in alone[1].out


@FORK
def test_the_cache_is_written_and_read_by_processes(folder: Path, capsys: Capture) -> None:
    checked(1)
    expected = capsys.readouterr().out
    for _ in range(2):
        main(["notes.jsonl", "--no-config", "--jobs=2"])
        assert capsys.readouterr().out == expected


@FORK
def test_where_no_process_can_start_all_is_checked_here(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    expected = checked(1), capsys.readouterr()

    def fail(self: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(multiprocessing.Process, "start", fail)
    assert (checked(2), capsys.readouterr()) == expected
