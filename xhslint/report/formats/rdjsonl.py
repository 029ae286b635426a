"""The Reviewdog Diagnostic Format, line by line: comments on a review, whoever hosts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump_line
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import Finding
from xhslint.report.parts.addresses import posix_path, web_address
from xhslint.report.parts.wording import complaint, sentence
from xhslint.report.style import Style


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """A diagnostic on each line."""
    for event in events:
        if isinstance(event, Problem):
            yield _problem(event)
            continue
        columns = _ByteColumns(event.draft.text)
        for finding in event.findings:
            yield _diagnostic(event, finding, columns, look)


def _diagnostic(checked: Checked, finding: Finding, columns: _ByteColumns, look: Style) -> str:
    end_line, end_column = checked.draft.position(finding.end)
    start = {"line": finding.line, "column": columns.at(finding.start, finding.start - finding.column + 1)}
    end = {"line": end_line, "column": columns.at(finding.end, finding.end - end_column + 1)}
    code = {"value": finding.rule_id}
    if url := next(filter(None, (web_address(source.url) for source in finding.sources)), ""):
        code["url"] = url
    return _line(
        sentence(finding, look.lang),
        {"path": posix_path(checked.draft.path), "range": {"start": start, "end": end}},
        finding.severity.upper(),
        {"code": code},
    )


def _problem(problem: Problem) -> str:
    location: dict[str, Any] = {"path": posix_path(problem.path)}
    if problem.line:  # its column is one of code points, in a text that is not at hand
        location["range"] = {"start": {"line": problem.line}}
    return _line(complaint(problem), location, "ERROR", {})


def _line(message: str, location: dict[str, Any], severity: str, more: dict[str, Any]) -> str:
    diagnostic = {"message": message, "location": location, "severity": severity, "source": {"name": "xhslint"}}
    return dump_line({**diagnostic, **more}) + "\n"


class _ByteColumns:
    """Columns in bytes of UTF-8, from 1; a line is read once however many findings are on it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line_start = self.offset = self.bytes = 0

    def at(self, offset: int, line_start: int) -> int:
        """The column of an offset in the line that starts at `line_start`."""
        if line_start != self.line_start:
            self.line_start = self.offset = line_start
            self.bytes = 0
        step = -1 if offset < self.offset else 1
        passed = self.text[min(offset, self.offset) : max(offset, self.offset)]
        self.bytes += step * len(passed.encode("utf-8", "surrogatepass"))
        self.offset = offset
        return self.bytes + 1
