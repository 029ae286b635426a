"""The command `check`: from options to a report and an exit status."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial

from xhslint.base.errors import Mistake
from xhslint.base.records import replace
from xhslint.cli.output import crash_text, print_chunks
from xhslint.cli.project import find_baseline, project_config
from xhslint.cli.reports import draft_renderer, report_outputs, shows_rewrites, write_reports
from xhslint.drafts.file_kinds import may_be_document
from xhslint.messages.catalogue import count, say
from xhslint.run.session import STDIN, CheckSession, failing
from xhslint.run.worker import DraftWorker
from xhslint.terminal.console import FOUND, Console, is_one_stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.cli.arguments import CheckOptions
    from xhslint.cli.report_page import ReportPage
    from xhslint.cli.reports import Output
    from xhslint.config.settings import Config
    from xhslint.linter.events import Checked, Rendered
    from xhslint.linter.linter import Linter
    from xhslint.run.stopwatch import Stopwatch

    MakeLinter = Callable[..., Linter]


def check(console: Console, options: CheckOptions, make_linter: MakeLinter | None = None) -> int:
    """Lint the drafts that the paths lead to and return the exit status.

    `make_linter` takes the place of `Linter`. With `--watch`, do so again after each change. With `--timing`, print where
    the time went as the last thing.
    """
    if options.needs_reading:
        from xhslint.cli.typed_paths import expanded

        options = replace(options, paths=expanded(options.paths))
    page = None
    if options.open:
        from xhslint.cli.report_page import ReportPage

        page = ReportPage(console)
    if options.paths and options.paths[0] != STDIN and not os.path.lexists(options.paths[0]):
        _suggest_command(console, options.paths[0])
    run = partial(_timed_check, console, options, make_linter, page)
    if options.watch and not options.show_config:
        from xhslint.cli.watch import watch

        return watch(console, options, run)
    return run()


def _suggest_command(console: Console, path: str) -> None:
    """Say which command a path that does not exist may be meant for."""
    from xhslint.cli.arguments import COMMANDS
    from xhslint.messages.suggestions import did_you_mean

    if guess := did_you_mean(console.lang, path, COMMANDS, "command meant"):
        console.error(guess)


def _timed_check(
    console: Console, options: CheckOptions, make_linter: MakeLinter | None, page: ReportPage | None
) -> int:
    if not options.timing or options.show_config:
        return _check(console, options, make_linter, page)
    from xhslint.report.pages.timings import timings_page
    from xhslint.run.stopwatch import Stopwatch

    clock = Stopwatch()
    status = _check(console, options, make_linter, page, clock)
    clock.stop()
    for line in timings_page(clock.figures, clock.seconds, console.lang):
        console.error(line)
    return status


def _check(
    console: Console,
    options: CheckOptions,
    make_linter: MakeLinter | None,
    page: ReportPage | None,
    clock: Stopwatch | None = None,
) -> int:
    if options.as_of:
        from xhslint.base.dates import is_day

        if not is_day(options.as_of):
            raise Mistake(say(console.lang, "no day", options.as_of), "check")
    config = project_config(console, options)
    if options.show_config:
        from xhslint.config.show import show

        drafts = options.paths or (None,)
        print_chunks(console, [show(config, draft, lang=console.lang) for draft in drafts], utf8=True)
        return 0
    if not options.paths:
        raise Mistake(say(console.lang, "no paths"), "check")
    if options.review:
        from xhslint.cli.reviewing import require_reviewable

        require_reviewable(console, options)
    outputs = report_outputs(console, config.format, options.output)
    outputs = page.among(outputs) if page else outputs
    rewrites = bool(options.review) or shows_rewrites(outputs, options.statistics)
    only = failing(config.fail_on) if options.quiet else None
    baseline = find_baseline(config, options)
    may_render = baseline is None and not config.overrides
    render = draft_renderer(console, options, outputs, only) if may_render else None
    make_session = CheckSession
    if clock:
        from xhslint.run.timing import TimedSession as make_session
    session = make_session(
        console,
        options.paths,
        config,
        draft_worker(console, options, config, make_linter, clock, rewrites, render),
        stdin_filename=options.stdin_filename,
        baseline=baseline,
        since=options.since,
        diff=options.diff and not options.is_preview,
        jobs=config.jobs,
        outputs=[file for file in (*(file for _, file in outputs), options.review) if file],
        is_isolated=options.isolated,
        is_quiet=options.quiet,
        is_told_once=not options.fix_level
        and any(form == "concise" and not file for form, file in outputs)
        and is_one_stream(),
    )
    with clock.stage("report") if clock else nullcontext():
        return _write_results(console, options, config, session, outputs, only, page)


def draft_worker(
    console: Console,
    options: CheckOptions,
    config: Config,
    make_linter: MakeLinter | None,
    clock: Stopwatch | None = None,
    rewrite: bool = False,
    render: Callable[[Checked], Rendered] | None = None,
) -> DraftWorker:
    from xhslint.base.paths import cache_dir

    many = len(options.paths) > 1 or config.may_read_images
    many = many or any(may_be_document(path) or os.path.isdir(path) for path in options.paths)
    folder = cache_dir() if many and not options.no_cache and not options.fix_level else None
    settings: dict[str, Any] = {
        "make_linter": make_linter,
        "explain": options.explain or options.explain_quiet,
        "fix": options.fix_level,
        "preview": options.is_preview,
        "rewrite": rewrite,
        "render": render,
        "cache": folder / "results.sqlite" if folder else None,
    }
    describe_crash = partial(crash_text, lang=console.lang)
    if clock:
        from xhslint.run.timing import TimedWorker

        return TimedWorker(clock, console.lang, config, describe_crash, **settings)
    return DraftWorker(console.lang, config, describe_crash, **settings)


def _write_results(
    console: Console,
    options: CheckOptions,
    config: Config,
    session: CheckSession,
    outputs: Sequence[Output],
    only: Sequence[str] | None,
    page: ReportPage | None,
) -> int:
    """Run the session, write what was asked for and return the exit status."""
    if options.fix_level:
        from xhslint.cli.fixing import print_fix_counts, write_fixes
    if not options.fix_level or not write_fixes(console, options, session):
        events = session.events()
        try:
            write_reports(console, options, events, outputs, only, config.max_document_bytes)
        finally:
            events.close()
        if page:
            page.show()
    if options.fix_level:
        print_fix_counts(console, session, options.is_preview)
    return _status(console, session, config.fail_on, options.max_warnings)


def _status(console: Console, session: CheckSession, fail_on: str, max_warnings: int | None) -> int:
    """Return the exit status of a session; say so if it is 1 for nothing but too many warnings."""
    status, warnings = session.status(fail_on), session.tally["warning"]
    if status or max_warnings is None or warnings <= max_warnings:
        return status
    console.error(say(console.lang, "too many warnings", count(console.lang, warnings, "warning"), max_warnings))
    return FOUND
