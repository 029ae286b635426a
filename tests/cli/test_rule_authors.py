"""`test` and `rules` as the author of a first rule file meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.linters import linter as bundled
from tests.rules import BRAND
from xhslint.base.errors import InputError
from xhslint.cli.main import main
from xhslint.linter.linter import Linter
from xhslint.report.pages.examples import examples_page
from xhslint.report.style import Style
from xhslint.rulebook.files.loader import Loader, load
from xhslint.ruletest.examples import ExampleResults, Failure, failures, own_results, unsafe_advice

Capture = pytest.CaptureFixture[str]


def test_a_folder_without_a_rule_file_is_no_success(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "竞品.txt").write_text("兰芙可", "utf-8")
    assert main(["test", str(tmp_path)]) == 2
    assert capsys.readouterr() == ("", f"{tmp_path}: 文件夹里没有规则文件（.yaml、.yml）\n")


def test_the_numbers_of_ones_own_rules_come_first() -> None:
    missed = Failure("mine.yaml", 3, "brand/a", "flag", "兰芙可", ("兰芙可",), ())

    def said(failures: tuple[Failure, ...], own: ExampleResults, lang: str = "zh") -> list[str]:
        return "".join(examples_page(ExampleResults(111, 3349, failures, own), Style(lang))).splitlines()[-2:]

    assert said((), ExampleResults(3, 14, ())) == [
        "你的 3 条规则、14 个示例全部符合预期。",
        "自带的 108 条规则、3335 个示例也全部符合预期。",
    ]
    assert said((missed,), ExampleResults(1, 1, (missed,)), "en") == [
        "Yours: 1 rule, 1 example: 1 not as expected.",
        "Bundled: 110 rules, 3348 examples: all as expected, too.",
    ]


def test_rules_and_examples_of_named_files_are_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(BRAND + "- {override: dm/bare, pass: [私信功能在消息页的上方]}\n", "utf-8")
    rules = load([path]).rules
    elsewhere = Failure("rules/dm/dm.yaml", 3, "dm/bare", "pass", "", (), ())
    own = own_results(rules, [elsewhere], {str(path)})
    assert (own.rules, own.examples, own.failures) == (2, 3, ())


@pytest.mark.parametrize(
    ("word", "ids"), [("微信", "contact/wechat-id"), ("WECHAT", "contact/wechat-add"), ("互粉", "ranking/exchange")]
)
def test_rules_are_searched_by_what_they_speak_of(word: str, ids: str, capsys: Capture) -> None:
    assert main(["rules", word]) == 0
    out = capsys.readouterr().out
    assert ids in out and "disclosure/missing" not in out
    assert main(["rules", "大象跳舞"]) == 2
    assert capsys.readouterr().err == "xhslint: 没有规则或类别 '大象跳舞'\n"


RIVALS = """
- {{key: house, title: 内规, clause: 第一条, url: https://example.com, grade: P}}
- id: brand/rivals
  severity: warning
  message: 提到了竞品
  advice: {advice}
  sources: [house]
  words: [兰芙可, 小松果, 棠知]
  flag: {flag}
  pass: [今天下雨]
"""


def failed(tmp_path: Path, flag: str = '["[[小松果]]"]', advice: str = "换成自家产品") -> list[Failure]:
    path = tmp_path / "mine.yaml"
    path.write_text(RIVALS.format(flag=flag, advice=advice), "utf-8")
    book = Loader().load([(path, "mine.yaml")])
    own = Linter(rulebook=book)
    return [*failures(book.rules[0], own), *unsafe_advice(book.rules, [bundled(), own])]


@pytest.mark.parametrize("text", ["[[兰芙可]]好用", "新换的[[小松果]]然好用", "跟[[兰芙可]]能差不多"])
def test_a_brand_is_a_word_although_the_dictionary_reads_another_across_it(text: str, tmp_path: Path) -> None:
    """可好, 果然 and 可能 are words of the dictionary, and vetoed the brand before them."""
    assert failed(tmp_path, f'["{text}"]') == []


def test_an_example_that_is_not_found_says_what_silenced_it(tmp_path: Path) -> None:
    (failure,) = failed(tmp_path, '["[[棠知]]道了"]')
    page = list(examples_page(ExampleResults(1, 2, (failure,)), Style("zh", width=80)))
    assert page[:3] == [
        "mine.yaml:9 brand/rivals\n",
        "        应报告「棠知」，但没有报告\n",
        "        「棠知」没有报告，因为：首尾的字和旁边的字是另一个词；规则里写上\n"
        "        boundary: false 就不管旁边的字\n",
    ]


@pytest.mark.parametrize(
    ("advice", "by", "line", "column"),
    [
        ("删去，或加微信 momo_8812", ("contact/wechat-id",), 6, 11),
        ("{zh: 换成自家产品, en: 加微信 momo_8812}", ("contact/wechat-id",), 6, 28),
        ("换成自家产品\n  advice-by-kind: {dm-script: 加微信 momo_8812}", ("contact/wechat-id",), 7, 31),
    ],
)
def test_advice_that_offends_is_told_with_its_place(
    advice: str, by: tuple[str, ...], line: int, column: int, tmp_path: Path
) -> None:
    (failure,) = failed(tmp_path, advice=advice)
    assert (failure.kind, failure.by, failure.line, failure.column) == ("advice", by, line, column)
    page = "".join(examples_page(ExampleResults(1, 2, (failure,)), Style("en", width=120)))
    assert page.startswith(f"mine.yaml:{line}:{column} brand/rivals\n        the advice itself is flagged: ")


def test_advice_may_not_name_what_its_own_rule_forbids(tmp_path: Path) -> None:
    (failure,) = failed(tmp_path, advice="不如换成小松果")
    assert (failure.found, failure.by) == (("小松果",), ("brand/rivals",))


def test_a_phrase_that_is_wrong_is_not_told_as_lacking_as_well(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(BRAND.replace("words: [闪亮每天]", "sequence: [闪亮 ..x 每天]"), "utf-8")
    with pytest.raises(InputError) as error:
        Loader().load([(path, "mine.yaml")])
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == (8, 14) and "'..x'" in problem.message


def test_the_rest_of_the_examples_is_where_an_installed_user_finds_it(capsys: Capture) -> None:
    """rules/dm/dm.yaml is a file of the repository, which whoever installs xhslint does not have."""
    assert main(["rules", "dm/lead"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "另有" in line)
    command = line.split("xhslint ")[1].split()
    assert main(command) == 0
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert len(rule["flag"]) + len(rule["pass"]) > 70


def test_coverage_is_no_success_while_an_example_fails(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "mine.yaml"
    flag = '["[[兰芙可]]", "[[小松果]]", "[[棠知]]", "[[大松果]]"]'
    path.write_text(RIVALS.format(flag=flag, advice="换成自家产品"), "utf-8")
    assert main(["test", str(path), "--coverage"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "1 个示例不符合预期，先运行 xhslint test"
