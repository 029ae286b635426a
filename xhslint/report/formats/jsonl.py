"""JSON Lines for programs: an object for each finding and problem, then one with the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump_line
from xhslint.linter.events import PassedOver, RunEvent
from xhslint.report.formats.json_report import VERSION, place_fields, problem_object, summary_object, tool_object
from xhslint.report.style import Style
from xhslint.terminal.width import printable_path


def report(events: Iterable[RunEvent], style: Style) -> Iterator[str]:
    """Yield lines of type `finding`, `error` and, last, `summary`; their other keys are those of docs/json.md."""
    tally: Counter[str] = Counter()
    passed = PassedOver()
    for event in events:
        if isinstance(event, Problem):
            tally["problems"] += 1
            yield dump_line({"type": "error", **problem_object(event)}) + "\n"
            continue
        if isinstance(event, PassedOver):
            passed = event
            continue
        tally["drafts"] += 1
        tally["skippedCode"] += event.draft.skipped_code
        head = {
            "type": "finding",
            "path": printable_path(event.draft.path),
            "profile": event.profile,
            "kind": event.kind,
        }
        for finding in event.findings:
            tally[finding.severity] += 1
            yield dump_line({**head, **finding.as_dict(), **place_fields(event.draft, finding)}) + "\n"
    end = {"type": "summary", "version": VERSION, "tool": tool_object(style)}
    yield dump_line({**end, **summary_object(tally, tally["problems"], passed)}) + "\n"
