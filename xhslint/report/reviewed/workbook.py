"""The reviewed copy of a workbook: all of it as it came, and in the sheets with notes the marks."""

from __future__ import annotations

from collections.abc import Sequence

from xhslint.base.errors import Gap
from xhslint.documents.package import Package
from xhslint.documents.relations import main_part, target
from xhslint.documents.xlsx import sheets
from xhslint.drafts.places import Place
from xhslint.linter.events import Checked
from xhslint.report.reviewed.archive import Copy
from xhslint.report.reviewed.cell_comments import add_comments
from xhslint.report.reviewed.cell_styles import CellStyles
from xhslint.report.reviewed.marks import Piece, pieces_by
from xhslint.report.reviewed.rich_cells import shared_runs
from xhslint.report.reviewed.sheet_copy import SheetCopy
from xhslint.report.reviewed.wording import comments, summary
from xhslint.report.style import Style


def reviewed(data: bytes, path: str, checked: Sequence[Checked], style: Style, gaps: Sequence[Gap] = ()) -> bytes:
    """Return a workbook with the findings of its notes marked; raises InputError for one that cannot be read.

    `gaps` are what was not checked, which the column of findings says too, so that no row is called clean in vain.
    """
    package = Package(data, path)
    copy = Copy(package)
    book = main_part(package, "workbook")
    texts, styles = target(package, book, "sharedStrings"), target(package, book, "styles")
    cell_styles = CellStyles(package, styles, copy.read(styles) if styles else b"")
    pieces = pieces_by(checked, lambda place: (place.sheet, place.cell))
    blocks, begun = 0, []
    for name, part in sheets(package, book):
        said = _said(checked, gaps, name, style)
        if said:
            own = {cell: found for (sheet, cell), found in pieces.items() if sheet == name}
            begun.append((part, own, SheetCopy(package, copy.read(part), own, said)))
    wanted = {number for _, _, sheet in begun for number in sheet.shared}
    runs = shared_runs(package, copy.read(texts), wanted) if texts and wanted else {}
    for part, own, sheet in begun:
        words = {cell: text for cell, found in own.items() if (text := _comment(found, style))}
        drawing, used = add_comments(copy, part, sheet.space, words, sheet.drawing, blocks) if words else ("", 0)
        blocks += used
        copy.put(part, sheet.written(runs, cell_styles, drawing, copy.edition()))
    if styles:
        copy.put(styles, cell_styles.data())
    return copy.data()


def _said(checked: Sequence[Checked], gaps: Sequence[Gap], sheet: str, style: Style) -> dict[int, str]:
    """Return what the column of findings says, by row: that of the first cell of each note."""
    notes: dict[int, list[Checked]] = {}
    lacking: dict[int, list[Gap]] = {}
    for event in checked:
        place = event.draft.place_at(0) or Place()
        is_clean_picture = (
            event.draft.in_picture and not event.findings
        )  # of which a row of its own would say that it is clean
        if place.sheet == sheet and (row := _row(place.cell)) and not is_clean_picture:
            notes.setdefault(row, []).append(event)
    for gap in gaps:
        if gap.sheet == sheet and (row := _row(gap.cell)):
            lacking.setdefault(row, []).append(gap)
    return {row: summary(notes.get(row, ()), lacking.get(row, ()), style) for row in {**notes, **lacking}}


def _row(cell: str) -> int:
    """Return the number of the row of a cell; 0 without one."""
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _comment(pieces: Sequence[Piece], style: Style) -> str:
    """Return the comment on a cell: what is found there; nothing where a finding only goes on."""
    return comments(((piece.draft, span.finding) for piece in pieces for span in piece.spans if span.is_first), style)
