"""Mistakes of somebody who writes a first rule with a Chinese keyboard, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from xhslint.base.errors import InputError
from xhslint.linter.linter import Linter
from xhslint.rulebook.files.loader import load

RULE = """\
- id: brand/rival
  severity: warning
  message: 不提竞品的名称
  advice: 只说自己的产品
  sources: [community-3.2.1]
  words: [兰芙可]
  flag: ["新到的[[兰芙可]]试过了"]
  pass: [今天也要开心]
"""
WIDE_COLON = "YAML 有误：冒号是全角的“：”，要写半角的“:”，后面有空格"
WIDE_COMMA = "YAML 有误：这里要写半角的“,”，不是“，”“、”"


def written(tmp_path: Path, changes: Mapping[str, str] = {}, more: str = "") -> Path:
    """Return a file with the rule, some of its lines replaced."""
    text = RULE
    for line, other in changes.items():
        assert line in text
        text = text.replace(line, other)
    path = tmp_path / "mine.yaml"
    path.write_text(text + more, "utf-8")
    return path


def mistakes(path: Path, lang: str = "zh") -> list[str]:
    with pytest.raises(InputError) as caught:
        load([path], lang=lang)
    return [str(problem).replace(str(path), "mine.yaml") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("line", "other", "expected"),
    [
        ("severity: ", "severity： ", f"mine.yaml:2:11: {WIDE_COLON}"),
        ("- id: ", "- id：", f"mine.yaml:1:5: {WIDE_COLON}"),
        ("message: 不提竞品的名称", "message: {zh: 不提竞品，en: No}", f"mine.yaml:3:21: {WIDE_COMMA}"),
        ("message: 不提竞品的名称", "message: {zh: 不提竞品, en：No, x: 1]", f"mine.yaml:3:25: {WIDE_COLON}"),
        ("message: 不提竞品的名称", "message: {zh：不提竞品}", "mine.yaml:3:13: 没有 'zh：不提竞品' 这一项（冒号是全角的“：”，要写半角的“:”，后面有空格）"),
        ("[兰芙可]\n", "[兰芙可，雅诗]\n", "mine.yaml:6:11: '兰芙可，雅诗' 里有“，”，会当作一个词：各个词之间要用半角的“, ”"),
        ("[兰芙可]\n", "[兰芙可、雅诗]\n", "mine.yaml:6:11: '兰芙可、雅诗' 里有“、”，会当作一个词：各个词之间要用半角的“, ”"),
        ("[community-3.2.1]", "[community-3.2.1，dm-1]", "mine.yaml:5:13: 没有 'community-3.2.1，dm-1' 这条依据（source）（这里要写半角的“,”，不是“，”“、”）"),
        ('["新到的[[兰芙可]]试过了"]', "[新到的[[兰芙可]]试过了]", "mine.yaml:7:13: YAML 有误：括号里缺少逗号，或括号没有写完；含有 [ ] { } , : # 的文字要加引号"),
        ("只说自己的产品", "改成: 自己的产品", "mine.yaml:4:13: YAML 有误：冒号不能写在这里：含有“: ”的文字要加引号；没有的话，看看缩进"),
        ("  severity", "\tseverity", "mine.yaml:2:1: YAML 有误：缩进要用空格，不能用制表符（Tab）"),
        ("[兰芙可]\n", "[@兰芙可]\n", "mine.yaml:6:11: YAML 有误：以 @ % ` 等符号开头的文字要加引号"),
        ("[兰芙可]\n", "[兰芙可, '[笑哭R]']\n", r"mine.yaml:6:16: '[笑哭R]' 永远匹配不到：[笑哭R] 这样的表情代码会被跳过。要找它，写 pattern: {regex: '\[笑哭r\]', holds: '['}"),
        ("brand/rival", "dm/purchase", "mine.yaml:1:3: 规则 'dm/purchase' 已经定义过，在 rules/dm/dm.yaml:1；请换一个名称，要修改它则用 override"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_remedy(line: str, other: str, expected: str, tmp_path: Path) -> None:
    assert mistakes(written(tmp_path, {line: other})) == [expected]


def test_a_name_of_another_file_is_told_with_its_place(tmp_path: Path) -> None:
    more = "- {key: brand-3, title: 内规, clause: 第三条, url: https://example.com, grade: P}\n"
    (told,) = mistakes(written(tmp_path, more=more))
    assert re.fullmatch(r"mine\.yaml:9:3: 'brand-3' 已经定义过，在 rules/sources\.yaml:\d+；名称不能重复", told)
    assert mistakes(written(tmp_path, more=RULE), "en") == [
        f"mine.yaml:9:3: rule 'brand/rival' is defined twice, first at {tmp_path}/mine.yaml:1; "
        "choose another name, or change that one by an override".replace(f"{tmp_path}/", "")
    ]


def test_the_severity_and_the_matchers_are_told_at_once(tmp_path: Path) -> None:
    told = mistakes(written(tmp_path, {"warning": "fatal", "[兰芙可]\n": "[兰芙可]\n  pattern: 兰芙\n"}))
    assert told == [
        "mine.yaml:1:3: 一条规则要有且只有一种匹配方式（words, sequence, near, contact, pattern, link, count, classifier），这里有：'words'、'pattern'",
        "mine.yaml:2:13: 不能取 'fatal'（可取：error、warning、info、off）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "zh", "en"),
    [
        ("不提竞品的名称", "不提竞品的名称", "不提竞品的名称"),
        ("{zh: 不提竞品的名称}", "不提竞品的名称", "不提竞品的名称"),
        ("{en: No rivals}", "No rivals", "No rivals"),
        ("{zh: 不提竞品的名称, en: No rivals}", "不提竞品的名称", "No rivals"),
    ],
)
def test_one_language_is_enough(message: str, zh: str, en: str, tmp_path: Path) -> None:
    path = written(tmp_path, {"message: 不提竞品的名称": f"message: {message}"})
    for lang, expected in (("zh", zh), ("en", en)):
        assert [f.message for f in Linter(rules=path, lang=lang).check("新到的兰芙可试过了")] == [expected]


def test_an_emoji_code_is_found_as_the_message_says(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"words: [兰芙可]": r"pattern: {regex: '\[笑哭r\]', holds: '['}", "[[兰芙可]]": "[[[笑哭R]]]"}
    )
    assert [f.text for f in Linter(rules=path, select="brand").check("新到的[笑哭R]试过了")] == ["[笑哭R]"]


def test_every_bundled_text_is_in_both_languages() -> None:
    book = load()
    texts = [text for rule in book.rules for text in (rule.message, rule.advice)]
    texts += [guard.about for guard in book.guards] + [signal.name for signal in book.signals.values()]
    assert not [text for text in texts if text["zh"] == text["en"]]


def test_the_parser_without_libyaml_is_worded_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {'["新到的[[兰芙可]]试过了"]': "[新到的[[兰芙可]]试过了]"}
    told = mistakes(written(tmp_path, changes))
    monkeypatch.setattr("xhslint.base.yaml_nodes.LOADER", yaml.SafeLoader)
    assert [each.partition(": ")[2] for each in mistakes(written(tmp_path, changes))] == [
        each.partition(": ")[2] for each in told
    ]
