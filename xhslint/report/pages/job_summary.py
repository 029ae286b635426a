"""The page that GitHub shows for a job: the totals of a run and a table of its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from xhslint.base.errors import Problem
from xhslint.linter.events import Checked, SessionEvent
from xhslint.model.findings import Finding
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.places import name_of, spot
from xhslint.report.parts.totals import Totals
from xhslint.report.parts.wording import matched_text, problem_message
from xhslint.report.style import Style
from xhslint.terminal.width import visible

ROOM = 900_000
"""Bytes of rows at most: GitHub discards a summary of more than 1 MiB."""


def job_summary(events: Iterable[SessionEvent], style: Style) -> Iterator[str]:
    """Yield a heading, the totals and a table with as many findings and problems as fit.

    The table is HTML, in which GitHub reads no Markdown, so that a draft adds no marks of its own.
    """
    totals = Totals()
    rows: list[str] = []
    room, left_out = ROOM, 0
    for event in events:
        totals.add(event)
        for row in _rows(event, style):
            room -= len(row.encode())
            if room >= 0:
                rows.append(row)
            else:
                left_out += 1
    yield f"### xhslint\n\n{escape(totals.line(style))}\n\n"
    if rows:
        heads = "".join(f"<th>{style.say(f'summary.{each}')}</th>" for each in ("place", "finding", "fix"))
        yield f"<table>\n<tr>{heads}</tr>\n{''.join(rows)}</table>\n\n"
    if left_out:
        yield style.say("summary.more", left_out) + "\n\n"


def _rows(event: SessionEvent, style: Style) -> Iterator[str]:
    if isinstance(event, Problem):
        yield _row(_place(event.path or "xhslint", event.line, event.column), _text(problem_message(event)), "")
    if not isinstance(event, Checked):
        return
    for finding in event.findings:
        found = spot(event.draft, finding)
        place = _place(event.draft.path, found.line, found.column, name_of(found, style.lang))
        yield _row(place, _reason(finding, style), _text(finding.advice))


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _place(path: str, line: int, column: int, name: str = "") -> str:
    place = f":{line}:{column}" if line else f" › {name}" if name else ""
    return _code(posix_path(path) + place)


def _reason(finding: Finding, style: Style) -> str:
    severity = f"<b>{style.say(finding.severity)}</b>"
    return f"{severity} {_code(matched_text(finding, style.lang))}<br>{_text(finding.message)} {_code(finding.rule_id)}"


def _code(text: str) -> str:
    """Return text in a `code` element, in which GitHub looks for no names of users and no numbers of issues."""
    return f"<code>{_text(text)}</code>"


def _text(text: str) -> str:
    return escape(visible(" ".join(text.splitlines())))
