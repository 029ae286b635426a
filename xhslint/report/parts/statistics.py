"""Findings counted by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from xhslint.model.findings import SEVERITIES, Finding
from xhslint.report.style import Style
from xhslint.terminal.width import cell_count, visible
from xhslint.terminal.wrap import clip, pad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Row: TypeAlias = tuple[str, str, str]


class Statistics:
    """The number of findings of each rule, severity and message."""

    def __init__(self) -> None:
        self._counts: Counter[Row] = Counter()

    def add(self, findings: Iterable[Finding]) -> None:
        self._counts.update((each.severity, each.rule_id, each.message) for each in findings)

    def lines(self, style: Style) -> Iterator[str]:
        """Yield a line for each rule, the most frequent first."""
        names = {row: visible(row[1], style.encoding) for row in self._counts}
        columns = max(map(cell_count, names.values()), default=0)
        severities = max((cell_count(style.say(row[0])) for row in self._counts), default=0)
        for row, number in sorted(self._counts.items(), key=_order):
            severity = style.say(row[0])
            gap = " " * (severities - cell_count(severity))
            line = f"{number:>6} {style.paint(row[0], severity)}{gap} {pad(names[row], columns)}  "
            room = style.width - cell_count(f"{number:>6} {severity}{gap} ") - columns - 2
            yield (line + clip(row[2], max(room, 20), style.encoding)).rstrip()


def _order(entry: tuple[Row, int]) -> tuple[int, int, Row]:
    row, number = entry
    return -number, SEVERITIES.index(row[0]), row
