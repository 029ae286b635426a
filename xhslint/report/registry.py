"""The formats of reports. A new one is a module with a function `report` and a line in `REPORTS`.

Such a function takes drafts and problems; one that also says what a run passed over is named in `TELL_PASSED_OVER`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xhslint.linter.events import PassedOver, RunEvent
from xhslint.report.style import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias


Report: TypeAlias = Callable[[Iterable[RunEvent], Style], Iterator[str]]

# Format → module and function, imported only when the format is used.
REPORTS = {
    "text": "xhslint.report.formats.text:report",
    "concise": "xhslint.report.formats.concise:report",
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

TELL_PASSED_OVER = ("text", "json", "jsonl", "html")


def find_report(name: str) -> Report:
    """Return the report function of a format, a key of `REPORTS`."""
    from importlib import import_module

    module, _, function = REPORTS[name].partition(":")
    report: Report = getattr(import_module(module), function)
    if name in TELL_PASSED_OVER:
        return report
    return lambda events, style: report((event for event in events if not isinstance(event, PassedOver)), style)
