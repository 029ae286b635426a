"""The Reviewdog Diagnostic Format as JSON Lines: review comments on any code host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump_line
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import Finding
from xhslint.report.parts.addresses import posix_path, web_address
from xhslint.report.parts.places import placed, spot
from xhslint.report.parts.wording import full_message, problem_message
from xhslint.report.style import Style


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield a line with a diagnostic for each finding and problem."""
    for event in events:
        if isinstance(event, Problem):
            yield _problem_diagnostic(event)
            continue
        columns = _ByteColumns(event.draft.text)
        for finding in event.findings:
            yield _finding_diagnostic(event, finding, columns, style)


def _finding_diagnostic(checked: Checked, finding: Finding, columns: _ByteColumns, style: Style) -> str:
    location = {"path": posix_path(checked.draft.path), **_range(checked, finding, columns)}
    message = placed(checked.draft, finding, full_message(finding, style.lang), style.lang)
    code = {"value": finding.rule_id}
    if url := next(filter(None, (web_address(source.url) for source in finding.sources)), ""):
        code["url"] = url
    more = {"code": code, **_suggestions(checked, finding, columns)}
    return _diagnostic(message, location, finding.severity.upper(), more)


def _range(checked: Checked, finding: Finding, columns: _ByteColumns) -> dict[str, Any]:
    """Return the lines and columns of a finding; only the lines in a document, whose bytes are not known here."""
    found = spot(checked.draft, finding)
    if found.place:
        return {"range": {"start": {"line": found.line}, "end": {"line": found.end_line}}} if found.line else {}
    start = {"line": found.line, "column": columns.at(finding.start, finding.start - found.column + 1)}
    end = {"line": found.end_line, "column": columns.at(finding.end, finding.end - found.end_column + 1)}
    return {"range": {"start": start, "end": end}}


def _suggestions(checked: Checked, finding: Finding, columns: _ByteColumns) -> dict[str, Any]:
    """Return the sentence written anew; nothing in a document, whose bytes are not known here."""
    if not finding.rewrite or spot(checked.draft, finding).place:
        return {}
    ends = []
    for offset in (finding.rewrite.start, finding.rewrite.end):
        line, column = checked.draft.position(offset)
        ends.append({"line": line, "column": columns.at(offset, offset - column + 1)})
    return {"suggestions": [{"range": {"start": ends[0], "end": ends[1]}, "text": finding.rewrite.text}]}


def _problem_diagnostic(problem: Problem) -> str:
    location: dict[str, Any] = {"path": posix_path(problem.path)}
    if problem.line:  # without column: it counts code points, the format bytes, and the text is not known here
        location["range"] = {"start": {"line": problem.line}}
    return _diagnostic(problem_message(problem), location, "ERROR", {})


def _diagnostic(message: str, location: dict[str, Any], severity: str, more: dict[str, Any]) -> str:
    diagnostic = {"message": message, "location": location, "severity": severity, "source": {"name": "xhslint"}}
    return dump_line({**diagnostic, **more}) + "\n"


class _ByteColumns:
    """Columns counted in bytes of UTF-8 from 1; each line is encoded once, however many findings it has."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_start = self.offset = self.bytes = 0

    def at(self, offset: int, line_start: int) -> int:
        """Return the column of an offset, in code points of the text, in the line that starts at offset `line_start`."""
        if line_start != self.line_start:
            self.line_start = self.offset = line_start
            self.bytes = 0
        step = -1 if offset < self.offset else 1
        passed = self.text[min(offset, self.offset) : max(offset, self.offset)]
        self.bytes += step * len(passed.encode("utf-8", "surrogatepass"))
        self.offset = offset
        return self.bytes + 1
