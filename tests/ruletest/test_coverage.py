"""`xhslint test --coverage`: what no example needs is named, what one needs is not."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tests.classifying import CLASSES, MODEL, WORDS
from xhslint.cli.main import main
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import Loader
from xhslint.ruletest.coverage import CoverageCheck, Gap

FILE = """
- {key: house, title: 内规, clause: 第一条, url: https://example.com, grade: P}
- lexicon: fruit
  reads: 苹果
  strong: {plain: [苹果, 鸭梨], emoji: [🍎]}
  allow: [鸭梨山]
- guard: never
  about: 拒绝
  any:
    - before: [从不]
      within: 0
    - after: [免谈]
      within: 0
- id: brand/rule
  severity: error
  message: {zh: 不行, en: "No"}
  advice: {zh: 删去, en: Delete it}
  sources: [house]
  unless: [never]
  sequence: [买|卖 fruit, 送 fruit 一个]
  flag: ["今天[[买苹果]]"]
  pass: [从不买苹果]
"""


def gaps(tmp_path: Path, text: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "rule.yaml"
    path.write_text(dedent(text), "utf-8")
    book = Loader().load([(path, "rule.yaml")])
    linter = Linter()
    linter.engine.rulebook = book
    return [(gap.name, gap.kind, gap.text) for gap in CoverageCheck(book, linter).coverage().gaps]


def test_what_no_example_needs_is_named(tmp_path: Path) -> None:
    assert gaps(tmp_path, FILE) == [
        ("never", "guard", "after: 免谈"),
        ("brand/rule", "phrase", "送 fruit 一个"),
        ("brand/rule", "term", "一个"),
        ("brand/rule", "term", "送"),
    ]


def test_examples_close_the_gaps(tmp_path: Path) -> None:
    more = FILE.replace('买苹果]]"]', '买苹果]]", "明天[[送🍎一个]]"]').replace(
        "[从不买苹果]", "[从不买苹果, 买苹果免谈]"
    )
    assert gaps(tmp_path, more) == []


def test_a_term_that_can_never_fire(tmp_path: Path) -> None:
    dead = FILE.replace("allow: [鸭梨山]", "allow: [鸭梨]").replace(", 送 fruit 一个", "")
    assert ("fruit", "term", "鸭梨") in gaps(tmp_path, dead)


def test_a_guard_that_is_not_alone_is_not_needed(tmp_path: Path) -> None:
    both = FILE.replace("pass: [从不买苹果]", "pass: [从不买苹果免谈]")
    assert {text for name, _, text in gaps(tmp_path, both) if name == "never"} == {"before: 从不", "after: 免谈"}


def test_what_nothing_uses(tmp_path: Path) -> None:
    idle = (
        FILE
        + "- {lexicon: idle, reads: 闲, strong: {plain: [闲着]}}\n- {guard: lazy, about: 懒, any: [{before: [懒]}]}\n"
    )
    assert {("idle", "term", ""), ("lazy", "guard", "")} <= set(gaps(tmp_path, idle))


def test_a_rule_that_no_example_fires(tmp_path: Path) -> None:
    assert ("brand/rule", "rule", "") in gaps(
        tmp_path, FILE.replace('flag: ["今天[[买苹果]]"]', 'flag: ["今天[[吃苹果]]"]')
    )


def test_the_command_tells_the_gaps_and_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from xhslint.ruletest import coverage

    found = coverage.Coverage(7, (Gap("r.yaml", 3, "a/b", "phrase", "x y"), Gap("r.yaml", 3, "a/b", "term", "词")))
    monkeypatch.setattr(coverage, "measure_coverage", lambda rules, lang: found)
    assert main(["test", "--coverage", "--lang=en"]) == 1
    assert capsys.readouterr().out == (
        "r.yaml:3 a/b\n  no example is read by the phrase x y\n  no example can fire with 词\n"
        "\n7 rules, phrases, guards and terms; 2 that no example needs.\n"
    )
    monkeypatch.setattr(coverage, "measure_coverage", lambda rules, lang: coverage.Coverage(7, ()))
    assert main(["test", "--coverage"]) == 0
    assert capsys.readouterr().out == "规则、句式、守卫和词共 7 项，项项有示例需要。\n"


ASK = """
- id: brand/ask
  severity: error
  message: {zh: 不行, en: "No"}
  advice: {zh: 删去, en: Delete it}
  sources: [house]
  classifier: {acts: [dm]}
  flag: ["[[想学联系我]]"]
  pass: [没什么]
"""


def test_words_that_only_the_classifier_reads_need_no_example(tmp_path: Path) -> None:
    """Training weighs them. A list that nothing reads is still named, and a rule of the classifier that never fires."""
    idle = "- {lexicon: idle, reads: 闲, strong: {plain: [闲着]}}\n"
    before = gaps(tmp_path, FILE)
    text = FILE + WORDS + CLASSES + MODEL + ASK + idle
    assert gaps(tmp_path, text) == [*before[:1], *before[1:], ("idle", "term", "")]
    assert ("brand/ask", "rule", "") in gaps(tmp_path, text.replace("[[想学联系我]]", "[[今天]]"))


def test_a_call_covers_no_term_of_a_list_with_the_name_of_its_class(tmp_path: Path) -> None:
    text = FILE.replace("lexicon: fruit", "lexicon: dm").replace(" fruit", " dm").replace("今天[[买苹果]]", "[[买鸭]]")
    found = gaps(tmp_path, text + WORDS + CLASSES + MODEL + ASK)
    assert {("dm", "term", "苹果"), ("dm", "term", "鸭梨")} <= set(found)
