"""The programs of docs/engines.md, each run as it stands there on 20,000 notes, where its engine is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.worktree import ROOT
from xhslint import Linter

pytest.importorskip("pyarrow")

import pyarrow as pa
import pyarrow.parquet as pq

NOTES = 20_000
ENGINES = {"PySpark": "pyspark", "Ray Data": "ray", "Dask": "dask", "Polars": "polars", "DuckDB": "duckdb"}
"""The packages by the headings of their sections."""
PROGRAM = re.compile(r"^### ([^\n]+)\n\n```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROGRAMS = dict(PROGRAM.findall((ROOT / "docs" / "engines.md").read_text("utf-8")))
MEMBERS = ("rule", "severity", "start", "end", "line", "column", "text", "reading", "message")


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of notes, of which some have no text."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from notes import notes as generated
    finally:
        del sys.path[0]
    texts: list[str | None] = list(generated(NOTES))
    texts[7] = None
    path = tmp_path_factory.mktemp("notes") / "notes.parquet"
    pq.write_table(pa.table({"id": range(NOTES), "text": texts}), path, row_group_size=5_000)
    return path


@pytest.fixture(scope="module")
def expected(notes: Path) -> dict[int, list[Any] | None]:
    """Return the findings of each note by `check`, by its id; None for one that cannot be checked."""
    linter, table = Linter(), pq.read_table(notes)
    found: dict[int, list[Any] | None] = {}
    for number, text in zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True):
        names = ("rule_id", *MEMBERS[1:])
        found[number] = (
            None if text is None else [tuple(getattr(each, name) for name in names) for each in linter.check(text)]
        )
    assert sum(map(bool, found.values())) > 500
    return found


def test_every_engine_has_a_program() -> None:
    assert PROGRAMS.keys() == ENGINES.keys()


def files(folder: Path) -> Iterator[Path]:
    """Yield the files that a program wrote."""
    written = folder / "linted"
    yield from sorted(written.glob("*.parquet")) if written.is_dir() else [folder / "linted.parquet"]


def missing(name: str) -> str:
    """Return what an engine lacks here; "" if it can run."""
    if find_spec(ENGINES[name]) is None:
        return f"the package {ENGINES[name]} is not installed"
    return "there is no Java 17 or newer" if name == "PySpark" and java_version() < 17 else ""


def java_version() -> int:
    """Return the number of the Java that Spark would start; 0 if there is none."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr if java else ""
    number = re.search(r'version "(\d+)', said)
    return int(number[1]) if number else 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.skipif(bool(lack), reason=f"{name} did not run: {lack}"))
        for name, lack in ((name, missing(name)) for name in ENGINES)
    ],
)
def test_an_engine_finds_what_check_finds(
    name: str, notes: Path, expected: dict[int, list[Any] | None], tmp_path: Path
) -> None:
    (tmp_path / "notes.parquet").symlink_to(notes)
    (tmp_path / "program.py").write_text(PROGRAMS[name], "utf-8")
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=500
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[int, list[Any] | None] = {}
    for path in files(tmp_path):
        table = pq.read_table(path)
        for row in table.select(["id", "findings", "problem"]).to_pylist():
            assert row["id"] not in found
            assert (row["findings"] is None) == (row["problem"] is not None)
            found[row["id"]] = (
                None if row["findings"] is None else [tuple(f[key] for key in MEMBERS) for f in row["findings"]]
            )
    assert found == expected
