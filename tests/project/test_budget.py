"""No count of what a run costs is above its budget, nor far below, where the next loss would go unseen."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest

from tests import budget
from tests.budget import BUDGET, MEASURES, MOST, Measure, main, measured, most

AGAIN = "if that is meant: python tests/budget.py --write"
Measured = tuple[dict[str, int], dict[str, list[str]]]


@pytest.fixture(scope="module")
def table() -> Any:
    return json.loads(BUDGET.read_text("utf-8"))


@pytest.fixture(scope="module")
def taken() -> Measured:
    return measured()


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_what_a_run_costs_is_within_its_budget(measure: Measure, table: Any, taken: Measured) -> None:
    if not measure.applies:
        pytest.skip("counted with the compiled prefilter only, or on the version of Python that wrote the budget")
    count, allowed = taken[0][measure.name], table["most"][measure.name]
    assert count <= allowed, f"more than before; {AGAIN}"
    if measure.is_tight:
        assert allowed <= count * MOST, f"a gain, to be kept: {AGAIN}"


def test_the_table_has_what_is_measured(table: Any) -> None:
    assert list(table["most"]) == [measure.name for measure in MEASURES]


@pytest.mark.parametrize("start", budget.STARTS)
def test_a_start_imports_nothing_that_it_does_not_need(start: str, table: Any, taken: Measured) -> None:
    assert "xhslint.linter.linter" in taken[1][start]
    never = set(table["never imported"]["any draft"])
    if budget.has_prefilter():
        never.update(table["never imported"].get(start, ()))
    assert never.intersection(taken[1][start]) == set()


def test_every_module_that_is_never_imported_exists(table: Any) -> None:
    names = [name for start in table["never imported"].values() for name in start if name.startswith("xhslint.")]
    assert len(names) > 10
    assert [name for name in names if find_spec(name) is None] == []


def test_a_budget_leaves_little_room() -> None:
    assert [most(count) for count in (0, 1, 4, 10, 1000)] == [0, 1, 5, 11, 1100]


def test_the_command_shows_both_and_writes_what_was_measured(
    taken: Measured, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "budget.json"
    path.write_text(json.dumps({"most": {MEASURES[0].name: 77}, "never imported": {"any draft": ["click"]}}), "utf-8")
    monkeypatch.setattr(budget, "BUDGET", path)
    monkeypatch.setattr(budget, "measured", lambda: taken)
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(MEASURES) and lines[0].split()[-1] == "77"
    complete = all(measure.applies for measure in MEASURES)
    assert main(["--write"]) == (not complete)
    written = json.loads(path.read_text("utf-8"))
    assert written["never imported"] == {"any draft": ["click"]}
    assert not complete or written["most"] == {name: most(count) for name, count in taken[0].items()}


def test_it_is_a_command() -> None:
    done = subprocess.run([sys.executable, budget.__file__, "--nothing"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "usage" in done.stderr
