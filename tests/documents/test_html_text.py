"""Notes in web pages."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.documents.source import written
from tests.growth import assert_linear
from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.documents.columns import Columns
from xhslint.documents.html_blocks import MOST_TABLES
from xhslint.documents.html_scan import pieces
from xhslint.documents.html_text import read
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

PATH = "文案.html"


def read_until_it_stops(source: str, columns: str = "") -> tuple[list[Draft], list[Problem]]:
    """Return the notes, and the problems among and behind them."""
    found: list[Draft] = []
    problems: list[Problem] = []
    try:
        for each in read(source.encode(), PATH, Columns.parse(columns) if columns else Columns()):
            if isinstance(each, Draft):
                found.append(each)
            else:
                problems += each.problems
    except InputError as error:
        problems += error.problems
    return found, problems


def notes(source: str, columns: str = "") -> list[Draft]:
    found, problems = read_until_it_stops(source, columns)
    assert problems == []
    return found


def texts(source: str) -> list[str]:
    return [draft.text.rstrip("\n") for draft in notes(source)]


def test_each_character_has_its_line_and_column() -> None:
    source = "<!doctype html>\n<p>加<b class=x>薇</b>&#10084;：momo&#95;8812 &amp;\n  喜欢</p>"
    (draft,) = notes(source)
    assert draft.text == "加薇❤：momo_8812 & 喜欢\n"
    places = {word: draft.place_at(draft.text.index(word)) for word in ("加", "薇", "❤", "：", "_", "&", "喜")}
    assert places == {
        "加": Place(line=2, column=4),
        "薇": Place(line=2, column=16),
        "❤": Place(line=2, column=21, step=8),
        "：": Place(line=2, column=29),
        "_": Place(line=2, column=34, step=5),
        "&": Place(line=2, column=44, step=5),
        "喜": Place(line=3, column=3),
    }


def test_a_heading_is_the_title_of_a_note() -> None:
    source = "<h1>陶碗 <i>上新</i></h1><p>釉色<h3>尺寸</h3>很小<h2>杯子<br>两只</h2>手捏的"
    first, second = notes(source)
    assert [first.text, second.text] == ["陶碗 上新\n釉色\n尺寸\n很小\n", "杯子 两只\n手捏的\n"]
    assert first.title and first.text[first.title.start : first.title.end] == "陶碗 上新"
    assert second.title and second.text[second.title.start : second.title.end] == "杯子 两只"


def test_a_heading_that_is_not_closed_is_one_line() -> None:
    assert texts("<h1>杯子<p>手捏的<p>很轻") == ["杯子\n手捏的\n很轻"]


def test_a_table_with_a_header_has_a_note_a_row() -> None:
    source = """<table><thead><tr><th>日期<th>标题<th colspan=1>正文<th>话题</thead>
        <tr><td rowspan="2">12/1<td>杯子</td><td>手捏的<br>很轻<p>看图<td>陶艺 手作
        <tr><td>碗</td><td>釉色</table>"""
    first, second = notes(source)
    assert (first.text, second.text) == ("杯子\n手捏的\n很轻\n看图\n#陶艺 #手作", "碗\n釉色")
    assert second.place_at(0) == Place(line=3, column=17)


def test_other_tables_are_read_cell_by_cell() -> None:
    assert texts("<p>清单</p><table><caption>尺寸</caption><tr><td>碗<td>小</table>完") == ["清单\n尺寸\n碗\n小\n完"]


def test_labels_part_a_page_too() -> None:
    (draft,) = notes("标题：杯子<br>正文：手捏的<br>话题：陶艺")
    assert draft.text == "杯子\n手捏的\n#陶艺\n"
    assert draft.place_at(0) == Place(line=1, column=4)
    assert draft.place_at(draft.text.index("陶艺")) == Place(line=1, column=23)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>不读</p>'</script>",
        "<STYLE>p{}</STYLE >",
        "<title>不读</title>",
        "<template><p>不读</p><template>不</template>读</template>",
        "<!-- 不读 <p> -->",
        "<!-->",
        "<!--->",
        "<!-- 不读 --!>",
        "<!doctype html>",
        "<?php 不读 ?>",
        "<![CDATA[不读]]>",
        "</3不读>",
        "<img alt='不读' title=\"<p>不读\">",
        "&#1;",
    ],
)
def test_what_nobody_sees_is_not_read(hidden: str) -> None:
    assert texts(f"<p>杯{hidden}子</p>") == ["杯子"]


def test_a_comment_to_the_linter_stands_in_the_note() -> None:
    source = "<h1>杯子</h1>\n<!-- xhslint-ignore-next-line\n contact: 示例 -->\n<p>手捏的"
    (draft,) = notes(source)
    assert draft.text == "杯子\n<!-- xhslint-ignore-next-line\n contact: 示例 -->\n手捏的\n"
    (skip,) = draft.skips
    assert draft.text[skip.end :] == "\n手捏的\n"
    assert draft.place_at(draft.text.index("contact")) == Place(line=3, column=2)


@pytest.mark.parametrize(
    "shown", ["<p hidden>杯子", "<p style='display:none'>杯子", "<noscript>杯子", "<textarea>杯子", "<x-y z>杯子</x-y>"]
)
def test_hidden_and_unknown_elements_are_read(shown: str) -> None:
    assert texts(shown) == ["杯子"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a &lt;b&gt; &quot;c", 'a <b> "c'),
        ("&ampx &notit; &nosuch; &;&", "&x ¬it; &nosuch; &;&"),
        ("&#x1F600;&#0000000128512;&#X41", "😀😀A"),
        ("&#150;&#0;&#99999999999999999999999;&#xD800;", "–\ufffd\ufffd\ufffd"),
        ("&NotEqualTilde;", "≂̸"),
        ("1 < 2 <3 <", "1 < 2 <3 <"),
        ("杯 \n\t <b> </b> 子 ", "杯 子"),
        ("杯\u3000\xa0&nbsp;子", "杯\u3000\xa0\xa0子"),
        ("<pre>\n 杯\n  子\n</pre>", "杯\n  子"),
        ("杯<br><br/>子", "杯\n\n子"),
        ("杯<p></p><div><div></div></div>子", "杯\n子"),
        ("<a href='x>y' b=c/>杯", "杯"),
        ("<p a='1\" b=\"2' c>杯", "杯"),
        ('<p a="b>杯</p>子', "杯\n子"),
    ],
)
def test_text_is_what_a_browser_shows(source: str, text: str) -> None:
    assert texts(source) == [text]


def test_the_destination_of_a_link_is_read_if_the_words_do_not_say_it() -> None:
    source = """<h2>碗 <a href="/s">店</a></h2>
看<a title=x HREF = ' https://shop.example.com/?a=1&amp;b=2 '>这里</a>，<a href=https://a.example>a.example</a>
<a href="#top">上</a><a href="页.html">下</a><a href="java&#10;script:void(0)">不</a><a href="te&#10;l:13800001234">打</a>"""
    (draft,) = notes(source)
    assert draft.text == "碗 店\n看这里，a.example 上下不打\nhttps://shop.example.com/?a=1&b=2\ntel:13800001234\n"
    link = next(mark for mark in draft.marks if "shop" in draft.text[mark.start : mark.end])
    assert draft.place_at(link.start) == Place(line=2, column=22)


def test_a_link_without_words_is_a_note() -> None:
    assert texts("<h1> </h1><a href='//shop.example.com'></a>") == ["\n//shop.example.com"]


@pytest.mark.parametrize(
    ("source", "column", "begins"),
    [
        ("<p>杯子</p><!-- 碗", 10, "<!--"),
        ("<p>杯子</p><script>碗</p>", 10, "<script>"),
        ("<p>杯子</p><template><p>碗", 10, "<template>"),
        ("<p>杯子</p><span class=a 碗", 10, "<span"),
        ('<p>杯子</p><a href="', 10, "<a"),
        ("<p>杯子</p><!碗", 10, "<!碗"),
    ],
)
def test_what_is_never_closed_and_hides_the_rest_is_told(source: str, column: int, begins: str) -> None:
    (draft,), (problem,) = read_until_it_stops(source)
    assert draft.text == "杯子\n"
    assert (problem.path, problem.line, problem.column) == (PATH, 1, column)
    assert isinstance(problem.message, Bilingual)
    assert problem.message.zh == f"这里的 {begins} 没有闭合，后面的没有检查"
    assert problem.message.en == f"this {begins} is never closed, so nothing behind it is checked"


def test_columns_that_no_table_has_are_told() -> None:
    table = "<table><tr><th>标题<th>正文<tr><td>杯子<td>手捏的</table>"
    _, (problem,) = read_until_it_stops(table, "body=终稿")
    assert problem.path == PATH and "终稿" in problem.message
    (draft,) = notes(table, "body=标题,title=正文")
    assert draft.text == "手捏的\n杯子"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "big5"])
def test_an_encoding_is_recognised(encoding: str) -> None:
    source = f"<html><meta charset={encoding}><body><h1>手作杯子</h1><p>喜歡的朋友可以看看，很好用的</p></body></html>"
    (draft,) = read(source.encode(encoding), PATH, Columns())
    assert isinstance(draft, Draft) and draft.text == "手作杯子\n喜歡的朋友可以看看，很好用的\n"


def test_a_note_of_a_hundred_thousand_pieces_ends_the_reading_and_those_before_are_kept() -> None:
    found, (problem,) = read_until_it_stops("<h1>杯子</h1><p>手捏的<h1>碗</h1>\n" + "<b>a</b>" * 100_001)
    assert found[0].text == "杯子\n手捏的\n"
    assert problem.line == 2


def test_a_table_of_too_many_pieces_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xhslint.documents.html_blocks.MOST_HELD", 50)
    page = "<p>杯子</p>" * 60 + "<table><tr><th>标题<th>正文" + "<tr><td>碗<td>釉色" * 25 + "\n<tr>，<td>壶</table>"
    found, (problem,) = read_until_it_stops(page)
    assert [draft.text for draft in found] == ["杯子\n" * 60]
    assert (problem.line, problem.column) == (1, 932)
    assert isinstance(problem.message, Bilingual)
    assert problem.message.zh == "这张表的文字断成了 50 多段，从这里起没有检查"


def test_a_long_table_of_nothing_but_cells_is_read_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xhslint.documents.html_blocks.MOST_HELD", 50)
    page = "<table><tr><th>标题<th>正文" + "<tr>\n<td rowspan=2>碗</td><td>釉色<tr><td>手捏" * 25
    assert texts(page)[:3] == ["碗\n釉色", "手捏", "碗\n釉色"]
    assert len(notes(page)) == 50


PIECES = """<p> </p> <b> </b> <h1> </h1> <br> <table> <tr> <td> </td> </table> <td\trowspan=3> <pre> </pre> <!--x--> <i\ta='>'> <li>
 <h2\tid=x> <textarea> 标题 正文 话题 ： 陶 a &amp; &#x9676; &#38 &lt;b> & < ;"""
PAGES = st.lists(st.sampled_from([" ", "\n", "\r\n", *PIECES.replace("\n", "").split(" ")]), max_size=25).map("".join)
REPEATED = """< <a <a\t <a\tb=" <a\tb=' <!-- <!--\t- <! </ <script> <script></ <template> </template> & &# &a &amp <table> <table><tr><td>
 <tr> <td\trowspan=9999> <td\tcolspan=1000\trowspan=2> <h1> <h1>a</h1> <pre> <br> <p> a<p> a\t <a\thref=//a> </table> <textarea> = "
 <td>标题<td>正文<tr>"""


@given(PAGES)
@example("<h1>a\r\n</h1>b\r\n\r\nc")
def test_every_character_stands_in_the_file_where_its_place_says(source: str) -> None:
    for draft in read_until_it_stops(source)[0]:
        starts = {start for start, _ in draft.places}
        for offset, character, raw in written(draft, source):
            if (
                raw == character
                or html.unescape(raw) == character
                or (character == " " and (raw.isspace() or raw == "<br>"))
            ):
                continue
            joins = character == "\n" and (offset + 1 in starts or offset + 1 == len(draft.text))
            assert joins or (character == "#" and offset in starts)


class Words(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data


@given(PAGES)
def test_no_word_is_lost(source: str) -> None:
    # Labels and headers of tables are no words of a note, so the page has none.
    source = source.replace("：", ".").replace("标题", "1").replace("正文", "2").replace("话题", "3")
    drafts, problems = read_until_it_stops(source)
    assume(not problems)
    found = "".join(draft.text for draft in drafts)
    assert sorted("".join(found.split())) == sorted("".join(Words(source).words.split()))


CELLS = """<td> </td> <th\trowspan=2> <td\tcolspan=2> <tr> </tr> <thead> </thead> <table> </table> 标题 正文 碗 陶 <p> <br> <h1>
 <a\thref=//a.example> <!--xhslint-ignore-file--> <template> <tr><td> </td></tr> <tr><td>标题<td>正文<tr> </td><td>"""
ROWS = st.lists(st.sampled_from(["\n", *CELLS.replace("\n", "").split(" ")]), max_size=40).map("".join)


@given(ROWS, st.booleans())
@example("<tr><td>标题<td>正文<tr><td>碗<td>陶<tr><td rowspan=3>碗<tr><td>陶</table>碗", True)
def test_tables_read_row_by_row_have_the_notes_of_those_that_are_read_whole(source: str, is_long: bool) -> None:
    page = "碗<table>" + "<tr><td>1<td>2</td></tr>" * 13 * is_long + source
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xhslint.documents.html_blocks.ASTRAY", re.compile(""))
        whole = read_until_it_stops(page)
    found = read_until_it_stops(page)
    assert [(draft.text, draft.places) for draft in found[0]] == [(draft.text, draft.places) for draft in whole[0]]
    assert found[1] == whole[1]


@given(st.text("&#x19aF;ampnotlgtnbsp 陶", max_size=20))
def test_references_are_undone_as_by_the_standard_library(text: str) -> None:
    assert "".join(words for _, words, _ in pieces(text, 0, len(text), True)) == html.unescape(text)


@pytest.mark.parametrize("unit", ["\r", *REPEATED.replace("\n", "").split(" ")])
def test_the_work_grows_with_the_file(unit: str) -> None:
    for before in ("", "<table><tr><td>"):
        assert_linear(read_until_it_stops, unit, 1_000, before=before)


def test_tables_may_lie_in_each_other_without_end() -> None:
    depth = 3 * MOST_TABLES
    assert texts("<table><tr><td>碗" * depth + "</td></tr></table>子" * depth) == [
        "\n".join(["碗"] * depth + ["子"] * depth)
    ]
