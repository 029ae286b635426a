"""Findings and problems as diagnostics of the protocol."""

from __future__ import annotations

from xhslint.base.errors import Problem
from xhslint.lsp.positions import Positions
from xhslint.lsp.protocol import ERROR, INFO, UNNECESSARY, WARNING
from xhslint.report.parts.addresses import web_address
from xhslint.report.parts.wording import full_message, message_line, problem_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.lsp.capabilities import Client
    from xhslint.lsp.checks import Check
    from xhslint.lsp.documents import Document
    from xhslint.model.findings import Finding

SOURCE = "xhslint"
_SEVERITIES = {"error": ERROR, "warning": WARNING, "info": INFO}


def diagnostics(document: Document, check: Check | None, client: Client) -> list[dict[str, Any]]:
    """Return the diagnostics of a check of a document, findings first; none for a document that is not checked."""
    if check is None:
        return []
    positions = document.positions
    return [
        *(finding_diagnostic(document, check, finding, client) for finding in check.findings),
        *(problem_diagnostic(positions, problem, ERROR) for problem in check.problems),
        *(problem_diagnostic(positions, problem, WARNING) for problem in check.expired),
        *({**problem_diagnostic(positions, problem, INFO), "tags": [UNNECESSARY]} for problem in check.unused),
    ]


def finding_diagnostic(document: Document, check: Check, finding: Finding, client: Client) -> dict[str, Any]:
    """Return the diagnostic of a finding: its clause is the description of its code."""
    diagnostic = {
        "range": finding_span(document.positions, check, finding),
        "severity": _SEVERITIES[finding.severity],
        "code": finding.rule_id,
        "source": SOURCE,
        "message": full_message(finding, check.lang),
    }
    if href := next(filter(None, (web_address(source.url) for source in finding.sources)), ""):
        diagnostic["codeDescription"] = {"href": href}
    if client.has_related and finding.parts:
        diagnostic["relatedInformation"] = [
            {
                "location": {"uri": document.uri, "range": finding_span(document.positions, check, part)},
                "message": f"{part.rule_id} {message_line(part, check.lang)}",
            }
            for part in finding.parts[1:]
        ]
    return diagnostic


def finding_span(positions: Positions, check: Check, finding: Finding) -> dict[str, Any]:
    """Return the range of a finding in its document."""
    return positions.span(finding.start + check.shift, finding.end + check.shift)


def problem_diagnostic(positions: Positions, problem: Problem, severity: int) -> dict[str, Any]:
    """Return the diagnostic of a problem, from its place to the end of the line; without a place, on the first line."""
    span = positions.line_span(problem.line, problem.column)
    return {"range": span, "severity": severity, "source": SOURCE, "message": problem_message(problem)}
