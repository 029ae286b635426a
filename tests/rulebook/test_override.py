"""A brand's own file: it adds to the bundled rulebook, changes it, and is checked as strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules import BRAND
from xhslint.base.errors import InputError
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import load
from xhslint.ruletest import examples as selftest

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "brand.yaml"
    path.write_text(text, "utf-8")
    return path


def told(path: Path, text: str, profile: str | None = None) -> list[tuple[str, str, str]]:
    """Return the findings of phrases; a call that the classifier finds has a severity of its own."""
    found = Linter(profile, rules=[path], ignore=["ranking/ask"]).check(text)
    return [(f.rule_id, f.severity, f.text) for f in found]


def test_severity_of_a_rule_and_of_a_family(tmp_path: Path) -> None:
    path = own(tmp_path, "- {override: ranking/exchange, severity: {personal: info, ad: error}}\n")
    assert told(path, "新号来互粉") == [("ranking/exchange", "info", "新号来互粉")]
    assert told(path, "新号来互粉", "ad") == [("ranking/exchange", "error", "新号来互粉")]
    path = own(tmp_path, "- {override: ranking, severity: info}\n- {override: ranking/exchange, severity: warning}\n")
    assert told(path, "新号来互粉，接代写代发笔记") == [
        ("ranking/exchange", "warning", "新号来互粉"),
        ("ranking/ghost-writing", "info", "代写代发"),
    ]


def test_the_advice_for_a_kind_of_text(tmp_path: Path) -> None:
    path = own(tmp_path, "- {override: dm, advice-by-kind: {comment: 就在这里说}}\n")
    found = {
        kind: Linter(kind=kind, rules=[path]).check("想买的私我")[0].advice for kind in ("note", "comment", "profile")
    }
    assert found["comment"] == "就在这里说"
    bundled = {kind: Linter(kind=kind).check("想买的私我")[0].advice for kind in found}
    assert found == {**bundled, "comment": "就在这里说"} and len(set(found.values())) == 3
    path = own(tmp_path, "- {override: dm/purchase, advice-by-kind: {comment: 加微信 momo_8812}}\n")
    (failure,) = selftest.run_examples([path]).failures
    assert (failure.rule_id, failure.kind, failure.column) == ("dm/purchase", "advice", 53)


def test_a_rule_is_switched_off_and_on(tmp_path: Path) -> None:
    path = own(tmp_path, "- {override: ranking, enabled: false, about: 本账号只发图集}\n")
    assert told(path, "新号来互粉") == []
    assert not selftest.run_examples([path]).failures
    path = own(tmp_path, "- {override: dm/bare, severity: warning}\n")
    assert told(path, "有问题欢迎私信我") == [("dm/bare", "warning", "欢迎私信我")]


def test_an_opt_in_rule_of_another_file_is_taken_into_use(tmp_path: Path) -> None:
    quiet = own(tmp_path, BRAND.replace("  severity", "  opt-in: true\n  severity"))
    assert told(quiet, "今年也要闪亮每天") == []
    assert [f.rule_id for f in Linter(rules=[quiet], extend_select=["brand"]).check("今年也要闪亮每天")] == [
        "brand/slogan"
    ]
    assert [f.rule_id for f in Linter(rules=[quiet], select=["brand/slogan"]).check("闪亮每天")] == ["brand/slogan"]
    assert not Linter(rules=[quiet], extend_select=["brand"], ignore=["brand/slogan"]).check("闪亮每天")
    both = own(tmp_path, quiet.read_text("utf-8") + "- {override: brand/slogan, enabled: true}\n")
    assert told(both, "今年也要闪亮每天") == [("brand/slogan", "warning", "闪亮每天")]


def test_ordinary_phrases_guards_and_examples_of_a_brand(tmp_path: Path) -> None:
    text = """
- guard: festival
  about: 品牌的互粉节
  any: [{after: [节], within: 0}]
- override: ranking/exchange
  allow: [互粉大作战]
  unless: [festival]
  pass: [周末看互粉大作战首映, 一年一度的互粉节]
  flag: ["路过的[[互粉一下]]"]
"""
    path = own(tmp_path, text)
    assert told(path, "周末看互粉大作战首映，互粉节见") == []
    bundled = next(rule for rule in load().rules if rule.id == "ranking/exchange")
    outcome = selftest.run_examples([path])
    assert not outcome.failures
    changed = next(rule for rule in load([path]).rules if rule.id == "ranking/exchange")
    assert len(changed.flag) == len(bundled.flag) + 1 and len(changed.passes) == len(bundled.passes) + 2


def test_an_example_that_an_override_breaks_is_a_failure(tmp_path: Path) -> None:
    path = own(tmp_path, "- {override: ranking/exchange, pass: [新号来互粉]}\n")
    (failure,) = selftest.run_examples([path]).failures
    assert (failure.rule_id, failure.kind, failure.text) == ("ranking/exchange", "pass", "新号来互粉")


def test_a_lexicon_is_extended(tmp_path: Path) -> None:
    path = own(tmp_path, "- extend: wechat\n  strong: {alias: [呱呱球]}\n  allow: [呱呱球鞋]\n")
    assert told(path, "加呱呱球聊") == [("contact/wechat-add", "error", "加呱呱球聊")]
    assert told(path, "加呱呱球鞋一双") == []
    assert Linter(rules=[path]).check("加呱呱球聊")[0].reading == "加微信聊"
    path = own(tmp_path, "- extend: wechat\n  except: [威信]\n")
    assert "威信" in {t.text for lexicon in load().lexicons if lexicon.name == "wechat" for t in lexicon.terms}
    assert "威信" not in {
        t.text for lexicon in load([path]).lexicons if lexicon.name == "wechat" for t in lexicon.terms
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {override: dm/bear, enabled: false}", "1:14: unknown rule or family 'dm/bear', did you mean 'dm/bare'?"),
        ("- {override: dm, enabled: maybe}", "1:27: expected true or false, found 'maybe'"),
        ("- {override: dm, severty: info}", "1:18: unknown key 'severty', did you mean 'severity'?"),
        ("- {override: dm, allow: [私信]}", "1:3: 'allow' belongs to one rule, and 'dm' is a family"),
        ("- {override: dm/bare, unless: [refusel]}", "1:32: unknown guard 'refusel', did you mean 'refusal'?"),
        ("- {override: dm/bare, flag: [私信我]}", "1:30: a flag example marks the offence: [[like this]]"),
        ("- {extend: wechta, strong: {plain: [x]}}", "1:12: unknown lexicon 'wechta', did you mean 'wechat'?"),
        ("- {extend: wechat, strong: {plain: [微信]}}", "1:28: '微信' is listed twice"),
        ("- {extend: wechat, except: [没有这个词]}", "1:3: '没有这个词' is no spelling of 'wechat'"),
        ("- {extend: wechat, wek: {plain: [x]}}", "1:20: unknown key 'wek', did you mean 'weak'?"),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        load([own(tmp_path, text + "\n")], lang="en")
    assert [str(problem).partition("brand.yaml:")[2] for problem in caught.value.problems] == [expected]
