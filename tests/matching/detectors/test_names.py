"""The names of accounts: which clause behind the name of a platform is one, and where it stands."""

from __future__ import annotations

import pytest

from tests.matching.detectors.test_accounts import found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("抖音：小满", "：小满"),
        ("抖音：小满同学", "：小满同学"),
        ("快手号: ✨小满同学✨", ": ✨小满同学"),
        ("微博@爱吃柿子", "@爱吃柿子"),
        ("B站：阿岚的厨房", "：阿岚的厨房"),
        ("B站：晚晚不加班", "：晚晚不加班"),
        ("快手“织线坊”", "“织线坊"),
        ("油管：momo的花园", "：momo的花园"),
        ("抖音：海边日记", "：海边日记"),
    ],
)
def test_names_that_people_give_themselves(text: str, name: str) -> None:
    assert [written for written, _ in found("nickname", text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "豆瓣：20g",
        "花椒：一小把",
        "豆瓣：慢慢炒出红油",
        "虎牙：天生就歪",
        "快手：拍三条花絮",
        "微博：2亿",
        "B站：2012年",
        "脸书：广告收入",
        "知乎：深夜情感树洞",
        "B站：我的快乐源泉",
        "抖音是小满同学推荐的",
        "「抖音」「小满」",
        "手在**抖**。“小满，过来”",
    ],
)
def test_clauses_about_a_platform_are_no_names(text: str) -> None:
    assert found("nickname", text) == []


def test_a_name_behind_the_word_for_the_account_needs_no_mark() -> None:
    assert [written for written, _ in found("called", "公众号：月亮读书角")] == ["：月亮读书角"]
    assert [written for written, _ in found("called", "公众号叫慢慢读书")] == ["叫慢慢读书"]
    assert found("called", "「公众号」「视频号」") == [("「公众号", "「公众号")]


@pytest.mark.parametrize("text", ["好困（推特@leaf_77）", "图真好看（微博：rain0917）", "来自【ins@film.07】"])
def test_an_account_alone_in_brackets_names_a_source(text: str) -> None:
    assert [bracket for bracket, _ in found("bracketed-credit", text)] == [next(c for c in text if c in "（【")]


@pytest.mark.parametrize(
    "text", ["主页在隔壁（推特@leaf_77）", "关注我（微博：rain0917）", "（看我的ins@film.07）", "（推特@leaf_77 日更）"]
)
def test_one_to_which_something_leads_does_not(text: str) -> None:
    assert found("bracketed-credit", text) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [("B站。@leaf_77", []), ("油管？（@leaf_77）", []), ("抖音：@leaf_77", ["：", "@"]), ("B站 @leaf_77", ["@"])],
)
def test_a_mark_that_opens_a_sentence_gives_no_name(text: str, marks: list[str]) -> None:
    assert [mark for mark, _ in found("colon", text)] == marks


@pytest.mark.parametrize(
    ("text", "object_"),
    [("抖音搜索小满同学", "小满同学"), ("B站搜索：慢读", "：慢读"), ("微博搜索「晚晚」", "「晚晚")],
)
def test_what_is_searched_for(text: str, object_: str) -> None:
    assert [written for written, _ in found("sought", text)] == [object_]


@pytest.mark.parametrize(
    "text", ["B站搜索、知乎搜索", "B站搜索和知乎搜索", "微博搜索框", "知乎搜索功能改版", "抖音搜索结果", "搜索"]
)
def test_a_search_alone_or_in_a_list_is_a_noun(text: str) -> None:
    assert found("sought", text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公众号 夏天的小本子", " 夏天的小本子"),
        ("周末见\n公众号  晨跑地图 \n地址另附", "  晨跑地图"),
        ("  公众号 阿禾vlog", " 阿禾vlog"),
    ],
)
def test_a_name_in_a_line_of_its_own(text: str, name: str) -> None:
    assert [written for written, _ in found("line-name", text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "公众号 排版教程",
        "新媒体 公众号 小红书",
        "公众号 每周更新",
        "写过公众号 晨跑地图，好看",
        "公众号 vlog",
        "公众号\n晨跑地图",
        "公众号 一",
        "技能：公众号 剪辑师",
    ],
)
def test_no_name_in_a_line(text: str) -> None:
    assert found("line-name", text) == []
