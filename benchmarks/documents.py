"""The same notes as one file a note and in documents of each kind, read and linted: how much longer a document takes, and memory."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from bench import Bench, xhslint
from measure import Spent, in_turn, middle, process
from table import Table

COMMAND = "--no-cache", "--jobs", "1"
Note = tuple[str, str]
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = "标题", "正文"


def table(bench: Bench) -> Table:
    """A row for each kind of document, in turn with the folder of the same notes."""
    made = Table("Documents: the same notes, one process", ("what", "seconds", "beside files", "peak MB"))
    notes = [_parted(path.read_text("utf-8")) for path in bench.files]
    peaks: dict[str, float] = {}

    def seconds(name: str) -> float:
        spent: Spent = process(xhslint(name, *COMMAND), bench.folder)
        peaks[name] = max(spent.peak, peaks.get(name, 0))
        return spent.seconds

    rows = []
    for name, write in KINDS.items():
        write(bench.folder / name, notes)
        value, ratio = middle(
            in_turn(bench.rounds, lambda name=name: seconds(name), lambda: seconds(bench.notes))  # type: ignore[misc]
        )
        rows.append((name, f"{value:.2f}", f"{ratio:.2f}", f"{peaks[name]:.0f}"))
    made.add(f"{len(notes)} files", f"{seconds(bench.notes):.2f}", "1.00", f"{peaks[bench.notes]:.0f}")
    for row in rows:
        made.add(*row)
    made.note = f"Medians of {bench.rounds} pairs with the files, starts of the processes included; peaks are the most of all runs."
    return made


def _parted(text: str) -> Note:
    title, _, body = text.partition("\n\n")
    return title, body.strip("\n")


def _csv(path: Path, notes: Sequence[Note]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *notes])


def _json(path: Path, notes: Sequence[Note]) -> None:
    path.write_text(json.dumps([{"title": title, "desc": body} for title, body in notes], ensure_ascii=False), "utf-8")


def _html_headings(path: Path, notes: Sequence[Note]) -> None:
    def lines() -> Iterator[str]:
        for title, body in notes:
            yield f"<h2>{escape(title)}</h2>"
            yield from (f"<p>{escape(line)}</p>" for line in body.split("\n"))

    path.write_text("\n".join(lines()), "utf-8")


def _html_table(path: Path, notes: Sequence[Note]) -> None:
    rows = "\n".join(
        f"<tr><td>{escape(title)}</td><td>{escape(body).replace(chr(10), '<br>')}</td></tr>"
        for title, body in (HEADER, *notes)
    )
    path.write_text(f"<table>\n{rows}\n</table>\n", "utf-8")


def _xlsx(path: Path, notes: Sequence[Note]) -> None:
    rows = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in (HEADER, *notes)
    )
    _packed(
        path,
        "xl/workbook.xml",
        f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}"><sheets><sheet name="1" sheetId="1" r:id="a"/></sheets></workbook>',
        {
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "/xl/sheet.xml"),
            "xl/sheet.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        },
    )


def _docx(path: Path, notes: Sequence[Note]) -> None:
    def paragraphs() -> Iterator[str]:
        for title, body in notes:
            yield f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{escape(title)}</w:t></w:r></w:p>'
            yield from (f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in body.split("\n"))

    body = "".join(paragraphs())
    _packed(path, "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>', {})


def _packed(path: Path, main: str, content: str, others: Mapping[str, str]) -> None:
    parts = {"_rels/.rels": _relation("officeDocument", main), main: content, **others}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)


def _relation(kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{LINKS}/{kind}" Target="{target}"/></Relationships>'
    )


KINDS: Mapping[str, Callable[[Path, Sequence[Note]], None]] = {
    "notes.csv": _csv,
    "notes.json": _json,
    "headings.html": _html_headings,
    "table.html": _html_table,
    "notes.xlsx": _xlsx,
    "notes.docx": _docx,
}
