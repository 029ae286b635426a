"""Views: what texts read as, with positions and disguises."""

from __future__ import annotations

import pytest

from tests.text.views import Ranges, Skip, ranges
from xhslint.model.disguises import Disguise
from xhslint.text.view import fold


def disguises(text: str) -> list[tuple[str, str, str]]:
    view = fold(text)
    return [(item.kind, item.text, item.reads) for item in view.disguises(0, len(view.text))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天也是好天气，出门逛逛吧！（晚点再说……）",
        "【清单】「早餐」“豆浆”～、·｜《书》—— ￥39.9｡",
        "plain ascii + 1/2 #topic# a_b@c.d",
        "かわいい カワイイ ｶﾜｲｲ 안녕",
        "❤️ ☺️ ✨ 👩‍⚕️ 👨‍👩‍👧 🏳️‍🌈 👍🏻 ☎︎ ©️ ‼️",
        "🇨🇳🇯🇵 🇭🇰 🇫🇷",
        "㊙️㊗ 🈶🈚🉑🉐 🔟 🆓🆗 ™ ℃ ㎏ ㎝ № ⅱ ⅳ ½ …",
        "√ 乂 メ × ✘ 〤",
        "乾隆 徵羽 著名 大阪",
        "\u3000全角空格\u00a0与\t制表\r\n",
        "(´・ω・`) ヾ(≧▽≦)ﾉ (｡･∀･)",
        "\ud800 \udfff",
    ],
)
def test_ordinary_text_reads_as_written(text: str) -> None:
    view = fold(text)
    assert view.is_identity
    assert view.text == text
    assert ranges(view) == [(at, at + 1) for at in range(len(text))]
    assert view.disguises(0, len(text)) == []


def test_case_is_no_disguise() -> None:
    view = fold("找我聊 WeChat 和 ΛΣ")
    assert view.text == "找我聊 wechat 和 λς"
    assert view.is_identity
    assert view.disguises(0, len(view.text)) == []


@pytest.mark.parametrize(
    ("text", "reads", "kind"),
    [
        ("ＶｘＱ", "vxq", "width"),
        ("＋＠＿－．／＼＝＆＃＊％", "+@_-./\\=&#*%", "width"),
        ("﹢﹫﹟", "+@#", "width"),
        ("ⓥⓧⓋ🅥🅧🆅🆇🅅🅇⒱🄥", "vxvvxvxvxvv", "enclosed"),
        ("①⓵❶➀➊⑴⒈⓪⓿🄀🄋🄌", "111111100000", "enclosed"),
        ("⑩⓫⑿⒛㉑㊿", "101112202150", "enclosed"),
        ("㊀㈩㊣", "一十正", "enclosed"),
        ("🅰🅱🅾🅿Ⓜ", "abopm", "enclosed"),
        ("🇻🇽", "vx", "enclosed"),
        ("𝐯𝐱𝓿𝔁𝕍𝕏𝟏𝟛", "vxvxvx13", "styled"),
        ("ᵛˣ₁²Ⅴⅹᴠᴡ", "vx12vxvw", "styled"),
        ("𝛎𝛘𝛂", "vxa", "styled"),
        ("ѵхνχΧ∨⋁", "vxvxxvv", "lookalike"),
        ("ІіΙıİ", "iiiii", "lookalike"),
        ("τáǒЬàО", "taobao", "lookalike"),
        ("✚", "+", "lookalike"),
        ("➕", "+", "emoji"),
        ("寶鏈點擊", "宝链点击", "traditional"),
        ("後於瞭麽", "后于了么", "traditional"),
        ("㣲嶶徾溦", "微微微微", "variant"),
        ("寳呺㪊緮咑閞噐", "宝号群复打开器", "variant"),
        ("帯売気", "带卖气", "variant"),
        ("⼀⺅⻉⽊", "一亻贝木", "radical"),
        ("1️⃣2⃣3⃣️#️⃣", "123#", "keycap"),
    ],
)
def test_characters(text: str, reads: str, kind: str) -> None:
    view = fold(text)
    assert view.text == reads
    assert view.source(0, len(reads)) == (0, len(text))
    assert view.disguises(0, len(reads)) == [Disguise(kind, text, reads)]
    assert not view.is_identity


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("V亻言", "v信"),
        ("氵匋宀玉", "淘宝"),
        ("淘宀┡ē", "淘宝"),
        ("犭苗", "猫"),
        ("禾厶我", "私我"),
        ("口丂", "号"),
        ("广占", "店"),
        ("木兆ホ兆", "桃桃"),
        ("君羊", "群"),
        ("艹微", "薇"),
        ("贝勾扌口", "购扣"),
        ("⺅言貝勾⼝丂", "信购号"),
        ("加\\/：abcde1", "加v：abcde1"),
        ("加＼／聊", "加v聊"),
    ],
)
def test_parts_join(text: str, reads: str) -> None:
    view = fold(text)
    assert view.text == reads
    assert "split" in {item.kind for item in view.disguises(0, len(reads))}
    assert view.source(0, len(reads)) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "不好了一手",
        "口 丂",
        "亻，言",
        "http:\\/\\/example.com\\/a\\/b",
        "1\\/2",
        "\\\\/ \\// /\\/",
        "/\\ 下山",
    ],
)
def test_other_parts_stay_apart(text: str) -> None:
    assert fold(text).is_identity


@pytest.mark.parametrize(
    ("text", "reads", "separators"),
    [
        ("周末**徒步**群", "周末徒步群", ["**", "**"]),
        ("**徒步**群，周末出发", "徒步群，周末出发", ["**"]),  # one side inside a word is enough
        ("来**徒步**", "来徒步", ["**"]),
        ("周末＊＊徒步＊＊群", "周末徒步群", ["＊＊", "＊＊"]),
        ("**加**我，**看**图", "加我，看图", ["**", "**", "**"]),
        ("周\u200b**末\u200b**走", "周末走", ["\u200b**", "\u200b**"]),
        ("去禾**厶**汤", "去私汤", ["**"]),  # parts of one character
        ("周**末，一**起走", "周末，一起走", ["**", "**"]),
    ],
)
def test_emphasis_inside_words_is_as_if_not_there(text: str, reads: str, separators: list[str]) -> None:
    view = fold(text)
    assert view.text == reads
    assert [each.text for each in view.disguises(0, len(reads)) if each.kind == "separator"] == separators
    assert all(text[start:end].strip("*＊\u200b") for start, end in ranges(view))


@pytest.mark.parametrize(
    "text",
    [
        "周末 **徒步** 群",
        "**徒步**，周末出发",
        "周末**徒步群",  # no end
        "周末**徒\n步**群",
        "周末***徒步***群",
        "周末*徒步*群",  # a mask as often as emphasis
        "尾号**1234**的",
        "店名ab**cd**ef",
        "****周末****",
    ],
)
def test_other_asterisks_stay(text: str) -> None:
    assert fold(text).is_identity


@pytest.mark.parametrize(
    ("text", "reads", "expected"),
    [
        ("a\u200bb", "ab", [(0, 1), (2, 3)]),
        ("\ufeff微\u2060\u00ad信\u202e", "微信", [(1, 2), (4, 5)]),
        ("微\u3164信", "微信", [(0, 1), (2, 3)]),
        ("加࿆微࿆", "加微", [(0, 2), (2, 4)]),
        ("a\u0301\u0302b", "ab", [(0, 3), (3, 4)]),
        ("a\u200b\u0301b", "ab", [(0, 3), (3, 4)]),
        ("\u0301a", "a", [(1, 2)]),
        ("加\ufe0f我", "加我", [(0, 2), (2, 3)]),
        ("a\ufe0f\ufe0f", "a", [(0, 3)]),
        ("加\u200d我", "加我", [(0, 1), (2, 3)]),
        ("❤\ufe0f\u0301", "❤\ufe0f", [(0, 1), (1, 3)]),
        ("❤\u200b\ufe0f", "❤", [(0, 3)]),
        ("➕\ufe0f我", "+我", [(0, 2), (2, 3)]),
        ("1️⃣3️⃣8", "138", [(0, 3), (3, 6), (6, 7)]),
        ("①️⃣", "1", [(0, 3)]),
        ("🆃̳🅾̳", "to", [(0, 2), (2, 4)]),
        ("⒛⑤", "205", [(0, 1), (0, 1), (1, 2)]),
        ("⒛\u0301x", "20x", [(0, 2), (0, 2), (2, 3)]),
        ("İX", "ix", [(0, 1), (1, 2)]),
        ("🇽🇨🇳", "x🇨🇳", [(0, 1), (1, 2), (2, 3)]),
        ("🇨\u200b🇳", "cn", [(0, 1), (2, 3)]),
        ("x亻\u200b言\u0301y", "x信y", [(0, 1), (1, 5), (5, 6)]),
        ("\u200b亻言\u200b⒛", "信20", [(1, 3), (4, 5), (4, 5)]),
        ("⒛\u200b氵\u0301匋\u200b犭苗\u200bz", "20淘猫z", [(0, 1), (0, 1), (2, 5), (6, 8), (9, 10)]),
    ],
)
def test_positions(text: str, reads: str, expected: Ranges) -> None:
    view = fold(text)
    assert view.text == reads
    assert ranges(view) == expected


def test_ranges_hold_what_is_inside_and_marks_at_the_end() -> None:
    view = fold("x\u200b微\u200b信\u0301\u200by")
    assert view.text == "x微信y"
    assert view.source(1, 3) == (2, 6)
    assert view.source(0, 4) == (0, 8)
    assert view.source(1, 1) == (2, 2)
    assert view.source(4, 4) == (8, 8)
    assert fold("\u200b").source(0, 0) == (1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加ⓥ\u200bⓧ", [("enclosed", "ⓥ", "v"), ("invisible", "\u200b", ""), ("enclosed", "ⓧ", "x")]),
        ("ⓥＸ", [("enclosed", "ⓥ", "v"), ("width", "Ｘ", "x")]),
        ("ⓥ ⓧ", [("enclosed", "ⓥ", "v"), ("enclosed", "ⓧ", "x")]),
        ("\u200b微\u200b\u2060信\u200b", [("invisible", "\u200b\u2060", "")]),
        ("加࿆微࿆了", [("combining", "加࿆微࿆", "加微")]),
        ("🆃̳🅾̳", [("enclosed", "🆃̳🅾̳", "to")]),
        ("➕️薇", [("emoji", "➕️", "+")]),
        ("加\ufe0f我", [("invisible", "加\ufe0f", "加")]),
        ("❤️氵\u200b匋❤️", [("split", "氵\u200b匋", "淘")]),
        ("❤\ufe0f\u0301", [("combining", "\ufe0f\u0301", "\ufe0f")]),
        ("⒛⑤", [("enclosed", "⒛⑤", "205")]),
        ("V信X", []),
    ],
)
def test_disguises(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert disguises(text) == expected


@pytest.mark.parametrize(
    ("text", "reads"),
    [("主丨页", "主¦页"), ("淘丶宝", "淘·宝"), ("私丿信", "私·信"), ("微丅信", "微·信"), ("粉丄丝", "粉·丝")],
)
def test_strokes_read_as_separators_and_are_no_disguise_by_themselves(text: str, reads: str) -> None:
    view = fold(text)
    assert view.text == reads
    assert ranges(view) == [(0, 1), (1, 2), (2, 3)]
    assert disguises(text) == []


def test_disguises_of_a_part() -> None:
    view = fold("ⓥ\u200bＸ一⒛")
    assert view.text == "vx一20"
    assert view.disguises(1, 3) == [Disguise("width", "Ｘ", "x")]
    assert view.disguises(3, 4) == [Disguise("enclosed", "⒛", "20")]
    assert view.disguises(2, 2) == []


def test_skips() -> None:
    text = "加<!-- x -->微```code```ⓥ"
    view = fold(text, [Skip(1, 11, ""), Skip(12, 22, "\n")])
    assert view.text == "加微\nv"
    assert ranges(view) == [(0, 1), (11, 12), (12, 22), (22, 23)]
    assert view.source(0, 2) == (0, 12)
    assert not view.is_identity
    assert view.disguises(0, 4) == [Disguise("enclosed", "ⓥ", "v")]


def test_skipped_text_is_as_if_not_there() -> None:
    view = fold("--亻--言\u0301--", [Skip(0, 2, ""), Skip(3, 5, ""), Skip(7, 9, "")])
    assert view.text == "信"
    assert view.source(0, 1) == (2, 7)
    assert view.disguises(0, 1) == [Disguise("split", "亻言\u0301", "信")]
    assert fold("❤--\ufe0f", [Skip(1, 3, "")]).text == "❤\ufe0f"
