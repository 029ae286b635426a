"""Annotations of a pull request: workflow commands in the log of GitHub Actions, which keeps ten of a level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.one_line import finding_line, problem_line
from xhslint.report.parts.places import placed, spot
from xhslint.report.parts.quoting import citation
from xhslint.report.parts.wording import message_line, problem_message
from xhslint.report.style import Style
from xhslint.terminal.width import visible

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
AT_MOST = 10  # annotations of each level that GitHub keeps of one step


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield an annotation for each of the first ten findings of a level, a plain line for each of the others."""
    tally: Counter[str] = Counter()
    for event in events:
        if isinstance(event, Problem):
            tally["error"] += 1
            yield _problem_command(event) if tally["error"] <= AT_MOST else problem_line(event)
            continue
        for finding in event.findings:
            tally[finding.severity] += 1
            if tally[finding.severity] <= AT_MOST:
                yield _finding_command(event, finding, style)
            else:
                yield finding_line(event, finding, style.lang)
    more = [style.count(tally[each] - AT_MOST, each) for each in SEVERITIES if tally[each] > AT_MOST]
    if more:
        yield style.say("not annotated", style.say("and").join(more), AT_MOST) + "\n"


def _finding_command(checked: Checked, finding: Finding, style: Style) -> str:
    found = spot(checked.draft, finding)
    properties = {"line": str(found.line), "endLine": str(found.end_line)} if found.line else {}
    if found.line and found.end_line == found.line:  # GitHub takes columns for a single line only
        properties |= {"col": str(found.column), "endColumn": str(found.end_column)}
    message = placed(checked.draft, finding, message_line(finding, style.lang), style.lang)
    lines = [message, style.say("advised", finding.advice)]
    lines += [style.say("clauses", citation(source, style)) for source in finding.sources]
    properties["title"] = visible(finding.rule_id)
    return _command(COMMANDS[finding.severity], checked.draft.path, properties, "\n".join(map(visible, lines)))


def _problem_command(problem: Problem) -> str:
    place = {"line": str(problem.line), "col": str(problem.column)} if problem.line else {}
    return _command("error", problem.path, {**place, "title": "xhslint"}, problem_message(problem))


def _command(name: str, path: str, properties: dict[str, str], message: str) -> str:
    # Control characters of the path are shown as escapes, except line ends, which the command escapes itself.
    file = {"file": "\n".join(map(visible, posix_path(path).split("\n")))} if path else {}
    escaped = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in {**file, **properties}.items())
    return f"::{name} {escaped}::{_escaped(message)}\n"


def _escaped(text: str, more: str = "") -> str:
    """Return text with %, line ends and the characters in `more` written as %XX."""
    return re.sub(f"[%\r\n{more}]", lambda match: f"%{ord(match[0]):02X}", text)
