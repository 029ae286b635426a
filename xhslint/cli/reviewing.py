"""The reviewed copy of the document that is checked, for `--review`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from xhslint.base.bounds import is_behind_link
from xhslint.base.errors import Gap, Mistake, Problem
from xhslint.drafts.file_kinds import suffix
from xhslint.linter.events import Checked, Interrupted, RunEvent
from xhslint.messages.catalogue import say
from xhslint.terminal.console import Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.cli.arguments import CheckOptions
    from xhslint.report.style import Style

REVIEWABLE = (".xlsx", ".docx")
"""The kinds of documents of which copies are made."""


def require_reviewable(console: Console, options: CheckOptions) -> None:
    """Raise Mistake unless the options name one workbook or Word file to check and another file for its copy."""
    copy = options.review or ""
    files = {
        os.path.realpath(file)
        for file in (options.output, *(each.partition("=")[2] for each in options.format))
        if file
    }
    if options.fix_level:
        raise Mistake(say(console.lang, "review.fix"), "check")
    kind = suffix(options.paths[0])
    if len(options.paths) != 1 or kind not in REVIEWABLE or os.path.isdir(options.paths[0]):
        raise Mistake(say(console.lang, "review.one"), "check")
    if suffix(copy) != kind:
        raise Mistake(say(console.lang, "review.suffix", copy, kind), "check")
    if os.path.realpath(copy) in files:
        raise Mistake(say(console.lang, "one output"), "check")
    if is_behind_link(copy):
        raise Mistake(say(console.lang, "output is link", copy), "check")


def write_review(console: Console, path: str, most: int, copy: str, style: Style, events: Iterable[RunEvent]) -> None:
    """Write the copy of a document with the findings of its notes marked; say so if there are no notes, or if not all were checked.

    Raises InputError if the document cannot be read, has more than `most` bytes, or the copy cannot be written.
    """
    from xhslint.drafts.read import read_draft_data

    events = list(events)
    checked = [event for event in events if isinstance(event, Checked)]
    gaps = [gap for event in events if isinstance(event, Problem) for gap in event.gaps]
    if any(isinstance(event, Interrupted) for event in events):  # a row without a word would look read
        console.error(say(console.lang, "review.interrupted", copy))
        return
    if not checked:
        console.error(say(console.lang, "review.nothing", copy))
        return
    data = _reviewed(read_draft_data(path, most, "document too large"), path, checked, gaps, style)
    with console.output(copy, "utf-8") as write:
        write(data)


def _reviewed(data: bytes, path: str, checked: Sequence[Checked], gaps: Sequence[Gap], style: Style) -> bytes:
    if suffix(path) == ".xlsx":
        from xhslint.report.reviewed import workbook

        return workbook.reviewed(data, path, checked, style, gaps)
    from datetime import datetime

    from xhslint.report.reviewed import word_copy

    now = datetime.now().isoformat(timespec="seconds")  # Word and WPS show the time of comments as it is written
    return word_copy.reviewed(data, path, checked, style, now)
