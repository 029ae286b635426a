"""Shorter ways to write rules: examples as block text, repeated text, defaults of a family, phrases in groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from xhslint.base.errors import InputError
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import Loader
from xhslint.rulebook.model import Rule
from xhslint.ruletest import examples
from xhslint.ruletest.coverage import CoverageCheck

HOUSE = "- {key: house, title: 内规, clause: 第一条, url: https://example.com, grade: P}\n"
TEXTS = "  message: {zh: 不行, en: 'No'}\n  advice: {zh: 删去, en: Delete it}\n"


def rules(tmp_path: Path, text: str) -> dict[str, Rule]:
    path = tmp_path / "brand.yaml"
    path.write_bytes((HOUSE + text).encode())
    return {rule.id: rule for rule in Loader("en").load([(path, "brand.yaml")]).rules}


def rule(tmp_path: Path, lines: str) -> Rule:
    return rules(tmp_path, f"- id: brand/a\n  severity: info\n  sources: [house]\n{TEXTS}{lines}")["brand/a"]


def mistakes(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        rules(tmp_path, text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["|", "|-", "|  # one a line"])
def test_examples_are_the_lines_of_a_block_text(tmp_path: Path, mark: str, ends: str) -> None:
    found = rule(
        tmp_path,
        f"  words: [闪亮]\n  flag: {mark}\n    [[闪亮]]: 每天 # 1\n\n    - '[[闪亮]]'\n  pass: |\n    1688\n".replace(
            "\n", ends
        ),
    )
    assert found.flag == ("[[闪亮]]: 每天 # 1", "- '[[闪亮]]'") and found.passes == ("1688",)
    assert [found.place_of(each) for each in found.flag] == [("brand.yaml", 9), ("brand.yaml", 11)]
    assert found.place_of(found.passes[0]) == ("brand.yaml", 13)


def test_a_wrong_line_of_a_block_text_has_its_own_position(tmp_path: Path) -> None:
    text = f"- id: brand/a\n  severity: info\n  sources: [house]\n{TEXTS}  words: [闪亮]\n"
    assert mistakes(tmp_path, text + "  pass: [无]\n  flag: |\n    [[闪亮]]\n      没有标记\n") == [
        "brand.yaml:11:7: a flag example marks the offence: [[like this]]"
    ]
    assert mistakes(tmp_path, text + "  pass: 无\n  flag: |\n\n") == ["brand.yaml:8:9: expected a list"]


def test_an_example_is_put_together_of_repeated_text(tmp_path: Path) -> None:
    found = rule(
        tmp_path,
        "  words: [闪亮]\n  flag:\n    - - repeat: {text: 春, times: 3}\n      - '[[闪亮]]'\n"
        '      - repeat: {text: "秋\\n", times: 2}\n  pass:\n    - repeat: {text: 春, times: 4}\n',
    )
    assert found.flag == ("春春春[[闪亮]]秋\n秋\n",) and found.passes == ("春春春春",)
    assert found.place_of(found.flag[0])[1] == 9


def test_a_repeated_text_has_a_limit(tmp_path: Path) -> None:
    text = f"- id: brand/a\n  severity: info\n  sources: [house]\n{TEXTS}  words: [闪亮]\n  flag: ['[[闪亮]]']\n"
    assert mistakes(tmp_path, text + "  pass: [无, {repeat: {text: 春, times: 100001}}]\n") == [
        "brand.yaml:9:13: repeats to more than 100000 characters"
    ]
    assert mistakes(tmp_path, text + "  pass: [无, {repeat: {text: 春}}]\n") == ["brand.yaml:9:22: missing key 'times'"]


FAMILY = "- family: brand\n  severity: error\n  sources: [house]\n  unless: [no]\n  opt-in: true\n"
GUARD = "- {guard: no, about: 不, any: [{before: [不]}]}\n"
REST = f"{TEXTS}  words: [闪亮]\n  flag: ['[[闪亮]]']\n  pass: [无]\n"


def test_rules_take_the_defaults_of_their_family(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        f"- id: brand/a\n{REST}- id: brand/b\n  severity: info\n  unless: []\n  opt-in: false\n{REST}{FAMILY}{GUARD}",
    )
    first, second = found["brand/a"], found["brand/b"]
    assert set(first.severity.values()) == {"error"} and set(second.severity.values()) == {"info"}
    assert [guard.name for guard in first.unless] == ["no"] and not second.unless
    assert first.opt_in and not second.opt_in and first.sources == second.sources


def test_a_family_has_its_defaults_in_its_own_file_once(tmp_path: Path) -> None:
    assert mistakes(tmp_path, f"{FAMILY}{GUARD}- id: other/a\n{REST}") == [
        "brand.yaml:8:3: missing key 'severity'",
        "brand.yaml:8:3: missing key 'sources'",
    ]
    assert mistakes(tmp_path, f"{FAMILY}{FAMILY}{GUARD}- id: brand/a\n{REST}") == [
        "brand.yaml:7:3: 'brand' is defined twice, first at brand.yaml:2"
    ]
    assert mistakes(tmp_path, "- {family: Brand, severty: info}\n") == [
        "brand.yaml:2:12: 'Brand' is no family: write it in lower case",
        "brand.yaml:2:19: unknown key 'severty', did you mean 'severity'?",
    ]
    (tmp_path / "more.yaml").write_text(f"- id: brand/b\n{REST}", "utf-8")
    (tmp_path / "brand.yaml").write_text(f"{HOUSE}{FAMILY}{GUARD}", "utf-8")
    with pytest.raises(InputError, match="missing key 'severity'"):
        Loader("en").load([(tmp_path / name, name) for name in ("brand.yaml", "more.yaml")])


def test_phrases_may_stand_in_named_groups(tmp_path: Path) -> None:
    found = rule(
        tmp_path,
        "  sequence:\n    offer-first: [求 闪亮, 来 闪亮]\n    call: 快来 闪亮\n    last:\n      - 最后 闪亮\n"
        "  flag: ['[[求闪亮]]']\n  pass: [无]\n",
    )
    assert [str(phrase) for phrase in found.matcher.phrases()] == ["求 闪亮", "来 闪亮", "快来 闪亮", "最后 闪亮"]
    groups = [found.matcher.group_of(number) for number in range(4)]
    assert groups == ["offer-first", "offer-first", "call", "last"]
    assert [phrase.line for phrase in found.matcher.phrases()] == [8, 8, 9, 11]
    listed = rule(tmp_path, "  sequence: [求 闪亮]\n  flag: ['[[求闪亮]]']\n  pass: [无]\n")
    assert listed.matcher.group_of(0) == ""


def test_a_wrong_phrase_of_a_group_is_reported_with_the_others(tmp_path: Path) -> None:
    text = f"- id: brand/a\n  severity: info\n  sources: [house]\n{TEXTS}  flag: ['[[闪亮]]']\n  pass: [无]\n"
    assert mistakes(tmp_path, text + "  sequence: {a: ['闪亮?'], B: [闪亮], c: 天?}\n")[-3:] == [
        "brand.yaml:9:18: in '闪亮?': a phrase needs a slot that is not optional",
        "brand.yaml:9:26: 'B' is no name of a group: write it in lower case",
        "brand.yaml:9:38: in '天?': a phrase needs a slot that is not optional",
    ]


def test_examples_and_phrases_are_reported_on_their_own_lines(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(
        f"{HOUSE}- id: brand/a\n  severity: info\n  sources: [house]\n{TEXTS}"
        "  sequence:\n    first:\n      - 闪亮 每天\n      - 闪耀 每天\n"
        "  flag: |\n    [[闪亮每天]]\n    [[闪亮]]每天\n  pass: |\n    无\n    闪亮每天\n",
        "utf-8",
    )
    failures = examples.run_examples([path]).failures
    assert [(each.line, each.kind) for each in failures if each.rule_id == "brand/a"] == [(13, "flag"), (16, "pass")]
    book = Loader("en").load([(path, "brand.yaml")])
    linter = Linter(rules=[path], select=["brand/a"])
    gaps = CoverageCheck(book, linter).coverage().gaps
    assert [(gap.line, gap.kind, gap.text) for gap in gaps] == [(10, "phrase", "闪耀 每天"), (10, "term", "闪耀")]
