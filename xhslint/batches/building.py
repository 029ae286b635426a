"""The arrays of findings and problems of a batch, built at once when it is done: a clean row adds one number."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from xhslint.base.errors import Problem
from xhslint.batches.schema import FINDING, FINDINGS, PROBLEM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.model.findings import Finding


class ColumnBuilder:
    """Collects the results of rows in order.

    `offsets` are where the findings of each row begin, and where those of the last one end.
    """

    def __init__(self) -> None:
        self.offsets = [0]
        self.problems: dict[int, str] = {}
        self.unchecked: list[int] = []
        self.members: tuple[list[object], ...] = tuple([] for _ in FINDING)

    def add(self, findings: Iterable[Finding], problems: Iterable[Problem], title: str | None) -> None:
        """Add a row of which there is something to tell; `title` is the title above its text."""
        if said := problem_text(problems):
            self.problems[len(self.offsets) - 1] = said
        for finding in findings:
            values = finding.rule_id, finding.severity, *_place(finding, title), finding.reading, finding.message
            for member, value in zip(self.members, values, strict=True):
                member.append(value)
        self.offsets.append(len(self.members[0]))

    def fail(self, problems: Iterable[Problem]) -> None:
        """Add a row that was not checked."""
        self.unchecked.append(len(self.offsets) - 1)
        self.add((), problems, None)

    def arrays(self) -> tuple[pa.ListArray, pa.StringArray]:
        """Return the findings and the problems of all rows."""
        rows = len(self.offsets) - 1
        children = [pa.array(values, each.type) for values, each in zip(self.members, FINDING, strict=True)]
        mask = None
        if self.unchecked:
            is_unchecked = bytearray(rows)
            for row in self.unchecked:
                is_unchecked[row] = 1
            mask = pa.array(map(bool, is_unchecked), pa.bool_())
        values = pa.StructArray.from_arrays(children, fields=list(FINDING))
        findings = pa.ListArray.from_arrays(pa.array(self.offsets, pa.int32()), values, type=FINDINGS, mask=mask)
        if not self.problems:
            return findings, pa.nulls(rows, PROBLEM)
        return findings, pa.array([self.problems.get(row) for row in range(rows)], PROBLEM)


def problem_text(problems: Iterable[Problem]) -> str:
    """Return problems of one caption as text, one a line, each with its line and column where it has any."""
    return "\n".join(f"{each.line}:{each.column}: {each.message}" if each.line else each.message for each in problems)


def _place(finding: Finding, title: str | None) -> tuple[str, int, int, int, int, str]:
    """Return part, start, end, line, column and text of a finding, as they are in its title or in its text.

    What runs from the title into the text belongs to the title, up to its end.
    """
    start, end, line = finding.start, finding.end, finding.line
    if title is None:
        return "text", start, end, line, finding.column, finding.text
    length = len(title)
    if start >= length + 1:
        above = length + 1
        return "text", start - above, end - above, line - _lines(title), finding.column, finding.text
    return "title", start, min(end, length), line, finding.column, finding.text[: length - start]


def _lines(title: str) -> int:
    """Return how many lines a title takes, each with its end."""
    return (title + "\n").replace("\r\n", "\n").replace("\r", "\n").count("\n")
