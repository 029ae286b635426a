"""Suppressions, baseline and changed lines together."""

from __future__ import annotations

from pathlib import Path

from tests.filters.baselines import lint
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.filters.baseline import Baseline
from xhslint.filters.finding_filter import FindingFilter

IDS = ("contact/wechat-add", "dm/bare", "ranking/exchange")
TEXT = "加微信\n私我<!-- xhslint-ignore-line dm: 甲 -->\n互粉\n私我\n"


def sieve(**settings: object) -> FindingFilter:
    return FindingFilter("zh", IDS, IDS, "2026-06-01", **settings)  # type: ignore[arg-type]


def test_each_finding_goes_to_one_place() -> None:
    baseline = Baseline(Path("b.json"))
    baseline.filter("a.md", lint("互粉\n"), "互粉\n")
    draft = Draft.parse(TEXT, "a.md")
    held = sieve(baseline=baseline.update("2026-01-31"), changed={Path("a.md"): [range(4, 5)]})
    filtered = held.filter(draft, lint(TEXT))
    assert [each.line for each in filtered.reported] == [4]
    assert [(each.line, by.reason) for each, by in filtered.suppressed] == [(2, "甲")]
    assert [each.line for each in filtered.known] == [3]
    assert [each.line for each in filtered.unchanged] == [1]
    assert (filtered.problems, filtered.expired, filtered.unused) == ((), (), ())
    assert held.baseline is not None
    assert held.baseline.stale() == []


def test_without_anything_to_hold_back() -> None:
    findings = tuple(lint("加微信\n互粉\n"))
    assert sieve().filter(Draft.parse("加微信\n互粉\n"), findings).reported == findings


def test_what_is_not_among_the_changed_is_unchanged_unless_it_is_no_file() -> None:
    draft = Draft.parse("加微信\n", "a.md")
    assert sieve(changed={}).filter(draft, lint(draft.text)).reported == ()
    assert len(sieve(changed={}).filter(draft, lint(draft.text), is_file=False).reported) == 1


def test_what_is_said() -> None:
    text = (
        "私我<!-- xhslint-ignore-line dm, contact: 甲 until: 2026-01-01 -->\n"
        "<!-- xhslint-ignore-file ranking -->\n<!-- xhslint-ignore-lin dm: 乙 -->\n"
    )
    filtered = sieve(require_reason=True, report_unused=True).filter(Draft.parse(text, "a.md"), lint(text))
    assert [str(each)[:10] for each in filtered.problems] == ["a.md:3:6: ", "a.md:2:1: "]
    assert list(map(str, filtered.expired)) == ["a.md:1:3: 对 dm、contact 的忽略在 2026-01-01 到期了"]
    assert [str(each)[:9] for each in filtered.unused] == ["a.md:1:3:", "a.md:2:1:"]
    assert sieve().filter(Draft.parse(text), lint(text)).unused == ()


def test_rules_that_are_not_run_are_inactive() -> None:
    assert FindingFilter("zh", IDS, ["dm/bare"], "2026-06-01").inactive == {"contact/wechat-add", "ranking/exchange"}


def test_an_input_error_is_left_to_the_caller() -> None:
    try:
        Baseline.load("/nowhere/b.json")
    except InputError as error:
        assert error.problems[0].path == "/nowhere/b.json"
