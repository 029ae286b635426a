"""What the text report and the explanation of a rule have in common: quoted lines, labelled lines, clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.messages.catalogue import say
from xhslint.model.findings import Source
from xhslint.report.style import Style
from xhslint.terminal.snippet import ROWS_AT_MOST, rows
from xhslint.terminal.width import cell_count, printable_path, visible
from xhslint.terminal.wrap import clip, pad, wrap

GUTTER = 5  # cells for the line number
MARGIN = GUTTER + 3
LABELS = ("rule", "why", "clause", "fix")


def marked(text: str, start: int, end: int, style: str, look: Style, line: int = 0) -> Iterator[str]:
    """The lines of a text that a span touches, with carets under it; the first is line `line`, 0 for no numbers."""
    bar, cut = look.glyph("│", "|"), look.glyph("…", "...")
    gutter = max(GUTTER, len(str(line + ROWS_AT_MOST)))
    empty = look.paint("faint", f"{'':{gutter}} {bar}")
    for number, row in enumerate(rows(text, start, end, look.width - gutter - 3, look.encoding, cut), line):
        if row is None:
            yield f"{empty} {cut}"
            return
        shown = (row.before + look.paint(style, row.marked) + row.after).rstrip()
        name = look.paint("faint", f"{number if line else '':{gutter}} {bar}")
        yield f"{name} {shown}" if shown else name
        if row.carets:
            yield f"{empty} {'':{row.indent}}{look.paint(style, '^' * row.carets)}"


def unmarked(text: str, look: Style) -> Iterator[str]:
    """The lines of a text, set like those of `marked`."""
    bar = look.paint("faint", f"{'':{GUTTER}} {look.glyph('│', '|')}")
    for line in text.splitlines():
        yield f"{bar} {clip(line, look.width - MARGIN, look.encoding)}"


def label(key: str, texts: Sequence[str], look: Style, labels: Sequence[str] = LABELS) -> str:
    """Texts behind a label, as wide as the widest of `labels`, wrapped under themselves."""
    column = look.width - room(look, labels)
    name, lines = say(look.lang, key), []
    for text in texts:
        head = " " * MARGIN + pad(name, column - MARGIN)
        wrapped = wrap(visible(text, look.encoding), look.width - column, "").replace("\n", "\n" + " " * column)
        lines.append(look.paint("faint", head) + wrapped)
        name = ""
    return "\n".join(lines)


def room(look: Style, labels: Sequence[str] = LABELS) -> int:
    """The cells beside the labels."""
    return look.width - MARGIN - 1 - max(cell_count(say(look.lang, each)) for each in labels)


def cite(source: Source, look: Style, cells: int | None = None) -> str:
    """A clause, cut to so many cells, and how far to trust the reading of it when it is not the primary text."""
    note = say(look.lang, f"grade.{source.grade}") if source.grade != "P" else ""
    clause = say(look.lang, "source", source.title, source.clause)
    return (clip(clause, cells - cell_count(note), look.encoding) if cells else clause) + note


def shown_path(path: str, look: Style) -> str:
    return visible(printable_path(path), look.encoding)
