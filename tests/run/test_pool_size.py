"""How many processes a run starts: no more than there is work for, and than may have files open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import POSIX, environment, make_home, make_notes, run
from xhslint.cli.main import main
from xhslint.run import jobs as jobs_of_run
from xhslint.run import pool


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    make_notes(tmp_path / "notes")
    return tmp_path


@POSIX
@pytest.mark.parametrize("most", [10, 24, 32, 45])
def test_few_files_may_be_open(most: int, notes: Path) -> None:
    def limited() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    args = ["notes", "--no-cache", "--jobs=8", "--format=jsonl"]
    expected = run(args, notes, environment(notes / "home"))
    assert expected[0] == 2  # for some of the notes are no text
    assert run(args, notes, environment(notes / "home"), preexec_fn=limited) == expected


@pytest.mark.parametrize(("jobs", "most", "expected"), [(100_000, 60, 8), (100_000, 3, 3), (2, 60, 2)])
def test_a_configuration_starts_no_more_processes_than_there_is_work_for(
    jobs: int, most: int, expected: int, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[pool._WorkerProcess] = []

    class Counted(pool._WorkerProcess):
        def __init__(self, *args: object) -> None:
            super().__init__(*args)  # type: ignore[arg-type]
            started.append(self)

    monkeypatch.setattr(pool, "_WorkerProcess", Counted)
    monkeypatch.setattr(jobs_of_run, "MOST", most)
    Path(".xhslint.yaml").write_text(f"jobs: {jobs}\n", "utf-8")
    assert main(["notes", "--no-cache"]) == 2
    assert len(started) == expected
