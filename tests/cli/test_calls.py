"""Calls that the classifier finds, as the command line tells them: what was seen, why, near misses, and their rule."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.judged import CALL, NEAR, linter
from xhslint.cli.main import main
from xhslint.linter.linter import Linter
from xhslint.rulebook.model import Rulebook

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rulebook:
    book = linter(tmp_path).engine.rulebook
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("xhslint.rulebook.files.loader.load", lambda extra, lang: book)
    Path("a.md").write_text(f"{CALL}\n\n{NEAR}\n", "utf-8")
    return book


def shown(book: Rulebook, capsys: Capture, *args: str) -> str:
    """Return what a check of the note writes."""

    def make(profile: str | None = None, *, lang: str = "zh", **_: Any) -> Linter:
        return Linter(profile, lang=lang, rulebook=book)

    argv: Sequence[str] = ["a.md", "--no-config", "--fail-on=never", "--color=never", *args]
    assert main(argv, make_linter=make) == 0
    return capsys.readouterr().out


def test_what_was_seen_is_told_without_being_asked_for(book: Rulebook, capsys: Capture) -> None:
    assert (
        shown(book, capsys)
        == """\
a.md

  第 1 行 错误 「想学的姐妹联系我」
    1 │ 想学的姐妹联系我
      │ ^^^^^^^^^^^^^^^^
        规则 brand/rule
        原因 不行
        看到 想要（想学）· 称呼（姐妹）· 找我（联系我）
        建议 删去
        依据 《内规》第一条

检查了 1 篇笔记：1 处错误。
条款全文和示例：
  xhslint rules brand/rule
"""
    )
    english = """\
        seen   wish (想学) · readers addressed (姐妹) ·
               finding the author (联系我)
"""
    assert english in shown(book, capsys, "--lang=en")


def test_near_misses_are_listed(book: Rulebook, capsys: Capture) -> None:
    quiet = """\
  没有报告的匹配
  第 4 行 「想要就呼我」 brand/rule
        差一点就报告（得分 -10 < 0）；反对的有 -30 前一句：past
"""
    assert quiet in shown(book, capsys, "--explain-quiet")
    english = """\
  Matches that are not reported
  line 4 “想要就呼我” brand/rule
        nearly reported (score -10 < 0); against it: -30 clause before: past
"""
    assert english in shown(book, capsys, "--explain-quiet", "--lang=en")
    assert "呼我" not in shown(book, capsys)


def test_scores_are_explained(book: Rulebook, capsys: Capture) -> None:
    out = shown(book, capsys, "--explain")
    assert (
        """\
        命中 得分 62，到 0 就报告（底分 -100）
             支持 +50 本句：想要 · +40 本句：找我 · +30 “想要 … 找我” ·
                  +20 本句：称呼 · +12 “联系” · +9 句末：找我 ·
                  +5 “称呼 … 找我”
             反对 -4 第一句
             规则见 rule.yaml:35
"""
        in out
    )
    out = shown(book, capsys, "--explain", "--lang=en")
    assert (
        """\
        words  score 62, reported from 0 on (bias -100)
               for     +50 this clause: wish ·
                       +40 this clause: finding the author ·
                       +30 “wish … finding the author” ·
                       +20 this clause: readers addressed · +12 “联系” ·
                       +9 end: finding the author ·
                       +5 “readers addressed … finding the author”
               against -4 first clause
               rule rule.yaml:35
"""
        in out
    )


def test_json(book: Rulebook, capsys: Capture) -> None:
    (draft,) = json.loads(shown(book, capsys, "--explain", "--format=json"))["drafts"]
    (finding,), (quiet,) = draft["findings"], draft["quiet"]
    assert [each["text"] for each in finding["seen"]] == ["想要", "称呼", "找我"]
    assert (quiet["by"], quiet["name"], quiet["explanation"]["judgement"]["score"]) == ("score", "-10 < 0", -10)


def test_the_rule_is_explained(book: Rulebook, capsys: Capture) -> None:
    assert main(["rules", "brand/rule"]) == 0
    assert (
        capsys.readouterr().out
        == """\
brand/rule
        原因 不行
        级别 错误
        建议 删去
        依据 《内规》第一条
             https://example.com
        行为 私信成交（dm）
        呼叫 找我（联系我、找我、呼我）
        支持 想要（想要、想学）· 称呼（姐妹）· 给你好处（发你）
        反对 past（昨天）
        准确 私信成交（dm）：报告的里面 93% 属实
        定义 rule.yaml:35

会报告（^ 标出被报告的字）
      │ 例
      │ ^^

不会报告
      │ 无
"""
    )
    assert main(["rules", "brand/rule", "--lang=en"]) == 0
    assert (
        """\
        act      Private messages (dm)
        anchors  finding the author (联系我, 找我, 呼我)
        for      wish (想要, 想学) · readers addressed (姐妹) · giving (发你)
        against  past (昨天)
        right    Private messages (dm): 93% of what is reported
        defined  rule.yaml:35
"""
        in capsys.readouterr().out
    )
    assert main(["rules", "brand/rule", "--format=json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert (rule["matcher"], rule["acts"], rule["precision"]) == ("classifier", ["dm"], {"dm": 93})


def test_a_rule_whose_precision_is_unknown_says_nothing_of_it(capsys: Capture) -> None:
    assert main(["rules", "dm/ask", "--lang=en"]) == 0
    out = capsys.readouterr().out
    assert "        act      Private messages (dm)\n        anchors  " in out
    assert max(map(len, out.split("\n"))) < 120


def test_the_list_of_rules_in_colour_differs_by_its_colours_only(capsys: Capture) -> None:
    """Some rules are off for a profile, which has a colour too."""
    assert main(["rules"]) == 0
    plain = capsys.readouterr().out
    assert main(["rules", "--color", "always"]) == 0
    colored = capsys.readouterr().out
    assert colored != plain == re.sub(r"\x1b\[[\d;]*m", "", colored)
