"""Checkstyle XML, which Jenkins, reviewdog and many editors read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.linter.events import Event
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.places import placed, spot
from xhslint.report.parts.wording import full_message, problem_message
from xhslint.report.parts.xml_text import HEAD, attributes
from xhslint.report.style import Style


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield a file element for each draft, also for those without findings, one for each document, and one for each problem."""
    yield f'{HEAD}<checkstyle version="4.3">\n'
    document, inside = "", list[str]()
    for event in events:
        if document and (isinstance(event, Problem) or event.draft.path != document):
            yield _file(document, inside)
            document, inside = "", []
        if isinstance(event, Problem):
            place = attributes(line=event.line or "", column=event.column or "")
            error = attributes(severity="error", message=problem_message(event), source="xhslint")
            yield _file(event.path or "xhslint", [f"    <error{place}{error}/>\n"])
            continue
        errors = []
        for finding in event.findings:
            # Readers take the source for the name of a Java class: the rule as the class, its family as the package.
            source = f"xhslint.{finding.rule_id.replace('/', '.')}"
            found = spot(event.draft, finding)
            place = attributes(line=found.line or "", column=found.column or "")
            message = placed(event.draft, finding, full_message(finding, style.lang), style.lang)
            error = attributes(severity=finding.severity, message=message, source=source)
            errors.append(f"    <error{place}{error}/>\n")
        if event.draft.places:
            document = event.draft.path
            inside += errors
        else:
            yield _file(event.draft.path, errors)
    if document:
        yield _file(document, inside)
    yield "</checkstyle>\n"


def _file(path: str, errors: list[str]) -> str:
    name = attributes(name=posix_path(path))
    return f"  <file{name}>\n{''.join(errors)}  </file>\n" if errors else f"  <file{name}/>\n"
