"""The commands `check` and `baseline`: from options to a report and an exit status."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.base.records import replace
from xhslint.cli.output import crash_text, print_chunks, style_for
from xhslint.cli.reports import report_outputs, write_reports
from xhslint.messages.catalogue import count, say
from xhslint.run.session import STDIN, CheckSession, failing
from xhslint.run.worker import DraftWorker
from xhslint.terminal.console import FOUND, INTERRUPTED, Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from xhslint.cli.arguments import CheckOptions
    from xhslint.cli.reports import Output
    from xhslint.config.settings import Config
    from xhslint.filters.baseline import Baseline
    from xhslint.linter.linter import Linter
    from xhslint.run.timing import Stopwatch

    MakeLinter = Callable[..., Linter]


def check(console: Console, options: CheckOptions, make_linter: MakeLinter | None = None) -> int:
    """Lint the drafts that the paths lead to and return the exit status.

    `make_linter` takes the place of `Linter`. With `--timing`, print where the time went as the last thing.
    """
    if not options.timing or options.show_config:
        return _check(console, options, make_linter)
    from xhslint.report.pages.timings import timings_page
    from xhslint.run.timing import Stopwatch

    clock = Stopwatch()
    status = _check(console, options, make_linter, clock)
    clock.stop()
    for line in timings_page(clock.figures, clock.seconds, console.lang):
        console.error(line)
    return status


def _check(
    console: Console, options: CheckOptions, make_linter: MakeLinter | None, clock: Stopwatch | None = None
) -> int:
    if options.as_of:
        _require_day(console.lang, options.as_of)
    config = _config(console, options)
    if options.show_config:
        from xhslint.config.show import show

        drafts = options.paths or (None,)
        print_chunks(console, [show(config, draft, lang=console.lang) for draft in drafts], utf8=True)
        return 0
    if not options.paths:
        raise Mistake(say(console.lang, "no paths"), "check")
    outputs = report_outputs(console, config.format, options.output)
    make_session = CheckSession
    if clock:
        from xhslint.run.timing import TimedSession as make_session
    session = make_session(
        console,
        options.paths,
        config,
        _worker(console, options, config, make_linter, clock),
        stdin_filename=options.stdin_filename,
        baseline=_find_baseline(config, options, console.lang),
        since=options.since,
        diff=options.diff and not options.is_preview,
        jobs=config.jobs,
        outputs=[file for _, file in outputs if file],
        is_isolated=options.isolated,
    )
    with clock.stage("report") if clock else nullcontext():
        return _write_results(console, options, config, session, outputs)


def _worker(
    console: Console,
    options: CheckOptions,
    config: Config,
    make_linter: MakeLinter | None,
    clock: Stopwatch | None = None,
) -> DraftWorker:
    from xhslint.base.paths import cache_dir

    many = len(options.paths) > 1 or any(os.path.isdir(path) for path in options.paths)
    folder = cache_dir() if many and not options.no_cache and not options.fix_level else None
    settings: dict[str, Any] = {
        "make_linter": make_linter,
        "explain": options.explain or options.explain_quiet,
        "fix": options.fix_level,
        "preview": options.is_preview,
        "cache": folder / "results.sqlite" if folder else None,
    }
    describe_crash = partial(crash_text, lang=console.lang)
    if clock:
        from xhslint.run.timing import TimedWorker

        return TimedWorker(clock, console.lang, config, describe_crash, **settings)
    return DraftWorker(console.lang, config, describe_crash, **settings)


def _write_results(
    console: Console, options: CheckOptions, config: Config, session: CheckSession, outputs: Sequence[Output]
) -> int:
    """Run the session, write what was asked for and return the exit status."""
    is_preview = options.is_preview
    if options.fix_level and not is_preview and list(options.paths) == [STDIN]:
        _write_fixed_stdin(console, session)
    elif is_preview:
        _write_preview(console, options, session)
    else:
        only = failing(config.fail_on) if options.quiet else None
        write_reports(console, options, session.events(), outputs, only)
    if options.fix_level:
        _print_fix_counts(console, session, is_preview)
    return _status(console, session, config.fail_on, options.max_warnings)


def _status(console: Console, session: CheckSession, fail_on: str, max_warnings: int | None) -> int:
    """Return the exit status of a session; say so if it is 1 for nothing but too many warnings."""
    status, warnings = session.status(fail_on), session.tally["warning"]
    if status or max_warnings is None or warnings <= max_warnings:
        return status
    console.error(say(console.lang, "too many warnings", count(console.lang, warnings, "warning"), max_warnings))
    return FOUND


def _write_fixed_stdin(console: Console, session: CheckSession) -> None:
    """Write standard input with its fixes to standard output; the findings left go to standard error."""
    from xhslint.fixes.write_back import encode_like

    for event in session.events():
        if isinstance(event, Problem):
            continue
        text = encode_like(session.data, event.draft.text, event.draft.path, console.lang)
        with console.output(None, "utf-8") as write:
            write(text)
        for finding in event.findings:
            problem = Problem(event.draft.path, finding.line, finding.column, f"{finding.rule_id} {finding.message}")
            console.complain(problem)


def _write_preview(console: Console, options: CheckOptions, session: CheckSession) -> None:
    """Write what fixes would change as a diff, in place of a report."""
    from xhslint.report.diff import diff

    def chunks() -> Iterator[str]:
        shown = 0
        for _ in session.events():
            for path, old, new in session.previews[shown:]:
                yield from diff(path, old, new, style)
            shown = len(session.previews)

    output = options.output if options.output != "-" else None
    style = style_for(console, options.color, options.no_color, output)
    print_chunks(console, chunks(), output)


def _print_fix_counts(console: Console, session: CheckSession, is_preview: bool) -> None:
    """Say on standard error how many fixes were made and how many `--unsafe-fixes` would add."""
    fixed, withheld = session.tally["fixed"], session.tally["withheld"]
    made = count(console.lang, fixed, "would fix" if is_preview else "fixed")
    more = say(console.lang, "comma") + say(console.lang, "withheld", withheld) if withheld else ""
    console.error(made + more)


def _find_baseline(config: Config, options: CheckOptions, lang: str) -> Baseline | None:
    """Return the baseline that is configured, or else the one in the current folder, if any."""
    is_ignored = options.no_baseline or (options.isolated and not config.baseline)
    path = "" if is_ignored else _baseline_path(config, lang)
    if not path or not (config.baseline or os.path.lexists(path)):
        return None
    from xhslint.filters.baseline import Baseline

    return Baseline.load(path)


def _baseline_path(config: Config, lang: str) -> str:
    """Return the file of the baseline; raises InputError for a default one that is a link out of the current folder."""
    from xhslint.base.bounds import is_below
    from xhslint.base.paths import BASELINE

    if not config.baseline and os.path.islink(BASELINE) and not is_below(BASELINE, "."):
        raise InputError([Problem(BASELINE, 0, 0, say(lang, "baseline.outside"))])
    return config.baseline or BASELINE


def baseline(
    console: Console, options: CheckOptions, action: str, reason: str, make_linter: MakeLinter | None = None
) -> int:
    """Write, check or prune the baseline, as `action` says, and return the exit status."""
    from pathlib import Path

    from xhslint.base.dates import iso_today
    from xhslint.filters.baseline import Baseline, summary_line

    config = _config(console, options)
    path = _baseline_path(config, console.lang)
    options = replace(options, paths=options.paths or (".",))
    old = Baseline.load(path) if action != "write" or os.path.lexists(path) else Baseline(Path(path))
    worker = _worker(console, options, config, make_linter)
    session = CheckSession(console, options.paths, config, worker, baseline=old, jobs=config.jobs)
    new = sum(len(event.findings) for event in session.events() if not isinstance(event, Problem))
    inactive = session.filter.inactive if session.filter else frozenset()
    status = session.status("never")
    if session.filter and action == "write":
        old = old.update(iso_today(), reason, inactive)
    elif session.filter and action == "prune":
        old = old.prune(inactive)
    if session.filter and action != "check" and status != INTERRUPTED:
        old.write()
    lines = [summary_line(old.summary(iso_today()), console.lang)]
    stale = sum(entry.count for _, entry in old.stale(inactive)) if action == "check" else 0
    if stale:
        lines.append(say(console.lang, "baseline.stale", count(console.lang, stale, "place")))
    print_chunks(console, [line + "\n" for line in lines])
    return status or (FOUND if action == "check" and (new or stale) else 0)


def _config(console: Console, options: CheckOptions) -> Config:
    """Return the project's configuration under the options; the console takes over its language."""
    from xhslint.config.settings import Config, merged

    path: Path | str | None = options.config
    if path is None and not (options.no_config or options.isolated):
        from xhslint.config.discover import find

        path = find(".")
    config = Config()
    if path is not None:
        from xhslint.config.load import load

        def known(rules: Sequence[str], lang: str) -> Sequence[str]:
            from xhslint.linter.linter import rulebook_for

            return rulebook_for((*rules, *options.rules), lang).ids

        config = load(path, console.asked, known, is_confined=options.config is None)
        console.lang = console.asked or config.lang or console.lang
    names = {name: split_names(getattr(options, name)) for name in ("select", "ignore", "extend_select")}
    return merged(config, {**vars(options), **names})


def _require_day(lang: str, text: str) -> None:
    from xhslint.base.dates import iso_day

    try:
        iso_day(text)
    except InputError:
        raise Mistake(say(lang, "no day", text), "check") from None


def split_names(values: Iterable[str]) -> list[str]:
    """Return the names in the values of a repeated option, each of which may hold several, separated by commas."""
    return [name for value in values for each in value.split(",") if (name := each.strip())]
