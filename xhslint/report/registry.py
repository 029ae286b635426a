"""The formats of reports. A new one is a module with a function `report` and a line in `REPORTS`.

Such a function takes drafts and problems; one that also says what a run passed over is named in `TELL_PASSED_OVER`. One that
shows each draft by itself, and nothing of a clean one, may name in `RENDERERS` the function that lays out a draft: then
drafts are laid out by the processes that check them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from xhslint.linter.events import Checked, PassedOver, Rendered, SessionEvent
from xhslint.report.style import Style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias


Report: TypeAlias = Callable[[Iterable[SessionEvent], Style], Iterator[str]]

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

RENDERERS = {
    "text": "xhslint.report.formats.text:rendered",
    "jsonl": "xhslint.report.formats.jsonl:rendered",
}


def find_report(name: str) -> Report:
    """Return the report function of a format, a key of `REPORTS`."""
    report: Report = _function(REPORTS[name])
    if name in TELL_PASSED_OVER:
        return report
    return lambda events, style: report((event for event in events if not isinstance(event, PassedOver)), style)


def find_renderer(name: str, style: Style) -> Callable[[Checked], Rendered] | None:
    """Return the function that lays out a draft in a format, for any process; None if the format shows drafts only together."""
    return partial(_function(RENDERERS[name]), style=style) if name in RENDERERS else None


def _function(name: str) -> Any:
    from importlib import import_module

    module, _, function = name.partition(":")
    return getattr(import_module(module), function)
