"""Reports: what a run found, said in one format or another. A new one is a function and a line in `REPORTS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass
from xhslint.model.findings import SEVERITIES, Finding, Quiet, Signal
from xhslint.terminal.width import prints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from xhslint.drafts.draft import Draft


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was examined, the profile it was examined under, what was found in it and what was silenced.

    `suppressed` findings were held back by the draft itself, `known` ones are in the baseline.
    """

    draft: Draft
    profile: str
    findings: tuple[Finding, ...]
    quiet: tuple[Quiet, ...] = ()
    suppressed: int = 0
    known: int = 0

    @property
    def asks(self) -> tuple[Signal, ...]:
        """The engagement signals that the draft games, each once, the heaviest first."""
        asked = {signal for finding in self.findings for signal in finding.signals}
        return tuple(sorted(asked, key=lambda signal: (-signal.weight, signal.key)))


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is to be written; formats for machines have no use for most of it."""

    lang: str = "zh"
    width: int = 80
    color: bool = False
    only: tuple[str, ...] = SEVERITIES  # severities that the text report shows
    summary: bool = True
    encoding: str = "utf-8"  # of where the report goes: what it lacks is shown as an escape

    def paint(self, style: str, text: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.color and text else text

    def glyph(self, fine: str, plain: str) -> str:
        """The first if it can be written, else the second."""
        return fine if prints(fine, self.encoding) else plain


Event: TypeAlias = "Checked | Problem"
Report: TypeAlias = Callable[[Iterable[Event], Look], Iterator[str]]

# Format → where its function lives; imported only when it is asked for.
REPORTS = {
    "text": "xhslint.report.formats.text:report",
    "json": "xhslint.report.formats.json_report:report",
    "jsonl": "xhslint.report.formats.jsonl:report",
    "sarif": "xhslint.report.formats.sarif:report",
    "github": "xhslint.report.formats.github:report",
    "gitlab": "xhslint.report.formats.gitlab:report",
    "junit": "xhslint.report.formats.junit:report",
    "rdjsonl": "xhslint.report.formats.rdjsonl:report",
    "checkstyle": "xhslint.report.formats.checkstyle:report",
    "csv": "xhslint.report.formats.csv_report:report",
    "html": "xhslint.report.formats.html:report",
}
STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "good": "32",
    "strong": "1",
    "file": "1;4",
    "faint": "2",
}


def find_report(name: str) -> Report:
    """The report function of a format."""
    from importlib import import_module

    module, _, function = REPORTS[name].partition(":")
    report: Report = getattr(import_module(module), function)
    return report
