"""Annotations on a pull request: workflow commands for the log of GitHub Actions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.linter.events import Checked, Event
from xhslint.messages.catalogue import count, say
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.passage import cite
from xhslint.report.parts.wording import complaint, described
from xhslint.report.style import Style
from xhslint.terminal.width import visible

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
AT_MOST = 10  # GitHub drops what goes beyond that, of each level, in a step


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """The first ten annotations of each level, then a line that says how many more there are."""
    given: Counter[str] = Counter()
    for event in events:
        if isinstance(event, Problem):
            given["error"] += 1
            if given["error"] <= AT_MOST:
                yield _problem(event)
            continue
        for finding in event.findings:
            given[finding.severity] += 1
            if given[finding.severity] <= AT_MOST:
                yield _annotation(event, finding, look)
    more = [count(look.lang, given[each] - AT_MOST, each) for each in SEVERITIES if given[each] > AT_MOST]
    if more:
        yield say(look.lang, "not annotated", say(look.lang, "and").join(more), AT_MOST) + "\n"


def _annotation(checked: Checked, finding: Finding, look: Style) -> str:
    end_line, end_column = checked.draft.position(finding.end)
    place = {"file": _shown(posix_path(checked.draft.path)), "line": str(finding.line), "endLine": str(end_line)}
    if end_line == finding.line:  # GitHub takes columns for a single line only
        place |= {"col": str(finding.column), "endColumn": str(end_column)}
    clauses = [say(look.lang, "clauses", cite(source, look)) for source in finding.sources]
    lines = [
        say(look.lang, "because", described(finding, look.lang), finding.message),
        say(look.lang, "advised", finding.advice),
        *clauses,
    ]
    return _command(
        COMMANDS[finding.severity], {**place, "title": visible(finding.rule_id)}, "\n".join(map(visible, lines))
    )


def _problem(problem: Problem) -> str:
    place = {"file": _shown(posix_path(problem.path))} if problem.path else {}
    if problem.line:
        place |= {"line": str(problem.line), "col": str(problem.column)}
    return _command("error", {**place, "title": "xhslint"}, complaint(problem))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    said = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{name} {said}::{_escaped(message)}\n"


def _escaped(text: str, more: str = "") -> str:
    """Text in which GitHub finds no end of a line and, if there is `more`, none of these characters."""
    return re.sub(f"[%\r\n{more}]", lambda match: f"%{ord(match[0]):02X}", text)


def _shown(path: str) -> str:
    """A path without characters that steer a terminal; line ends stay, the command escapes them."""
    return "\n".join(map(visible, path.split("\n")))
