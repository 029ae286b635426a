"""A table for a spreadsheet: RFC 4180, with the mark by which Excel knows UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.linter.events import Event
from xhslint.messages.catalogue import say
from xhslint.report.parts.passage import cite
from xhslint.report.parts.wording import complaint, disguise_names
from xhslint.report.style import Style
from xhslint.terminal.width import printable_path, visible

MARK = "\ufeff"
COLUMNS = (
    *("path", "profile", "line", "column", "endLine", "endColumn", "severity", "rule"),
    *("text", "reading", "disguises", "message", "advice", "sources", "urls"),
)
# What a spreadsheet takes for the beginning of a formula; the wide forms are typed, and read, in Chinese and Japanese.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """A row for each finding; one without a rule for each problem."""
    yield MARK + _row(COLUMNS)
    comma = say(look.lang, "and")
    for event in events:
        if isinstance(event, Problem):
            place = (event.line or "", event.column or "", "", "")
            blank = [""] * (len(COLUMNS) - 12)
            yield _row([_path(event.path), "", *place, "error", "", "", "", "", complaint(event), *blank])
            continue
        for finding in event.findings:
            yield _row(
                [
                    _path(event.draft.path),
                    event.profile,
                    finding.line,
                    finding.column,
                    *event.draft.position(finding.end),
                    finding.severity,
                    finding.rule_id,
                    finding.text,
                    finding.reading,
                    comma.join(disguise_names(finding, look.lang)),
                    finding.message,
                    finding.advice,
                    "\n".join(visible(cite(source, look)) for source in finding.sources),
                    "\n".join(dict.fromkeys(visible(source.url) for source in finding.sources if source.url)),
                ]
            )


def _path(path: str) -> str:
    return visible(printable_path(path))


def _row(cells: Iterable[str | int]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    """A text that stays one when it is opened in a spreadsheet, and that hides nothing."""
    shown = "\n".join(map(visible, cell.split("\n")))
    return f"'{shown}" if cell.startswith(FORMULA) else shown
