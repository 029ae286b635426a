"""The commands `rules` and `test`, with rules and results made by hand."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.samples import COMMUNITY, DIVERSION
from xhslint.cli.main import main
from xhslint.model.findings import PROFILES
from xhslint.ruletest import robustness
from xhslint.ruletest.variants import Variant

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


def a_rule(name: str, severity: dict[str, str], line: int) -> Any:
    return SimpleNamespace(
        id=name,
        family=name.split("/")[0],
        severity=severity,
        kinds={},
        message={"zh": "写出了微信号。读者会被带到站外", "en": "Gives a WeChat id. It leads readers off the platform"},
        advice={"zh": "删去微信号", "en": "Delete the id"},
        advice_by_kind={},
        sources=(COMMUNITY, DIVERSION),
        flag=("合作找我，[[vx：momo_88]]", "[[加薇]]或者[[扣扣]]"),
        passes=("微信读书里的三本书",),
        path="rules/contact.yaml",
        line=line,
        opt_in=False,
        signals=(),
        unless=(),
        matcher=SimpleNamespace(acts=frozenset()),
    )


@pytest.fixture
def rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere = dict.fromkeys(PROFILES, "error")
    rules = (
        a_rule("contact/wechat-id", everywhere, 12),
        a_rule("dm/bare", {**everywhere, "personal": "info", "pro": "off"}, 30),
    )
    monkeypatch.setattr(
        "xhslint.rulebook.files.loader.load", lambda extra, lang: SimpleNamespace(rules=rules, signals={})
    )


@pytest.mark.usefixtures("rulebook")
def test_rules_lists_the_rules(capsys: Capture) -> None:
    assert main(["rules"]) == 0
    assert (
        capsys.readouterr().out
        == """\
contact（1 条规则）
  contact/wechat-id  错误  写出了微信号。

dm（1 条规则）
  dm/bare            提示  写出了微信号。

共 2 条规则，2 类。查看某一条的依据和示例：xhslint rules contact/wechat-id
"""
    )
    assert main(["rules", "dm", "--lang", "en"]) == 0
    assert (
        capsys.readouterr().out
        == """\
dm (1 rule)
  dm/bare  info     Gives a WeChat id.

1 rule. The clause and examples of one: xhslint rules dm/bare
"""
    )


@pytest.mark.usefixtures("rulebook")
def test_rules_explains_a_rule(capsys: Capture) -> None:
    assert main(["rules", "contact/wechat-id"]) == 0
    assert (
        capsys.readouterr().out
        == """\
contact/wechat-id
        原因 写出了微信号。读者会被带到站外
        级别 错误
        建议 删去微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式
             https://example.com/community
             《交易导流违规管理细则》第一类 联系方式（引自他人，未见原文）
             https://example.com/diversion
        定义 rules/contact.yaml:12

会报告（^ 标出被报告的字）
      │ 合作找我，vx：momo_88
      │           ^^^^^^^^^^^
      │ 加薇或者扣扣
      │ ^^^^
      │ 加薇或者扣扣
      │         ^^^^

不会报告
      │ 微信读书里的三本书
"""
    )
    assert main(["rules", "dm/bare", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "        severity personal: info, professional: off, paid cooperation: error,\n" in out
    assert "\nFlagged (^ marks the words)\n" in out


@pytest.mark.usefixtures("rulebook")
def test_rules_does_not_know_a_name(capsys: Capture) -> None:
    assert main(["rules", "wechat-ids", "nothing"]) == 2
    assert capsys.readouterr() == (
        "",
        "xhslint: 没有规则或类别 'wechat-ids'，是不是 contact/wechat-id？\nxhslint: 没有规则或类别 'nothing'\n",
    )


def test_test_runs_examples(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    from xhslint.ruletest.examples import ExampleResults, Failure

    missed = Failure("mine.yaml", 3, "my/rule", "flag", "来加微信", ("加微信",), ())
    shorter = Failure("mine.yaml", 3, "my/rule", "flag", "来加微信", ("加微信",), ("微信",))
    alarm = Failure("mine.yaml", 9, "my/other", "pass", "微信读书", (), ("微信", "读书"))
    outcomes = iter(
        [ExampleResults(2, 6, ()), ExampleResults(2, 6, (missed, shorter, alarm)), ExampleResults(1, 1, (missed,))]
    )
    asked = []

    def run(rules: object, lang: str) -> ExampleResults:
        asked.append((rules, lang))
        return next(outcomes)

    monkeypatch.setattr("xhslint.ruletest.examples.run_examples", run)
    assert main(["test"]) == 0
    assert capsys.readouterr().out == "2 条规则里的 6 个示例全部符合预期。\n"
    assert main(["test", "mine.yaml"]) == 1
    assert (
        capsys.readouterr().out
        == """\
mine.yaml:3 my/rule
        应报告「加微信」，但没有报告
      │ 来加微信

mine.yaml:3 my/rule
        应报告「加微信」，实际报告「微信」
      │ 来加微信

mine.yaml:9 my/other
        不应报告，实际报告「微信」、「读书」
      │ 微信读书

2 条规则里的 6 个示例有 3 处不符合预期。
"""
    )
    assert main(["--lang", "en", "test", "mine.yaml"]) == 1
    assert capsys.readouterr().out.endswith("\n1 rule, 1 example: 1 not as expected.\n")
    assert asked == [((), "zh"), (("mine.yaml",), "zh"), (("mine.yaml",), "en")]


def test_test_disguises_the_examples(monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path) -> None:
    def run(rules: object, only: object, lang: str) -> robustness.Robustness:
        assert rules == ("mine.yaml",) and only == ()
        result = robustness.Robustness(pass_variants=7)
        for kind, hit in (("split", True), ("split", False), ("styled", True)):
            result.by_rule["my/rule"].add(hit)
            result.by_kind[kind].add(hit)
        result.missed.append(Variant("my/rule", "加微信", ("split", "styled"), "加微\u200b亻言"))
        return result

    monkeypatch.setattr("xhslint.ruletest.robustness.measure_robustness", run)
    assert main(["test", "--disguise", "mine.yaml"]) == 0
    assert (
        capsys.readouterr().out
        == """\
没认出的变形
  my/rule split + styled
      │ 加微‹U+200B›亻言

各条规则
  my/rule                         66.7%  2/3

各种变形
  split                           50.0%  1/2
  styled                         100.0%  1/1

变形 3 个，认出 2 个（66.7%）；不该报告的变形 7 个，误报 0 个。
"""
    )
    assert main(["test", "--disguise", "--min-recall", "66", "mine.yaml"]) == 0
    assert main(["test", "--disguise", "--min-recall", "67", "mine.yaml"]) == 1
    assert main(["test", "--disguise", "--min-kind-recall", "51", "mine.yaml"]) == 1
    assert main(["test", "--disguise", "--min-kind-recall", "50", "mine.yaml"]) == 0
    table = tmp_path / "robustness.md"
    assert main(["test", "--disguise", "--table", str(table), "mine.yaml"]) == 0
    written = table.read_text("utf-8")
    assert "| split | 2 | 1 | 50.0% |" in written and "| my/rule | 3 | 2 | 66.7% |" in written
    assert "All: 3 variants, 2 found, 66.7%. Of 7 disguised `pass` examples 0 fire." in written
