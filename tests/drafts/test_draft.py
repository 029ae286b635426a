"""What is title, body, topic or link in a draft, what is left out, and where everything stands."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import assert_linear
from xhslint.base import yaml_nodes
from xhslint.base.errors import InputError
from xhslint.drafts import front_matter as frontmatter
from xhslint.drafts.draft import Draft

# Pieces of drafts that mean something to the parser, so that random texts are made of more than noise.
PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "...\n",
            "---",
            "title: ",
            "title:",
            "profile: paid\n",
            "xhslint:\n  a: 1\n",
            "'",
            '"',
            "|\n  ",
            ">-\n",
            "&a ",
            "*a",
        ),
        *(
            "```",
            "~~~",
            "   ```\n",
            "````\n",
            "<!--",
            "-->",
            "<!-->",
            "# ",
            "## ",
            "#",
            "＃",
            "#露营",
            "#露营[话题]#",
            "[话题]#",
            "C#",
        ),
        *(
            "](",
            "[看](",
            ")",
            "<",
            ">",
            "https://a.com/x",
            "www.",
            "b.cn",
            ".",
            "://",
            "(",
            "@",
            "- ",
            "1. ",
            ": ",
            "{",
            "}",
            "[",
            "]",
        ),
        *(
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "    ",
            "\u2028",
            "\u200b",
            "\u2800",
            "春天",
            "晒被子",
            "ootd",
            "😀",
            "，",
            "12",
            "!",
            "?",
            "\0",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)
FRONTS = TEXTS.map(lambda text: "---\n" + text + "\n---\n正文")


def shown(draft: Draft, kind: str) -> list[str]:
    return [draft.text[region.start : region.end] for region in draft.regions if region.kind == kind]


def visible(draft: Draft) -> str:
    """The text with its skips replaced by what they read as."""
    parts, at = [], 0
    for skip in draft.skips:
        parts += [draft.text[at : skip.start], skip.reads]
        at = skip.end
    return "".join([*parts, draft.text[at:]])


# --- title and body ---------------------------------------------------------------------------------------------------


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
        ("```\n草稿\n```\n春日野餐\n吐司去边", ["春日野餐"], ["吐司去边"]),
        ("618大促\n先看尺码", ["618大促"], ["先看尺码"]),
        ("#露营 周末带娃\n风很大", ["#露营 周末带娃"], ["风很大"]),
        # no title
        ("", [], []),
        (" \n\u2800\n", [], []),
        ("今天的晚霞太好看了", [], ["今天的晚霞太好看了"]),
        ("今天的晚霞\n \n\u200b", [], ["今天的晚霞\n \n\u200b"]),
        ("今天的晚霞\n<!-- 配图三张 -->", [], ["今天的晚霞"]),
        ("字" * 41 + "\n第二行", [], ["字" * 41 + "\n第二行"]),
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
    draft = Draft.parse("# 标题\n加<!-- 备注 -->微信\n```\nprint(1)\n```\n结尾\n")
    assert shown(draft, "body") == ["加", "微信", "结尾"]
    assert visible(draft) == "# 标题\n加微信\n\n\n结尾\n"


# --- topics and links -------------------------------------------------------------------------------------------------


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


# --- what is not posted -----------------------------------------------------------------------------------------------


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
def test_code_and_comments_are_left_out(text: str, reads: str) -> None:
    assert visible(Draft.parse(text)) == reads


def test_topics_and_links_in_code_and_comments_do_not_count() -> None:
    draft = Draft.parse("甲<!-- #乙 https://a.com -->\n```\n#丙\n```\n#丁")
    assert [(region.kind, region.start) for region in draft.regions if region.kind in ("topic", "link")] == [
        ("topic", draft.text.index("#丁"))
    ]


# --- front matter -----------------------------------------------------------------------------------------------------


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both loaders of PyYAML: the one in C is not everywhere."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML without its C loader")
    monkeypatch.setattr(yaml_nodes, "LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("value", "region", "title"),
    [
        ("春日😀野餐", "春日😀野餐", "春日😀野餐"),
        ("春日野餐  # 待定", "春日野餐", "春日野餐"),
        ('"春日: 野餐"', "春日: 野餐", "春日: 野餐"),
        ("'春日''野餐'", "春日''野餐", "春日'野餐"),
        ('"\\u6625日"', "\\u6625日", "春日"),
        ("春日\n  野餐", "春日\n  野餐", "春日 野餐"),
        ("|\n  春日\n  野餐\n", "春日\n  野餐", "春日\n野餐\n"),
        (">-  # 折行\r\n  春日\r\n  野餐", "春日\r\n  野餐", "春日 野餐"),
        ("!!str 618", "618", "618"),
        ("&a 春日", "春日", "春日"),
        ("'618'", "618", "618"),
    ],
)
def test_title_field(value: str, region: str, title: str) -> None:
    text = f"---\nprofile: paid\ntitle: {value}\nlast: 无\n---\n# 小标题\n正文"
    draft = Draft.parse(text)
    assert shown(draft, "title") == [region]
    assert shown(draft, "body") == ["# 小标题\n正文"]
    assert draft.fields == {"profile": "paid", "title": title, "last": "无"}
    assert visible(draft) == f"\n{region}\n\n# 小标题\n正文"
    assert draft.region_at(text.index(region)) == "title"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("", {}),
        ("title:\nprofile: ~\nxhslint:", {}),
        ("profile: ad", {"profile": "ad"}),
        (
            "xhslint: {ignore: [ranking/exchange], lang: zh}",
            {"xhslint": {"ignore": ["ranking/exchange"], "lang": "zh"}},
        ),
        (
            "n: 1\nf: 1.5\nb: yes\nnone: null\nyes: 2\n3: x",
            {"n": 1, "f": 1.5, "b": True, "none": None, "yes": 2, "3": "x"},
        ),
        (
            "date: 2025-02-30\nbig: !!int 三\nodd: !new 值\nx: !!python/name:os.system",
            {"date": "2025-02-30", "big": "三", "odd": "值", "x": ""},
        ),
        ("eq: =\n<<: {a: 1}", {"eq": "=", "<<": {"a": 1}}),
        ("标签: [露营, 野餐]", {"标签": ["露营", "野餐"]}),
    ],
)
@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_fields(front: str, fields: dict[str, Any], end: str) -> None:
    draft = Draft.parse(f"--- \r\n{front}\r\n{end}\r\n第一行\n第二行")
    assert draft.fields == fields
    assert visible(draft) == "\n\r\n第一行\n第二行"
    assert shown(draft, "title") == ["第一行"]


@pytest.mark.parametrize(
    "text",
    [
        "---\n今天天气不错\n适合晒被子\n---\n明天也是",
        "---\n没有下文",
        "---\n@朋友 看这里\n---\n: [",
        "---\n- 第一\n- 第二\n---",
        "---\n# 小标题\n---",
        "----\ntitle: 春天\n---",
        "--- 分割线\ntitle: 春天\n---",
        " ---\ntitle: 春天\n---",
        "---\ntitle: 春天\n" + "很长\n" * frontmatter.LIMIT + "---\n",
        "---",
        "---\n",
    ],
)
def test_dividers_are_not_front_matter(text: str) -> None:
    draft = Draft.parse(text)
    assert draft.fields == {}
    assert draft.skips == ()


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("front", "problems"),
    [
        ("title: 618", ["2:8: title 应是文字，数字请加引号 (title must be text; quote a number)"]),
        ("title: [春天]", ["2:8: title 应是文字"]),
        ("title: #春天", ["2:7: 以 # 开头的标题请加引号"]),
        ("title: *重点*", ["2:9: 文首的 YAML 有误"]),
        ("title: *hot", ["2:8: 以 * 开头的值请加引号"]),
        ("a: &x [*x]", ["2:8: 以 * 开头的值请加引号"]),
        ("profile: vip", ["2:10: profile 应是 personal、pro、paid、ad 之一"]),
        ("profile: [pro]", ["2:10: profile 应是"]),
        ("xhslint: 'off'", ["2:10: xhslint 应是“键: 值” (xhslint must be a mapping)"]),
        ("title: 春\ntitle: 夏", ["3:1: 键重复：'title' (duplicate key 'title')"]),
        ("xhslint:\n  a: 1\n  'a': 2", ["4:3: 键重复：'a'"]),
        ("? [a]\n: 1\nb: 2", ["2:3: 键必须是文字"]),
        ("x: 1\r\nx: 2\r\nprofile: me\r\ntitle: 1.0", ["3:1: 键重复", "4:10: profile", "5:8: title"]),
        ("title: 春天: 野餐", ["2:10: 文首的 YAML 有误"]),
        ("title: @春天", ["2:8: 文首的 YAML 有误"]),
        ("title: 😀\nx: [1, 2", ["文首的 YAML 有误"]),
        ("title: '春天", ["文首的 YAML 有误"]),
        ("title：春天", ["2:1: 文首应是“键: 值”，冒号用半角，后接空格"]),
        ("title:春天", ["2:1: 文首应是"]),
        ("\ntitle：春天\nprofile: pro", ["文首的 YAML 有误"]),
        ("title: 春\x08天", ["2:9: 文首不能有控制字符 U+0008"]),
        ("title: \ud800", ["2:8: 文首不能有控制字符 U+D800"]),
        ("a: b\u2028--- c", ["文首的 YAML 有误"]),
        ("a: " + "[" * 5000, ["2:35: 文首嵌套太深"]),
        ("a: " + "{a: " * 3000, ["文首嵌套太深"]),
        ("a:\n" + "- " * 5000, ["文首嵌套太深"]),
    ],
)
def test_front_matter_mistakes(front: str, problems: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        Draft.parse(f"---\n{front}\n---\n正文", "草稿.md")
    assert len(caught.value.problems) == len(problems)
    for problem, expected in zip(caught.value.problems, problems, strict=True):
        assert expected in str(problem)
        assert str(problem).startswith("草稿.md:")
        assert problem.line > 1
        assert "\n" not in problem.message


# --- positions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("春天", 2, (1, 3)),
        ("春\n天", 1, (1, 2)),
        ("春\n天", 2, (2, 1)),
        ("春\r\n天", 2, (1, 3)),
        ("春\r\n天", 3, (2, 1)),
        ("春\r天\r\r", 4, (3, 1)),
        ("春\r天\r\r", 5, (4, 1)),
        ("春\u2028天\x0b\x0c\x85\u2029", 7, (1, 8)),
        ("👨‍👩‍👧\n天", 6, (2, 1)),
        ("---\ntitle: 春\n---\n天", 17, (4, 1)),
    ],
)
def test_position(text: str, offset: int, position: tuple[int, int]) -> None:
    assert Draft.parse(text).position(offset) == position


def naive_position(text: str, offset: int) -> tuple[int, int]:
    line = column = 1
    for index, character in enumerate(text[:offset]):
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


@given(st.text(st.sampled_from("\r\n春a😀\u2028\x85")))
def test_position_agrees_with_counting(text: str) -> None:
    draft = Draft(text)
    for offset in range(len(text) + 1):
        assert draft.position(offset) == naive_position(text, offset)


# --- whatever the text ------------------------------------------------------------------------------------------------


def parsed(text: str) -> Draft | None:
    try:
        return Draft.parse(text)
    except InputError as error:
        lines = len(Draft(text)._line_starts)
        assert error.problems == tuple(sorted(error.problems))
        assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in error.problems)
        return None


@given(TEXTS | FRONTS)
def test_any_text_parses_or_is_refused(text: str) -> None:
    draft = parsed(text)
    if not draft:
        return
    end = 0
    for skip in draft.skips:
        assert end <= skip.start < skip.end <= len(text)
        assert skip.reads in ("", "\n")
        end = skip.end
    inner = [region for region in draft.regions if region.kind in ("topic", "link")]
    outer = [region for region in draft.regions if region.kind in ("title", "body")]
    assert len(inner) + len(outer) == len(draft.regions)
    assert [region.kind for region in outer].count("title") <= 1
    for regions in (inner, outer):
        end = 0
        for region in regions:
            assert end <= region.start < region.end <= len(text)
            end = region.end
    for region in inner:
        assert draft.region_at(region.start) == draft.region_at(region.end - 1) == region.kind
    for region in outer:
        assert text[region.start : region.end] == text[region.start : region.end].strip()
        if region.kind == "body":
            assert all(skip.end <= region.start or region.end <= skip.start for skip in draft.skips)
    for offset in range(len(text) + 1):
        assert draft.region_at(offset) in ("title", "body", "topic", "link")


@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    """Everything that is not skipped and not blank is in the title or the body, but for the marks of a heading."""
    draft = parsed(text)
    if not draft:
        return
    ranges = [(skip.start, skip.end) for skip in draft.skips]
    ranges += [(region.start, region.end) for region in draft.regions if region.kind in ("title", "body")]
    covered = {offset for start, end in ranges for offset in range(start, end)}
    rest = "".join(character for offset, character in enumerate(text) if offset not in covered)
    assert re.fullmatch(r"[#\s\u200b-\u200f\u2060\u2800\u3164\ufeff]*", rest)


@given(TEXTS | FRONTS)
def test_drafts_are_values(text: str) -> None:
    draft = parsed(text)
    if not draft:
        return
    hash(draft)
    again = pickle.loads(pickle.dumps(draft))
    assert again == draft == copy.deepcopy(draft) == Draft.parse(text)
    assert again.regions == draft.regions


WORDS = st.text("春a😀\u200b\n \\ :#'\"-*&!%@`|>?[]{},=~.1")


@given(st.dictionaries(WORDS, st.none() | st.booleans() | st.integers() | WORDS, max_size=4), WORDS)
def test_fields_read_back_what_yaml_wrote(values: dict[str, Any], title: str) -> None:
    front = yaml.safe_dump({"title": "春 " + title, "extra": values}, allow_unicode=True)
    draft = Draft.parse(f"---\n{front}---\n正文")
    assert draft.fields["title"] == "春 " + title
    assert draft.fields["extra"] == values


# --- cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        *("字", "a", "1", " ", "\n", "#", "#穿", "#a[话题", "#" + "1" * 60, "\u200b", "\\", "(", "()", "["),
        *("](", "](a(", '](a "', "](  ", "a.", "www.", "a://"),
        *("`", "```\n", "~~~\n```\n", "<!--", "<!-- -->", "<!-- ```\n", "---\n", "a: b\n", "&a "),
    ],
)
@pytest.mark.parametrize("before", ["", "---\n", "](", "#", "www."])
def test_the_work_is_linear_in_length(unit: str, before: str) -> None:
    def regions(text: str) -> None:
        if draft := parsed(text):
            draft.region_at(len(text) // 2)

    assert_linear(regions, unit, before=before)


def test_ordinary_captions_import_no_yaml() -> None:
    code = "import sys, xhslint.drafts.draft as d; d.Draft.parse('春天\\n\\n#露营').regions; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
