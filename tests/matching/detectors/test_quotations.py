"""Words that are spoken of: quotations and lists that a sentence forbids or gives to somebody else."""

from __future__ import annotations

import pytest

from tests.matching.detectors.test_accounts import found
from xhslint.linter.linter import Linter
from xhslint.matching.detectors.quotations import may_be_spoken_of


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("标题里别承诺“秒涨千粉”", ["“秒涨千粉”"]),
        ("正文不要写「加V聊」「扫码进群」，容易限流", ["「加V聊」", "「扫码进群」"]),
        ("避免使用“点赞换资料”、“关注领取”", ["“点赞换资料”", "“关注领取”"]),
        ("把“私信我下单”改成“评论区聊聊”", ["“私信我下单”"]),
        ('就因为写了"互粉"，被判违规', ['"互粉"']),
        ("“加V”两个字害我没过审", ["“加V”"]),
        ("“评论扣1”这种话不能写", ["“评论扣1”"]),
        ("检测到“138 1203 0045”，审核不通过", ["“138 1203 0045”"]),
        ("骗子发来“加我微信领红包”", ["“加我微信领红包”"]),
        ("客服回复我：“加企微处理”", ["“加企微处理”"]),
        ("门口贴着“扫码进群”", ["“扫码进群”"]),
        ("“扫码加我”直译成 scan me 好怪", ["“扫码加我”"]),
        ("“加薇领课”的转化率最低", ["“加薇领课”"]),
        ("“加薇领课”，一天收到三条", ["“加薇领课”"]),
        ("说是“加V返现”，我妈被骗了两千", ["“加V返现”"]),
        ("他甩来一句「私信我」", ["「私信我」"]),
        ("这些词别写：互粉、买赞、加V", ["互粉、买赞、加V"]),
        ("违禁词有这几个：最好、第一", ["最好、第一"]),
    ],
)
def test_words_that_are_spoken_of(text: str, spoken: list[str]) -> None:
    assert [written for written, _ in found("words-spoken-of", text)] == spoken
    for words in spoken:
        start, end = text.index(words), text.index(words) + len(words)
        assert all(may_be_spoken_of(text, at, at + 1) for at in range(start, end))
        assert may_be_spoken_of(text, 0, end) and may_be_spoken_of(text, start, len(text))


@pytest.mark.parametrize("text", ["加V聊", "“评论”加V聊", "加V聊“评论”", "违禁词：私聊\n加V聊、扫码", "“评论\n加V聊”"])
def test_words_around_which_no_marks_stand_are_not_spoken_of(text: str) -> None:
    start = text.index("加V聊")
    assert not may_be_spoken_of(text, start, start + 3)
    assert not may_be_spoken_of("好" * 400 + text + "好" * 400, start + 400, start + 403)


@pytest.mark.parametrize("text", ["“评论”" + "好" * 600 + "加V聊", "加V聊" + "好" * 600 + "“评论”"])
def test_lines_that_are_long_are_always_looked_into(text: str) -> None:
    start = text.index("加V聊")
    assert may_be_spoken_of(text, start, start + 3)


@pytest.mark.parametrize(
    "text",
    [
        "评论“加微信”发你",
        "主页搜「加V聊」",
        "写了“加V聊”，懂的都懂",
        "“加V返现”不骗人",
        "扣“领取”两个字发你",
        "跟客服说“进群”",
        "把“领取”打在评论区",
        "违禁词不能写：加V聊",
        "这里不能写，“加V聊”",
        "“加V聊”，别错过",
        "我说“加V聊”",
        "敏感词太多，加V聊",
    ],
)
def test_words_that_are_spoken(text: str) -> None:
    assert found("words-spoken-of", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "把“138 1203 0045”删掉就过审了",
        "别写“https://deer-home.com/a”",
        "文案里别承诺“保证涨粉”",
        "不要写“淘宝搜同款”",
        "这些词别写：互粉、刷赞、加V",
    ],
)
def test_every_rule_leaves_them_alone(text: str) -> None:
    assert [f for f in Linter().check(text) if f.severity != "info"] == []
