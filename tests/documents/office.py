"""Workbooks and Word files, made by hand, part by part: what no program writes too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from xhslint.base.errors import InputError
from xhslint.documents.columns import Columns
from xhslint.documents.registry import read_notes
from xhslint.drafts.draft import Draft

TRANSITIONAL = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
SHEET, WORD, LINKS = "spreadsheetml/2006/main", "wordprocessingml/2006/main", "officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def space(name: str, strict: bool = False) -> str:
    """The name space of a part of the standard, in one of its editions."""
    return f"{STRICT}/{name.replace('/2006', '')}" if strict else f"{TRANSITIONAL}/{name}"


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def related(items: Iterable[tuple[str, str, str]], strict: bool = False, outside: bool = False) -> str:
    """A part of relations (id, type, target)."""
    mode = ' TargetMode="External"' if outside else ""
    kind = space(LINKS, strict)
    lines = (f'<Relationship Id="{id}" Type="{kind}/{type}" Target={quoteattr(to)}{mode}/>' for id, type, to in items)
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def workbook_parts(
    sheets: Mapping[str, str], texts: Iterable[str] = (), strict: bool = False, after: str = ""
) -> dict[str, str | bytes]:
    """The parts of a workbook: rows of its sheets and what follows them as XML, and the shared texts (XML of each `si`)."""
    main = f'xmlns="{space(SHEET, strict)}" xmlns:r="{space(LINKS, strict)}"'
    numbered = list(enumerate(sheets.items(), 1))
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in numbered)
    shared = "".join(f"<si>{text}</si>" for text in texts)
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": related([("rId1", "officeDocument", "xl/workbook.xml")], strict),
        "xl/workbook.xml": f"<workbook {main}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": related(
            [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered]
            + [("rIdS", "sharedStrings", "/xl/sharedStrings.xml")],
            strict,
        ),
        "xl/sharedStrings.xml": f"<sst {main}>{shared}</sst>",
        **{
            f"xl/worksheets/sheet{n}.xml": f"<worksheet {main}><sheetData>{rows}</sheetData>{after}</worksheet>"
            for n, (_, rows) in numbered
        },
    }


def workbook(sheets: Mapping[str, str], texts: Iterable[str] = (), strict: bool = False, after: str = "") -> bytes:
    """A workbook; see `workbook_parts`."""
    return archive(workbook_parts(sheets, texts, strict, after))


def inline(*rows: Iterable[str]) -> str:
    """Rows of cells with their text inside, from A1 on; a blank cell is left out."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            for letter, cell in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", row, strict=False)
            if cell
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def document_parts(body: str, strict: bool = False, **parts: str) -> dict[str, str | bytes]:
    """The parts of a Word file: the XML of its body, and other parts (`comments`, `styles`, …) as XML without their root."""
    spaces = (
        f'xmlns:w="{space(WORD, strict)}" xmlns:r="{space(LINKS, strict)}" xmlns:m="{space("officeDocument/2006/math", strict)}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": related([("rId1", "officeDocument", "word/document.xml")], strict),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": related([(name, name, f"{name}.xml") for name in parts], strict),
        **{f"word/{name}.xml": f"<w:{name} {spaces}>{content}</w:{name}>" for name, content in parts.items()},
    }


def document(body: str, strict: bool = False, **parts: str) -> bytes:
    """A Word file; see `document_parts`."""
    return archive(document_parts(body, strict, **parts))


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: Iterable[str]) -> str:
    """A table of Word with a paragraph for each line of a cell."""
    cell = "<w:tc>{}</w:tc>".format
    return "<w:tbl>{}</w:tbl>".format(
        "".join(
            f"<w:tr>{''.join(cell(''.join(map(paragraph, text.split(chr(10))))) for text in row)}</w:tr>"
            for row in rows
        )
    )


def drafts(data: bytes, path: str, columns: Columns | None = None) -> list[Draft]:
    """The notes of a document that can be read in full."""
    found = list(read_notes(data, path, columns or Columns()))
    assert all(isinstance(each, Draft) for each in found), found
    return [each for each in found if isinstance(each, Draft)]


def problem(data: bytes, path: str) -> tuple[int, InputError]:
    """The number of notes before the first problem, and that problem; every other one, and notes behind it, fail."""
    notes = 0
    try:
        for each in read_notes(data, path, Columns()):
            if isinstance(each, InputError):
                return notes, each
            notes += 1
    except InputError as error:
        return notes, error
    raise AssertionError(f"{notes} notes and no problem")
