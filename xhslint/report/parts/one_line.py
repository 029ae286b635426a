"""Findings and problems as lines `path:line:column: severity rule message`, which editors know from compilers."""

from __future__ import annotations

from xhslint.base.errors import Problem
from xhslint.linter.events import Checked
from xhslint.model.findings import Finding
from xhslint.report.parts.places import name_of, spot
from xhslint.report.parts.wording import message_line, problem_message
from xhslint.terminal.width import printable_path, visible, visible_lines


def finding_line(checked: Checked, finding: Finding, lang: str) -> str:
    """Return a finding as a line; its severity is in English in every language, because programs read it.

    In a document without lines, the name of the place stands for line and column: no program takes it for a line.
    """
    found = spot(checked.draft, finding)
    if found.line:
        place = _place(checked.draft.path, found.line, found.column)
    else:
        place = f"{visible(printable_path(checked.draft.path))}:{name_of(found)}:"
    return _line(f"{place} {finding.severity} {finding.rule_id} {message_line(finding, lang)}")


def problem_line(problem: Problem) -> str:
    """Return a problem as a line; one of a file as a whole is at its beginning, because programs expect a place."""
    place = _place(problem.path, problem.line or 1, problem.column or 1) if problem.path else "xhslint:"
    return _line(f"{place} error {problem_message(problem)}")


def _place(path: str, line: int, column: int) -> str:
    return f"{visible(printable_path(path))}:{line}:{column}:"


def _line(text: str) -> str:
    return visible_lines([text]) + "\n"
