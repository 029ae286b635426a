"""What other rules find in clauses that the classifier takes for a story, a quotation, a warning or a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.classifying import FILE
from tests.rules import RULE
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.matching.told import AROUND
from xhslint.rulebook.files.loader import Loader

LIMITS = "possible: -50\n  unlikely: -105"


def linter(tmp_path: Path, family: str = "dm", rule: str = "words: [写信]", limits: str = LIMITS) -> Linter:
    """Return a linter whose only rule finds 写信, with the classifier of `tests.classifying`."""
    path = tmp_path / "rule.yaml"
    text = FILE.replace("possible: -50", limits) + RULE.replace("brand/rule", f"{family}/rule")
    path.write_text(f"{text}  {rule}\n", "utf-8")
    return Linter(rulebook=Loader().load([(path, "rule.yaml")]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他们说过都要写信去淘宝店", []),  # -100 + 70 - 80
        ("想学的都要写信去淘宝店", ["写信"]),  # -100 + 70 + 45
        ("他们去过淘宝店。想学的都来写信吧", ["写信"]),  # another clause, without an anchor
        ("他们今天都要写信的", ["写信"]),
    ],
)
def test_what_is_only_told_is_dismissed(tmp_path: Path, text: str, found: list[str]) -> None:
    result = linter(tmp_path).check(text)
    assert [each.text for each in result] == found


def test_a_match_over_two_clauses_is_told_only_if_both_are(tmp_path: Path) -> None:
    rule = "pattern: '写信.{1,16}邮票'"
    assert not linter(tmp_path, rule=rule).check("他们今天都要写信去淘宝店，他们要淘宝店的邮票好看")
    assert linter(tmp_path, rule=rule).check("他们今天都要写信去淘宝店，想学的要淘宝店的邮票好看")


def test_other_families_and_opt_in_rules_and_models_without_the_limit_report_it(tmp_path: Path) -> None:
    text = "他们说过都要写信去淘宝店"
    assert linter(tmp_path, family="brand").check(text)
    assert linter(tmp_path, limits="possible: -50").check(text)
    opt_in = linter(tmp_path, rule="words: [写信]\n  opt-in: true\n  about: 写信")
    assert Linter(rulebook=opt_in.engine.rulebook, extend_select=("dm/rule",)).check(text)


def test_why_it_is_dismissed_is_told(tmp_path: Path) -> None:
    linted = linter(tmp_path)
    (dismissed,) = linted.examine(Draft.parse("他们说过都要写信去淘宝店"), explain=True).dismissed
    assert (dismissed.by, dismissed.name, dismissed.text) == ("classifier", "-110", "写信")


def test_little_around_a_match_tells_nothing_of_it(tmp_path: Path) -> None:
    linted = linter(tmp_path, rule="words: [写信到淘宝店]")
    around = "他们" + "天" * (AROUND - 2)
    assert not linted.check(f"{around}写信到淘宝店")
    assert linted.check(f"{around[:-1]}写信到淘宝店")


@pytest.mark.parametrize(
    "text",
    [
        "前两天有个卖课的让我加他微信，我没理",
        "隔壁店老板说加微信便宜五块，我没加",
        "看到评论里有人喊互关，真的很烦",
        "同学刷单返利被骗了四千多，大家别信",
    ],
)
def test_stories_and_warnings_pass(text: str) -> None:
    assert [each for each in Linter().check(text) if each.severity != "info"] == []


@pytest.mark.parametrize("text", ["想要的加我微信 lumi_0826", "互关互赞，有来必回", "招人刷单，返利当天结"])
def test_offences_stay(text: str) -> None:
    assert [each for each in Linter().check(text) if each.severity != "info"]
