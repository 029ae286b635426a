"""The work on a Word or Excel file grows with its length and no faster, whatever it consists of."""

from __future__ import annotations

import pytest

from tests.documents.office import (
    archive,
    document,
    drafts,
    inline,
    paragraph,
    related,
    table,
    workbook,
    workbook_parts,
)
from tests.growth import assert_linear

RUN = "<w:r><w:t>好物</w:t></w:r>"
WORD = {
    "paragraphs": paragraph("晒被子"),
    "labels without words": paragraph("标题："),
    "labels": paragraph("标题：晒被子") + paragraph("正文：太阳很好"),
    "joined paragraphs": f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{RUN}</w:p>",
    "headings": paragraph("早饭", "Heading1"),
    "tables": table(["标题", "正文"], ["早", "早饭"]),
    "cells": f"<w:tc><w:tcPr><w:gridSpan w:val='60'/></w:tcPr>{paragraph('好')}</w:tc>",
    "fields": '<w:p><w:r><w:instrText>HYPERLINK "x</w:instrText><w:fldChar/></w:r></w:p>',
    "text boxes": f"<w:p><w:r><w:txbxContent>{paragraph('框')}</w:txbxContent></w:r></w:p>",
    "marks": "<w:p><w:r><w:commentReference w:id='1'/></w:r></w:p>",
}


@pytest.mark.parametrize("kind", WORD)
def test_word_files(kind: str) -> None:
    def read(body: str) -> None:
        drafts(document(f"<w:tbl><w:tr>{body}</w:tr></w:tbl>" if kind == "cells" else body), "文案.docx")

    assert_linear(read, WORD[kind], 200 * len(WORD[kind]))


def test_blanks_before_what_could_be_a_label() -> None:
    assert_linear(lambda blanks: drafts(document(paragraph(f"{blanks}好")), "文案.docx"), " ", 20_000)


SHEET = {
    "rows": '<row><c t="str"><v>晒被子</v></c></row>',
    "cells": '<c t="str"><v>好</v></c>',
    "numbers": "<row><c><v>1.39E10</v></c></row>",
    "headers": inline(["标题", "正文"], ["正文", "标题"]).replace(' r="', ' s="'),
    "form": inline(["标题", "早", "晚"], ["正文", "早饭", "晚饭"]).replace(' r="', ' s="'),
    "formula": '<row><c t="str"><f>HYPERLINK("x</f><v>好</v></c></row>',
}


@pytest.mark.parametrize("kind", SHEET)
def test_sheets(kind: str) -> None:
    def read(rows: str) -> None:
        drafts(workbook({"表": f"<row>{rows}</row>" if kind == "cells" else rows}), "排期.xlsx")

    assert_linear(read, SHEET[kind], 200 * len(SHEET[kind]))


def test_links_of_one_cell() -> None:
    def read(marks: str) -> None:
        links = "".join(f'<hyperlink ref="A2" r:id="r{n}"/>' for n in range(len(marks)))
        parts = workbook_parts({"表": inline(["正文"], ["看这里"])}, after=f"<hyperlinks>{links}</hyperlinks>")
        targets = ((f"r{n}", "hyperlink", f"https://example.com/{n}") for n in range(len(marks)))
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = related(targets, outside=True)
        drafts(archive(parts), "排期.xlsx")

    assert_linear(read, ".", 300)


def test_merged_cells() -> None:
    def read(marks: str) -> None:
        rows = inline(*(["好"] for _ in marks))
        merged = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, len(marks) + 1))
        drafts(workbook({"表": rows}, after=f"<mergeCells>{merged}</mergeCells>"), "排期.xlsx")

    assert_linear(read, ".", 100)


def test_formulas_and_escapes_in_one_cell() -> None:
    def formula(text: str) -> None:
        drafts(workbook({"表": f'<row><c t="str"><f>{text}</f><v>好</v></c></row>'}), "排期.xlsx")

    assert_linear(formula, 'HYPERLINK("', 20_000)
    assert_linear(formula, 'HYPERLINK(""', 20_000)
    assert_linear(lambda text: drafts(workbook({"表": inline([f"好{text}"])}), "排期.xlsx"), "_x0041", 20_000)
