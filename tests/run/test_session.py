"""A run: its order, its status, and one draft that goes wrong among others that do not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.samples import FakeLinter
from xhslint.base.errors import Problem
from xhslint.config.settings import Config, Layer
from xhslint.run.session import CheckSession, failing
from xhslint.run.worker import DraftWorker
from xhslint.terminal.console import Console


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"a": "加微信", "b": "互粉", "c": "私我", "d": "晴", "e": "崩溃", "f": "中断"}.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    return tmp_path


def checking(*paths: str, config: Config | None = None, jobs: int | None = None) -> CheckSession:
    config = config or Config()
    worker = DraftWorker("zh", config, str, make_linter=FakeLinter)  # type: ignore[arg-type]
    return CheckSession(Console("zh"), paths, config, worker, jobs=jobs)


@pytest.mark.parametrize(
    ("fail_on", "expected"),
    [("error", ("error",)), ("warning", ("error", "warning")), ("info", ("error", "warning", "info")), ("never", ())],
)
def test_severities_that_fail(fail_on: str, expected: tuple[str, ...]) -> None:
    assert failing(fail_on) == expected


def told(run: CheckSession) -> list[str]:
    return [event.path if isinstance(event, Problem) else event.draft.path for event in run.events()]


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_order_and_status(jobs: int | None) -> None:
    run = checking("d.md", "none.md", "a.md", "e.md", "b.md", jobs=jobs)
    assert told(run) == ["none.md", "d.md", "a.md", "e.md", "b.md"]  # what cannot be found is told first
    assert run.tally == Counter(error=1, warning=1, problem=2)
    assert run.status("never") == 2


@pytest.mark.parametrize(
    ("path", "statuses"), [("a.md", [1, 1, 1, 0]), ("b.md", [0, 1, 1, 0]), ("c.md", [0, 0, 1, 0]), ("d.md", [0] * 4)]
)
def test_status(path: str, statuses: list[int]) -> None:
    run = checking(path)
    assert told(run) == [path]
    assert [run.status(fail_on) for fail_on in ("error", "warning", "info", "never")] == statuses


def test_an_interrupt_weighs_more_than_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    run = checking("none.md", "a.md", "f.md", "b.md")
    assert told(run) == ["none.md", "a.md", ""]
    assert run.status("never") == 130
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_mistake_in_the_rules_ends_the_run_before_it_begins() -> None:
    config = Config(given=Layer(rules=("broken.yaml",)))
    run = checking("a.md", config=config)
    assert told(run) == ["broken.yaml", "broken.yaml"]
    assert run.status("never") == 2 and run.filter is None


def test_the_cache_is_closed_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    monkeypatch.setattr(DraftWorker, "close", lambda self: closed.append(1))
    told(checking("a.md", "f.md"))
    assert closed == [1]
    events = checking("a.md", "b.md").events()
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert closed == [1, 1]
