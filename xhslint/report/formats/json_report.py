"""The report for programs: the contract of docs/json.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump
from xhslint.base.version import __version__
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import SEVERITIES, Dismissed, Finding, Signal, Source
from xhslint.report.style import Style
from xhslint.terminal.width import printable_path

VERSION = 1


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """One JSON object, written as the drafts come in so that a large run needs no memory."""
    tally: Counter[str] = Counter()
    problems: list[Problem] = []
    yield f'{{\n  "version": {VERSION},\n  "tool": {dump(tool_object(look), 2)},\n  "drafts": ['
    for event in events:
        if isinstance(event, Problem):
            problems.append(event)
            continue
        yield (",\n    " if tally["drafts"] else "\n    ") + dump(_draft(event), 4)
        tally["drafts"] += 1
        tally.update(finding.severity for finding in event.findings)
        tally.update(suppressed=event.suppressed, known=event.known)
    yield "\n  ],\n" if tally["drafts"] else "],\n"
    summary = summary_object(tally, len(problems))
    errors = [problem_object(problem) for problem in problems]
    yield f'  "errors": {dump(errors, 2)},\n  "summary": {dump(summary, 2)}\n}}\n'


def tool_object(look: Style) -> dict[str, Any]:
    """What wrote the report, with the keys of docs/json.md."""
    return {"name": "xhslint", "version": __version__, "lang": look.lang}


def summary_object(tally: Counter[str], errors: int) -> dict[str, Any]:
    """The numbers of a run, with the keys of docs/json.md; the tally is of "drafts" and of severities."""
    return {
        "drafts": tally["drafts"],
        "findings": {severity: tally[severity] for severity in SEVERITIES},
        "suppressed": tally["suppressed"],
        "known": tally["known"],
        "errors": errors,
    }


def _draft(checked: Checked) -> dict[str, Any]:
    draft = {
        "path": printable_path(checked.draft.path),
        "profile": checked.profile,
        "findings": [finding_object(finding, checked) for finding in checked.findings],
        "asks": {"signals": [_signal(each) for each in checked.asks], "score": sum(s.weight for s in checked.asks)},
    }
    if checked.dismissed:
        draft["quiet"] = [_quiet(each) for each in checked.dismissed]
    return draft


def _signal(signal: Signal) -> dict[str, Any]:
    return {"key": signal.key, "weight": signal.weight}


def _quiet(quiet: Dismissed) -> dict[str, Any]:
    return {
        "rule": quiet.rule_id,
        "start": quiet.start,
        "end": quiet.end,
        "line": quiet.line,
        "column": quiet.column,
        "text": quiet.text,
        "by": quiet.by,
        "name": quiet.name,
        "about": quiet.about,
        "words": quiet.words,
    }


def finding_object(finding: Finding, checked: Checked) -> dict[str, Any]:
    """A finding with the keys of docs/json.md."""
    end_line, end_column = checked.draft.position(finding.end)
    return {
        "rule": finding.rule_id,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "endLine": end_line,
        "endColumn": end_column,
        "text": finding.text,
        "reading": finding.reading,
        "disguises": [{"kind": each.kind, "text": each.text, "reads": each.reads} for each in finding.disguises],
        "message": finding.message,
        "advice": finding.advice,
        "sources": [source_fields(each) for each in finding.sources],
        "signals": [_signal(each) for each in finding.signals],
    }


def source_fields(source: Source) -> dict[str, Any]:
    """A clause as JSON has it; days that are not known are null."""
    return {
        "key": source.key,
        "title": source.title,
        "clause": source.clause,
        "url": source.url,
        "grade": source.grade,
        "since": source.since or None,
        "until": source.until or None,
    }


def problem_object(problem: Problem) -> dict[str, Any]:
    """What could not be done, with the keys of docs/json.md."""
    return {
        "path": printable_path(problem.path),
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
    }
