"""One line for each finding, for editors, problem matchers and `grep`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.linter.events import Event
from xhslint.report.parts.one_line import finding_line, problem_line
from xhslint.report.style import Style


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield a line for each finding and problem."""
    for event in events:
        if isinstance(event, Problem):
            yield problem_line(event)
            continue
        for finding in event.findings:
            yield finding_line(event, finding, style.lang)
