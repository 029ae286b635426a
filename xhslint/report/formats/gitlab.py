"""Code quality of GitLab: what a merge request shows as newly found and as gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import Severity
from xhslint.model.fingerprint import fingerprints
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.wording import complaint, sentence
from xhslint.report.style import Style

SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """An array of issues; what could not be done is one too, the gravest, because GitLab shows nothing else."""
    names: Counter[str] = Counter()
    start = "[\n  "
    for event in events:
        for issue in [_problem(event)] if isinstance(event, Problem) else _issues(event, look):
            issue["fingerprint"] = _unique(issue["fingerprint"], names)
            yield start + dump(issue, 2)
            start = ",\n  "
    yield "[]\n" if start == "[\n  " else "\n]\n"


def _issues(checked: Checked, look: Style) -> Iterator[dict[str, Any]]:
    path = posix_path(checked.draft.path)
    for finding, name in zip(checked.findings, fingerprints(checked.draft.text, checked.findings), strict=True):
        yield {
            "description": sentence(finding, look.lang),
            "check_name": finding.rule_id,
            "fingerprint": _digest(path, name),
            "severity": SEVERITIES[finding.severity],
            "location": {
                "path": path,
                "lines": {"begin": finding.line, "end": checked.draft.position(finding.end)[0]},
            },
        }


def _problem(problem: Problem) -> dict[str, Any]:
    path, message = posix_path(problem.path) or ".", complaint(problem)
    return {
        "description": message,
        "check_name": "xhslint",
        "fingerprint": _digest(path, message),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": max(1, problem.line)}},
    }


def _unique(name: str, names: Counter[str]) -> str:
    """The name, numbered when a draft was given twice: GitLab drops issues whose fingerprint it has seen."""
    names[name] += 1
    return name if names[name] == 1 else _digest(name, str(names[name]))


def _digest(*parts: str) -> str:
    """GitLab has one space of fingerprints for all files."""
    from hashlib import sha256

    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
