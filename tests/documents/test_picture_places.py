"""Where the pictures of a document stand in it."""

from __future__ import annotations

import io
from base64 import b64decode
from pathlib import Path

import pytest

from tests.documents.office import archive, document_parts, inline, paragraph, related, workbook_parts
from xhslint.base.errors import InputError
from xhslint.documents.embedded import Embedded
from xhslint.documents.picture_places import picture_places
from xhslint.drafts.places import Place, place_words

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def drawn(id: str) -> str:
    """A paragraph of Word with a picture."""
    blip = f'<a:blip xmlns:a="{DRAWING}/main" r:embed="{id}"/>'
    return f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>"


def word(body: str, **pictures: str) -> bytes:
    """A Word file with pictures by the ids of their relations."""
    parts = document_parts(body)
    parts["word/_rels/document.xml.rels"] = related((id, "image", f"media/{name}") for id, name in pictures.items())
    return archive({**parts, **{f"word/media/{name}": PNG for name in pictures.values()}})


def anchored(id: str, column: str, row: str) -> str:
    """A picture that begins in a cell of a sheet, by the indices of its column and row."""
    corner = f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>{row}</xdr:row></xdr:from>"
    to = "<xdr:to><xdr:col>9</xdr:col><xdr:row>9</xdr:row></xdr:to>"
    return f'<xdr:twoCellAnchor>{corner}{to}<xdr:pic><a:blip r:embed="{id}"/></xdr:pic></xdr:twoCellAnchor>'


def drawing(content: str) -> str:
    spaces = f'xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main"'
    links = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return f"<xdr:wsDr {spaces} {links}>{content}</xdr:wsDr>"


def workbook(content: str, **pictures: str) -> bytes:
    """A workbook of two sheets, on whose second one something is drawn."""
    rows = inline(["标题", "正文"], ["冬天", "一篇很短的笔记。"])
    parts = workbook_parts({"一月": rows, "12月 排期": rows})
    parts["xl/worksheets/_rels/sheet2.xml.rels"] = related([("rId9", "drawing", "../drawings/drawing1.xml")])
    parts["xl/drawings/drawing1.xml"] = drawing(content)
    parts["xl/drawings/_rels/drawing1.xml.rels"] = related(
        (id, "image", f"../media/{name}") for id, name in pictures.items()
    )
    return archive({**parts, **{f"xl/media/{name}": PNG for name in pictures.values()}})


def test_the_paragraphs_of_pictures_are_counted_as_those_of_notes() -> None:
    box = f"<w:p><w:r><w:txbxContent>{paragraph('框里')}{drawn('r2')}</w:txbxContent></w:r></w:p>"
    body = paragraph("一") + "<w:p/>" + drawn("r1") + box + paragraph("二")
    data = word(body, r1="Image1.PNG", r2="b.png", r3="unused.png")
    embedded = Embedded(data, "a.docx")
    embedded.find_places()
    places = [embedded.place(name) for name in embedded.names]
    assert [(each.picture, each.paragraph) for each in places] == [("Image1.PNG", 3), ("b.png", 6), ("unused.png", 0)]


def test_pictures_that_are_no_more_there_and_those_of_old_programs() -> None:
    gone = f"<w:p><w:del>{drawn('r1')}</w:del></w:p>"
    old = '<w:p><w:pict><v:shape><v:imagedata r:id="r2"/></v:shape></w:pict></w:p>'
    places = picture_places(word(gone + old + drawn("r2"), r1="a.png", r2="b.png"), "a.docx")
    assert places == {"word/media/b.png": Place(paragraph=2)}


def test_a_picture_on_a_sheet_has_the_cell_in_which_it_begins() -> None:
    content = anchored("r1", "1", "4") + anchored("r2", "27", "0") + anchored("r1", "5", "5") + anchored("r9", "1", "1")
    places = picture_places(workbook(content, r1="a.png", r2="b.png"), "a.xlsx")
    assert places == {
        "xl/media/a.png": Place("12月 排期", "B5"),
        "xl/media/b.png": Place("12月 排期", "AB1"),
    }
    assert [place_words(each._replace(picture="p"), "zh") for each in places.values()] == [
        "'12月 排期'!B5 › p",
        "'12月 排期'!AB1 › p",
    ]


@pytest.mark.parametrize(("column", "row"), [("-1", "0"), ("99999999", "0"), ("16384", "0"), ("1", ""), ("٣", "1")])
def test_an_anchor_that_names_no_cell_leaves_the_sheet(column: str, row: str) -> None:
    places = picture_places(workbook(anchored("r1", column, row), r1="a.png"), "a.xlsx")
    assert places == {"xl/media/a.png": Place("12月 排期")}


def test_a_picture_that_wps_lays_into_a_cell() -> None:
    cell = '<row r="3"><c r="C3" t="str"><f>_xlfn.DISPIMG("ID_7F",1)</f><v>=DISPIMG("ID_7F",1)</v></c></row>'
    parts = workbook_parts({"排期": inline(["标题", "正文"], ["冬天", "很短。"]) + cell})
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="c" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/></Relationships>',
    )
    parts["xl/cellimages.xml"] = drawing(
        '<xdr:pic><xdr:cNvPr id="2" name="ID_7F"/><xdr:blipFill><a:blip r:embed="r1"/></xdr:blipFill></xdr:pic>'
    )
    parts["xl/_rels/cellimages.xml.rels"] = related([("r1", "image", "media/image1.png")])
    data = archive({**parts, "xl/media/image1.png": PNG})
    assert picture_places(data, "a.xlsx") == {"xl/media/image1.png": Place("排期", "C3")}


def test_what_two_programs_write(tmp_path: Path) -> None:
    xlsxwriter, docx = pytest.importorskip("xlsxwriter"), pytest.importorskip("docx")
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("排期")
    sheet.insert_image("C38", "a.png", {"image_data": io.BytesIO(PNG)})
    book.close()
    assert picture_places((tmp_path / "a.xlsx").read_bytes(), "a.xlsx") == {"xl/media/image1.png": Place("排期", "C38")}
    written = docx.Document()
    written.add_paragraph("一")
    written.add_picture(io.BytesIO(PNG))
    written.save(tmp_path / "a.docx")
    places = picture_places((tmp_path / "a.docx").read_bytes(), "a.docx")
    assert places == {"word/media/image1.png": Place(paragraph=2)}


def test_a_document_that_is_damaged_there_is_told() -> None:
    with pytest.raises(InputError):
        picture_places(workbook("<xdr:broken>", r1="a.png"), "a.xlsx")
