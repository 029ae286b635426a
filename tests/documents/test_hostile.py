"""Files that mean harm, or are broken: each gives one message that says what to do, after little of it was read."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.documents.office import (
    archive,
    document,
    document_parts,
    drafts,
    inline,
    paragraph,
    problem,
    related,
    table,
    workbook,
    workbook_parts,
)
from xhslint.documents import package
from xhslint.documents.package import MAX_RATIO
from xhslint.documents.xml_text import MAX_DEPTH, MAX_NAMES, MAX_TAG

SHEET, DOCUMENT = "排期.xlsx", "文案.docx"
SHEET_PART = "xl/worksheets/sheet1.xml"
DAMAGED = "已损坏，没有检查：请打开它，另存为 {}"
ODD = "含有 Office 和 WPS 不会写出的内容，没有检查：请打开它，另存为 {}"
BOMB = "压缩得异常地小，可能是恶意文件，没有检查：请打开它，另存为 {}"
PASSWORD = "有密码保护，没有检查：请去掉密码，另存为 {}"
OTHER = "不是真正的 {0} 文件，没有检查：请打开它，另存为 {0}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def message(data: bytes, path: str) -> str:
    """The message of the only problem of a file without notes."""
    notes, error = problem(data, path)
    assert notes == 0
    (only,) = error.problems
    assert (only.path, only.line, only.column) == (path, 0, 0)
    assert only.in_language("en").message.endswith((f"save it as {Path(path).suffix}", "without them", "without one"))
    return only.in_language("zh").message


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The sizes of all pieces that were unpacked."""
    sizes: list[int] = []
    read = zipfile.ZipExtFile.read

    def counting(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        piece = read(self, n)
        sizes.append(len(piece))
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counting)
    yield sizes
    assert max(sizes, default=0) <= 1 << 18


def sheet_of(rows: str) -> bytes:
    return workbook({"表": rows})


def test_what_unpacks_to_a_thousand_times_its_size(unpacked: list[int]) -> None:
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"好" * (12 << 20)}</t></is></c></row>'
    data = sheet_of(cell)
    assert len(cell.encode()) > 500 * len(data)
    assert message(data, SHEET) == BOMB.format(".xlsx")
    assert sum(unpacked) < 3 * MAX_RATIO * len(data)
    unpacked.clear()
    data = document(paragraph("好" * (12 << 20)))
    assert message(data, DOCUMENT) == BOMB.format(".docx")
    assert sum(unpacked) < 3 * MAX_RATIO * len(data)


def test_millions_of_empty_cells(unpacked: list[int]) -> None:
    data = sheet_of(f"<row>{'<c/>' * 4_000_000}</row>")
    assert message(data, SHEET) == BOMB.format(".xlsx")
    assert sum(unpacked) < 10 << 20


def test_many_empty_rows_as_programs_write_them_are_no_bomb() -> None:
    empty = "".join(f'<row r="{n}" s="3"><c r="A{n}" s="3"/><c r="B{n}" s="3"/></row>' for n in range(2, 50_000))
    data = sheet_of(
        inline(["正文"]) + empty + '<row r="50000"><c r="A50000" t="inlineStr"><is><t>末</t></is></c></row>'
    )
    assert [draft.text for draft in drafts(data, SHEET)] == ["末"]


def test_more_text_than_a_document_may_have(monkeypatch: pytest.MonkeyPatch, unpacked: list[int]) -> None:
    monkeypatch.setattr(package, "MAX_BYTES", 1 << 20)
    rows = inline(["正文"], *([f"第 {n} 天，{n * n} 步"] for n in range(20_000)))
    notes, error = problem(sheet_of(rows), SHEET)
    assert notes == 0
    assert error.problems[0].in_language("zh").message == "展开后超过 1 MB，没有检查完：请拆成几个文件"
    assert sum(unpacked) < 3 << 20


def test_small_parts_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_BYTES", 100_000)
    sheets = {f"第{n}周": inline(["正文"], ["长" * 3000]) for n in range(20)}
    assert 0 < problem(workbook(sheets), SHEET)[0] < 20


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "好"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE x>",
    ],
)
def test_a_document_type_with_entities_is_refused(declaration: str) -> None:
    for parts, name, path in (
        (workbook_parts({"表": inline(["&b;"])}), SHEET_PART, SHEET),
        (workbook_parts({"表": ""}), "xl/sharedStrings.xml", SHEET),
        (workbook_parts({"表": ""}), "_rels/.rels", SHEET),
        (document_parts("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"), "word/document.xml", DOCUMENT),
        (document_parts(paragraph(""), comments=""), "word/comments.xml", DOCUMENT),
    ):
        parts[name] = declaration + str(parts[name])
        assert message(archive(parts), path) == ODD.format(Path(path).suffix)


def test_an_entity_that_nobody_declared() -> None:
    assert message(document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"), DOCUMENT) == DAMAGED.format(".docx")


def test_sizes_that_lie(unpacked: list[int]) -> None:
    data = bytearray(sheet_of(inline(["正文"], ["好" * 3_000_000])))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        at = opened.getinfo(SHEET_PART).header_offset
        directory = data.index(b"PK\x01\x02", opened.infolist()[-1].header_offset)
    entry = data.index(SHEET_PART.encode(), directory) - 46
    for place in (at + 22, entry + 24):
        struct.pack_into("<L", data, place, 1000)  # bytes unpacked
    assert message(bytes(data), SHEET) == DAMAGED.format(".xlsx")
    assert sum(unpacked) < 1 << 20


@pytest.mark.parametrize("depth", [MAX_DEPTH + 5, 200_000])
def test_elements_deep_in_each_other(depth: int) -> None:
    letters = Random(3).choices("abcdefghijklmnop", k=depth)  # so that they are no bomb
    deep = "".join(f"<{letter}>" for letter in letters) + "".join(f"</{letter}>" for letter in reversed(letters))
    assert message(sheet_of(deep), SHEET) == ODD.format(".xlsx")
    assert message(document(deep), DOCUMENT) == ODD.format(".docx")


def test_rows_in_cells_and_cells_in_cells_hide_nothing() -> None:
    cell = '<c r="{}" t="str">{}<v>{}</v></c>'.format
    rows = f'<row r="1">{cell("B1", "<row/>", "外面的话")}</row><row r="2">{cell("A2", cell("B2", "", "里面的话"), "")}</row>'
    assert [draft.text for draft in drafts(sheet_of(rows), SHEET)] == ["外面的话", "里面的话"]


def test_tables_in_tables_up_to_the_limit() -> None:
    body = paragraph("最里面")
    for _ in range((MAX_DEPTH - 8) // 3):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert [draft.text for draft in drafts(document(body), DOCUMENT)] == ["最里面\n"]


def test_more_names_than_the_standard_has() -> None:
    attributes = "".join(f"<c a{n}='1'/>" for n in range(MAX_NAMES + 100))
    elements = "".join(f"<e{n}/>" for n in range(MAX_NAMES + 100))
    for rows in (attributes, elements):
        assert message(sheet_of(rows), SHEET) == ODD.format(".xlsx")


def test_a_tag_without_end(unpacked: list[int]) -> None:
    noise = Random(5).randbytes(MAX_TAG).hex()
    assert message(sheet_of(f"<c r='{noise}'/>"), SHEET) == ODD.format(".xlsx")
    assert sum(unpacked) < 4 * MAX_TAG


def test_a_password() -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert message(locked, SHEET) == PASSWORD.format(".xlsx")
    assert message(locked, DOCUMENT) == PASSWORD.format(".docx")
    entry = bytearray(document(paragraph("好")))
    name = entry.rindex(b"word/document.xml")
    entry[name - 46 + 8] |= 1
    assert message(bytes(entry), DOCUMENT) == PASSWORD.format(".docx")


def test_an_old_file_under_a_new_name() -> None:
    assert message(OLE, SHEET) == "是旧版 Office 的格式，没有检查：请另存为 .xlsx"
    assert message(OLE, DOCUMENT) == "是旧版 Office 的格式，没有检查：请另存为 .docx"


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "word\\VBAPROJECT.BIN"])
def test_macros_are_never_opened(name: str) -> None:
    data = archive({**workbook_parts({"表": inline(["好"])}), name: b"\xff"})
    assert message(data, SHEET) == "带有宏，没有检查：请另存为不带宏的 .xlsx"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><table><tr><td>\xe5\xa5\xbd</td></tr></table></html>",
        "标题,正文".encode(),
        b"%PDF-1.7",
        document(paragraph("好")),
        archive({"[Content_Types].xml": "<Types/>"}),
        archive({"_rels/.rels": related([("a", "officeDocument", "xl/missing.xml")])}),
        archive({"_rels/.rels": related([("a", "officeDocument", "http://example.com/x.xml")], outside=True)}),
        archive({"a.xml": "<x/>"}, zipfile.ZIP_STORED),
    ],
)
def test_something_else_under_the_name(data: bytes) -> None:
    assert message(data, SHEET) == OTHER.format(".xlsx")


def test_a_workbook_under_the_name_of_a_word_file() -> None:
    assert message(sheet_of(inline(["好"])), DOCUMENT) == OTHER.format(".docx")


def damaged() -> Iterator[bytes]:
    whole = sheet_of(inline(["正文"], ["好"]))
    yield b""
    yield bytes(1000)
    yield b"PK\x03\x04"
    yield whole[: len(whole) // 2]
    yield whole[:-30]
    yield whole.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet2.xml", 1)
    parts = workbook_parts({"表": inline(["正文"], ["好"])})
    for name, part in (
        (SHEET_PART, "<worksheet><sheetData>"),
        (SHEET_PART, "\0"),
        (SHEET_PART, b"\xff\xfe\xff"),
        (SHEET_PART, "<worksheet a='1' a='2'/>"),
        (SHEET_PART, ""),
        (SHEET_PART, str(parts[SHEET_PART]).replace('r="A2"', 'r="AAAA2"')),
        (SHEET_PART, str(parts[SHEET_PART]).replace('r="A2"', 'r="XFE2"')),
        (SHEET_PART, str(parts[SHEET_PART]).replace('r="A2"', 'r="第二"')),
        (SHEET_PART, str(parts[SHEET_PART]).replace('"inlineStr">', '"s"><v>7</v>')),
        (SHEET_PART, str(parts[SHEET_PART]).replace('"inlineStr">', '"s"><v>-1</v>')),
        (SHEET_PART, str(parts[SHEET_PART]).replace('"inlineStr">', '"s"><v>②</v>')),
        ("xl/_rels/workbook.xml.rels", related([])),
        ("xl/_rels/workbook.xml.rels", related([("rId1", "worksheet", "../../../../etc/passwd")])),
    ):
        yield archive({**parts, name: part})
    yield archive(parts, zipfile.ZIP_BZIP2)
    yield archive(parts, zipfile.ZIP_LZMA)
    without = dict(parts)
    del without[SHEET_PART]
    yield archive(without)


@pytest.mark.parametrize("data", list(damaged()))
def test_a_damaged_file(data: bytes) -> None:
    assert message(data, SHEET) == DAMAGED.format(".xlsx")


def test_two_parts_of_one_name_of_which_programs_would_show_either() -> None:
    parts = workbook_parts({"表": inline(["正文"], ["好"])})
    assert message(archive({**parts, SHEET_PART.upper(): "<x/>"}), SHEET) == DAMAGED.format(".xlsx")


def test_two_cells_of_one_name_of_which_programs_would_show_either() -> None:
    rows = "".join(f'<c r="A2" t="inlineStr"><is><t>{text}</t></is></c>' for text in ("露出的", "藏着的"))
    assert message(sheet_of(f'<row r="2">{rows}</row>'), SHEET) == DAMAGED.format(".xlsx")


def test_more_files_than_a_document_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ENTRIES", 50)
    data = archive({**document_parts(paragraph("好")), **{f"word/media/{n}.png": b"" for n in range(50)}})
    assert message(data, DOCUMENT) == "里面的图片和附件超过 50 个，没有检查：请删去一些，另存为 .docx"


def test_parts_that_lie_over_each_other_are_read_within_the_same_limits(
    monkeypatch: pytest.MonkeyPatch, unpacked: list[int]
) -> None:
    """Every sheet is the same entry, as in the bombs whose files share their data."""
    monkeypatch.setattr(package, "MAX_BYTES", 32 << 20)
    parts = workbook_parts({f"第{n}": "" for n in range(200)})
    big = inline(["正文"], ["好" * 1_000_000])
    parts["xl/worksheets/big.xml"] = str(parts[SHEET_PART]).replace("<sheetData>", f"<sheetData>{big}")
    targets = [(f"rId{n}", "worksheet", "worksheets/big.xml") for n in range(1, 201)]
    parts["xl/_rels/workbook.xml.rels"] = related(targets)
    notes, error = problem(archive(parts), SHEET)
    assert 5 < notes < 20
    assert "展开后超过 32 MB" in str(error)
    assert sum(unpacked) < 3 * package.MAX_BYTES


def test_cells_at_the_far_end_of_a_million_rows_cost_as_much_as_others() -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}" t="str"><v>{n} 天</v></c></row>' for n in range(1_048_001, 1_048_577))
    found = drafts(sheet_of(rows), SHEET)
    assert len(found) == 576
    last = found[-1].place_at(0)
    assert last and last.cell == "XFD1048576"


def test_a_table_of_word_whose_cells_claim_thousands_of_columns() -> None:
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='9999'/></w:tcPr>{}</w:tc>".format(paragraph("宽"))
    rows = f"<w:tr>{wide * 50}</w:tr>" * 12
    assert drafts(document(f"<w:tbl>{rows}</w:tbl>" + table(["标题"], ["好"])), DOCUMENT)
