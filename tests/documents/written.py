"""The same notes as several programs write them."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.documents.office import archive, related, workbook_parts

SAVED = Path(__file__).parents[1] / "data" / "documents"
"""Files that LibreOffice 7.4 wrote of those that XlsxWriter and python-docx make here."""

LINK = "https://example.com/lotus?a=1&b=2"
ROWS = [
    ("早市买藕", "六点半到的\n藕还带着泥 🌸\n  价格<3 & 不贵", "#早市 #藕"),
    ("字面的 _x0041_", "粗体在中间，别的照常", "写法"),
    ("去看荷花", "看这里", "荷花"),
    ("号码", "13900000000", "记事"),
]
NOTES = [
    ("12月!B3", "早市买藕\n六点半到的\n藕还带着泥 🌸\n  价格<3 & 不贵\n#早市 #藕"),
    ("12月!B4", "字面的 _x0041_\n粗体在中间，别的照常\n#写法"),
    ("12月!B6", f"去看荷花\n看这里\n{LINK}\n#荷花"),
    ("12月!B7", "号码\n13900000000\n#记事"),
    ("存稿!A2", "还没想好"),
]


def by_xlsxwriter() -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("12月")
        sheet.merge_range("A1:D1", "十二月排期", bold)
        sheet.write_row("A2", ["日期", "标题", "正文", "话题"], bold)
        for row, (title, body, topics) in zip((2, 3, 5, 6), ROWS, strict=True):
            sheet.write_datetime(row, 0, date(2026, 12, row), day)
            sheet.write_string(row, 1, title)
            sheet.write_string(row, 3, topics)
            if row == 3:
                sheet.write_rich_string(row, 2, bold, "粗体", "在中间，", bold, "别", "的照常")
            elif row == 5:
                sheet.write_url(row, 2, LINK, string=body)
            elif row == 6:
                sheet.write_number(row, 2, int(body))
            else:
                sheet.write_string(row, 2, body)
        sheet.write_comment("C3", "藕改成莲藕？")
        sheet.set_row(3, None, None, {"hidden": True})
        later = book.add_worksheet("存稿")
        later.write_column("A1", ["文案", "还没想好"])
        later.hide()
    return file.getvalue()


def by_openpyxl() -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    rich, plain = pytest.importorskip("openpyxl.cell.rich_text"), pytest.importorskip("openpyxl.cell.text")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "12月"
    sheet["A1"] = "十二月排期"
    sheet.merge_cells("A1:D1")
    sheet.append(["日期", "标题", "正文", "话题"])
    for row, cells in zip((3, 4, 6, 7), ROWS, strict=True):
        sheet.cell(row, 1, date(2026, 12, row))
        for column, text in enumerate(cells, 2):
            sheet.cell(row, column, text)
    # A literal escape has to be escaped by whoever uses openpyxl.
    sheet["B4"] = "字面的 _x005F_x0041_"
    sheet["C4"] = rich.CellRichText(rich.TextBlock(plain.InlineFont(b=True), "粗体"), "在中间，别的照常")
    sheet["C6"].hyperlink = LINK
    sheet["C6"] = "看这里"
    sheet["C7"] = 13900000000
    sheet.row_dimensions[4].hidden = True
    later = book.create_sheet("存稿")
    later.append(["文案"])
    later.append(["还没想好"])
    later.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def by_hand() -> bytes:
    """In the strict edition of the standard, as WPS writes it: texts shared and in the sheet, cells without words left in."""
    shared: list[str] = []

    def cell(name: str, text: str) -> str:
        if text.isdecimal():
            return f'<c r="{name}" s="1"><v>1.39E10</v></c>'
        shared.append(
            f'<t xml:space="preserve">{escape(text).replace("_x0041_", "_x005F_x0041_")}</t><phoneticPr fontId="1"/>'
        )
        return f'<c r="{name}" s="1" t="s"><v>{len(shared) - 1}</v></c>'

    def row(number: int, *cells: str) -> str:
        inside = "".join(cell(f"{letter}{number}", text) for letter, text in zip("BCD", cells, strict=True))
        return f'<row r="{number}" spans="1:4" customHeight="1"><c r="A{number}" s="2"/>{inside}<c r="E{number}" s="2"/></row>'

    rows = f'<row r="1">{cell("A1", "十二月排期")}</row>' + row(2, "标题", "正文", "话题")
    rows += "".join(row(number, *cells) for number, cells in zip((3, 4, 6, 7), ROWS, strict=True))
    later = '<row r="1"><c r="A1" t="inlineStr"><is><t>文案</t></is></c></row>'
    later += '<row r="2"><c r="A2" t="inlineStr"><is><r><t>还没</t></r><r><t>想好</t></r></is></c></row>'
    parts = workbook_parts({"12月": rows, "存稿": later}, shared, strict=True)
    link = '</sheetData><hyperlinks><hyperlink ref="C6" r:id="rId9"/></hyperlinks>'
    name = "xl/worksheets/sheet1.xml"
    parts[name] = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + str(parts[name]).replace(
        "</sheetData>", link
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = related([("rId9", "hyperlink", LINK)], strict=True, outside=True)
    return archive(parts)


def by_libreoffice() -> bytes:
    return (SAVED / "libreoffice.xlsx").read_bytes()


WORD_NOTES = [
    (1, "写在前面\n"),
    (2, "早市买藕\n六点半到的，藕还带着泥 🌸\n第二行\n"),
    (5, "去看荷花\n加进来的看这里就好\n" + LINK + "\n"),
    (10, "号码\n记在本子上\n#记事"),
    (13, "框在这里\n框里的话\n"),
    (1, "这句删掉吧\n"),
]


BOX = (
    '<w:pict {spaces} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="box" style="width:120pt;height:40pt">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)


def by_python_docx() -> bytes:
    docx, parse_xml = pytest.importorskip("docx"), pytest.importorskip("docx.oxml").parse_xml
    file = docx.Document()
    file.add_paragraph("写在前面")
    file.add_heading("早市买藕", 1)
    paragraph = file.add_paragraph("六点半到的，")
    paragraph.add_run("藕").bold = True
    paragraph.add_run("还带着泥 🌸")
    file.add_paragraph("第二行")
    file.add_heading("去看荷花", 2)
    paragraph = file.add_paragraph()
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    spaces += 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    about = 'w:author="小满" w:date="2026-12-01T00:00:00Z"'
    address = file.part.relate_to(LINK, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    for piece in (
        f'<w:ins {spaces} w:id="90" {about}><w:r><w:t>加进来的</w:t></w:r></w:ins>',
        f'<w:del {spaces} w:id="91" {about}><w:r><w:delText>删掉的</w:delText></w:r></w:del>',
        f'<w:hyperlink {spaces} r:id="{address}"><w:r><w:t>看这里</w:t></w:r></w:hyperlink>',
    ):
        paragraph._p.append(parse_xml(piece))
    paragraph.add_run("就好")
    table = file.add_table(2, 3)
    for row, cells in enumerate((("标题", "正文", "话题"), ("号码", "记在本子上", "记事"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    file.add_comment(file.paragraphs[0].runs, "这句删掉吧", "小满")
    boxed = file.add_paragraph("框在这里").add_run()
    boxed._r.append(parse_xml(BOX.format(spaces=spaces)))
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def word_by_libreoffice() -> bytes:
    return (SAVED / "libreoffice.docx").read_bytes()
