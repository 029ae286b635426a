"""JUnit XML, which CI servers read: each draft is a test that passes or fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.base.version import __version__
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.places import note_name, spot, spot_words
from xhslint.report.parts.quoting import citation
from xhslint.report.parts.wording import message_line, problem_message
from xhslint.report.parts.xml_text import HEAD, attributes, content
from xhslint.report.style import Style

FAILING = ("error", "warning")


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield one suite, as the schemas require: a draft fails once at most, and infos go to the suite's output."""
    tally: Counter[str] = Counter()
    cases: list[str] = []
    infos: list[str] = []
    for event in events:
        tally["tests"] += 1
        if isinstance(event, Problem):
            tally["errors"] += 1
            cases.append(_case(posix_path(event.path) or "xhslint", _error(event)))
            continue
        failing = [finding for finding in event.findings if finding.severity in FAILING]
        tally["failures"] += bool(failing)
        path = posix_path(event.draft.path)
        name = note_name(event.draft, path, style)
        cases.append(_case(name, _failure(event, failing, style) if failing else ""))
        rest = (finding for finding in event.findings if finding.severity not in FAILING)
        infos += [content(f"{path}:{_finding_line(event, finding, style)}") for finding in rest]
    numbers = attributes(tests=tally["tests"], failures=tally["failures"], errors=tally["errors"])
    # Ant's schema requires a host, a time and an output; the time of a draft is not measured.
    head = attributes(timestamp=_utc_time(), hostname="localhost", time=0)
    version = attributes(name="xhslint.version", value=__version__)
    yield f'{HEAD}<testsuites>\n  <testsuite name="xhslint" package="xhslint" id="0"{numbers}{head}>\n'
    yield f"    <properties>\n      <property{version}/>\n    </properties>\n"
    yield from cases
    yield "    <system-out>" + "\n".join(infos) + "</system-out>\n    <system-err></system-err>\n"
    yield "  </testsuite>\n</testsuites>\n"


def _case(name: str, outcome: str) -> str:
    head = f"    <testcase{attributes(name=name, classname='xhslint', time=0)}"
    return f"{head}>\n      {outcome}\n    </testcase>\n" if outcome else f"{head}/>\n"


def _error(problem: Problem) -> str:
    place = f"{problem.line}:{problem.column}: " if problem.line else ""
    message = problem_message(problem)
    return f"<error{attributes(message=message, type='xhslint')}>{content(place + message)}</error>"


def _failure(checked: Checked, findings: list[Finding], style: Style) -> str:
    """Return a failure with the numbers of the findings by severity as its message, and each finding as its text."""
    tally = Counter(finding.severity for finding in findings)
    numbers = style.say("comma").join(style.count(tally[each], each) for each in SEVERITIES if tally[each])
    lines = []
    for finding in findings:
        lines.append(_finding_line(checked, finding, style))
        lines += [f"  {style.say('clauses', citation(source, style))}" for source in finding.sources]
        lines.append(f"  {style.say('advised', finding.advice)}")
    return f"<failure{attributes(message=numbers, type=findings[0].rule_id)}>{content(*lines)}</failure>"


def _finding_line(checked: Checked, finding: Finding, style: Style) -> str:
    found = spot(checked.draft, finding)
    place = f"{found.line}:{found.column}" if found.line else spot_words(checked.draft, finding, style.lang)
    return f"{place} {style.say(finding.severity)} {finding.rule_id} {message_line(finding, style.lang)}"


def _utc_time() -> str:
    from datetime import datetime, timezone

    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
