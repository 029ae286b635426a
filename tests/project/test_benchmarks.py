"""The benchmarks work and measure the same notes everywhere; how fast anything is, is never asserted."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.running import ROOT

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCHMARKS)
    import notes

    return notes


def test_the_same_notes_are_made_everywhere(notes: ModuleType) -> None:
    made = list(notes.notes(500))
    assert made[:20] == list(notes.notes(20))
    digest = hashlib.sha256("".join(made).encode()).hexdigest()
    assert digest.startswith("46cf5c0624a1eb55"), "figures taken before this change cannot be compared: measure anew"


def test_notes_have_the_shape_of_real_ones(notes: ModuleType) -> None:
    from xhslint import Linter
    from xhslint.text.view import fold

    made = list(notes.notes(200))
    assert len(set(made)) == len(made)
    for note in made:
        title, body, topics = note.split("\n\n", 1)[0], *note.split("\n\n", 1)[1].rsplit("\n\n", 1)
        assert 8 <= len(title) <= 20
        assert 100 <= len(body) <= 560
        assert topics.startswith("#")
    assert 0.1 <= sum(not fold(note).is_identity for note in made) / len(made) <= 0.26
    linter = Linter(as_of="2026-01-31")
    assert 2 <= sum(bool(linter.check(note)) for note in made) <= 20


def test_a_long_line_is_one_line_of_its_length(notes: ModuleType) -> None:
    line = "".join(notes.one_line(100_000))
    assert 100_000 <= len(line.encode()) <= 102_000
    assert "\n" not in line


def run(*args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / "run.py"), *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are measured as POSIX measures them")
def test_a_run_prints_every_table_and_says_which_peers_are_missing(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text(
        '{"title": "周末手作", "text": "今天捏了一只小碗"}\n{"text": "想学的姐妹加薇❤：taoci_2046"}\n', "utf-8"
    )
    few = ("--many", "70", "--pairs", "1", "--rounds", "1", "--folders", "5", "--sizes", "0.01,0.02", "--limit", "0")
    done = run(*few, "--drafts", str(own), "--json", "figures.json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    rows = {table["title"].split(":")[0]: table["rows"] for table in figures["tables"]}
    assert list(rows) == ["Cold start", "Throughput", "Processes", "Memory", "Documents", "Editor", "Page"]
    start = {row["what"].split()[0].rstrip(","): row["seconds"] for row in rows["Cold start"]}
    assert start["xhslint"] > 0
    assert start["textlint"] == start["zhlint"] == "not installed"
    assert rows["Throughput"][0]["what"] == "xhslint, in memory"
    assert rows["Throughput"][0]["notes"] == 2
    assert rows["Memory"][-1]["seconds"].startswith("not run")


def test_a_mistake_is_told(tmp_path: Path) -> None:
    for args, said in (
        (["--only", "cold,warm"], "no such part: warm"),
        (["--pairs", "0"], "at least 1"),
        (["--drafts", "nowhere.md"], "nowhere.md"),
    ):
        done = run(*args, folder=tmp_path)
        assert done.returncode
        assert said in done.stderr
        assert "Traceback" not in done.stderr
