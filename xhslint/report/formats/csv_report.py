"""CSV (RFC 4180) for spreadsheets, with a byte order mark, by which Excel recognises UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.base.lazy_regex import lazy
from xhslint.linter.events import Event
from xhslint.report.parts.places import name_of, spot
from xhslint.report.parts.quoting import citation
from xhslint.report.parts.wording import disguise_names, problem_message
from xhslint.report.style import Style
from xhslint.terminal.width import printable_path, visible, visible_lines

MARK = "\ufeff"
COLUMNS = (
    *("path", "profile", "line", "column", "endLine", "endColumn", "severity", "rule"),
    *("text", "reading", "disguises", "message", "advice", "sources", "urls", "place", "kind"),
)
# What makes a spreadsheet read a cell as a formula; the full-width forms do so in Chinese and Japanese versions.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Where the semicolon separates cells, as in Excel of some languages, quotes do not keep it from beginning another one.
FORMULA_BEHIND_SEMICOLON = lazy(r";(?=\s*[=+\-@＝＋－＠])")


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield a header, then a row for each finding and one without a rule for each problem."""
    yield MARK + _csv_row(COLUMNS)
    for event in events:
        if isinstance(event, Problem):
            place = (event.line or "", event.column or "", "", "")
            blank = [""] * (len(COLUMNS) - 12)
            yield _csv_row([_path(event.path), "", *place, "error", "", "", "", "", problem_message(event), *blank])
            continue
        for finding in event.findings:
            found = spot(event.draft, finding)
            lines = [number or "" for number in (found.line, found.column, found.end_line, found.end_column)]
            urls = dict.fromkeys(visible(source.url) for source in finding.sources if source.url)
            yield _csv_row(
                [
                    *(_path(event.draft.path), event.profile, *lines, finding.severity, finding.rule_id),
                    *(finding.text, finding.reading, style.say("and").join(disguise_names(finding, style.lang))),
                    *(finding.message, finding.advice),
                    *("\n".join(visible(citation(source, style)) for source in finding.sources), "\n".join(urls)),
                    name_of(found, style.lang),
                    event.kind,
                ]
            )


def _path(path: str) -> str:
    return visible(printable_path(path))


def _csv_row(cells: Iterable[str | int]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(
        [_harmless(cell) if isinstance(cell, str) else cell for cell in cells]
    )
    return line.getvalue()


def _harmless(cell: str) -> str:
    """Return text without invisible characters, after an apostrophe if a spreadsheet would run it as a formula."""
    shown = visible_lines(cell.split("\n"))
    shown = FORMULA_BEHIND_SEMICOLON.sub(";'", shown)
    return f"'{shown}" if cell.startswith(FORMULA) else shown
