"""Parts of the pages for a terminal: quoted lines, labelled lines, citations, paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from xhslint.base.paths import PASTED
from xhslint.messages.catalogue import say
from xhslint.model.findings import Source
from xhslint.report.style import Style
from xhslint.terminal.snippet import ROWS_AT_MOST, rows
from xhslint.terminal.width import cell_count, is_width_disputed, printable_path, visible
from xhslint.terminal.wrap import clip, pad, wrap

GUTTER = 5  # cells for the line number
MARGIN = GUTTER + 3
LABELS = ("rule", "why", "seen", "fix", "rewrite", "clause")


def annotated_lines(text: str, start: int, end: int, role: str, style: Style, line: int = 0) -> Iterator[str]:
    """Yield the lines of a text that the span `[start, end)` touches, each with carets under the span.

    `role` is the colour of the span. Lines are numbered from `line`, or not at all if it is 0. Behind text whose width
    depends on the terminal, a coloured span is underlined instead, because carets may miss it.
    """
    bar, cut = style.glyph("│", "|"), style.glyph("…", "...")
    gutter = max(GUTTER, len(str(line + ROWS_AT_MOST)))
    empty = style.paint("faint", f"{'':{gutter}} {bar}")
    for number, row in enumerate(rows(text, start, end, style.width - gutter - 3, style.encoding, cut), line):
        if row is None:
            yield f"{empty} {cut}"
            return
        is_underlined = style.color and is_width_disputed(row.before)
        shown = (row.before + style.paint(role, row.marked, is_underlined) + row.after).rstrip()
        name = style.paint("faint", f"{number if line else '':{gutter}} {bar}")
        yield f"{name} {shown}" if shown else name
        if row.carets and not is_underlined:
            yield f"{empty} {'':{row.indent}}{style.paint(role, '^' * row.carets)}"


def quoted_lines(text: str, style: Style) -> Iterator[str]:
    """Yield all lines of a text, laid out as `annotated_lines` does but without carets."""
    bar = style.paint("faint", f"{'':{GUTTER}} {style.glyph('│', '|')}")
    for line in text.splitlines():
        yield f"{bar} {clip(line, style.width - MARGIN, style.encoding)}"


def labelled(key: str, texts: Sequence[str], style: Style, labels: tuple[str, ...] = LABELS) -> str:
    """Return texts after the label of `key`, wrapped, in the column that leaves room for each of `labels`."""
    return _labelled(key, tuple(texts), style, labels)


@lru_cache(maxsize=1024)
def _labelled(key: str, texts: tuple[str, ...], style: Style, labels: tuple[str, ...]) -> str:
    column = style.width - text_width(style, labels)
    name, lines = style.say(key), []
    for text in texts:
        head = " " * MARGIN + pad(name, column - MARGIN)
        wrapped = wrap(visible(text, style.encoding), style.width - column, "").replace("\n", "\n" + " " * column)
        lines.append(style.paint("faint", head) + wrapped)
        name = ""
    return "\n".join(lines)


def text_width(style: Style, labels: tuple[str, ...] = LABELS) -> int:
    """Return the number of cells that the labels leave for text."""
    return style.width - MARGIN - 1 - _widest(labels, style.lang)


@cache
def _widest(labels: tuple[str, ...], lang: str) -> int:
    """Return the number of cells of the widest label in a language."""
    return max(cell_count(say(lang, each)) for each in labels)


def citation(source: Source, style: Style) -> str:
    """Return the title and clause of a source, with its grade unless it is the primary text."""
    note = style.say(f"grade.{source.grade}") if source.grade != "P" else ""
    return style.say("source", source.title, source.clause) + note


def shown_path(path: str, style: Style) -> str:
    """Return a path as it can be printed in the encoding of the report; that of pasted text in words."""
    return style.say("pasted") if path == PASTED else visible(printable_path(path), style.encoding)
