"""Regions, skips and positions of drafts."""

from __future__ import annotations

import pytest

from tests.drafts.helpers import shown, visible
from xhslint.drafts.draft import Draft


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        # headings
        ("# 周末露营清单\n\n帐篷要先试搭", ["周末露营清单"], ["帐篷要先试搭"]),
        ("\n\u200b\n  ## 周末露营清单 ##\r\n帐篷", ["周末露营清单"], ["帐篷"]),
        ("# 第十#", ["第十#"], []),
        ("# 只有标题", ["只有标题"], []),
        ("# " + "很长的标题" * 20 + "\n正文", ["很长的标题" * 20], ["正文"]),
        ("# 说 **重点** <!-- 待定 -->\n正文", ["说 **重点**"], ["正文"]),
        ("#\n正文在这里", [], ["#\n正文在这里"]),
        ("# #\n正文在这里", [], ["# #\n正文在这里"]),
        # a short first line
        ("春日野餐｜三明治做法\n\n吐司去边，夹两片火腿", ["春日野餐｜三明治做法"], ["吐司去边，夹两片火腿"]),
        ("春日野餐\n吐司去边", ["春日野餐"], ["吐司去边"]),
        ("春日野餐\r吐司去边", ["春日野餐"], ["吐司去边"]),
        ("<!-- 第三版 -->\n春日野餐<!-- ？ -->\n吐司去边", ["春日野餐"], ["吐司去边"]),
        ("春日<!-- \n -->野餐\n吐司", ["春日<!-- \n -->野餐"], ["吐司"]),
        ("```\n春日野餐\n吐司去边\n```", ["春日野餐"], ["吐司去边"]),
        ("```text\n春日野餐\n吐司去边\n```", ["春日野餐"], ["吐司去边"]),
        ("618大促\n先看尺码", ["618大促"], ["先看尺码"]),
        ("字" * 30 + "\n第二行", ["字" * 30], ["第二行"]),
        ("a" * 40 + "\n第二行", ["a" * 40], ["第二行"]),
        ("下雨天，收衣服。\n第二行", ["下雨天，收衣服。"], ["第二行"]),
        ("搬家第三十天，终于把阳台改成了猫的房间！\n第二行", ["搬家第三十天，终于把阳台改成了猫的房间！"], ["第二行"]),
        ("#露营 周末带娃\n风很大", ["#露营 周末带娃"], ["风很大"]),
        # no title
        ("", [], []),
        (" \n\u2800\n", [], []),
        ("今天的晚霞太好看了", [], ["今天的晚霞太好看了"]),
        ("今天的晚霞\n \n\u200b", [], ["今天的晚霞\n \n\u200b"]),
        ("今天的晚霞\n<!-- 配图三张 -->", [], ["今天的晚霞"]),
        ("字" * 41 + "\n第二行", [], ["字" * 41 + "\n第二行"]),
        # a short paragraph is no title because another follows
        ("字" * 31 + "\n第二行", [], ["字" * 31 + "\n第二行"]),
        *(
            (f"{paragraph}\n第二行", [], [f"{paragraph}\n第二行"])
            for paragraph in (
                "早上六点爬起来去看日出，云太厚什么也没有看到。",
                "奶奶包的粽子到了。今年换了箬叶，一打开满屋子都香",
                "周末去郊外骑车，风有点大，回来的路上买了一袋橘子",
                "书架装了三个小时，螺丝少了一颗，客服说明天补寄！",
                "第一次自己剪刘海，左边长右边短，先用夹子别起来🙈",
                "排队四十分钟，坐下五分钟上菜，味道说不上惊艳（但服务好）",
            )
        ),
        # a suppression that is no HTML comment
        ("# xhslint-ignore-file\n第二行", [], ["# xhslint-ignore-file\n第二行"]),
        ("## xhslint-ignore-next-line dm/ask: 引用\n第二行", [], ["## xhslint-ignore-next-line dm/ask: 引用\n第二行"]),
        ("今天去了西湖，\n人不多", [], ["今天去了西湖，\n人不多"]),
        ("- 帐篷\n- 椅子", [], ["- 帐篷\n- 椅子"]),
        ("1. 帐篷\n2. 椅子", [], ["1. 帐篷\n2. 椅子"]),
        ("#露营 #ootd\n风很大", [], ["#露营 #ootd\n风很大"]),
        ("https://a.com/x ！\n风很大", [], ["https://a.com/x ！\n风很大"]),
        ("✨✨✨\n风很大", [], ["✨✨✨\n风很大"]),
    ],
)
def test_title_and_body(text: str, title: list[str], body: list[str]) -> None:
    draft = Draft.parse(text)
    assert shown(draft, "title") == title
    assert shown(draft, "body") == body


def test_body_comes_in_pieces_around_what_is_skipped() -> None:
    draft = Draft.parse("# 标题\n加<!-- 备注 -->微信\n```\nprint(1)\n```\n结尾\n", code="skip")
    assert shown(draft, "body") == ["加", "微信", "结尾"]
    assert visible(draft) == "# 标题\n加微信\n\n\n结尾\n"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("#露营 #春日穿搭#\n#早餐[话题]#", ["#露营", "#春日穿搭#", "#早餐[话题]#"]),
        ("好吃#早餐#午餐#晚餐", ["#早餐", "#午餐", "#晚餐"]),
        ("#早餐##午餐#", ["#早餐#", "#午餐#"]),
        ("#早餐# 好吃", ["#早餐#"]),
        ("#Ins 风客厅[话题]#好看", ["#Ins 风客厅[话题]#"]),
        ("#早餐[话题]，#ootd。#city_walk！", ["#早餐[话题]", "#ootd", "#city_walk"]),
        ("#618大促 #iPhone15 #Q&A #C++", ["#618大促", "#iPhone15", "#Q&A", "#C++"]),
        ("＃露营 ##露营", ["＃露营", "#露营"]),
        ("#露\u200b营", ["#露\u200b营"]),
        ("[#露营](x)", ["#露营"]),
        ("# 露营\n## 早餐 #", []),
        ("第#1 名#2 #3#", []),
        ("#1[话题]#", ["#1[话题]#"]),
        ("学C#语言和F#语言", []),
        ("维C#护肤", ["#护肤"]),
        ("&#露;&#39;", []),
        ("https://a.com/b#露营", []),
        ("https://a.com/b#top #露营", ["#露营"]),
        ("#", []),
        ("#-", []),
    ],
)
def test_topics(text: str, topics: list[str]) -> None:
    assert shown(Draft.parse(text), "topic") == topics


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("戳https://a.com/x?y=1&z=%E5#frag。", ["https://a.com/x?y=1&z=%E5#frag"]),
        ("<https://a.com/x>", ["https://a.com/x"]),
        ("看(https://a.com/x), 或 HTTP://B.CN.", ["https://a.com/x", "HTTP://B.CN"]),
        ("taobao://item/1打开", ["taobao://item/1"]),
        ("www.a.com/好", ["www.a.com/"]),
        ("店铺在shop1.a.com.cn/x搜", ["shop1.a.com.cn/x"]),
        ("A.COM:8080/x b.top", ["A.COM:8080/x", "b.top"]),
        ("#a.com", ["a.com"]),
        ('[戳](a/b(c)d "去看看") [再戳](<a b>) [x](y)', ["a/b(c)d", "a b", "y"]),
        ("[www.a.com](https://b.com)", ["www.a.com", "https://b.com"]),
        ("me@a.com", []),
        ("版本1.5.2，note.md，3.14，a.comb", []),
        ("[玫瑰R](今天 真好", []),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    assert shown(Draft.parse(text), "link") == links


@pytest.mark.parametrize(
    ("text", "needle", "kind"),
    [
        ("# 野餐 #春日\n吐司 https://a.com #火腿", "野", "title"),
        ("# 野餐 #春日\n吐司 https://a.com #火腿", "日", "topic"),
        ("# 野餐 #春日\n吐司 https://a.com #火腿", "吐", "body"),
        ("# 野餐 #春日\n吐司 https://a.com #火腿", "com", "link"),
        ("# 野餐 #春日\n吐司 https://a.com #火腿", " #火", "body"),
        ("# 野餐 #春日\n吐司 https://a.com #火腿", "腿", "topic"),
    ],
)
def test_region_at(text: str, needle: str, kind: str) -> None:
    assert Draft.parse(text).region_at(text.index(needle)) == kind


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("加<!-- x -->微<!--\n\n-->信", "加微信"),
        ("<!-->甲<!--->乙", "甲乙"),
        ("甲 <!-- 没有结束", "甲 <!-- 没有结束"),
        ("甲--> 乙 <!-- 没有结束", "甲--> 乙 <!-- 没有结束"),
        ("甲\n```py\n乙\n```\n丙", "甲\n\n\n丙"),
        ("甲\r\n~~~ a`b\r\n乙\r\n~~~  \r\n丙", "甲\r\n\n\r\n丙"),
        ("甲\r```\r乙\r```\r丙", "甲\r\n\r丙"),
        ("   ```\n乙\n  ```\n丙", "\n\n丙"),
        ("```\n乙", "\n"),
        ("````\n乙\n```\n~~~~\n丙\n`````\n丁", "\n\n丁"),
        ("```\n乙\n``` x\n    ```\n丙", "\n"),
        ("    ```\n乙", "    ```\n乙"),
        ("``` a`b\n乙", "``` a`b\n乙"),
        ("甲 ```\n乙\n", "甲 ```\n乙\n"),
        ("``\n乙", "``\n乙"),
        ("`行内代码`照样发出", "`行内代码`照样发出"),
        ("```\n<!--\n```\n甲 -->", "\n\n甲 -->"),
        ("<!--\n```\n-->\n甲\n```\n乙", "\n甲\n\n"),
        ("<!-- 没有结束\n```\n乙\n```\n丙", "<!-- 没有结束\n\n\n丙"),
    ],
)
def test_code_and_comments_that_are_left_out(text: str, reads: str) -> None:
    assert visible(Draft.parse(text, code="skip")) == reads


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("甲\n```py\n乙\n```\n丙", "甲\n\n\n乙\n\n\n丙"),
        ("甲\r\n~~~ text \r\n乙\r\n~~~  \r\n丙", "甲\r\n\n\r\n乙\r\n\n\r\n丙"),
        ("~~~ 加我 momo_8812\n乙\n~~~", "\n 加我 momo_8812\n乙\n\n"),
        ("~~~~~~~~\n乙 <!-- 丙 -->", "\n\n乙 <!-- 丙 -->"),
        ("```\n<!-- 甲 -->\n```\n乙<!-- 丙 -->", "\n\n<!-- 甲 -->\n\n\n乙"),
        ("<!--\n```\n-->\n甲\n```\n乙", "\n甲\n\n\n乙"),
        ("````\n```\n乙\n```\n````", "\n\n```\n乙\n```\n\n"),
    ],
)
def test_of_code_that_is_read_only_the_fences_are_left_out(text: str, reads: str) -> None:
    assert visible(Draft.parse(text)) == reads


@pytest.mark.parametrize(
    ("text", "code", "skipped"),
    [
        ("甲\n```\n乙\n```\n<!-- 丙 -->\n~~~\n丁", "skip", 2),
        ("甲\n```\n乙\n```", "check", 0),
        ("甲", "skip", 0),
        ("---\ntitle: 甲\nxhslint: {code: skip}\n---\n```\n乙\n```", "check", 1),
        ("---\ntitle: 甲\nxhslint: {code: check}\n---\n```\n乙\n```", "skip", 0),
        ("---\nxhslint:\n---\n```\n乙\n```", "skip", 1),
    ],
)
def test_the_front_matter_decides_about_code(text: str, code: str, skipped: int) -> None:
    draft = Draft.parse(text, code=code)
    assert draft.skipped_code == skipped
    assert ("乙" in visible(draft)) == (not skipped and "乙" in text)
    assert draft.with_text(text + "甲").skips_code == draft.skips_code


def test_topics_and_links_in_code_and_comments_do_not_count() -> None:
    draft = Draft.parse("甲<!-- #乙 https://a.com -->\n```\n#丙\n```\n#丁", code="skip")
    assert [(region.kind, region.start) for region in draft.regions if region.kind in ("topic", "link")] == [
        ("topic", draft.text.index("#丁"))
    ]
