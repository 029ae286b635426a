"""The columns that linting adds to a table, and the version of their meaning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyarrow as pa

from xhslint.base.errors import InputError, Problem
from xhslint.base.version import __version__
from xhslint.messages.catalogue import both

if TYPE_CHECKING:
    from xhslint.linter.linter import Linter

VERSION = "1"
"""Raised when a member of a finding goes away or changes its meaning; new members come last and raise nothing."""
FINDING = pa.struct(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("part", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("line", pa.int32(), nullable=False),
        pa.field("column", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("reading", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
    ]
)
"""One finding."""
FINDINGS = pa.list_(pa.field("item", FINDING, nullable=False))
"""The findings of a caption; null if it was not checked."""
PROBLEM = pa.string()
"""What kept a caption, or a rule, from being checked; null if nothing did."""


def findings_field(name: str, linter: Linter) -> pa.Field:
    """Return the field of findings, whose metadata say by which schema, version and rules they were made."""
    about = {"xhslint.schema": VERSION, "xhslint.version": __version__}
    if linter.engine.rulebook.key:
        about["xhslint.rulebook"] = linter.engine.rulebook.key
    return pa.field(name, FINDINGS, metadata=about)


def problem_field(name: str) -> pa.Field:
    """Return the field of problems."""
    return pa.field(name, PROBLEM)


def require_free(taken: Iterable[str], names: Iterable[str]) -> None:
    """Raise InputError with each of the new names that a column has already, or that is given twice."""
    seen = set(taken)
    problems = []
    for name in names:
        if name in seen:
            problems.append(Problem("", 0, 0, both("column taken", name)))
        seen.add(name)
    if problems:
        raise InputError(problems)
