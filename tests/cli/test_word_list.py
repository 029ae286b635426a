"""`xhslint init --words`: somebody has a plain list of words, and wants a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from xhslint.cli.main import main
from xhslint.linter.linter import Linter

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_becomes_a_rule_that_has_been_tested(encoding: str, capsys: Capture) -> None:
    Path("竞品.txt").write_text("兰芙可\r\n雅诗黛尔，小鹿家\r\n\r\n——\r\n兰芙可\r\n今天\r\n开心: 果 #1\r\n", encoding)
    assert main(["init", "--words", "竞品.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "写好了 竞品.yaml：5 个词，示例全部符合预期",
        "用它检查：xhslint 笔记/ --rules 竞品.yaml",
    ]
    found = Linter(rules="竞品.yaml", select="words").check("比兰芙可好用，雅 诗 黛 尔也在用。小鹿乱撞")
    assert [finding.text for finding in found] == ["兰芙可", "雅 诗 黛 尔"]


def test_two_lists_can_be_used_together() -> None:
    for name, word in (("竞品", "兰芙可"), ("禁词", "小鹿家")):
        Path(f"{name}.txt").write_text(word, "utf-8")
        assert main(["init", "--words", f"{name}.txt", "--lang", "en"]) == 0
    linter = Linter(rules=["竞品.yaml", "禁词.yaml"], select="words")
    assert [finding.text for finding in linter.check("兰芙可和小鹿家")] == ["兰芙可", "小鹿家"]


def test_nothing_is_replaced_unless_it_is_forced(capsys: Capture) -> None:
    Path("竞品.txt").write_text("兰芙可", "utf-8")
    Path("竞品.yaml").write_text("# 自己写的\n", "utf-8")
    assert main(["init", "--words", "竞品.txt"]) == 2
    assert capsys.readouterr().err == "竞品.yaml: 已有这个文件，没有改动；要重写请加 --force\n"
    assert Path("竞品.yaml").read_text("utf-8") == "# 自己写的\n"
    assert main(["init", "--words", "竞品.txt", "--force"]) == 0
    assert "兰芙可" in Path("竞品.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("\n——\n", "竞品.txt: 里面没有词：一行写一个\n"),
        ("兰芙可\n[笑哭R]\n", "'[笑哭R]' 永远匹配不到"),
    ],
)
def test_what_no_rule_can_look_for_is_told_and_nothing_written(words: str, expected: str, capsys: Capture) -> None:
    Path("竞品.txt").write_text(words, "utf-8")
    assert main(["init", "--words", "竞品.txt"]) == 2
    assert expected in capsys.readouterr().err
    assert not Path("竞品.yaml").exists()


def test_lines_that_are_remarks_are_no_words_and_told(capsys: Capture) -> None:
    Path("竞品.txt").write_text("# 备注：十一月更新\n兰芙可\n  ＃ 下面是家居\n小鹿家 #1\n", "utf-8")
    assert main(["init", "--words", "竞品.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "写好了 竞品.yaml：2 个词，示例全部符合预期",
        "以 # 开头的 2 行当作备注，没有算作词",
        "用它检查：xhslint 笔记/ --rules 竞品.yaml",
    ]
    assert "备注" not in Path("竞品.yaml").read_text("utf-8")
