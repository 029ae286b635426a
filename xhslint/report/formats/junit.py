"""JUnit's XML, by which a CI server shows each draft as a test that passed or failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.base.version import __version__
from xhslint.linter.events import Event
from xhslint.messages.catalogue import count, say
from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.passage import cite
from xhslint.report.parts.wording import complaint, described
from xhslint.report.parts.xml_text import HEAD, attributes, content
from xhslint.report.style import Style

FAILING = ("error", "warning")


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """One suite, as its schemas want it: a draft fails at most once, and its hints stand in the output of the suite."""
    tally: Counter[str] = Counter()
    cases: list[str] = []
    hints: list[str] = []
    for event in events:
        tally["tests"] += 1
        if isinstance(event, Problem):
            tally["errors"] += 1
            cases.append(_case(event.path or "xhslint", _problem(event)))
            continue
        failing = [finding for finding in event.findings if finding.severity in FAILING]
        tally["failures"] += bool(failing)
        cases.append(_case(event.draft.path, _failure(failing, look) if failing else ""))
        path = posix_path(event.draft.path)
        hints += [content(f"{path}:{_line(each, look)}") for each in event.findings if each.severity not in FAILING]
    numbers = attributes(tests=tally["tests"], failures=tally["failures"], errors=tally["errors"])
    # A host, a time and an output are required by the schema of Ant; how long a draft took says nothing here.
    about = attributes(timestamp=_now(), hostname="localhost", time=0)
    version = attributes(name="xhslint.version", value=__version__)
    yield f'{HEAD}<testsuites>\n  <testsuite name="xhslint" package="xhslint" id="0"{numbers}{about}>\n'
    yield f"    <properties>\n      <property{version}/>\n    </properties>\n"
    yield from cases
    yield "    <system-out>" + "\n".join(hints) + "</system-out>\n    <system-err></system-err>\n"
    yield "  </testsuite>\n</testsuites>\n"


def _case(path: str, outcome: str) -> str:
    head = f"    <testcase{attributes(name=posix_path(path), classname='xhslint', time=0)}"
    return f"{head}>\n      {outcome}\n    </testcase>\n" if outcome else f"{head}/>\n"


def _problem(problem: Problem) -> str:
    place = f"{problem.line}:{problem.column}: " if problem.line else ""
    message = complaint(problem)
    return f"<error{attributes(message=message, type='xhslint')}>{content(place + message)}</error>"


def _failure(findings: list[Finding], look: Style) -> str:
    """Every finding of a draft, under the numbers of them."""
    tally = Counter(finding.severity for finding in findings)
    numbers = [count(look.lang, tally[each], each) for each in SEVERITIES if tally[each]]
    lines = []
    for finding in findings:
        lines += [
            _line(finding, look),
            *(f"  {say(look.lang, 'clauses', cite(source, look))}" for source in finding.sources),
            f"  {say(look.lang, 'advised', finding.advice)}",
        ]
    message, kind = say(look.lang, "comma").join(numbers), findings[0].rule_id
    return f"<failure{attributes(message=message, type=kind)}>{content(*lines)}</failure>"


def _line(finding: Finding, look: Style) -> str:
    why = say(look.lang, "because", described(finding, look.lang), finding.message)
    return f"{finding.line}:{finding.column} {say(look.lang, finding.severity)} {finding.rule_id} {why}"


def _now() -> str:
    from datetime import datetime, timezone

    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
