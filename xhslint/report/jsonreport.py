"""The report for programs: the contract of docs/json.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from xhslint import __version__
from xhslint.errors import Problem
from xhslint.finding import SEVERITIES, Finding, Quiet, Signal, Source
from xhslint.report import Checked, Event, Look
from xhslint.report.width import printable_path

VERSION = 1
# Characters that are valid in JSON but would steer or mislead a terminal or an editor that shows it.
UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f\ud800-\udfff]"
)


def report(events: Iterable[Event], look: Look) -> Iterator[str]:
    """One JSON object, written as the drafts come in so that a large run needs no memory."""
    tally: Counter[str] = Counter()
    problems: list[Problem] = []
    tool = {"name": "xhslint", "version": __version__, "lang": look.lang}
    yield f'{{\n  "version": {VERSION},\n  "tool": {_dump(tool, 2)},\n  "drafts": ['
    for event in events:
        if isinstance(event, Problem):
            problems.append(event)
            continue
        yield (",\n    " if tally["drafts"] else "\n    ") + _dump(_draft(event), 4)
        tally["drafts"] += 1
        tally.update(finding.severity for finding in event.findings)
    yield "\n  ],\n" if tally["drafts"] else "],\n"
    summary = {
        "drafts": tally["drafts"],
        "findings": {severity: tally[severity] for severity in SEVERITIES},
        "errors": len(problems),
    }
    errors = [_problem(problem) for problem in problems]
    yield f'  "errors": {_dump(errors, 2)},\n  "summary": {_dump(summary, 2)}\n}}\n'


def _draft(checked: Checked) -> dict[str, Any]:
    draft = {
        "path": printable_path(checked.draft.path),
        "profile": checked.profile,
        "findings": [_finding(finding, checked) for finding in checked.findings],
        "asks": {"signals": [_signal(each) for each in checked.asks], "score": sum(s.weight for s in checked.asks)},
    }
    if checked.quiet:
        draft["quiet"] = [_quiet(each) for each in checked.quiet]
    return draft


def _signal(signal: Signal) -> dict[str, Any]:
    return {"key": signal.key, "weight": signal.weight}


def _quiet(quiet: Quiet) -> dict[str, Any]:
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


def _finding(finding: Finding, checked: Checked) -> dict[str, Any]:
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


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "path": printable_path(problem.path),
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
    }


def _dump(value: object, indent: int) -> str:
    """JSON to stand `indent` spaces in; what cannot be seen is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * indent)
    return UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], text)
