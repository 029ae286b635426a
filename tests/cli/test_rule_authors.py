"""`test` and `rules` as the author of a first rule file meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules import BRAND
from xhslint.cli.main import main
from xhslint.report.pages.examples import examples_page
from xhslint.report.style import Style
from xhslint.rulebook.files.loader import load
from xhslint.ruletest.examples import ExampleResults, Failure, own_results

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
