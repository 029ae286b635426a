"""Fixes applied together: nothing new appears, positions are those of the original draft, and what always holds."""

from __future__ import annotations

from pathlib import Path

from tests.classifying import CALLS
from tests.fixes.helpers import URL, linter, run
from tests.rules import linter as made
from xhslint.base.errors import Problem
from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import SuppressingLinter
from xhslint.linter.linter import Linter
from xhslint.model.findings import Result


def test_a_finding_that_another_covered_is_not_new() -> None:
    text = "# 阳台种菜的第三年我终于把薄荷养成了一大\u200b盆\n\n换土。"
    before, result = linter().check(text), run(text)
    assert [finding.rule_id for finding in before] == ["format/invisible", "format/title-length"]
    assert result.text == text.replace("\u200b", "") and not result.left.findings  # which makes the title fit
    text = text.replace("第三年", "第三个年头")  # the end of the title, and the invisible character in it, are too long
    before, result = linter().check(text), run(text)
    assert [finding.rule_id for finding in before] == ["format/invisible"]
    assert result.text == text.replace("\u200b", "")
    assert [finding.rule_id for finding in result.left.findings] == ["format/title-length"]


def test_an_exposed_finding_drops_the_fix(tmp_path: Path) -> None:
    text = "拒绝焦虑，慢慢来，别催更"
    rules = """
      words: [焦虑]
      fix: {do: remove-clause}
    """
    other = """
    - guard: refusing
      about: 拒绝
      any: [{before: [拒绝], scope: draft, within: 9}]
    - id: brand/hurry
      severity: info
      message: {zh: 催, en: Hurries}
      advice: {zh: 删去, en: Delete it}
      sources: [house]
      words: [催更]
      unless: [refusing]
      flag: ["[[催更]]"]
      pass: [无]
    """
    examiner = made(tmp_path, rules, other)
    result = run(text, True, examiner)
    assert result.text == text and not result.applied
    assert [(c.finding.rule_id, c.line, c.column) for c in result.refused] == [("brand/rule", 1, 3)]
    assert run("拒绝焦虑，慢慢来", True, examiner).text == "慢慢来"


def test_the_good_fixes_of_a_draft_survive_a_bad_one() -> None:
    text = f"薄\u200b荷\n{URL}\n紫\u200b苏。\n[链接]({URL})\n罗\u200b勒"
    result = run(text)
    assert result.text == f"薄荷\n紫苏。\n[链接]({URL})\n罗勒"
    assert [(c.line, c.column) for c in result.applied] == [(1, 2), (2, 1), (3, 2), (5, 2)]
    assert [(f.line, f.column) for f in result.left.findings] == [(3, 6)]


def test_places_are_those_of_the_draft_as_it_was() -> None:
    text = f"看展。\n{URL}\n{URL}\n{URL}\n薄\u200b荷，见 {URL}"
    result = run(text)
    assert result.text == f"看展。\n薄荷，见 {URL}"
    assert sorted((c.line, c.column) for c in result.applied) == [(2, 1), (3, 1), (4, 1), (5, 2)]
    assert [(c.line, c.column) for c in result.withheld] == [(5, 7)]


def test_a_fault_on_the_way_is_no_success(tmp_path: Path) -> None:
    examiner = made(tmp_path, "words: [焦虑]\nfix: {do: remove, safe: true}")

    class Stops:
        def examine(self, draft: Draft) -> Result:
            result = examiner.examine(draft)
            return result if result.findings else Result([], [Problem("r.yaml", 1, 1, "stopped")], [])

    assert run("不再焦虑了", examiner=examiner).text == "不再了"
    assert run("不再焦虑了", examiner=Stops()).text == "不再焦虑了"


def test_a_fix_takes_out_all_that_was_merged_or_is_dropped(tmp_path: Path) -> None:
    other = """
    - id: contact/add
      severity: error
      message: {zh: 加, en: Adds}
      advice: {zh: 删去, en: Delete it}
      sources: [house]
      words: [加薇来]
      fix: [{do: remove}, {do: remove-clause}]
      flag: ["[[加薇来]]"]
      pass: [无]
    - id: dm/write
      severity: warning
      message: {zh: 私, en: Writes}
      advice: {zh: 删去, en: Delete it}
      sources: [house]
      words: [私我, 来私我]
      flag: ["[[私我]]"]
      pass: [无]
    """
    examiner = made(tmp_path, "words: [碗]", other)
    text = "早上好。想要加薇来私我。晚上好。"
    (before,) = examiner.check(text)
    assert (before.rule_id, before.text, before.also) == ("contact/add", "加薇来私我", ("dm/write",))
    result = run(text, True, examiner)
    assert result.text == "早上好。晚上好。" and not result.left.findings and not result.refused
    only = made(tmp_path, "words: [碗]", other.replace("[{do: remove}, {do: remove-clause}]", "{do: remove}"))
    result = run(text, True, only)
    assert result.text == text and [change.finding.rule_id for change in result.refused] == ["contact/add"]


def test_a_fix_of_another_part_serves_where_that_of_the_strictest_does_not() -> None:
    text = "复制此链接，打开Dou音搜"
    without_calls = Linter(lang="en", ignore=CALLS)
    (before,) = without_calls.check(text)
    assert (before.rule_id, before.text, before.also) == (
        "link/share-code-other",
        text,
        ("contact/other-platform-mention",),
    )
    result = run(text, True, without_calls)
    assert (result.text, [change.finding.rule_id for change in result.applied]) == (
        "复制此链接",
        ["link/share-code-other"],
    )


def test_what_a_suppression_leaves_of_a_merged_finding_is_fixed() -> None:
    text = "好。<!-- xhslint-ignore-file dm, contact/wechat-add: 甲 -->\n想要的私聊加微信 momo_8812。\n碗。"
    suppressing = SuppressingLinter(linter())
    before = suppressing.examine(Draft.parse(text))
    (left,) = before.findings
    assert (left.rule_id, left.text, left.also) == ("contact/wechat-id", "加微信 momo_8812", ())
    assert not any(each is left for each in before.covered)
    assert run(text, True, suppressing).text == text.replace("私聊加微信 momo_8812", "可以在评论区告诉我")
