"""The command `baseline`: record the findings that there are, check the record, or prune it."""

from __future__ import annotations

import os
from pathlib import Path

from xhslint.base.bounds import is_behind_link
from xhslint.base.dates import iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.base.records import replace
from xhslint.cli.check import draft_worker
from xhslint.cli.output import print_chunks
from xhslint.cli.project import project_config
from xhslint.cli.typed_paths import expanded
from xhslint.config.project import baseline_path
from xhslint.filters.baseline import Baseline, summary_line
from xhslint.linter.events import Checked
from xhslint.messages.catalogue import count, say
from xhslint.run.session import CheckSession
from xhslint.terminal.console import FOUND, INTERRUPTED, Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.cli.arguments import CheckOptions
    from xhslint.cli.check import MakeLinter


def baseline(
    console: Console, options: CheckOptions, action: str, reason: str, make_linter: MakeLinter | None = None
) -> int:
    """Write, check or prune the baseline, as `action` says, and return the exit status."""
    config = project_config(console, options)
    path = baseline_path(config)
    if action != "check" and is_behind_link(path):
        raise InputError([Problem(path, 0, 0, say(console.lang, "baseline.link"))])
    options = replace(options, paths=expanded(options.paths) or (".",))
    old = Baseline.load(path) if action != "write" or os.path.lexists(path) else Baseline(Path(path))
    worker = draft_worker(console, options, config, make_linter)
    session = CheckSession(console, options.paths, config, worker, baseline=old, jobs=config.jobs)
    new = sum(len(event.findings) for event in session.events() if isinstance(event, Checked))
    inactive = session.filter.inactive if session.filter else frozenset()
    status = session.status("never")
    if session.filter and action == "write":
        old = old.update(iso_today(), reason, inactive)
    elif session.filter and action == "prune":
        old = old.prune(inactive)
    if session.filter and action != "check" and status != INTERRUPTED:
        old.write()
    summary = old.summary(iso_today())
    if status and not summary.findings:
        return status  # what was not read is not called empty
    lines = [summary_line(summary, console.lang)]
    stale = sum(entry.count for _, entry in old.stale(inactive)) if action == "check" else 0
    if stale:
        lines.append(say(console.lang, "baseline.stale", count(console.lang, stale, "place")))
    print_chunks(console, [line + "\n" for line in lines])
    return status or (FOUND if action == "check" and (new or stale) else 0)
