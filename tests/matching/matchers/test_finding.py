"""The rule types: what each one finds, and where it stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules import examine, spans

WORDS = """
- lexicon: add
  reads: 加
  strong: {plain: [添加]}
  weak: {plain: [加], emoji: [+], homophone: [佳]}
  allow: [增加, 更加]
  not-after: "0123456789"
- lexicon: wechat
  reads: 微信
  strong: {plain: [微信], initials: [vx, wx], homophone: [薇信], emoji: [薇❤]}
  weak: {initials: [v]}
  allow: [微信读书]
  not-before: 领
- lexicon: letter
  reads: 私信
  strong: {plain: [私信], emoji: [私💌]}
  weak: {plain: [私]}
- lexicon: buy
  reads: 买
  strong: {plain: [下单, 购买]}
"""


@pytest.mark.parametrize(
    ("matcher", "text", "expected"),
    [
        # words: strong terms of a lexicon, one's own words, through noise
        ("words: [互粉, wechat]", "来互粉呀", ["互粉"]),
        ("words: [互粉, wechat]", "来互 · 粉呀", ["互 · 粉"]),
        ("words: [互粉, wechat]", "薇信和VX", ["薇信", "VX"]),
        ("words: [互粉, wechat]", "v和V领", []),
        ("words: ['=dd']", "有需要DD", ["DD"]),
        ("words: ['=dd']", "add和ddl", []),
        # noise that is too long, or ends a line, parts the characters of a term
        ("words: [互粉]", "互" + "·" * 24 + "粉", ["互" + "·" * 24 + "粉"]),
        ("words: [互粉]", "互" + "·" * 25 + "粉", []),
        ("words: [互粉]", "互\n粉", ["互\n粉"]),  # written downwards
        ("words: [互粉]", "今天来聊聊相互\n粉丝朋友们好", []),
        # emoji codes are noise; a bracket that is no code is read both ways
        ("words: [互粉]", "互[玫瑰R]粉", ["互[玫瑰R]粉"]),
        ("words: [互粉]", "互[玫瑰]粉", ["互[玫瑰]粉"]),
        ("words: [互粉]", "来[互粉]吧", ["互粉"]),
        # sequence: slots side by side, optional ones, gaps
        ("sequence: [add 我? wechat]", "加微信", ["加微信"]),
        ("sequence: [add 我? wechat]", "加我微信", ["加我微信"]),
        ("sequence: [add 我? wechat]", "➕ 我 💬 ｖｘ", ["➕ 我 💬 ｖｘ"]),
        ("sequence: [add 我? wechat]", "加一下微信", []),
        ("sequence: ['add ..2 wechat']", "加一下微信", ["加一下微信"]),
        ("sequence: ['add ..2 wechat']", "加，一下微信", []),
        ("sequence: ['add ..2, wechat']", "加，一下微信", ["加，一下微信"]),
        ("sequence: ['add ..2, wechat']", "加。一下微信", []),
        ("sequence: ['add wechat!']", "加v", []),
        ("sequence: ['add wechat!']", "加vx", ["加vx"]),
        # a strong neighbour lets punctuation in, two weak ones do not
        ("sequence: [add wechat]", "加，微信", ["加，微信"]),
        ("sequence: [add wechat]", "加，v", []),
        # the lexicon's own guards
        ("sequence: [add wechat]", "增加微信", []),
        ("sequence: [add wechat]", "5+微信", []),
        ("sequence: [add wechat]", "加微信读书", []),
        ("sequence: [add wechat]", "佳vx领", []),
        # begin and end of a clause
        ("sequence: [^ 滴滴 $]", "需要的 滴滴", ["滴滴"]),
        ("sequence: [^ 滴滴 $]", "需要的滴滴", []),
        ("sequence: [^ 滴滴 $]", "滴滴打车", []),
        # emphasis inside words begins and ends none
        ("sequence: [^ 滴滴 $]", "需要的**滴滴**", []),
        ("sequence: [^ 滴滴 $]", "**滴滴**打车", []),
        ("sequence: [^ 滴滴 $]", "滴**滴打**车", []),
        ("sequence: [^ 滴滴 $]", "需要的，**滴滴**。", ["滴滴"]),
        ("words: [加微]", "更**加微**妙", []),
        ("sequence: [add wechat]", "增**加微**信", []),
        ("sequence: [add wechat]", "加**微信**读书", []),
        ("sequence: [add wechat]", "加**微信**呀", ["加**微信"]),
        # nor does a mark with which the word goes on
        ("sequence: [下单 letter $]", "下单私", ["下单私"]),
        ("sequence: [下单 letter $]", "下单私🌸谢谢", ["下单私"]),
        ("sequence: [下单 letter $]", "下单私💌谢谢", []),
        ("sequence: [下单 letter $]", "下单私💌", ["下单私💌"]),
        # near: any order, bounded, within the scope
        ("near: {all: [wechat, buy], within: 4}", "下单请用微信", ["下单请用微信"]),
        ("near: {all: [wechat, buy], within: 4}", "微信上可以下单", ["微信上可以下单"]),
        ("near: {all: [wechat, buy], within: 4}", "微信，可以下单", ["微信，可以下单"]),
        ("near: {all: [wechat, buy], within: 4, scope: clause}", "微信，可以下单", []),
        ("near: {all: [wechat, buy], within: 4}", "微信。下单", []),
        ("near: {all: [wechat, buy], within: 4}", "微信上面就可以下单", []),
        # contact: an introducer and an id
        ("contact: {introducer: [wechat], id: [handle]}", "vx：momo_8812。", ["vx：momo_8812"]),
        ("contact: {introducer: [wechat], id: [handle]}", "微信 Moments", []),
        ("contact: {introducer: [wechat], id: [phone]}", "微信138🌸0000🌸1234", ["微信138🌸0000🌸1234"]),
        ("contact: {introducer: [wechat], id: [qq]}", "微信一二三四", []),
        # pattern: over the folded view, with its own span
        ("pattern: '第[一二三]弹'", "第一弹和第二弹", ["第一弹", "第二弹"]),
        ("pattern: 'abc(?<span>[0-9]+)'", "ＡＢＣ①②", ["①②"]),
        ("pattern: {regex: '满[0-9]+', needs: [微信]}", "满100", []),
        ("pattern: {regex: '满[0-9]+', needs: [微信]}", "微信满100", ["满100"]),
        ("pattern: {regex: '找[@.]\\w+', holds: '@.'}", "找＠他", ["找＠他"]),
        ("pattern: {regex: '找[@.]?\\w+', holds: '@.'}", "找他", []),
        # link: hosts and what lies below them
        ("link: {hosts: [tb.cn]}", "看 https://m.tb.cn/h.5abc 呀", ["https://m.tb.cn/h.5abc"]),
        ("link: {hosts: [tb.cn]}", "看 https://example.com 呀", []),
        ("link: {others: true, except: [xiaohongshu.com]}", "看example.com和www.xiaohongshu.com", ["example.com"]),
        # count
        ("count: {of: topics, over: 1}", "正文\n#一 #二 #三", ["#二 #三"]),
    ],
)  # fmt: skip
def test_matchers(tmp_path: Path, matcher: str, text: str, expected: list[str]) -> None:
    assert spans(tmp_path, matcher, text, WORDS) == expected


@pytest.mark.parametrize(
    ("guard", "text", "silent"),
    [
        ("any: [{before: [谢绝], within: 2}]", "谢绝互粉", True),
        ("any: [{before: [谢绝], within: 2}]", "谢绝任何互粉", True),
        ("any: [{before: [谢绝], within: 2}]", "谢绝一切的互粉", False),
        ("any: [{before: [谢绝], within: 9}]", "谢绝，互粉", False),
        ("any: [{before: [谢绝], within: 9, scope: sentence}]", "谢绝，互粉", True),
        ("any: [{after: [勿扰]}]", "互粉勿扰", True),
        ("any: [{after: [勿扰]}]", "勿扰互粉", False),
        ("any: [{before: [别], within: 1}]", "特别互粉", False),  # 别 is cut out of 特别
        ("any: [{before: [骗子], scope: draft, within: 99}]", "骗子！\n都说互粉", True),
        ("any: [{inside: [粉]}]", "互粉", True),
    ],
)
def test_guards(tmp_path: Path, guard: str, text: str, silent: bool) -> None:
    other = f"- guard: calm\n  about: 平静\n  {guard}\n"
    assert (spans(tmp_path, "words: [互粉]\nunless: [calm]", text, other) == []) is silent


@pytest.mark.parametrize(
    ("text", "expected"),
    [("买粉", ["买粉"]), ("买粉底", []), ("买～粉底", []), ("买粉，底", ["买粉"]), ("我买粉底，你买粉", ["买粉"])],
)
def test_an_allowed_phrase_holds_its_words(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert spans(tmp_path, "words: [买粉]\nallow: [买粉底]", text) == expected


def test_a_dictionary_word_across_the_edge_vetoes(tmp_path: Path) -> None:
    assert spans(tmp_path, "words: [加微]", "调完更加微妙") == []
    assert spans(tmp_path, "words: [加微]\nboundary: false", "调完更加微妙") == ["加微"]


def test_a_rule_keeps_to_its_regions(tmp_path: Path) -> None:
    text = "# 互粉日记\n\n今天互粉了吗 #互粉"
    assert len(spans(tmp_path, "words: [互粉]", text)) == 3
    assert len(spans(tmp_path, "words: [互粉]\nin: [title]", text)) == 1
    assert len(spans(tmp_path, "words: [互粉]\nin: [topic]", text)) == 1


def test_a_pattern_that_runs_too_long_is_a_fault_and_other_rules_still_run(tmp_path: Path) -> None:
    slow = """
    - id: brand/slow
      severity: error
      message: {zh: 慢, en: Slow}
      advice: {zh: 删去, en: Delete it}
      sources: [house]
      pattern: '(?:a|aa|aaa)+\\1?(?:b|(?:a+)+)+c'
      flag: ["[[例]]"]
      pass: [无]
    """.replace("\\1?", "")
    result = examine(tmp_path, "words: [互粉]", "a" * 5000 + "互粉", slow)
    assert [f.text for f in result.findings] == ["互粉"]
    assert [(p.path, p.line) for p in result.faults] == [("rule.yaml", 4)]
    assert result.faults[0].message.startswith("brand/slow：正则表达式在 ")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("加微", "调完更加微妙"),
        ("薇信", "白蔷薇信封很好看"),
        ("天猫", "今天猫咪很乖"),
        ("刷量", "这批海报的印刷量很大"),
        ("丝我", "粉丝我会一直珍惜"),
        ("思我", "不好意思我来晚了"),
        ("斯我", "俄罗斯我还没去过"),
        ("丝我", "土豆丝我炒了两盘"),
        ("桃宝", "蜜桃宝藏口红"),
        ("互关", "交互关系很复杂"),
        ("滴我", "点点滴滴我都记得"),
        ("包上挂", "书包上挂着小熊"),
        ("代发", "这个时代发展很快"),
        ("更加微", "更·加·微·妙"),
    ],
)
def test_ordinary_neighbours_are_vetoed(tmp_path: Path, term: str, text: str) -> None:
    assert spans(tmp_path, f"sequence: [{term}]", text) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("加我薇", "想要的加我薇"),
        ("丝我", "有需要丝我"),
        ("思我", "想要的思我"),
        ("桃宝搜", "去桃宝搜同款"),
        ("陶宝", "陶宝有同款"),
        ("加味信", "加味信聊"),
        ("滴滴我", "有意滴滴我"),
        ("互关互赞", "新人互关互赞"),
        ("包上首页", "笔记包上首页"),
        ("代发", "小红书代发"),
        ("加薇信", "想要的加·薇·信"),
    ],
)
def test_offences_are_not_vetoed(tmp_path: Path, term: str, text: str) -> None:
    assert [found.replace("·", "") for found in spans(tmp_path, f"sequence: [{term}]", text)] == [term]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("防\u200b晒", ["\u200b"]),
        ("plan\u00adner，手\u2060\ufeff帐", ["\u00ad", "\u2060\ufeff"]),
        ("👩\u200d👧 一家，好看\u200b\n第二段", []),
        ("می\u200cخواهم", []),  # a letter of Persian spelling, between Persian letters
        ("\ufeff书，旧\ufeff书", []),
        ("正\u200b文 <!-- 备\u200b注 -->", ["\u200b"]),
        ("三\U000e0041楼", ["\U000e0041"]),
    ],
)
def test_invisible_characters_inside_words(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert spans(tmp_path, "count: {of: invisible, over: 0}", text) == expected


def test_so_many_invisible_characters_are_taken(tmp_path: Path) -> None:
    assert spans(tmp_path, "count: {of: invisible, over: 1}", "防\u200b晒") == []
    assert len(spans(tmp_path, "count: {of: invisible, over: 1}", "防\u200b晒防\u200b晒")) == 2
