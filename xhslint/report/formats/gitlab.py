"""GitLab Code Quality: a merge request shows which issues are new and which are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import Severity
from xhslint.report.parts.addresses import posix_path
from xhslint.report.parts.names import Fingerprints
from xhslint.report.parts.places import placed, spot
from xhslint.report.parts.wording import full_message, problem_message
from xhslint.report.style import Style

SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield an array of issues; a problem becomes an issue of the highest severity, because GitLab shows nothing else."""
    seen: Counter[str] = Counter()
    names = Fingerprints()
    start = "[\n  "
    for event in events:
        for issue in [_problem_issue(event)] if isinstance(event, Problem) else _finding_issues(event, names, style):
            issue["fingerprint"] = _unique(issue["fingerprint"], seen)
            yield start + dump(issue, 2)
            start = ",\n  "
    yield "[]\n" if start == "[\n  " else "\n]\n"


def _finding_issues(checked: Checked, names: Fingerprints, style: Style) -> Iterator[dict[str, Any]]:
    path = posix_path(checked.draft.path)
    for finding, name in zip(checked.findings, names.of(checked), strict=True):
        found = spot(checked.draft, finding)
        yield {
            "description": placed(checked.draft, finding, full_message(finding, style.lang), style.lang),
            "check_name": finding.rule_id,
            "fingerprint": _digest(path, name),
            "severity": SEVERITIES[finding.severity],
            "location": {
                "path": path,
                "lines": {"begin": found.line or 1, "end": found.end_line or 1},
            },
        }


def _problem_issue(problem: Problem) -> dict[str, Any]:
    path, message = posix_path(problem.path) or ".", problem_message(problem)
    return {
        "description": message,
        "check_name": "xhslint",
        "fingerprint": _digest(path, message),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": max(1, problem.line)}},
    }


def _unique(fingerprint: str, seen: Counter[str]) -> str:
    """Return another fingerprint for each repetition (a draft named twice): GitLab drops issues with a known one."""
    seen[fingerprint] += 1
    return fingerprint if seen[fingerprint] == 1 else _digest(fingerprint, str(seen[fingerprint]))


def _digest(*parts: str) -> str:
    """Return a fingerprint of the parts; the path is one of them, because GitLab compares those of all files."""
    from hashlib import sha256

    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
