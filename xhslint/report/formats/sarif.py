"""SARIF 2.1.0, the format of code scanning: GitHub, Azure DevOps, editors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump
from xhslint.base.version import __version__
from xhslint.linter.events import Checked, Event
from xhslint.messages.catalogue import say
from xhslint.model.findings import SEVERITIES, Finding, Severity
from xhslint.model.fingerprint import fingerprints
from xhslint.report.parts.addresses import file_uri, web_address
from xhslint.report.parts.passage import cite
from xhslint.report.parts.wording import complaint, sentence
from xhslint.report.style import Style
from xhslint.terminal.width import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
BASE = "%SRCROOT%"  # the name that GitHub and others know for the top of the checkout


def report(events: Iterable[Event], look: Style) -> Iterator[str]:
    """One log with one run. Results come first, while drafts come in; the rules that they are of follow."""
    rules: dict[str, _Rule] = {}
    problems: list[Problem] = []
    separator = "\n        "
    yield f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield '      "columnKind": "unicodeCodePoints",\n      "newlineSequences": ["\\r\\n", "\\n", "\\r"],\n'
    yield f'      "language": "{LANGUAGES[look.lang]}",\n      "results": ['
    for event in events:
        if isinstance(event, Problem):
            problems.append(event)
            continue
        for finding, name in zip(event.findings, fingerprints(event.draft.text, event.findings), strict=True):
            rule = rules.setdefault(finding.rule_id, _Rule(len(rules), finding))
            rule.seen(finding)
            yield separator + dump(_result(event, finding, rule.index, name, look), 8)
            separator = ",\n        "
    yield "\n      ],\n" if rules else "],\n"
    driver = {
        "name": "xhslint",
        "version": __version__,
        "semanticVersion": __version__,
        "language": LANGUAGES[look.lang],
        "rules": [rule.descriptor(look) for rule in rules.values()],
    }
    invocation = {
        "executionSuccessful": not problems,
        "toolExecutionNotifications": [_notification(problem) for problem in problems],
    }
    yield f'      "tool": {dump({"driver": driver}, 6)},\n'
    yield f'      "originalUriBaseIds": {dump({BASE: {"description": {"text": say(look.lang, "run folder")}}}, 6)},\n'
    yield f'      "invocations": {dump([invocation], 6)}\n    }}\n  ]\n}}\n'


class _Rule:
    """What is kept of a rule that occurs: where it stands in the list, one of its findings, its worst severity."""

    def __init__(self, index: int, finding: Finding) -> None:
        self.index = index
        self.example = finding
        self.severity = finding.severity

    def seen(self, finding: Finding) -> None:
        self.severity = min(self.severity, finding.severity, key=SEVERITIES.index)

    def descriptor(self, look: Style) -> dict[str, Any]:
        """The rule for a reader who knows nothing of it; the severity is that of the strictest profile that occurs."""
        found = self.example
        clauses = [(visible(cite(source, look)), web_address(source.url)) for source in found.sources]
        advice = visible(say(look.lang, "advised", found.advice))
        lines = [" ".join(filter(None, clause)) for clause in clauses]
        links = [f"[{_markdown(clause)}]({url})" if url else _markdown(clause) for clause, url in clauses]
        descriptor: dict[str, Any] = {
            "id": found.rule_id,
            "shortDescription": {"text": _plain(visible(found.message))},
            "fullDescription": {"text": _plain(visible(f"{say(look.lang, 'stop', found.message)}{advice}"))},
            "help": {
                "text": _plain("\n".join([advice, *(say(look.lang, "clauses", line) for line in lines)])),
                "markdown": _braces(
                    "\n".join(
                        [f"{_markdown(advice)}\n", f"**{say(look.lang, 'clause')}**\n", *(f"- {x}" for x in links)]
                    )
                ),
            },
            "defaultConfiguration": {"level": LEVELS[self.severity]},
            "properties": {"tags": [found.family]},
        }
        if url := next((url for _, url in clauses if url), ""):
            descriptor["helpUri"] = url
        return descriptor


def _result(checked: Checked, finding: Finding, index: int, name: str, look: Style) -> dict[str, Any]:
    end_line, end_column = checked.draft.position(finding.end)
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": finding.text},
    }
    return {
        "ruleId": finding.rule_id,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _plain(sentence(finding, look.lang))},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(checked.draft.path), "region": region}}],
        "partialFingerprints": {"xhslint/v1": name},
        "properties": {"profile": checked.profile, "reading": finding.reading},
    }


def _notification(problem: Problem) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": "error", "message": {"text": _plain(complaint(problem))}}
    if problem.path:
        place: dict[str, Any] = {"artifactLocation": _artifact(problem.path)}
        if problem.line:
            place["region"] = {"startLine": problem.line, "startColumn": max(1, problem.column)}
        notification["locations"] = [{"physicalLocation": place}]
    return notification


def _artifact(path: str) -> dict[str, str]:
    location = {"uri": file_uri(path)}
    return location if PurePath(path).is_absolute() else {**location, "uriBaseId": BASE}


def _plain(text: str) -> str:
    """Text in which SARIF finds neither a placeholder (§3.11.5) nor a link (§3.11.6)."""
    return _braces(text).replace("](", "\\](")


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _markdown(text: str) -> str:
    """Text in which Markdown finds nothing to format."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|~&!" else char for char in text)
