"""Properties of every format except `text` and `json`, for any text of a draft."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import checked, finding
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Event
from xhslint.model.disguises import Disguise
from xhslint.report.registry import REPORTS, find_report
from xhslint.report.style import Style

FORMATS = [name for name in REPORTS if name not in ("text", "json")]
STEERING = "\x00\x07\x08\x0b\x1b\x7f\x85\x9b\u200b\u200e\u202e\u2066\u2028\ufeff\U000e0041"


def written(form: str, events: Iterable[Event], style: Style | None = None) -> str:
    return "".join(find_report(form)(events, style or Style()))


def hostile() -> list[Event]:
    draft = Draft.parse(f"看{STEERING}加微{STEERING}信\r\n\x1b[31m红\ud800", f"a{STEERING}\n\r,:%'\"<b>\udcff.md")
    said = finding(
        draft,
        f"微{STEERING}信",
        f"demo/{STEERING}",
        reading=f"微信{STEERING}",
        message=STEERING,
        advice=STEERING,
        disguises=[Disguise("invisible", STEERING, "")],
    )
    return [checked(draft, said), Problem(f"b{STEERING}\n.md", 3, 7, f"{STEERING}\nbroken")]


def raw(report: str) -> set[str]:
    """Return the characters of a report that control a terminal or are invisible."""
    return set(report.removeprefix("\ufeff")) & set(STEERING)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_what_steers_a_terminal_is_never_raw(form: str, lang: str) -> None:
    report = written(form, hostile(), Style(lang))
    assert raw(report) == set()
    report.encode("utf-8")
    assert "\r" not in report.replace("\r\n", "") if form == "csv" else "\r" not in report


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(text=st.text(min_size=1), path=st.text())
def test_any_text_can_be_reported(form: str, text: str, path: str) -> None:
    draft = Draft(text, path)
    report = written(form, [checked(draft, finding(draft, text, message=text, advice=text)), Problem(path, 1, 1, text)])
    report.encode("utf-8")
    steering = {*map(chr, range(9)), *map(chr, range(11, 32)), *map(chr, range(127, 160)), "\u202e", "\u2066", "\u200f"}
    assert not (set(report) - {"\r"}) & steering


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_meant_for_people_at_a_terminal_is_ignored(form: str) -> None:
    draft = Draft.parse("有事私我", "a.md")
    events: list[Event] = [checked(draft, finding(draft, "私我", severity="info"))]
    quiet = Style(only=("error",), summary=False, width=40, color=True, encoding="ascii")
    assert "demo" in written(form, events)
    assert written(form, events, quiet) == written(form, events)


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_of_nothing_and_one_of_problems_only(form: str) -> None:
    assert "gone" not in written(form, [])
    assert "gone" in written(form, [Problem("笔记/a b.md", 0, 0, "gone")])
    assert "gone" in written(form, [Problem("", 0, 0, "gone")])


@pytest.mark.parametrize("form", FORMATS)
def test_reports_write_while_drafts_come_in(form: str) -> None:
    """Reports stream; those that begin with totals at least read the events one by one."""
    draft = Draft.parse("加微信", "a.md")
    taken = 0

    def events() -> Iterable[Event]:
        nonlocal taken
        for _ in range(3):
            taken += 1
            yield checked(draft, finding(draft, "微信"))

    chunks = iter(find_report(form)(events(), Style()))
    if form in ("jsonl", "github", "gitlab", "rdjsonl"):
        next(chunks)
        assert taken == 1
    assert "".join(chunks)
    assert taken == 3


def test_a_report_is_imported_when_it_is_asked_for() -> None:
    code = "import sys, xhslint.cli.main, xhslint.report.registry; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {place.partition(":")[0] for place in REPORTS.values()} & set(run.stdout.split())


def test_the_page_names_every_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \| ", page, re.MULTILINE)) == set(REPORTS)
    assert set(re.findall(r"^## (\w+)$", page, re.MULTILINE)) >= set(FORMATS)
    assert all(f"--format {name}" in page for name in FORMATS)
