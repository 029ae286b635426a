"""Numbers and ids: what is one, in which disguises, where exactly it stands, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear
from xhslint.linter.linter import Linter
from xhslint.matching.detectors.introduced import Evidence, after
from xhslint.matching.detectors.links import links_in
from xhslint.matching.detectors.phone_numbers import PHONE_START, phone_starts
from xhslint.matching.detectors.registry import DETECTORS
from xhslint.matching.scan import Scan
from xhslint.text.segmentation import Segmentation
from xhslint.text.view import fold

INDEX = Linter().engine.index


def found(detector: str, text: str) -> list[tuple[str, str]]:
    """What a detector underlines in a text, as written, and what it reads there."""
    scan = Scan(text, fold(text), INDEX, Segmentation)
    out = []
    for hit in DETECTORS[detector](scan):
        start, end = scan.view.source(hit.start, hit.end)
        out.append((text[start:end], hit.term.reads))
    return out


def behind(text: str, *grammars: str, evidence: int = Evidence.PLAIN) -> tuple[str, str] | None:
    """The id behind the introducer that ends at |, as written and as read."""
    introducer, _, rest = text.partition("|")
    view = fold(introducer + rest)
    place = len(fold(introducer).text)
    got = after(view.text, place, grammars or ("phone", "handle", "qq"), evidence)
    if got is None:
        return None
    start, end = view.source(got.start, got.end)
    return (introducer + rest)[start:end], got.value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("电话13812030045", "13812030045"),
        ("138 1203 0045", "138 1203 0045"),
        ("(138-1203-0045)", "138-1203-0045"),
        ("打138.1203.0045", "138.1203.0045"),
        ("1381203 0045", "1381203 0045"),
        ("+86 13812030045", "+86 13812030045"),
        ("86-138-1203-0045", "86-138-1203-0045"),
        ("0086 13812030045", "0086 13812030045"),
        ("１３８１２０３００４５", "１３８１２０３００４５"),
        ("①③⑧①②⓪③⓪⓪④⑤", "①③⑧①②⓪③⓪⓪④⑤"),
        ("1️⃣3️⃣8️⃣1️⃣2️⃣0️⃣3️⃣0️⃣0️⃣4️⃣5️⃣", "1️⃣3️⃣8️⃣1️⃣2️⃣0️⃣3️⃣0️⃣0️⃣4️⃣5️⃣"),
        ("𝟏𝟑𝟖𝟏𝟐𝟎𝟑𝟎𝟎𝟒𝟓", "𝟏𝟑𝟖𝟏𝟐𝟎𝟑𝟎𝟎𝟒𝟓"),
        ("一三八一二〇三〇〇四五", "一三八一二〇三〇〇四五"),
        ("壹叁捌壹贰零叁零零肆伍", "壹叁捌壹贰零叁零零肆伍"),
        ("幺三八 1203 0045", "幺三八 1203 0045"),
        ("13⑧12零三00四五", "13⑧12零三00四五"),
        ("1381203oo45", "1381203oo45"),
        ("138o12o3oo45号", ""),
        ("l3812030045", "l3812030045"),
        ("138🌸1203🌸0045", "138🌸1203🌸0045"),
        ("138[玫瑰R]12[玫瑰R]030045", "138[玫瑰R]12[玫瑰R]030045"),
        ("138[em]e163[/em]1203[em]e150[/em]0045", "138[em]e163[/em]1203[em]e150[/em]0045"),
        ("138/玫瑰1203/比心0045", "138/玫瑰1203/比心0045"),
        ("138欢迎1203…0045", "138欢迎1203…0045"),
        ("1 3 8 1 2 0 3 0 0 4 5", "1 3 8 1 2 0 3 0 0 4 5"),
        ("师傅电话 138 12 03 00 45", "138 12 03 00 45"),
        ("13812030045一起来", "13812030045"),
        ("13812030045 19:00后打", "13812030045"),
        ("tel13812030045", "tel13812030045"),
    ],
)
def test_a_mobile_number_in_any_script_and_through_decoration(text: str, written: str) -> None:
    expected = [(written, "13812030045")] if written else []
    assert found("phone", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "138====1203====0045",
        "138＝＝1203＝＝0045",
        "138||1203||0045",
        "138---1203---0045",
        "138////1203////0045",
        "138、、、1203、、、0045",
    ],
)
def test_marks_that_are_repeated_separate_no_numbers(text: str) -> None:
    assert found("phone", f"打我电话{text}吧") == [(text, "13812030045")]


@pytest.mark.parametrize("text", ["单价138=1203，0045号", "138/1203/0045", "138+1203+0045", "138=1203=0045"])
def test_a_mark_that_stands_alone_does(text: str) -> None:
    assert found("phone", text) == []


@pytest.mark.parametrize(
    "text",
    ["138-0000-0000", "13800138000", "13812345678", "15911111111", "186 8765 4321", "139xxxx0000", "13301234567"],
)
def test_numbers_of_forms_and_examples_are_nobodys(text: str) -> None:
    assert found("phone", f"电话统一写成{text}") == []


def test_two_numbers_are_two() -> None:
    assert found("phone", "13812030045/15900001111，13700002222") == [
        ("13812030045", "13812030045"),
        ("15900001111", "15900001111"),
        ("13700002222", "13700002222"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tel+86 13812030045",
        "phone008613812030045",
        "call1[1]381 1[l]3812030045",
        "一三八。1四，1·5 l3812030045|3812030045",
        "1[玫瑰R]38 p1🌸38 t1 38 ￥138 a138",
        "11381tel138m+86-1[3]8",
    ],
)
def test_numbers_begin_where_the_whole_pattern_finds_them(text: str) -> None:
    begin = [match.span() for match in PHONE_START.finditer(text)]
    assert begin and [match.span() for match in phone_starts(text)] == begin


NOT_PHONES = """
168/95/62/86/88
159/199/239/69
159 199 239 69
159-199-239-69
159｜199｜239｜69
1599-1799-1999
1388-1588-168元
138，159，186，177路公交都到
138 159 186 177路
2024-05-01 12:30
2024年1月15日180元
1998年12月30日180元
13:00-14:30 15:00-16:30
15:30✈️16:45✈️7:20
19:30-20:30-21:30
订单15812345678901234
6901234567892
9787508612345
978-7-5086-1234-5
SF1381234567890
abc13812030045
v1.3812030045
139.69170641
3.1415926535897
￥13812030045
13800000000元
13812030045次播放
1381203004
138120300456
128 1203 0045
12812030045
10086
12315
95588
1314520
13145201314
一三五七九隔天敷
一二三四五六七八九十
第139集140集141集
139平三室两厅两卫
1️⃣清洁2️⃣爽肤3️⃣精华4️⃣面霜5️⃣防晒
💰199💰299💰399💰49
183cm 75kg 36码 99分
138****0045
1381203004五十
1+3+8+1+2+0+3+0+0+4+5
13579246810
身高163体重96三围84 62 88
500 800 1200三个价位
P139-P140-P141
1500→2000→2500
K1371次 T159次 G1381次
18🌸22🌸25🌸31🌸40
""".strip().split("\n")


@pytest.mark.parametrize("text", NOT_PHONES)
def test_other_numbers_are_no_mobile_numbers(text: str) -> None:
    assert found("phone", text) == []


def test_the_table_of_other_numbers_is_long() -> None:
    assert len(NOT_PHONES) >= 40


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("订位0571-87650432", "0571-87650432"),
        ("(021)62345678", "(021)62345678"),
        ("010-6234 5678转8", "010-6234 5678"),
        ("400-820-1234", "400-820-1234"),
        ("4008201234", "4008201234"),
        ("4008-201-234", "4008-201-234"),
        ("售后热线400 820 1234", "400 820 1234"),
        ("零五七一-八七六五〇四三二", "零五七一-八七六五〇四三二"),
        ("+852 9123 4567", "+852 9123 4567"),
        ("+62 812-3456-7890", "+62 812-3456-7890"),
    ],
)
def test_landlines_and_foreign_numbers(text: str, written: str) -> None:
    assert [w for w, _ in found("landline", text)] == [written]


@pytest.mark.parametrize(
    "text",
    [
        "12315", "110报警", "400米跑", "400 800 1200", "03-5321-8822", "2024-2025学年", "0571", "编号010-123", "1+852元", "400ml-800ml",
        "0.571-87650432", "买一+100 200", "2010-62345678", "400-820-12345678", "04 7864 0355",
    ],
)  # fmt: skip
def test_other_numbers_are_no_landlines(text: str) -> None:
    assert found("landline", text) == []


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("微信|：momo_8812", "momo_8812", "momo_8812"),
        ("微信|momo8812", "momo8812", "momo8812"),
        ("微信|号是 momo8812", "momo8812", "momo8812"),
        ("微信|：momoyuetan", "momoyuetan", "momoyuetan"),
        ("微信|：138 1203 0045", "138 1203 0045", "13812030045"),
        ("微信|l3812030045", "l3812030045", "13812030045"),
        ("微信|：+8613812030045", "+8613812030045", "13812030045"),
        ("微信|：138，1203，0045", "138，1203，0045", "13812030045"),
        ("微信|：138/1203/0045", "138/1203/0045", "13812030045"),
        ("微信|：138/95/62/86/88", "", ""),
        ("微信|1034455667", "1034455667", "1034455667"),
        ("微信|：mi⑦⑥89五零", "mi⑦⑥89五零", "mi768950"),
        ("微信|：lp 56 78 9", "lp 56 78", "lp5678"),
        ("微信|：zls 88 21", "zls 88 21", "zls8821"),
        ("微信|：mo🌸mo🌸88", "mo🌸mo🌸88", "momo88"),
        ("微信|：m o m o 8 8", "m o m o 8 8", "momo88"),
        ("微信|！momo8812", "momo8812", "momo8812"),
        ("微信|\nmomo8812", "", ""),
        ("微信|：\nmomo8812", "momo8812", "momo8812"),
        ("微信|：momo88一起看", "momo88", "momo88"),
        ("微信|哦：momo8812", "momo8812", "momo8812"),
        ("微信|：momo8812 24小时在线", "momo8812", "momo8812"),
        ("微信|[玫瑰R]momo8812", "momo8812", "momo8812"),
        ("微信|：k-8812", "k-8812", "k-8812"),
        ("微信|：ＭＯＭＯ８８１２", "ＭＯＭＯ８８１２", "momo8812"),
    ],
)
def test_an_id_behind_an_introducer(text: str, written: str, value: str) -> None:
    assert behind(text) == ((written, value) if written else None)


@pytest.mark.parametrize(
    "text",
    [
        "微信|支付128元", "微信|读书", "微信| moments", "微信|ios17", "微信|iPhone15", "微信|8.0.50", "微信|步数20000步", "微信|20000步", "微信|12306",
        "微信|：12315", "微信|2024年", "微信|20240501", "微信| pay", "微信|。momo8812", "微信|？momo8812", "微信|100000粉丝", "微信|、qq都行", "微信|#momo8812",
        "B站|：BV1ab411c7dE", "B站| av170001", "微信|官方 official", "微信|windows版", "微信|95588", "微信|500人群", "微信|：好的",
    ],
)  # fmt: skip
def test_what_follows_an_introducer_without_being_an_id(text: str) -> None:
    assert behind(text) is None


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [
        ("v| villas", Evidence.LOOSE, None),
        ("w|.dressroom", Evidence.LOOSE, None),
        ("v|：momo8812", Evidence.LOOSE, "momo8812"),
        ("v|：momoyuetan", Evidence.LOOSE, "momoyuetan"),
        ("v| 20000", Evidence.LOOSE, None),
        ("v|：381200662", Evidence.LOOSE, "381200662"),
        ("v|13812030045", Evidence.LOOSE, "13812030045"),
        ("薇|momo8812", Evidence.LOOSE, "momo8812"),
        ("微信| taozijie", Evidence.PLAIN, None),
        ("薇❤| taozijie", Evidence.FIRM, "taozijie"),
        ("加微信|taozijie", Evidence.FIRM, "taozijie"),
        ("加微信| app7928", Evidence.FIRM, "app7928"),
        ("加v| k88b", Evidence.FIRM, "k88b"),
    ],
)
def test_the_less_an_introducer_says_the_more_must_the_id(text: str, evidence: int, value: str | None) -> None:
    got = behind(text, evidence=evidence)
    assert (got and got[1]) == value


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("投稿moon.film88@163.com吧", "moon.film88@163.com", "moon.film88@163.com"),
        ("moonfilm艾特163点com", "moonfilm艾特163点com", "moonfilm@163.com"),
        ("abc123 (at) gmail.com", "abc123 (at) gmail.com", "abc123@gmail.com"),
        ("381200662@qq。com", "381200662@qq。com", "381200662@qq.com"),
        ("381200662@qq", "381200662@qq", "381200662@qq"),
        ("moonfilm🍥qq.com", "moonfilm🍥qq.com", "moonfilm@qq.com"),
        ("moonfilm@🐧点com", "moonfilm@🐧点com", "moonfilm@qq.com"),
        ("moon@studio.design", "moon@studio.design", "moon@studio.design"),
    ],
)
def test_mail_addresses_through_the_disguises_of_their_signs(text: str, written: str, value: str) -> None:
    assert found("email", text) == [(written, value)]


@pytest.mark.parametrize(
    "text",
    [
        "@小满今天早睡",
        "by@photo.studio",
        "livephoto#live",
        "人生#live#live实况",
        "step3#163",
        "一天一杯@luckin.coffee",
        "a@b",
        "v2@beta",
        "9折@618",
    ],
)
def test_mentions_and_topics_are_no_mail_addresses(text: str) -> None:
    assert found("email", text) == []


def test_account_names_have_a_digit_and_are_no_devices() -> None:
    text = "momo_8812（微信）用iphone15和mate60拍的 v2 spf50 abc20481024"
    assert found("account", text) == [("momo_8812", "momo_8812"), ("abc20481024", "abc20481024")]
    assert found("long-account", text) == [("abc20481024", "abc20481024")]
    assert found("labelled-account", text) == [("momo_8812", "momo_8812")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("来云栖路18号3栋502自提", "来云栖路18号3栋"),
        ("翠苑小区6栋2单元", "翠苑小区6栋2单元"),
        ("地铁2号线", ""),
        ("口红色号路12", ""),
        ("走了一路2号色真好看", ""),
    ],
)
def test_addresses_to_the_door(text: str, written: str) -> None:
    assert [w for w, _ in found("address", text)] == ([written] if written else [])


@pytest.mark.parametrize(
    "unit", ["1", "一", "o", "a1", "138 ", "138🌸", "138欢迎", "@", "a@", "0571-", "[玫瑰R]", "路1号", "(", "+86"]
)
@pytest.mark.parametrize("name", sorted(DETECTORS))
def test_detectors_take_time_linear_in_a_hostile_draft(name: str, unit: str) -> None:
    def detect(text: str) -> None:
        links_in.cache_clear()  # which remembers the links of the text before
        DETECTORS[name](Scan(text, fold(text), INDEX, Segmentation))

    assert_linear(detect, unit, 2_000)


@pytest.mark.parametrize(
    "text",
    [
        "v|1.6.2（2025-08-14）",
        "v|3.0 - 2026-01-02",
        "v|2.10.4 2025.12.30",
        "tg|：1.68",
        "dc|：19V3A",
        "line|：4h30m",
        "wa|：250ml",
        "喂|qwen2-vl",
        "喂|claude-3-opus",
        "维|：redis7",
        "wx|：WX_APPID",
        "微信| | WECHAT_SECRET",
        "line|.split('utf-8')",
        'signal|.connect("run_1")',
    ],
)
def test_versions_amounts_programs_and_settings_are_no_ids(text: str) -> None:
    evidence = Evidence.PLAIN if text.startswith(("微信", "wx")) else Evidence.LOOSE
    assert behind(text, "phone", "handle", "foreign-phone", "qq", evidence=evidence) is None
    assert behind(text, "phone", "foreign-phone", "handle", "dotted-handle", "qq", evidence=evidence) is None


@pytest.mark.parametrize(
    ("text", "evidence", "written"),
    [
        ("微信|：python3_lin", Evidence.PLAIN, "python3_lin"),
        ("加薇|vue88x", Evidence.FIRM, "vue88x"),
        ("微信|：lin_key88", Evidence.PLAIN, "lin_key88"),
        ("v|：138.1203.0045", Evidence.LOOSE, "138.1203.0045"),
        ("qq|：3812.0066", Evidence.PLAIN, "3812.0066"),
    ],
)
def test_ids_that_look_a_little_like_them_are_found(text: str, evidence: int, written: str) -> None:
    got = behind(text, "phone", "handle", "qq", evidence=evidence)
    assert got is not None
    assert got[0] == written


@pytest.mark.parametrize("text", ["平板 + procreate6", "语雀、飞书 + notion2", "iPad air5 + sketch_2"])
def test_a_plus_between_products_adds_nobody(text: str) -> None:
    assert not [finding for finding in Linter().check(text) if finding.rule_id.startswith("contact/")]
