"""Reviewed copies of workbooks: the words of findings in red, and all else as it was."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.office import archive, drafts, inline, workbook, workbook_parts
from xhslint.base.errors import InputError
from xhslint.cli.main import main
from xhslint.cli.reviewing import write_review
from xhslint.linter.events import Checked
from xhslint.linter.linter import Linter
from xhslint.report.reviewed.marks import Piece, Span, located
from xhslint.report.reviewed.workbook import reviewed
from xhslint.report.style import Style
from xhslint.terminal.console import Console

openpyxl = pytest.importorskip("openpyxl")
xlsxwriter = pytest.importorskip("xlsxwriter")
rich_text = pytest.importorskip("openpyxl.cell.rich_text")
CellRichText, TextBlock = rich_text.CellRichText, rich_text.TextBlock

HEADER = ("日期", "标题", "正文", "话题")
OFFENCE = "想学的姐妹加薇❤：tanbao_3310"
MARKED = "加薇❤：tanbao_3310"
LINTER = Linter(profile="personal")


def review(data: bytes, lang: str = "zh") -> bytes:
    """The reviewed copy of a workbook."""
    events = []
    for draft in drafts(data, "plan.xlsx"):
        events.append(Checked(draft, "personal", tuple(LINTER.examine(draft).findings)))
    return reviewed(data, "plan.xlsx", events, Style(lang))


def made(*rows: tuple[Any, ...], **options: Any) -> bytes:
    """A workbook of XlsxWriter with a date, a picture-like shape, a comment and a sheet that has no notes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("排期")
        for number, row in enumerate((HEADER, *rows)):
            page.write_row(number, 0, row)
        for cell, text in options.get("comments", {}).items():
            page.write_comment(cell, text, {"author": "阿禾"})
        if options.get("shapes"):
            page.insert_textbox("H9", "备注")
        page.set_column("C:XFD", 31)
    return file.getvalue()


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def red(value: object) -> list[str]:
    """The words of a cell that are red."""
    assert isinstance(value, CellRichText)
    return [block.text for block in value if isinstance(block, TextBlock) and block.font.color.rgb == "FFC00000"]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_words_are_red_in_a_tinted_cell_with_a_comment() -> None:
    copy = review(
        made((46000, "周末练习", f"炭笔要削长一点。\n{OFFENCE}", "素描"), (46001, "晴天", "今天风很大。", "素描"))
    )
    page = opened(copy)["排期"]
    assert red(page["C2"].value) == [MARKED]
    assert str(page["C2"].value) == f"炭笔要削长一点。\n{OFFENCE}"
    assert page["C2"].fill.fgColor.rgb == "FFFFD9D9"
    assert page["C2"].comment.author == "xhslint"
    assert page["C2"].comment.text.startswith(f"错误 「{MARKED}」")
    assert "规则：站外联系方式 · contact/wechat-id" in page["C2"].comment.text.splitlines()
    assert [page[f"E{row}"].value for row in (1, 3)] == ["xhslint", "没有发现问题"]
    assert page["E2"].value.startswith(f"C2 错误 「{MARKED}」")
    assert page["C3"].comment is None
    assert page["A2"].value == 46000
    assert page.column_dimensions["C"].width == pytest.approx(31, abs=1)
    assert page.column_dimensions["E"].width == 60


def test_english() -> None:
    page = opened(review(made((1, "a", OFFENCE, "b"), (2, "c", "晴", "d")), "en"))["排期"]
    assert page["E3"].value == "nothing found"
    assert page["C2"].comment.text.startswith("error “")


def test_all_other_parts_keep_their_bytes() -> None:
    data = made((1, "题", OFFENCE, "素描"), shapes=True)
    before, after = members(data), members(review(data))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    assert set(after) - set(before) == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert list(after)[: len(before)] == list(before)


def test_the_same_bytes_each_time() -> None:
    data = made((1, "题", OFFENCE, "素描"))
    assert review(data) == review(data)


def test_comments_that_are_there_stay() -> None:
    data = made((1, "题", OFFENCE, "a"), (2, "题", OFFENCE, "b"), comments={"B2": "换个标题", "C3": "查一下"})
    page = opened(review(data))["排期"]
    said = {cell: (page[cell].comment.author, page[cell].comment.text.split("\n")[0]) for cell in ("B2", "C2", "C3")}
    assert said == {
        "B2": ("阿禾", "换个标题"),
        "C2": ("xhslint", f"错误 {said['C2'][1][3:]}"),
        "C3": ("阿禾", "查一下"),
    }
    assert red(page["C3"].value) == [MARKED]
    drawings = [name for name in members(review(data)) if name.endswith(".vml")]
    assert drawings == ["xl/drawings/vmlDrawing1.vml"]


def test_words_with_properties_of_their_own_keep_them() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page, italic = book.add_worksheet("排期"), book.add_format({"italic": True})
        page.write_row(0, 0, HEADER)
        page.write_string(1, 1, "题")
        page.write_rich_string("C2", "先听", italic, "雨声，想学的姐妹加薇", "❤：tanbao_3310")
    value = opened(review(file.getvalue()))["排期"]["C2"].value
    blocks = [(str(block), isinstance(block, TextBlock) and bool(block.font.i)) for block in value]
    assert blocks == [("先听", False), ("雨声，想学的姐妹", True), ("加薇", True), ("❤：tanbao_3310", False)]
    assert red(value) == ["加薇", "❤：tanbao_3310"]


def test_formulas_and_numbers_stay_what_they_are() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("排期")
        page.write_row(0, 0, HEADER)
        page.write_formula("C2", '="想学的姐妹"&"加薇❤：tanbao_3310"', None, OFFENCE)
    cell = opened(review(file.getvalue()))["排期"]["C2"]
    assert cell.value == '="想学的姐妹"&"加薇❤：tanbao_3310"'
    assert cell.fill.fgColor.rgb == "FFFFD9D9"
    assert cell.comment.author == "xhslint"


@pytest.mark.parametrize("strict", [False, True])
def test_workbooks_made_by_hand(strict: bool) -> None:
    data = workbook({"甲": inline(HEADER, ("1", "题", OFFENCE)), "乙": inline(("页码", "备考"))}, strict=strict)
    after = members(review(data))
    assert '<t xml:space="preserve">加薇❤：tanbao_3310</t></r></is></c>' in after["xl/worksheets/sheet1.xml"].decode()
    edition = "purl.oclc.org" if strict else "schemas.openxmlformats.org"
    assert edition in after["xl/worksheets/_rels/sheet1.xml.rels"].decode().partition("Type=")[2]
    assert [draft.text for draft in drafts(review(data), "plan.xlsx")] == [
        draft.text for draft in drafts(data, "plan.xlsx")
    ]


def test_elements_with_a_prefix() -> None:
    parts = workbook_parts({"甲": inline(HEADER, ("1", "题", OFFENCE))})
    sheet = (
        str(parts["xl/worksheets/sheet1.xml"]).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    )
    data = archive({**parts, "xl/worksheets/sheet1.xml": sheet})
    page = opened(with_styles(review(data)))["甲"]
    assert red(page["C2"].value) == [MARKED]
    assert page["E2"].value.startswith("C2")


def with_styles(data: bytes) -> bytes:
    """A workbook made by hand, with what openpyxl wants to find in it."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    names = {
        "xl/workbook.xml": "sheet.main",
        "xl/worksheets/sheet1.xml": "worksheet",
        "xl/sharedStrings.xml": "sharedStrings",
    }
    listed = "".join(f'<Override PartName="/{name}" ContentType="{types}.{kind}+xml"/>' for name, kind in names.items())
    found = members(data)
    kinds = (
        found["[Content_Types].xml"]
        .decode()
        .replace(
            "<Types>",
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{listed}<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        )
    )
    return archive({**found, "[Content_Types].xml": kinds})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            *[st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)] * 2,
            st.sampled_from(("", OFFENCE, f"{MARKED}。", "互粉互赞")),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_the_words_of_a_copy_are_those_of_the_workbook(rows: list[tuple[str, str, str]]) -> None:
    data = made(*((1, title, body + more, "素描") for title, body, more in rows))
    assert [draft.text for draft in drafts(review(data), "plan.xlsx")] == [
        draft.text for draft in drafts(data, "plan.xlsx")
    ]


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ((("早起画画", "xhslint\n没有发现问题"), ("晴", "雨")), ["早起画画", "晴"]),
        ((("早起画画",), ("晴", "xhslint"), ("风", "雨")), ["早起画画", "晴", "风"]),
        ((("早起画画", "xhslint 的用法"), ("晴", "雨")), ["早起画画\nxhslint 的用法", "晴\n雨"]),
        ((("早起画画", "雨"), ("晴", "xhslint")), ["早起画画\n雨", "晴\nxhslint"]),
    ],
)
def test_only_the_column_of_a_review_is_left_out(rows: tuple[tuple[str, ...], ...], read: list[str]) -> None:
    assert [draft.text for draft in drafts(workbook({"甲": inline(*rows)}), "a.xlsx")] == read


def test_a_sheet_without_room_for_a_name_is_read_the_same_again() -> None:
    data = workbook({"甲": inline((OFFENCE,), ("晴",))})
    copy = review(data)
    page = opened(with_styles(copy))["甲"]
    assert page["B1"].value.startswith("xhslint\nA1 错误 「")
    assert page["B2"].value == "没有发现问题"
    assert [draft.text for draft in drafts(copy, "a.xlsx")] == [OFFENCE, "晴"]


def test_notes_that_begin_in_the_same_row_share_a_cell() -> None:
    data = workbook({"甲": inline(("标题", "晨光", "晚霞"), ("正文", "今天风很大。", OFFENCE))})
    page = opened(with_styles(review(data)))["甲"]
    assert page["D1"].value.startswith("xhslint\nC2 错误 「")
    assert "没有发现问题" not in page["D1"].value
    assert page["D2"].value is None


@pytest.mark.parametrize(
    ("height", "after"),
    [
        ('ht="15"', 'ht="45"'),
        ('ht="200.5"', 'ht="200.5"'),
        ('ht="15" customHeight="1"', 'ht="15"'),
        ('ht="15" customHeight="0"', 'ht="45"'),
    ],
)
def test_a_row_is_made_high_enough_unless_a_person_set_its_height(height: str, after: str) -> None:
    sheet = inline(HEADER, ("1", "题", OFFENCE)).replace('<row r="2"', f'<row {height} r="2"')
    assert height in sheet
    written = members(review(workbook({"甲": sheet})))["xl/worksheets/sheet1.xml"].decode()
    assert f"<row {after}" in written


@pytest.mark.parametrize(
    ("whole", "words", "found"),
    [
        ("晴天 #手作", ["晴天", " ", "#手作"], [(0, 2), (2, 3), (3, 6)]),
        ("手作 素描", ["#", "手作", " ", "#", "素描"], [(0, 2), (3, 5)]),
        ("  晴天 ", ["晴天\n"], [(2, 4)]),
        ("标题：标题", ["标题"], [(0, 2)]),
        ("买画材", ["买画材", "https://a.example"], [(0, 3)]),
    ],
)
def test_pieces_are_found_where_they_stand(whole: str, words: list[str], found: list[tuple[int, int]]) -> None:
    draft = drafts(workbook({"甲": inline(("晴",))}), "a.xlsx")[0]
    finding = LINTER.check(OFFENCE)[0]
    pieces = [Piece(each, [Span(0, len(each), finding, True)], draft) for each in words]
    spans = [(span.start, span.end) for span in located(whole, pieces)]
    assert [span for span in spans if whole[slice(*span)].strip()] == [
        span for span in found if whole[slice(*span)].strip()
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.xlsx").write_bytes(made((1, "题", OFFENCE, "素描")))
    Path("b.xlsx").write_bytes(made((1, "题", "晴", "素描")))
    return tmp_path


def test_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("a.xlsx").read_bytes()
    assert main(["a.xlsx", "--review", "copy.xlsx", "--format", "concise"]) == 1
    assert red(opened(Path("copy.xlsx").read_bytes())["排期"]["C2"].value) == [MARKED]
    assert Path("a.xlsx").read_bytes() == before
    assert capsys.readouterr().out.startswith("a.xlsx:排期!C2: error contact/wechat-id")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.xlsx", "b.xlsx", "--review", "c.xlsx"], "name that file alone"),
        ([".", "--review", "c.xlsx"], "name that file alone"),
        (["-", "--review", "c.xlsx"], "name that file alone"),
        (["a.xlsx", "--review", "c.xls"], "needs the suffix"),
        (["a.xlsx", "--review", "a.xlsx"], "a.xlsx"),
        (["a.xlsx", "--review", "c.xlsx", "--fix"], "does not go with --fix"),
        (["a.xlsx", "--review", "c.xlsx", "-o", "c.xlsx"], "two reports cannot go to the same place"),
    ],
)
def test_mistakes(folder: Path, capsys: pytest.CaptureFixture[str], args: list[str], said: str) -> None:
    before = Path("a.xlsx").read_bytes()
    assert main([*args, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err
    assert not os.path.exists("c.xlsx")
    assert Path("a.xlsx").read_bytes() == before


def test_larger_documents_are_not_read_for_a_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a.xlsx", "--review", "c.xlsx", "--max-document-bytes", "1000", "--lang", "en"]) == 2
    assert "a.xlsx: larger than 1000 bytes" in capsys.readouterr().err
    assert not os.path.exists("c.xlsx")


@pytest.mark.parametrize(("most", "said"), [(None, "no such file"), (10, "larger than 10 bytes")])
def test_a_document_that_changes_while_it_is_checked(folder: Path, most: int | None, said: str) -> None:
    event = Checked(drafts(made((1, "题", OFFENCE, "素描")), "a.xlsx")[0], "personal", ())
    if most is None:
        os.remove("a.xlsx")
    with pytest.raises(InputError) as caught:
        write_review(Console("en"), "a.xlsx", most or 1 << 20, "c.xlsx", Style("en"), [event])
    assert said in caught.value.problems[0].in_language("en").message
    assert not os.path.exists("c.xlsx")


def test_a_workbook_without_notes_has_no_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.xlsx").write_bytes(workbook({"甲": ""}))
    main(["empty.xlsx", "--review", "c.xlsx", "--lang", "en"])
    assert "the reviewed copy c.xlsx was not written" in capsys.readouterr().err
    assert not os.path.exists("c.xlsx")


FORMULA = '<c r="{0}" t="str"><f>"加微信"&amp;A1</f></c>'


def copied(rows: str, folder: Path, *args: str) -> dict[str, str]:
    """The cells of the column of findings of the copy that the command makes of a workbook; its status is 2."""
    (folder / "a.xlsx").write_bytes(workbook({"表": rows}))
    assert main(["a.xlsx", "--review", "copy.xlsx", *args]) == 2
    sheet = members(Path("copy.xlsx").read_bytes())["xl/worksheets/sheet1.xml"].decode()
    return dict(re.findall(r'(?s)<c r="(\w+)" s="\d+" t="inlineStr"><is><t [^>]*>(.*?)</t></is></c>', sheet))


def test_a_row_with_a_formula_without_result_is_not_called_clean(folder: Path) -> None:
    rows = inline(["标题", "正文"], ["晴天", "今天风很大。"], ["雨天"], [OFFENCE])
    rows = rows.replace("</c></row>", "</c>" + FORMULA.format("B3") + "</row>", 3).replace(FORMULA.format("B3"), "", 2)
    rows = rows[: -len("</row>")] + FORMULA.format("B4") + "</row>" + f'<row r="5">{FORMULA.format("B5")}</row>'
    said = copied(rows, folder)
    assert said["C2"] == "没有发现问题"
    assert said["C3"] == "没有检查：B3 的公式没有结果"
    first, *_, last = said["C4"].split("\n")
    assert MARKED in first
    assert last == "没有检查：B4 的公式没有结果"
    assert said["C5"] == "没有检查：B5 的公式没有结果"


def test_a_note_beside_its_names_that_lacks_a_cell_is_not_called_clean(folder: Path) -> None:
    rows = inline(["标题", "晴天"], ["正文"], ["话题", "素描"])
    rows = rows.replace('</row><row r="3">', FORMULA.format("B2") + '</row><row r="3">')
    assert copied(rows, folder, "--lang", "en") == {"C1": "xhslint\nnot checked: the formula in B2 has no result"}


def test_a_note_that_could_not_be_checked_is_not_passed_over_in_silence(folder: Path) -> None:
    rows = inline(["标题", "正文"], ["晴天", "今天风很大。"], ["长", "风" * 400])
    said = copied(rows, folder, "--max-bytes", "1000", "--max-document-bytes", "100000")
    assert said["C2"] == "没有发现问题"
    assert said["C3"].startswith("没有检查：")
