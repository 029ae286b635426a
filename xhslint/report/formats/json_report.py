"""JSON for programs; docs/json.md is the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from xhslint.base.errors import Problem
from xhslint.base.json_text import dump
from xhslint.base.version import __version__
from xhslint.drafts.draft import Draft
from xhslint.linter.events import Checked, PassedOver, RunEvent
from xhslint.model.explanations import Dismissed
from xhslint.model.findings import PLACE, SEVERITIES, Finding, fields_of
from xhslint.model.judgements import Judgement
from xhslint.report.parts.places import named_parts, place_object
from xhslint.report.style import Style
from xhslint.terminal.width import printable_path

VERSION = 1


def report(events: Iterable[RunEvent], style: Style) -> Iterator[str]:
    """Yield one JSON object in parts, draft by draft, so that a large run needs little memory."""
    tally: Counter[str] = Counter()
    problems: list[Problem] = []
    passed = PassedOver()
    yield f'{{\n  "version": {VERSION},\n  "tool": {dump(tool_object(style), 2)},\n  "drafts": ['
    for event in events:
        if isinstance(event, Problem):
            problems.append(event)
            continue
        if isinstance(event, PassedOver):
            passed = event
            continue
        yield (",\n    " if tally["drafts"] else "\n    ") + dump(_draft_object(event, style.explain), 4)
        tally["drafts"] += 1
        tally["pictures"] += event.draft.in_picture == "words"
        tally["skippedCode"] += event.draft.skipped_code
        tally.update(finding.severity for finding in event.findings)
        tally.update(suppressed=event.suppressed, known=event.known)
    yield "\n  ],\n" if tally["drafts"] else "],\n"
    summary = summary_object(tally, len(problems), passed)
    errors = [problem_object(problem) for problem in problems]
    yield f'  "errors": {dump(errors, 2)},\n  "summary": {dump(summary, 2)}\n}}\n'


def tool_object(style: Style) -> dict[str, Any]:
    """Return the program that wrote the report, with the keys of docs/json.md."""
    return {"name": "xhslint", "version": __version__, "lang": style.lang}


def summary_object(tally: Counter[str], errors: int, passed: PassedOver) -> dict[str, Any]:
    """Return the totals of a run, with the keys of docs/json.md.

    `tally` counts by severity, "drafts", "pictures", "suppressed", "known" and "skippedCode"; `errors` is the number of problems, `passed` what
    was passed over. Pictures that were not read, and documents without notes, are there only if there are any.
    """
    pictures = {
        "remotePictures": passed.remote,
        "wordlessPictures": passed.wordless,
        "unseenPictures": passed.unseen,
        "embeddedPictures": passed.embedded,
        "emptyDocuments": passed.empty,
        "unreadColumns": list(passed.columns),
    }
    return {
        "drafts": tally["drafts"],
        **({"pictures": tally["pictures"]} if tally["pictures"] else {}),
        "findings": {severity: tally[severity] for severity in SEVERITIES},
        "suppressed": tally["suppressed"],
        "known": tally["known"],
        "errors": errors,
        "skippedCode": tally["skippedCode"],
        "unread": dict(passed.suffixes),
        **{name: number for name, number in pictures.items() if number},
    }


def _draft_object(checked: Checked, explain: bool) -> dict[str, Any]:
    place = checked.draft.place_at(0)
    draft = {
        "path": printable_path(checked.draft.path),
        **({"place": named_parts(place)} if place else {}),
        **({"usedBy": [printable_path(each) for each in checked.used_by]} if checked.used_by else {}),
        "profile": checked.profile,
        "kind": checked.kind,
        "findings": [_finding_object(checked.draft, finding, explain) for finding in checked.findings],
        "asks": {
            "signals": [fields_of(each, ("key", "weight")) for each in checked.asks],
            "score": sum(s.weight for s in checked.asks),
        },
    }
    if checked.dismissed:
        quiet = ((_dismissed_object(checked.draft, each), each) for each in checked.dismissed)
        draft["quiet"] = [_explained(fields, each, explain) for fields, each in quiet]
    return draft


def _dismissed_object(draft: Draft, dismissed: Dismissed) -> dict[str, Any]:
    fields = fields_of(dismissed, (*PLACE, "text", "by", "name", "about", "words"))
    return {"rule": dismissed.rule_id, **fields, **place_fields(draft, dismissed)}


def place_fields(draft: Draft, match: Finding | Dismissed) -> dict[str, Any]:
    """Return the key `place` of a match in a document; no key of one in a draft."""
    place = place_object(draft, match)
    return {"place": place} if place else {}


def _finding_object(draft: Draft, finding: Finding, explain: bool) -> dict[str, Any]:
    """Return a finding; with `explain`, its explanation and each of the findings that were merged into it with its own."""
    anew = {"rewrite": finding.rewrite_dict()}
    fields = _explained({**finding.as_dict(), **anew, **place_fields(draft, finding)}, finding, explain)
    if explain and finding.parts:
        fields["parts"] = [_explained(_part_object(part), part, explain) for part in finding.parts]
    return fields


def _part_object(part: Finding) -> dict[str, Any]:
    return {"rule": part.rule_id, **fields_of(part, ("severity", *PLACE, "text", "reading"))}


def _explained(fields: dict[str, Any], match: Finding | Dismissed, explain: bool) -> dict[str, Any]:
    """Return the fields of a match, with its explanation if that was asked for."""
    if not explain or match.explanation is None:
        return fields
    terms = [fields_of(term, ("name", "start", "end", "text", "reads")) for term in match.explanation.terms]
    explanation = {**fields_of(match.explanation, ("rule", "group", "phrase")), "terms": terms}
    if judgement := match.explanation.judgement:
        explanation["judgement"] = _judgement_object(judgement)
    return {**fields, "explanation": explanation}


def _judgement_object(judgement: Judgement) -> dict[str, Any]:
    features = {
        side: [fields_of(each, ("name", "text", "weight")) for each in getattr(judgement, side)]
        for side in ("pro", "con")
    }
    return {**fields_of(judgement, ("score", "likely", "bias")), **features, "rest": judgement.rest}


def problem_object(problem: Problem) -> dict[str, Any]:
    """Return a problem with the keys of docs/json.md."""
    return {
        "path": printable_path(problem.path),
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
    }
