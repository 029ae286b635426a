"""Which columns of a table are the title, the body and the topics."""

import pytest

from xhslint.base.errors import Bilingual, InputError
from xhslint.documents.columns import Columns, Layout, find_layout, guess, is_prose
from xhslint.documents.header_words import is_name, kind_of

PROSE = ["周末去窑里开盲盒，三个杯子只活了一个", "釉色比想的深，评论区聊聊你们的失败作品"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("标题", "title"),
        (" 小红书标题 ", "title"),
        ("笔记标题（20字以内）", "title"),
        ("【必填】标题*", "title"),
        ("标题/Title", "title"),
        ("Note Title", "title"),
        ("noteTitle", "title"),
        ("ＴＩＴＬＥ", "title"),
        ("备选标题2", "title"),
        ("标题A", "title"),
        ("最终标题", "title"),
        ("标题V2", "title"),
        ("文案终稿", "body"),
        ("小红书正文修改后", "body"),
        ("Final Copy", "body"),
        ("文案（最终版）", "body"),
        ("正文定稿时间", ""),
        ("终稿链接", ""),
        ("正 文", "body"),
        ("正文（1000字内）", "body"),
        ("正文2", "body"),
        ("文案：", "body"),
        ("小红书笔记正文\n(含emoji)", "body"),
        ("Post Copy", "body"),
        ("desc", "body"),
        ("Caption Text", "body"),
        ("内容Content", "body"),
        ("标题+正文", "body"),
        ("标题、正文和话题", "body"),
        ("话题", "topics"),
        ("#话题#", "topics"),
        ("话题 / 标签", "topics"),
        ("hashtags", "topics"),
        ("tag_list", "topics"),
        ("", ""),
        ("发布日期", ""),
        ("内容方向", ""),
        ("标题党怎么写才不会被限流", ""),
        ("正文里不要放链接", ""),
        ("文案负责人", ""),
        ("备注", ""),
        ("（正文）", ""),
        ("正文" * 100, ""),
    ],
)
def test_a_name_says_which_part_stands_below_it(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "name", ["标题/Title", "小红书 正文（必填）", "Post Copy", "Caption Text", "标题+正文", "正文2"]
)
def test_a_name_and_nothing_else(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["文案 小满", "正文 必填", "标题、早八人的衣柜", "晴天", ""])
def test_a_name_among_other_words(name: str) -> None:
    assert not is_name(name)
    assert guess([name]) is None


def test_two_names_with_remarks_are_a_header() -> None:
    assert guess(["标题 必填", "正文 必填"]) == Layout((0,), (1,), (), 1, False, ("标题 必填", "正文 必填"))


def test_a_header_is_guessed() -> None:
    row = ["日期", "小红书标题", "正文1", "负责人", "正文2", "话题"]
    assert guess(row) == Layout((1,), (2, 4), (5,), 1, False, tuple(row))


def test_of_several_titles_the_first_is_the_title_and_the_others_are_read_too() -> None:
    assert guess(["正文", "标题1", "标题2"]) == Layout((1,), (0, 2), (), 1, False, ("正文", "标题1", "标题2"))


@pytest.mark.parametrize(
    "row", [PROSE, [], [""], ["日期", "渠道"], ["话题"], ["标题党又翻车了", "内容为王"], ["文案 小满", "晴"]]
)
def test_a_row_of_prose_or_of_other_names_is_no_header(row: list[str]) -> None:
    assert guess(row) is None


def test_the_header_is_the_row_that_names_the_most_parts() -> None:
    rows = [
        ["12月排期", "", ""],
        ["", "内容", ""],
        ["标题", "文案", "话题"],
        [*PROSE, "陶艺"],
        ["标题", "正文", "标签"],
    ]
    assert find_layout(rows, Columns(), "排期.csv") == Layout((0,), (1,), (2,), 3, False, ("标题", "文案", "话题"))


def test_of_several_headers_it_is_the_first() -> None:
    rows = [["排期"], ["标题", "文案"], PROSE, ["标题", "文案", "话题"]]
    assert find_layout(rows, Columns(), "排期.csv").first == 2
    assert find_layout(rows, Columns.parse("topics=话题"), "排期.csv").first == 4


def test_without_a_header_everything_with_words_is_read() -> None:
    layout = find_layout([["2026-12-01", *PROSE]], Columns(), "排期.csv")
    assert layout == Layout(reads_rest=True)
    assert layout.parts(["12", "陶碗", "", "2026年12月1日", "138-0000-1234"]) == ([], [1, 4], [])


def test_below_a_title_without_a_body_the_rest_is_the_body() -> None:
    layout = find_layout([["日期", "标题", "第三稿", "话题"], ["12/1", *PROSE, "陶艺"]], Columns(), "排期.csv")
    assert layout.parts(["12/1", *PROSE, "陶艺"]) == ([1], [2], [3])


def test_a_row_without_words_and_a_header_that_stands_there_again_are_no_notes() -> None:
    layout = find_layout([["日期", "标题", "正文"]], Columns(), "排期.csv")
    assert layout.parts(["12/1", " ", ""]) is None
    assert layout.parts(["第二周", "标题", "正文"]) is None
    assert layout.parts(["12/1"]) is None
    assert layout.parts(["12/1", "标题", "正文写好了"]) == ([1], [2], [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,200.50", False),
        ("85%", False),
        ("2026/12/1 18:00", False),
        ("12月1日", True),
        ("18:30:00", False),
        ("", False),
        ("\u3000\n", False),
        ("13800001234", True),
        ("①③⑧", True),
        ("陶", True),
        ("❤", True),
        ("www.example.com", True),
    ],
)
def test_a_number_a_date_or_a_time_is_no_prose(cell: str, expected: bool) -> None:
    assert is_prose(cell) is expected


def test_columns_are_named_by_the_user() -> None:
    named = Columns.parse("title=主题, body=初稿（编辑）+补充，topics＝标签")
    assert named == Columns(("主题",), ("初稿（编辑）", "补充"), ("标签",))
    row = ["日期", "主题", "补充", "标签", "初稿（编辑）", "正文"]
    assert find_layout([row], named, "排期.csv") == Layout((1,), (4, 2), (3,), 1, False, tuple(row))


def test_a_name_may_hold_a_comma() -> None:
    assert Columns.parse("body=文案，最终版,title=标题") == Columns(("标题",), ("文案，最终版",), ())


def test_what_is_not_named_is_guessed_from_the_same_row() -> None:
    row = ["标题", "正文", "改后", "话题"]
    layout = find_layout([["标题", "正文", "话题"], row], Columns.parse("body=改后"), "排期.csv")
    assert layout == Layout((0,), (2,), (3,), 2, False, tuple(row))


def test_a_column_that_is_named_for_another_part_is_not_read_twice() -> None:
    layout = find_layout([["标题", "内容", "正文"]], Columns.parse("title=内容"), "排期.csv")
    assert layout == Layout((1,), (2,), (), 1, False, ("标题", "内容", "正文"))


def test_without_a_header_a_column_is_named_by_its_letter() -> None:
    layout = find_layout([["12/1", *PROSE, "x"]], Columns.parse("title=b,body=C"), "排期.csv")
    assert layout == Layout((1,), (2,))


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("标题", "「标题」看不懂", "“标题” is not understood"),
        ("", "「」看不懂", "“” is not understood"),
        ("titel=标题", "「titel=标题」看不懂", "“titel=标题” is not understood"),
        ("body=正文,body=补充", "body 写了两次", "names body twice"),
        ("body=正文+", "body= 后面缺少列名", "missing behind body="),
        ("title=,body=正文", "title= 后面缺少列名", "missing behind title="),
    ],
)
def test_a_mistake_in_the_names_is_told(text: str, zh: str, en: str) -> None:
    with pytest.raises(InputError) as caught:
        Columns.parse(text)
    (problem,) = caught.value.problems
    assert isinstance(problem.message, Bilingual)
    assert zh in problem.message.zh and en in problem.message.en
    assert (problem.path, problem.line, problem.column) == ("", 0, 0)


@pytest.mark.parametrize(
    ("rows", "name", "zh", "en"),
    [
        (
            [["标题", "文案"]],
            "正稿",
            "没有叫「正稿」的列，这张表有：标题、文案",
            "there is no column “正稿”; the table has 标题、文案",
        ),
        ([PROSE], "正稿", "没有叫「正稿」的列，也没有看出哪一行是表头", "no row was recognised as a header"),
        ([PROSE], "C", "没有叫「C」的列", "there is no column “C”"),
        ([], "A", "没有叫「A」的列", "there is no column “A”"),
    ],
)
def test_a_column_that_is_not_there_is_told(rows: list[list[str]], name: str, zh: str, en: str) -> None:
    with pytest.raises(InputError) as caught:
        find_layout(rows, Columns(body=(name,)), "排期.csv")
    (problem,) = caught.value.problems
    assert isinstance(problem.message, Bilingual)
    assert zh in problem.message.zh and en in problem.message.en
    assert problem.path == "排期.csv"
