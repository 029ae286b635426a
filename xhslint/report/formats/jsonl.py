"""JSON Lines for programs: an object for each finding and problem, then one with the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump_line
from xhslint.linter.events import Checked, CleanDrafts, PassedOver, Rendered, SessionEvent
from xhslint.report.formats.json_report import VERSION, place_fields, problem_object, summary_object, tool_object
from xhslint.report.style import Style
from xhslint.terminal.width import printable_path


def report(events: Iterable[SessionEvent], style: Style) -> Iterator[str]:
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
        tally["drafts"] += event.number if isinstance(event, CleanDrafts) else 1
        if isinstance(event, Checked):
            tally["skippedCode"] += event.draft.skipped_code
            event = rendered(event, style)
        if isinstance(event, Rendered):
            tally.update(event.severities)
            if event.text:
                yield event.text
    end = {"type": "summary", "version": VERSION, "tool": tool_object(style)}
    yield dump_line({**end, **summary_object(tally, tally["problems"], passed)}) + "\n"


def rendered(checked: Checked, style: Style) -> Rendered:
    """Return a checked draft as the report shows it: a line for each finding."""
    draft, findings = checked.draft, checked.findings
    head = {"type": "finding", "path": printable_path(draft.path), "profile": checked.profile, "kind": checked.kind}
    objects = ({**head, **finding.as_dict(), **place_fields(draft, finding)} for finding in findings)
    text = "".join(dump_line(each) + "\n" for each in objects)
    return Rendered(draft.path, text, tuple(finding.severity for finding in findings))
