"""Several reports of one run: each is what it would be alone, and nothing is examined twice."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.samples import checked, finding, main
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked
from xhslint.report.registry import REPORTS
from xhslint.run import spool
from xhslint.run.spool import Spool


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.md", "想要加微信"), ("b.md", "互粉吗"), ("c.md", "今天晴")):
        Path(name).write_text(text, "utf-8")
    return tmp_path


def test_every_format_in_one_run_is_what_it_is_alone(capsys: pytest.CaptureFixture[str]) -> None:
    formats = [name for name in REPORTS if name not in ("text", "junit")]  # junit writes the time of the run
    together = [f"--format={name}={name}.out" for name in formats]
    assert main([".", "missing.md", "--format=text", *together]) == 2
    text = capsys.readouterr().out
    assert main([".", "missing.md"]) == 2
    assert capsys.readouterr().out == text
    for name in formats:
        assert main([".", "missing.md", f"--format={name}", "-o", "alone.out"]) == 2
        assert Path("alone.out").read_bytes() == Path(f"{name}.out").read_bytes(), name


def test_two_reports_in_one_place_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for args in (
        ["--format=text", "--format=json"],
        ["--format=csv=x", "--format=json=./x"],
        ["--format=csv", "--format=json", "-o", "x"],
    ):
        assert main(["a.md", *args]) == 2
        out, err = capsys.readouterr()
        assert out == "" and "两份报告" in err and not Path("x").exists()


def test_output_goes_with_the_report_that_names_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a.md", "--format=json", "--format=csv=a.csv", "-o", "a.json"]) == 1
    assert capsys.readouterr().out == "" and Path("a.json").exists() and Path("a.csv").exists()


@pytest.mark.parametrize(("actions", "start"), [("true", "::error"), ("", "a.md\n"), ("false", "a.md\n")])
def test_auto_is_for_github_actions(
    actions: str, start: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", actions)
    assert main(["a.md", "--format=auto"]) == 1
    assert capsys.readouterr().out.startswith(start)


def test_events_that_do_not_fit_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 100)
    draft = Draft.parse("想要加微信" * 50)
    events = [checked(draft, finding(draft, "加微信")), Problem("a", 1, 1, "坏"), checked(draft)]
    with spool.Spool(events) as kept:
        assert list(kept.first()) == events
        assert list(kept.again()) == events == list(kept.again())


def events() -> list[Any]:
    draft = Draft.parse("想要加微信")
    return [Problem("a", 1, 1, "坏"), Checked(draft, "personal", ()), Problem("b", 1, 1, "坏")]


@pytest.mark.parametrize("taken", range(4))
def test_later_reports_are_whole_if_the_first_one_failed(taken: int) -> None:
    with Spool(event for event in events()) as spool:
        first = spool.first()
        assert [next(first) for _ in range(taken)] == events()[:taken]
        first.close()  # type: ignore[attr-defined]
        assert list(spool.again()) == events() == list(spool.again())


def test_events_that_cannot_be_kept_fail_only_the_later_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda size: Full())
    with Spool(events()) as spool:
        assert list(spool.first()) == events()
        with pytest.raises(OSError, match="No space"):
            list(spool.again())
