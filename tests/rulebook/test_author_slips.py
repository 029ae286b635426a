"""Slips of a rule author that a file may make without any word of complaint, or with one that names another cause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.rulebook.test_told_mistakes import written
from xhslint.base.errors import InputError
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.loader import Loader
from xhslint.rulebook.model import Rule

MATCHER = "words: [兰芙可]"
LEXICON = "- {lexicon: wechat, reads: 微信, strong: {plain: [微信]}}\n"
FLAG = 'flag: ["新到的[[兰芙可]]试过了"]'


def loaded(path: Path, lang: str = "zh") -> Rule:
    """Return the one rule of a file that knows of the bundled rule files nothing but the sources."""
    sources = next(each for each in rule_files() if each[1].endswith("sources.yaml"))
    (rule,) = Loader(lang).load([sources, (path, "mine.yaml")]).rules
    return rule


def mistakes(path: Path, lang: str = "zh") -> list[str]:
    with pytest.raises(InputError) as caught:
        loaded(path, lang)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("现货 ..6 天｜小时", "'天｜小时' 里的“｜”是全角的，要写半角的“|”"),
        ("今晚！ 开抢", "'今晚！' 里的“！”是全角的，要写半角的“!”"),
        ("今晚？ 开抢", "'今晚？' 里的“？”是全角的，要写半角的“?”"),
        ("＠number 天", "'＠number' 里的“＠”是全角的，要写半角的“@”"),
        ("天|＝day", "'天|＝day' 里的“＝”是全角的，要写半角的“=”"),
        ("现货 ．．6 到手", "'．．6' 里的“．．”是全角的，要写半角的“..”"),
        ("现货 …6 到手", "'…6' 里的“…”是全角的，要写半角的“..”"),
        ("开抢 ＄", "'＄' 里的“＄”是全角的，要写半角的“$”"),
        ("到手!|开抢", "'到手!|开抢' 里“到手”后面的“!”没有用：“!”只写在词表名后面，照写的词不用写"),
        ("天?|小时 开抢", "'天?|小时' 里的“?”要写在整个位置的最后，不能写在“|”前面"),
    ],
)
def test_a_sign_in_a_phrase_that_means_nothing_is_told(phrase: str, expected: str, tmp_path: Path) -> None:
    path = written(tmp_path, {MATCHER: f"sequence: {phrase if phrase[0] != '＠' else repr(phrase)}"})
    assert mistakes(path) == [f"mine.yaml:6:13: {phrase!r} 里：{expected}"]


@pytest.mark.parametrize("phrase", ["wechat!|兰芙可", "兰芙可?！好 用?", "兰芙可|用！好", "兰芙可 wechat?!"])
def test_a_sign_with_a_meaning_or_within_a_word_is_taken(phrase: str, tmp_path: Path) -> None:
    path = written(tmp_path, {MATCHER: f'sequence: ["{phrase}", 兰芙可]'}, more=LEXICON)
    assert len(loaded(path).matcher.phrases()) == 2


@pytest.mark.parametrize(
    ("lines", "line", "column"),
    [
        ("sequence:\n    - 兰芙可 promise\n    - 兰芙可", 7, 11),
        ("sequence: {a: 兰芙可, b: [兰芙可, 用 promise|好]}", 6, 33),
        ("words: [兰芙可, promise]", 6, 16),
    ],
)
def test_a_literal_english_word_is_told_where_it_stands(lines: str, line: int, column: int, tmp_path: Path) -> None:
    path = written(tmp_path, {MATCHER: lines})
    (told,) = mistakes(path)
    assert told.startswith(f"mine.yaml:{line}:{column}: 没有 'promise' 这个词表（lexicon）")
    assert told.endswith("；要找这个英文词本身，写 =promise")


def test_a_detector_that_is_none_is_told_with_those_there_are(tmp_path: Path) -> None:
    (told,) = mistakes(written(tmp_path, {MATCHER: "sequence: 还剩 @digit 件"}))
    assert told.startswith("mine.yaml:6:16: 没有 '@digit' 这个识别器（@）（可取：@account、@address、")
    assert "@number" in told and "gift" not in told
    (told,) = mistakes(written(tmp_path, {MATCHER: "sequence: 还剩 @nummber 件"}), "en")
    assert "@number" in told.split("(")[0]


@pytest.mark.parametrize(
    ("line", "other", "expected"),
    [
        ("- id: ", "-id: ", "mine.yaml:1:1: YAML 有误：“-”后面要有空格"),
        (FLAG, "flag:\n   - 买了[[兰芙可]]\n   -试了[[兰芙可]]", "mine.yaml:9:4: YAML 有误：“-”后面要有空格"),
        (FLAG, "flag:\n   - [[兰芙可]]好用\n   - 买了[[兰芙可]]", "mine.yaml:8:6: YAML 有误：以 [ 开头的文字要加引号"),
        (FLAG, "flag: [[兰芙可]]好用", "mine.yaml:7:9: YAML 有误：以 [ 开头的文字要加引号"),
        (FLAG, "flag:\n   - [[兰芙可]]", "mine.yaml:8:6: 以 [ 开头的示例要加引号"),
        (FLAG, "flag:", "mine.yaml:7:8: 这里还没有示例，至少写一句"),
        ("pass: [今天也要开心]", "pass:\n   # - 以后再写", "mine.yaml:8:8: 这里还没有示例，至少写一句"),
        ("pass: [今天也要开心]", "pass:\n   - 今天也要开心\n    - 慢慢来", "mine.yaml:10:5: 这一行和上一条并成了一句：各条开头的“-”要上下对齐"),
        (MATCHER, "words:\n   - 兰芙可\n     - 小松果", "mine.yaml:8:6: 这一行和上一条并成了一句：各条开头的“-”要上下对齐"),
        (MATCHER, "sequence:\n   - 兰芙可 好用\n       - 小松果", "mine.yaml:8:8: 这一行和上一条并成了一句：各条开头的“-”要上下对齐"),
        ("severity: warning", "severity: 警告", "mine.yaml:2:13: 不能取 '警告'，是不是 'warning'？（可取：error、warning、info、off）"),
        ("severity: warning", "severity: 关闭", "mine.yaml:2:13: 不能取 '关闭'，是不是 'off'？（可取：error、warning、info、off）"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_a_slip_in_the_yaml_is_told_by_its_cause(
    line: str, other: str, expected: str, loader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xhslint.base.yaml_nodes.LOADER", getattr(yaml, loader))
    assert mistakes(written(tmp_path, {line: other})) == [expected]


def test_a_text_of_two_lines_may_hold_a_dash(tmp_path: Path) -> None:
    changes = {"pass: [今天也要开心]": "pass:\n   - 今天也\n     要 - 开心\n   - '好\n     - 吧'"}
    passes = loaded(written(tmp_path, changes)).passes
    assert [re.sub(r"\s+", " ", each) for each in passes] == ["今天也 要 - 开心", "好 - 吧"]


def test_a_file_of_one_entry_without_the_blank_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("-override: dm/bare\nenabled: true\n", "utf-8")
    with pytest.raises(InputError) as caught:
        Loader().load([(path, "mine.yaml")])
    (told,) = map(str, caught.value.problems)
    assert told.startswith("mine.yaml:1:1: 规则文件应是一个列表") and told.endswith("（“-”后面要有空格）")
