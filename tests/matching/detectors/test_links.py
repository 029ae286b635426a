"""Web addresses and share codes: found at their exact place through every disguise of the dot, and nowhere else."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear
from xhslint.linter.linter import Linter
from xhslint.matching.detectors.hosts import belongs
from xhslint.matching.detectors.links import Link, find_links
from xhslint.text.view import fold


def linked(text: str) -> list[str]:
    """The links of a text as they are written in it."""
    view = fold(text)
    return [text[slice(*view.source(link.start, link.end))] for link in find_links(view.text)]


@pytest.mark.parametrize(
    ("before", "link", "after", "host", "path"),
    [
        # with and without scheme, next to Chinese
        ("看 ", "https://m.tb.cn/h.5AbCdEf?tk=aB3dE5", " CZ0001", "m.tb.cn", "/h.5abcdef?tk=ab3de5"),
        ("店铺", "shop123456.taobao.com", "在这里", "shop123456.taobao.com", ""),
        ("", "item.taobao.com/item.htm?id=6688", "，冲", "item.taobao.com", "/item.htm?id=6688"),
        ("先去", "www.deer-home.com", "，再点", "www.deer-home.com", ""),
        ("淘宝/", "taobao.com", "", "taobao.com", ""),
        ("...", "taobao.com", "...", "taobao.com", ""),
        ("入口", "http:t.cn/AbC12d", "", "t.cn", "/abc12d"),
        ("", "https:\\/\\/u.jd.com\\/AbC12", "", "u.jd.com", "\\/abc12"),
        ("", "hxxps://deer.com/x", "", "deer.com", "/x"),
        ("", "https:// m.tb.cn/h.5ab", " 复制", "m.tb.cn", "/h.5ab"),
        ("", "https://192.168.1.1/x", "", "192.168.1.1", "/x"),
        ("", "HTTPS://WWW.TAOBAO.COM", "", "www.taobao.com", ""),
        ("", "deer.com:8080/a", "", "deer.com", ":8080/a"),
        # endings
        ("", "example.com.cn", "上", "example.com.cn", ""),
        ("", "example.co.jp", "上", "example.co.jp", ""),
        ("", "example.com", ".Thank you", "example.com", ""),
        ("登录", "n534.top", "", "n534.top", ""),
        ("网址：", "deerhome.top", "下载", "deerhome.top", ""),
        ("", "t.me/deerhome", "", "t.me", "/deerhome"),
        ("", "lin.ee/abc123", "", "lin.ee", "/abc123"),
        ("", "3.cn/36c-Q2K5", "", "3.cn", "/36c-q2k5"),
        ("", "detail.1688.com", "", "detail.1688.com", ""),
        # Markdown, brackets and the punctuation of the sentence stay outside
        ("[同款](", "https://shop.example.com/a_(b)", ")", "shop.example.com", "/a_(b)"),
        ("**", "https://example.com/x", "**", "example.com", "/x"),
        ("<", "https://example.com", ">", "example.com", ""),
        ("（", "https://example.com/x", "）", "example.com", "/x"),
        ("(", "https://example.com/x", ").", "example.com", "/x"),
        ("“", "example.com/x", "”", "example.com", "/x"),
        ("【", "example.com/x", "】", "example.com", "/x"),
        ("", "https://example.com/x", "。后面", "example.com", "/x"),
        ("", "https://example.com/x", ", and", "example.com", "/x"),
        ("", "https://example.com/?a=1&b=2", "！", "example.com", "/?a=1&b=2"),
        ("", "https://example.com/x", "🌸🌸", "example.com", "/x"),
        ("", "https://a.com/go?u=taobao.com", "", "a.com", "/go?u=taobao.com"),
        # width and styles
        ("去", "ｗｗｗ．ｔａｏｂａｏ．ｃｏｍ", "看", "www.taobao.com", ""),
        ("", "https：／／ｅ．ｔｂ．ｃｎ／ｈ．6", "", "e.tb.cn", "/h.6"),
        ("", "ⓣⓑ.ⓒⓝ/h.5", "", "tb.cn", "/h.5"),
        # disguised dots
        ("电脑打开", "taobao点com", "搜", "taobao.com", ""),
        ("", "www点taobao点com", "", "www.taobao.com", ""),
        ("", "taobao 点 com", "", "taobao.com", ""),
        ("", "m。tb。cn/h.5xyz", "", "m.tb.cn", "/h.5xyz"),
        ("", "taobao。com", "，来", "taobao.com", ""),
        ("", "weidian·com/?userid=1", "", "weidian.com", "/?userid=1"),
        ("", "m🔴tb🔴cn/h.5xyz", "等你", "m.tb.cn", "/h.5xyz"),
        ("", "taobao🍊com", "", "taobao.com", ""),
        ("", "taobao(.)com", "", "taobao.com", ""),
        ("", "taobao[dot]com", "", "taobao.com", ""),
        ("", "taobao（点）com", "", "taobao.com", ""),
        ("", "taobao dot com", "", "taobao.com", ""),
        ("", "taobao . com", "", "taobao.com", ""),
        ("", "www. taobao. com", "", "www.taobao.com", ""),
        ("", "taobao，com", "", "taobao.com", ""),
        ("", "xz40b点top", "注册", "xz40b.top", ""),
        ("", "w w w . t a o b a o . c o m", " 进", "www.taobao.com", ""),
        ("好 ", "t a o b a o 点 c o m", "", "taobao.com", ""),
        ("看我，Nice. ", "deer.com", "", "deer.com", ""),
        # the schemes of apps
        ("", "taobao://m.taobao.com/shop/1", "，点", "taobao://", "m.taobao.com/shop/1"),
        ("", "weixin://dl/business/?t=abc", "", "weixin://", "dl/business/?t=abc"),
        ("", "#小程序://小鹿家居/aBcDeFgHiJkLmNo", " 进", "小程序://", "小鹿家居/abcdefghijklmno"),
    ],
)
def test_a_link_is_found_at_its_place(before: str, link: str, after: str, host: str, path: str) -> None:
    view = fold(before + link + after)
    (found,) = find_links(view.text)
    start, end = view.source(found.start, found.end)
    assert (start, end) == (len(before), len(before) + len(link))
    assert (found.host, found.path) == (host, path)


@pytest.mark.parametrize(
    "text",
    """
    v2.0.1
    iOS 17.4.1
    Node.js入门
    Next.js和Vue.js
    ASP.NET
    写了个a.py
    report.pdf
    index.html
    main.cn.html
    3.5cm高
    1.5L大容量
    12.9in屏
    9.9r包邮
    ￥19.9
    12:30.5
    8.30pm集合
    2.YSL小金条
    1.com
    0.5.cc
    1.cc霜
    W.dressroom蜜桃
    D.UP眼线
    Dr.Wu杏仁酸
    St.Tropez
    e.l.f.眼影
    B.duck小黄鸭
    A.by BOM面膜
    L.A.Girl散粉
    M.A.C口红
    MAC·Mocha
    HOTEL.IT
    Co.Ltd
    Vera.wang
    eau.de toilette
    nice.so good
    good.top notch
    crop.top白色
    wait.what
    day.one
    the end. net income
    I love it. So nice
    comfort. But outside the
    see you. Me too
    很nice。cc霜也好
    spf50。cc霜
    今晚8点live见
    3点top
    两点com
    早点shop
    去KTV点VIP套餐
    app点link
    Trip.com app
    Booking.com订的
    phrases.ai
    Character.AI
    user@qq.com
    user艾特qq.com
    user@mail.example.com
    U.S.
    a.m.
    P.S.
    No.1
    com.cn
    店名.com
    HK,CN,TW
    t.cn
    SK-II.真的
    小红书：//
    http是什么
    www是什么
    """.strip().split("\n"),
)
def test_what_only_looks_like_a_link(text: str) -> None:
    assert linked(text.strip()) == []


@pytest.mark.parametrize(
    "text", ["他离开Amazon.com创业了", "JD.COM的面试", "eBay.com是老牌公司", "Alibaba.com、Etsy.com年报对比"]
)
def test_a_company_known_by_its_domain_is_no_link(text: str) -> None:
    assert linked(text) == []


@pytest.mark.parametrize(
    "text", ["去Amazon.com", "打开 jd.com", "同款：etsy.com", "jd.com/p/1", "www.jd.com", "u.jd.com", "jd点com"]
)
def test_it_is_one_where_the_reader_is_sent_there(text: str) -> None:
    assert len(linked(text)) == 1


def test_several_links_of_one_line_in_order() -> None:
    assert linked("deer.com和fawn.cn/a，还有doe点com") == ["deer.com", "fawn.cn/a", "doe点com"]
    assert linked("deer.com fawn.com") == ["deer.com", "fawn.com"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("deer.com", True),
        ("deer点com", True),
        ("www.deer.com", False),
        ("https://deer.com", False),
        ("deer.com/a", False),
        ("deer.com/", False),
    ],
)
def test_a_bare_host_has_neither_scheme_nor_path(text: str, bare: bool) -> None:
    assert [link.bare for link in find_links(text)] == [bare]


def test_a_disguised_link_says_how_and_reads_as_the_address() -> None:
    text = "同款 m🔴tb🔴cn/h.5AbC"
    (finding,) = Linter(select=["link/shop"]).check(text)
    assert finding.text == "m🔴tb🔴cn/h.5AbC"
    assert finding.reading == "m.tb.cn/h.5AbC"
    assert ("emoji", "🔴", ".") in {(d.kind, d.text, d.reads) for d in finding.disguises}
    (plain,) = Linter(select=["link/shop"]).check("https://m.tb.cn/h.5AbC")
    assert (plain.reading, plain.disguises) == ("https://m.tb.cn/h.5AbC", ())


def test_hosts_belong_to_what_they_lie_below() -> None:
    hosts = frozenset(("tb.cn", "gov"))
    assert [belongs(host, hosts) for host in ("m.tb.cn", "tb.cn", "atb.cn", "ceac.state.gov")] == [
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "a点",
        "a . ",
        "a。",
        "https://a.",
        "a.com/",
        "a.com ",
        "a a ",
        "1 . ",
        "🌸a",
        "x,com",
        "//",
        "t.cn/a?b=",
        "a@b.",
        "((",
        "a-",
    ],
)
def test_a_hostile_line_is_read_in_linear_time(unit: str) -> None:
    assert_linear(find_links, unit, 10_000)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("帽子￥xK2mPq8RtYz￥", "￥xK2mPq8RtYz￥"),
        ("€aB3dE5fG7hJ€后到", "€aB3dE5fG7hJ€"),
        ("Http:/T$gH4kL9mN2pQ$到", "$gH4kL9mN2pQ$"),
        ("₴zXcVbNmAsDf₴", "₴zXcVbNmAsDf₴"),
        ("💰wE4rT6yU8iO💰", "💰wE4rT6yU8iO💰"),
        ("＄Ｋｄ８ｓＬｍ２ＱｐＸｚ＄", "＄Ｋｄ８ｓＬｍ２ＱｐＸｚ＄"),
        ("￥x\u200bK2mPq8RtYz￥", "￥x\u200bK2mPq8RtYz￥"),
        ("@Kd8sLm2QpX@", "@Kd8sLm2QpX@"),
        ("！Kd8sLm2QpX！", "！Kd8sLm2QpX！"),
        ("7.53 MQc:/ 06/26 k@O.xS 看", "7.53 MQc:/ 06/26 k@O.xS"),
    ],
)
def test_a_code_between_signs_needs_no_word_beside_it(text: str, code: str) -> None:
    assert [f.text for f in Linter(select=["link/share-code"]).check(text)] == [code]


@pytest.mark.parametrize(
    "text",
    """
    到手￥199，原价￥399
    套餐￥99-￥199和￥299
    ￥88套餐￥128套餐￥
    $1200起€90一晚$
    $sweetheart$
    @momo2024@lili
    航班CZ3457，HU7892，MU5104
    WH1000XM5和RTX4060Ti8G
    iPhone15ProMax
    (iPhone15Pro)
    序列号SN20240518AbC
    课程CS106BX2024
    单号SF1234567890123
    密码Abc12345678
    🌸🌸🌸🌸
    #OOTD2024#
    评分9.15 分:/
    """.strip().split("\n"),
)
def test_what_only_looks_like_a_code(text: str) -> None:
    assert [f.text for f in Linter(select=["link/share-code", "link/share-text"]).check(text.strip())] == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("4👈啊7HkLm29QwEr啊 看", "👈啊7HkLm29QwEr啊"),
        ("复制（qW8eRt5YuI1）", "复制（qW8eRt5YuI1）"),
        ("口令：Kd8sLm2QpXz", "口令：Kd8sLm2QpXz"),
        ("復·制 微Zx8cVb3NmQw微", "復·制 微Zx8cVb3NmQw微"),
        ("K\u200bd8sLm2QpXz 打开", "K\u200bd8sLm2QpXz 打开"),
    ],
)
def test_a_bare_code_counts_near_a_word_of_copying(text: str, span: str) -> None:
    assert [f.text for f in Linter(select=["link/share-text"]).check(text)] == [span]


def test_links_compare_by_their_fields() -> None:
    assert find_links("deer.com") == (Link(0, 8, "deer.com", "", True, ()),)
