"""SARIF 2.1.0, which code scanning of GitHub and Azure DevOps and many editors read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump
from xhslint.base.version import __version__
from xhslint.linter.events import Checked, Event
from xhslint.model.findings import KINDS, SEVERITIES, Finding, Severity
from xhslint.report.parts.addresses import file_uri, web_address
from xhslint.report.parts.names import Fingerprints
from xhslint.report.parts.places import name_of, place_object, placed, spot
from xhslint.report.parts.quoting import citation
from xhslint.report.parts.wording import full_message, problem_message
from xhslint.report.style import Style
from xhslint.terminal.width import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
BASE = "%SRCROOT%"  # the name by which GitHub and others know the root of the checkout


def report(events: Iterable[Event], style: Style) -> Iterator[str]:
    """Yield one log with one run: first the results, as drafts are checked, then the rules that they refer to."""
    rules: dict[str, _RuleEntry] = {}
    names = Fingerprints()
    problems: list[Problem] = []
    separator = "\n        "
    yield f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield '      "columnKind": "unicodeCodePoints",\n      "newlineSequences": ["\\r\\n", "\\n", "\\r"],\n'
    yield f'      "language": "{LANGUAGES[style.lang]}",\n      "results": ['
    for event in events:
        if isinstance(event, Problem):
            problems.append(event)
            continue
        for finding, fingerprint in zip(event.findings, names.of(event), strict=True):
            rule = rules.setdefault(finding.rule_id, _RuleEntry(len(rules), finding))
            rule.update(finding)
            yield separator + dump(_finding_result(event, finding, rule.index, fingerprint, style), 8)
            separator = ",\n        "
    yield "\n      ],\n" if rules else "],\n"
    driver = {
        "name": "xhslint",
        "version": __version__,
        "semanticVersion": __version__,
        "language": LANGUAGES[style.lang],
        "rules": [rule.descriptor(style) for rule in rules.values()],
    }
    invocation = {
        "executionSuccessful": not problems,
        "toolExecutionNotifications": [_notification(problem) for problem in problems],
    }
    yield f'      "tool": {dump({"driver": driver}, 6)},\n'
    yield f'      "originalUriBaseIds": {dump({BASE: {"description": {"text": style.say("run folder")}}}, 6)},\n'
    yield f'      "invocations": {dump([invocation], 6)}\n    }}\n  ]\n}}\n'


class _RuleEntry:
    """A rule with results: its index in the list of rules, its first finding, its highest severity so far."""

    def __init__(self, index: int, finding: Finding) -> None:
        self.index = index
        self.example = finding
        self.severity = finding.severity

    def update(self, finding: Finding) -> None:
        self.severity = min(self.severity, finding.severity, key=SEVERITIES.index)

    def descriptor(self, style: Style) -> dict[str, Any]:
        """Return the rule as a `reportingDescriptor`, with its message, advice and clauses."""
        found = self.example
        clauses = [(visible(citation(source, style)), web_address(source.url)) for source in found.sources]
        advice = visible(style.say("advised", found.advice))
        lines = [" ".join(filter(None, clause)) for clause in clauses]
        links = [f"[{_markdown(clause)}]({url})" if url else _markdown(clause) for clause, url in clauses]
        descriptor: dict[str, Any] = {
            "id": found.rule_id,
            "shortDescription": {"text": _plain(visible(found.message))},
            "fullDescription": {"text": _plain(visible(f"{style.say('stop', found.message)}{advice}"))},
            "help": {
                "text": _plain("\n".join([advice, *(style.say("clauses", line) for line in lines)])),
                "markdown": _braces(
                    "\n".join([f"{_markdown(advice)}\n", f"**{style.say('clause')}**\n", *(f"- {x}" for x in links)])
                ),
            },
            "defaultConfiguration": {"level": LEVELS[self.severity]},
            "properties": {"tags": [found.family]},
        }
        if url := next((url for _, url in clauses if url), ""):
            descriptor["helpUri"] = url
        return descriptor


def _finding_result(checked: Checked, finding: Finding, index: int, fingerprint: str, style: Style) -> dict[str, Any]:
    also: dict[str, Any] = {"also": list(finding.also)} if finding.also else {}
    kind = {"kind": checked.kind} if checked.kind != KINDS[0] else {}
    seen = {"seen": [each.as_dict() for each in finding.seen]} if finding.seen else {}
    # A region counts lines or bytes, of which a picture has none to show: the box is a property, and part of the place's name.
    box = {"box": place["box"]} if "box" in (place := place_object(checked.draft, finding)) else {}
    return {
        "ruleId": finding.rule_id,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _plain(placed(checked.draft, finding, full_message(finding, style.lang), style.lang))},
        "locations": [_location(checked, finding)],
        "partialFingerprints": {"xhslint/v1": fingerprint},
        **_fixes(checked, finding, style),
        "properties": {"profile": checked.profile, **kind, "reading": finding.reading, **also, **seen, **box},
    }


def _location(checked: Checked, finding: Finding) -> dict[str, Any]:
    """Return the file with a region, if it has lines, and the place in a document, if it has a name.

    Offsets are those of a draft, in the text of its file; those of a note would be wrong in its document.
    """
    found = spot(checked.draft, finding)
    physical: dict[str, Any] = {"artifactLocation": _artifact(checked.draft.path)}
    if found.line:
        physical["region"] = {
            "startLine": found.line,
            "startColumn": found.column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
            **({} if found.place else {"charOffset": finding.start, "charLength": finding.end - finding.start}),
            "snippet": {"text": finding.text},
        }
    if name := name_of(found):
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": name}]}
    return {"physicalLocation": physical}


def _fixes(checked: Checked, finding: Finding, style: Style) -> dict[str, Any]:
    """Return the sentence written anew as a `fix` (§3.55); nothing in a document, in which its offsets would be wrong."""
    rewrite = finding.rewrite
    if not rewrite or spot(checked.draft, finding).place:
        return {}
    start_line, start_column = checked.draft.position(rewrite.start)
    end_line, end_column = checked.draft.position(rewrite.end)
    region = {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": rewrite.start,
        "charLength": rewrite.end - rewrite.start,
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": rewrite.text}}
    changes = [{"artifactLocation": _artifact(checked.draft.path), "replacements": [replacement]}]
    return {"fixes": [{"description": {"text": style.say("fix.rewrite")}, "artifactChanges": changes}]}


def _notification(problem: Problem) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": "error", "message": {"text": _plain(problem_message(problem))}}
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
    """Return text with the braces of placeholders (SARIF 2.1.0, §3.11.5) and the brackets of links (§3.11.6) escaped."""
    return _braces(text).replace("](", "\\](")


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _markdown(text: str) -> str:
    """Return text with the characters escaped that Markdown would interpret."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|~&!" else char for char in text)
