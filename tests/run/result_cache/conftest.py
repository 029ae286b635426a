"""A folder of notes, an empty cache, and a count of the drafts that are linted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.result_cache.helpers import NOTES, Runs
from tests.running import make_home, make_notes
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.findings import Result
from xhslint.run import result_cache as cache
from xhslint.run.worker import DraftWorker


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside 40 notes, with compiled rules, no cached results, and hardly any waiting for a lock."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    monkeypatch.setattr(cache, "WAIT", 0.01)
    make_notes(tmp_path / "notes", NOTES)
    return tmp_path


@pytest.fixture
def trials() -> list[str]:
    """Return a list that grows by the path of every draft that is linted to try a sentence written anew."""
    return []


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch, trials: list[str]) -> list[str]:
    """Return a list that grows by the path of every draft that is linted for its findings, not taken from the cache."""
    paths: list[str] = []
    usual, usually_rewritten = Linter.examine, DraftWorker.rewritten

    def examine(linter: Linter, draft: Draft, explain: bool = False) -> Result:
        paths.append(draft.path)
        return usual(linter, draft, explain)

    def rewritten(worker: DraftWorker, linter: Linter, draft: Draft, result: Result) -> Result:
        number = len(paths)
        try:
            return usually_rewritten(worker, linter, draft, result)
        finally:
            trials.extend(paths[number:])
            del paths[number:]

    monkeypatch.setattr(Linter, "examine", examine)
    monkeypatch.setattr(DraftWorker, "rewritten", rewritten)
    return paths


@pytest.fixture
def runs(capsys: pytest.CaptureFixture[str], examined: list[str]) -> Runs:
    return Runs(capsys, examined)
