"""Notes in workbooks: which cells they are made of, and where each character stands."""

from __future__ import annotations

import pytest

from tests.documents.office import STRICT, archive, drafts, inline, problem, related, workbook, workbook_parts
from xhslint.documents.columns import Columns
from xhslint.documents.registry import read_notes
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

PATH = "排期.xlsx"
HEADER = ["日期", "标题", "正文", "话题"]
FIRST = ["12-01", "第一窑出炉", "釉面有一点流\n但是很喜欢", "陶艺 手作"]
SECOND = ["12-02", "晒被子的周末", "太阳很好，风也不大", "#日常"]
TEXTS = ["第一窑出炉\n釉面有一点流\n但是很喜欢\n#陶艺 #手作", "晒被子的周末\n太阳很好，风也不大\n#日常"]


def texts(data: bytes, columns: Columns | None = None) -> list[str]:
    return [draft.text for draft in drafts(data, PATH, columns)]


def cell_of(draft: Draft, words: str) -> str:
    place = draft.place_at(draft.text.index(words))
    assert place
    return f"{place.sheet}!{place.cell}"


@pytest.mark.parametrize("strict", [False, True])
def test_a_row_is_a_note_and_each_part_knows_its_cell(strict: bool) -> None:
    found = drafts(workbook({"12月": inline(HEADER, FIRST, SECOND)}, strict=strict), PATH)
    assert [draft.text for draft in found] == TEXTS
    assert {draft.path for draft in found} == {PATH}
    assert [found[0].place_at(found[0].text.index(word)) for word in ("第一", "但是", "手作")] == [
        Place("12月", "B2"),
        Place("12月", "C2"),
        Place("12月", "D2"),
    ]
    assert found[1].place_at(0) == Place("12月", "B3")


def test_text_that_sheets_share_in_runs_with_readings_and_escapes() -> None:
    shared = [
        "<t>正文</t>",
        '<r><rPr><b/></rPr><t xml:space="preserve">好 </t></r><r><t>物</t></r><rPh sb="0" eb="1"><t>ハオ</t></rPh>',
        "<t>一行_x000D_\n两行 _x005F_x0041_ _xD83D__xDE00_ _xD83D_</t>",
        "<t/>",
    ]
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>1</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v> 2 </v></c></row>'
        '<row r="4"><c r="A4" t="s"><v>3</v></c><c r="B4" t="s"/></row>'
    )
    assert texts(workbook({"表": rows}, shared)) == ["好 物", "一行\r\n两行 _x0041_ \U0001f600 \ufffd"]


def test_what_a_cell_shows() -> None:
    rows = (
        inline(["正文"])
        + '<row r="2"><c r="A2" t="str"><f>A9&amp;"入"</f><v>拼出来的话</v></c></row>'
        + '<row r="3"><c r="A3"><v>13900000000</v></c></row>'
        + '<row r="4"><c r="A4" t="n"><v>1.3900000001E10</v></c></row>'
        + '<row r="5"><c r="A5"><v>0.5</v></c></row>'
        + '<row r="6"><c r="A6" t="b"><v>1</v></c></row>'
        + '<row r="7"><c r="A7" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        + '<row r="8"><c r="A8" t="d"><v>2026-12-01</v></c></row>'
    )
    assert texts(workbook({"表": rows})) == ["拼出来的话", "13900000000", "13900000001", "0.5"]


def test_cells_and_rows_without_names_follow_each_other() -> None:
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'.format
    rows = (
        f"<row>{cell('标题')}{cell('正文')}</row>"
        f'<row>{cell("早")}<c r="B2" t="inlineStr"><is><t>晚</t></is></c></row>'
        f'<row r="9"><c r="B9"/>{cell("旁边")}</row>'
        f"<row>{cell('又一')}</row>"
    )
    found = drafts(workbook({"表": rows}), PATH)
    assert [(draft.text, cell_of(draft, draft.text[0])) for draft in found] == [
        ("早\n晚", "表!A2"),
        ("又一\n", "表!A10"),
    ]


def test_sheets_come_in_the_order_of_the_workbook_hidden_ones_and_hidden_rows_too() -> None:
    parts = workbook_parts({"乙 & 丙": inline(["正文"], ["先"]), "甲": inline(["正文"], ["后"])})
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    parts["xl/_rels/workbook.xml.rels"] = (
        str(parts["xl/_rels/workbook.xml.rels"])
        .replace("sheet1.xml", "X")
        .replace("sheet2.xml", "sheet1.xml")
        .replace("X", "sheet2.xml")
    )
    parts["xl/worksheets/sheet2.xml"] = str(parts["xl/worksheets/sheet2.xml"]).replace('r="2"', 'r="2" hidden="1"')
    found = drafts(archive(parts), PATH)
    assert [(draft.text, cell_of(draft, draft.text)) for draft in found] == [("后", "乙 & 丙!A2"), ("先", "甲!A2")]


def test_each_sheet_has_its_own_header_below_the_name_of_the_table() -> None:
    first = inline(["十二月排期表"], ["负责人", "小满"], [], ["话题", "备注", "正文"], ["春天", "改过", "花开了"])
    second = inline(["", "Title", "Body"], ["", "Spring", "It is warm"])
    assert texts(workbook({"一": first, "二": second})) == ["花开了\n#春天", "Spring\nIt is warm"]


def test_a_header_further_down_holds_from_there_on() -> None:
    rows = [["标题", "正文"], ["早", "早饭"], *[[f"第{n}天", f"记录{n}"] for n in range(20)]]
    rows += [["周次", "正文", "标题"], ["2", "晚饭", "晚"], ["标题", "正文"], ["夜", "夜宵"]]
    assert texts(workbook({"表": inline(*rows)}))[-2:] == ["晚\n晚饭", "夜\n夜宵"]


def test_a_row_whose_cells_only_begin_like_names_is_a_note() -> None:
    rows = inline(["标题", "正文"], ["早", "早饭"], ["标题 好物", "正文 晒一晒"])
    assert texts(workbook({"表": rows})) == ["早\n早饭", "标题 好物\n正文 晒一晒"]


def test_without_a_header_all_prose_is_read() -> None:
    rows = inline(["1", "周一的饭", "2026-12-01", "煮了粥"], ["2", "", "46000", "蒸了鱼"])
    found = drafts(workbook({"表": rows}), PATH)
    assert [draft.text for draft in found] == ["周一的饭\n煮了粥", "蒸了鱼"]
    assert cell_of(found[0], "煮") == "表!D1"


def test_columns_that_the_user_names() -> None:
    sheets = {"说明": inline(["看第二张表"]), "表": inline(["口播", "标题", "备注"], ["念的话", "好天", "别删"])}
    assert texts(workbook(sheets), Columns(body=("口播",)))[-1] == "好天\n念的话"
    assert texts(workbook(sheets), Columns(title=("C",), body=("A",)))[-1] == "别删\n念的话"


def test_a_name_that_no_sheet_has() -> None:
    data = workbook({"一": inline(["标题", "正文"], ["好天", "晒被子"]), "空": ""})
    found = read_notes(data, PATH, Columns(body=("口播",)))
    with pytest.raises(Exception, match=r"口播.*标题、正文"):
        list(found)


def test_a_form_with_names_in_the_first_column() -> None:
    rows = inline(
        ["赶集系列"],
        ["标题", "早市", "夜市"],
        ["发布时间", "周一", "周二"],
        ["正文", "买了藕", "吃了面"],
        ["", "还有菱角", ""],
        ["话题", "早市 菜场", "#夜市"],
        ["标题", "午后"],
        ["正文", "睡着了"],
    )
    found = drafts(workbook({"表": rows}), PATH)
    assert [draft.text for draft in found] == [
        "赶集系列",
        "早市\n买了藕\n还有菱角\n#早市 #菜场",
        "午后\n睡着了",
        "夜市\n吃了面\n#夜市",
    ]
    assert cell_of(found[1], "菱角") == "表!B5"


def test_merged_names_stand_over_each_column_and_merged_cells_are_read_once() -> None:
    after = '<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="B3:C3"/>'
    after += '<mergeCell ref="A4:C4"/></mergeCells>'
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c><c r="B1" t="inlineStr"><is><t>正文</t></is></c><c r="C1"/></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>两天</t></is></c><c r="B2" t="inlineStr"><is><t>晴</t></is></c>'
        '<c r="C2" t="inlineStr"><is><t>雨</t></is></c></row>'
        '<row r="3"><c r="A3"/><c r="B3" t="inlineStr"><is><t>雪</t></is></c><c r="C3"/></row>'
        '<row r="4"><c r="A4" t="inlineStr"><is><t>三列合成一格</t></is></c></row>'
    )
    assert texts(workbook({"表": rows}, after=after)) == ["两天\n晴\n雨", "雪", "三列合成一格\n"]


def test_where_links_lead_is_read_behind_the_body_unless_the_cell_says_it() -> None:
    parts = workbook_parts(
        {
            "表": inline(["标题", "正文", "备注"], ["去看", "点这里", "不读"], ["", "example.com/b 有图", ""])
            + '<row r="4"><c r="B4" t="str"><f>HYPERLINK("https://example.com/""d""","去")</f><v>去</v></c></row>'
        },
        after='<hyperlinks><hyperlink ref="A2" r:id="a"/><hyperlink ref="B2:B2" r:id="b"/><hyperlink ref="B3" r:id="b"/>'
        '<hyperlink ref="C2" r:id="c"/><hyperlink ref="B2" location="甲!A1"/></hyperlinks>',
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = related(
        [(id, "hyperlink", f"https://example.com/{id}") for id in "abc"], outside=True
    )
    found = drafts(archive(parts), PATH)
    assert [draft.text for draft in found] == [
        "去看\n点这里\nhttps://example.com/a\nhttps://example.com/b\n",
        "example.com/b 有图",
        '去\nhttps://example.com/"d"\n',
    ]
    assert [cell_of(found[0], f"https://example.com/{id}") for id in "ab"] == ["表!A2", "表!B2"]


def test_the_last_cell_of_the_largest_sheet() -> None:
    rows = inline(["正文"]) + '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>最后</t></is></c>'
    rows += '<c r="XFD1048576" t="inlineStr"><is><t>角落</t></is></c></row>'
    found = drafts(workbook({"表": rows, "无表头": rows[rows.index("</row>") + 6 :]}), PATH)
    assert [draft.text for draft in found] == ["最后", "最后\n角落"]
    assert cell_of(found[1], "角落") == "无表头!XFD1048576"


def test_cells_out_of_order_are_read_in_the_order_of_columns() -> None:
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'.format
    rows = f'<row r="1">{cell("B1", "后来")}{cell("A1", "先前")}</row>'
    assert texts(workbook({"表": rows})) == ["先前\n后来"]


def test_formulas_without_results_are_told_if_they_would_be_read() -> None:
    rows = inline(["标题", "正文", "字数"]) + "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>题{n}</t></is></c><c r="B{n}"><f>A{n}</f></c>'
        f'<c r="C{n}"><f>LEN(B{n})</f></c></row>'
        for n in (2, 3)
    )
    notes, error = problem(workbook({"表": rows}), PATH)
    assert notes == 2
    assert error.problems[0].in_language("zh").message == (
        "表!B2 等 2 格是公式，文件里没有它们的结果，没有检查：请打开并保存一次"
    )
    assert problem(workbook({"表": rows.partition('<row r="3">')[0]}), PATH)[1].problems[0].in_language(
        "en"
    ).message == ("表!B2 is a formula whose result is not in the file, and not checked: open the file and save it")


def test_chart_sheets_have_no_cells_and_other_parts_are_not_opened() -> None:
    parts = workbook_parts({"图": "坏<", "表": inline(["正文"], ["看图"])})
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "/worksheet", "/chartsheet", 1
    )
    parts["xl/styles.xml"] = parts["docProps/app.xml"] = b"\xff<"
    assert texts(archive(parts)) == ["看图"]


def test_the_edition_of_the_standard_and_prefixes_do_not_matter() -> None:
    parts = workbook_parts({"表": inline(["正文"], ["写好了"])}, strict=True)
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace("xmlns=", "xmlns:x=")
    for name in ("worksheet", "sheetData", "row", "c", "is", "t"):
        for mark in (" ", ">"):
            sheet = sheet.replace(f"<{name}{mark}", f"<x:{name}{mark}")
        sheet = sheet.replace(f"</{name}>", f"</x:{name}>")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
    assert STRICT in sheet
    assert texts(archive({name.replace("/", "\\").upper(): part for name, part in parts.items()})) == ["写好了"]
