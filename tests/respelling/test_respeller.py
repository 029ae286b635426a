"""Which words are read in what is written, and which are not: what is ordinary stays as it is."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear
from tests.respelling.words import read
from xhslint.respelling.lattice import Lattice
from xhslint.respelling.respeller import Respeller
from xhslint.respelling.tables import sound_tables
from xhslint.text.dictionary import jieba_words
from xhslint.text.view import fold


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("都在我铸夜", "都在我主页"),  # homophones
        ("我的zhu页", "我的主页"),  # pinyin among Chinese characters
        ("看我zhuye吧", "看我主页吧"),
        ("看我 zhu ye 吧", "看我 主 页 吧"),
        ("看ＺＨＵ页", "看主页"),
        ("翻zhǔ页", "翻主页"),
        ("翻ㄓㄨˇ页", "翻主页"),
        ("翻主ㄧㄝˋ吧", "翻主页吧"),  # with its tone
        ("翻主y哦", "翻主页哦"),  # the first letter
        ("滴💧一声", "滴滴一声"),  # emoji
        ("逛逛🧣🏪吧", "逛逛微店吧"),
        ("力口我呀", "加我呀"),  # parts, in any order
        ("口力我呀", "加我呀"),
        ("进君羊领", "进群领"),
        ("想学4我", "想学私我"),  # digits
        ("搜w❤吧", "搜微信吧"),  # a letter beside an emoji
        ("护fèn吗", "互粉吗"),
        ("恭仲呺同名", "公众号同名"),
        ("hu·fen吗", "互·粉吗"),
        ("看我页主吧", "看我主页吧"),  # from its end
        ("号众公搜", "公众号搜"),
        ("加微微信信聊", "加微信聊"),  # each character twice
        ("公公众众号号搜", "公众号搜"),
        ("公众众号搜", "公众号搜"),
        ("看主〇页吧", "看主页吧"),  # a filler between
        ("搜公0众x号吧", "搜公众号吧"),
        ("加微言亻聊", "加微信聊"),  # 微言 is a word, but who writes 亻?
    ],
)
def test_disguised_words_are_read(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize(
    "text",
    [
        "我的主页",
        "价位不错，违心的话",  # words of the dictionary
        "他说过的话我记得",
        "胡份量太足",  # 份量 lies across the edge
        "照我说的做，替我谢谢她",  # a verb and 我
        "是我自己缝的",
        "这里有3星，差4星",
        "看看14我，4号",
        "我家🐧很乖",  # one emoji is decoration
        "💧💧下雨了",
        "下雨了💧 💧",
        "weidian.com 和 mama_weidian",  # addresses and ids
        "weidian88",
        "the hu fan",
        "网页主图要清楚",  # 网页 lies across the edge of 页主
        "手快有手慢无",  # ordinary text, which is not read from its end
        "加我我就通过",  # the word stands there by itself
        "家里微信信号不好",
        "x微信x，主页x2",  # beside the word, not in it
        "第10页的主0题",
        "点点滴滴都是爱",  # a word of the dictionary as a whole
        "主主主页页",  # emphasis
        "滴滴滴",
        "丝我",  # a spelling that a lexicon lists
        "",
        "。",
    ],
)
def test_what_is_ordinary_stays(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("想要的sw", "想要的私我"),  # first letters
        ("想要的看zhuy", "想要的看主页"),
        ("想要的加莪", "想要的加我"),  # a look-alike, which sounds unlike it
        ("想要的哿皒", "想要的加我"),
        ("想要的搜葳.芯", "想要的搜微.信"),  # a mark inside
        ("想要的搜葳杏", "想要的搜微信"),  # a syllable that only nearly agrees
        ("想要的📩她", "想要的📩她"),  # no word of these
    ],
)
def test_what_proves_nothing_by_itself_is_read_in_a_call(text: str, reads: str) -> None:
    assert read(text) == reads


@pytest.mark.parametrize(
    "text",
    [
        "买了sw，想要的自己搜",  # another clause asks
        "加莪",
        "读葳.芯的诗",
        "想要的搜葳 芯",  # a blank
        "想要的搜葳、芯",  # and what parts thoughts
        "想要two days",
        "想要的sw1",
        "想要的主页sw",  # a call as it stands
        "想要违新的",  # nearly the sound of one character only, beside 想要
    ],
)
def test_what_proves_nothing_stays_elsewhere(text: str) -> None:
    assert read(text) == text


def test_a_second_reading_is_tried_where_the_first_one_asks_for_nothing() -> None:
    words = ("收我", "私我")

    def asked(text: str) -> list[tuple[int, int, list[tuple[int, int]]]]:
        return [(0, len(text), [(0, 2), (2, 4)])] if "私我" in text else []

    respeller = Respeller(Lattice(sound_tables(words)).spellings, jieba_words, lambda text: iter(()), asked)
    assert respeller.respell(fold("想要sw")).text == "想要私我"
    assert respeller.respell(fold("想要sw"), by_calls=False).text == "想要sw"


def test_of_overlapping_words_the_longer_one_is_read() -> None:
    assert read("宫仲呺搜") == "公众号搜"


@pytest.mark.parametrize("unit", ["铸夜", "zhu页，", "滴💧", "宫仲呺"])
def test_the_work_is_linear_in_length(unit: str) -> None:
    assert_linear(read, unit, 200)
