"""`xhslint check` and `xhslint baseline`: from what was asked to a report and an exit status."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.base.records import replace
from xhslint.cli.output import crash_text, look_of, print_chunks
from xhslint.linter.events import Event
from xhslint.messages.catalogue import count, say
from xhslint.report.registry import find_report
from xhslint.terminal.console import FOUND, INTERRUPTED, Console, silence_stdout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.config.settings import Config
    from xhslint.filters.baseline import Baseline
    from xhslint.run.session import CheckSession
    from xhslint.run.timing import Stopwatch
    from xhslint.run.worker import DraftWorker


def check(console: Console, **given: Any) -> int:
    """Lint the drafts that the paths lead to and, if that is asked, say where the time went."""
    if not given["timing"] or given["show_config"]:
        return _check(console, given)
    from xhslint.report.pages.timings import show
    from xhslint.run.timing import Stopwatch

    with Stopwatch() as clock:
        status = _check(console, given, clock)
    for line in show(clock.figures, clock.seconds, console.lang):
        console.error(line)
    return status


def _check(console: Console, given: dict[str, Any], clock: Stopwatch | None = None) -> int:
    from xhslint.run.session import STDIN, CheckSession, failing

    if given["as_of"]:
        _require_day(console.lang, given["as_of"])
    config = _config(console, given)
    if given["show_config"]:
        from xhslint.config.show import show

        drafts = given["paths"] or (None,)
        print_chunks(console, [show(config, draft, lang=console.lang) for draft in drafts], utf8=True)
        return 0
    if not given["paths"]:
        raise Mistake(say(console.lang, "no paths"), "check")
    fix = "unsafe" if given["unsafe_fixes"] else "safe" if given["fix"] else ""
    preview = bool(fix and given["diff"])
    run = CheckSession(
        console,
        given["paths"],
        config,
        _examiner(console, config, given, fix, preview, clock),
        given["stdin_filename"],
        _baseline_at(config, given["no_baseline"]),
        given["since"],
        given["diff"] and not preview,
        config.jobs,
    )
    if fix and not preview and list(given["paths"]) == [STDIN]:
        return _filter(console, run, config.fail_on)
    only = failing(config.fail_on) if given["quiet"] else None
    if preview:
        _preview(console, given, run)
    else:
        _report(console, given, run.events(), _outputs(console, config.format, given["output"]), only)
    if fix:
        _tell_fixes(console, run, preview)
    return run.status(config.fail_on)


def _examiner(
    console: Console,
    config: Config,
    given: dict[str, Any],
    fix: str = "",
    preview: bool = False,
    clock: Stopwatch | None = None,
) -> DraftWorker:
    from xhslint.base.paths import cache_dir
    from xhslint.run.worker import DraftWorker

    many = len(given["paths"]) > 1 or any(os.path.isdir(path) for path in given["paths"])
    folder = cache_dir() if many and not given.get("no_cache") else None
    crashed = partial(crash_text, lang=console.lang)
    cache = folder / "results.sqlite" if folder else None
    return DraftWorker(console.lang, config, crashed, bool(given.get("explain_quiet")), fix, preview, cache, clock)


def _filter(console: Console, run: CheckSession, fail_on: str) -> int:
    """Standard input with its fixes on standard output; what is left, and what was done, on standard error."""
    from xhslint.fixes.write_back import encode_like

    for event in run.events():
        if isinstance(event, Problem):
            continue
        text = encode_like(run.data, event.draft.text, event.draft.path, console.lang)
        with console.output(None, "utf-8") as write:
            write(text)
        for finding in event.findings:
            problem = Problem(event.draft.path, finding.line, finding.column, f"{finding.rule_id} {finding.message}")
            console.complain(problem)
    _tell_fixes(console, run, preview=False)
    return run.status(fail_on)


def _preview(console: Console, given: dict[str, Any], run: CheckSession) -> None:
    """Show what fixes would change, in place of a report."""
    from xhslint.report.diff import diff

    def chunks() -> Iterator[str]:
        for _ in run.events():
            for path, old, new in run.previews[len(shown) :]:
                shown.append(path)
                yield from diff(path, old, new, look)

    shown: list[str] = []
    output = given["output"] if given["output"] != "-" else None
    look = look_of(console, given, output)
    print_chunks(console, chunks(), output)


def _tell_fixes(console: Console, run: CheckSession, preview: bool) -> None:
    """Say on standard error how many fixes were made, and how many more there are."""
    fixed, withheld = run.tally["fixed"], run.tally["withheld"]
    told = count(console.lang, fixed, "would fix" if preview else "fixed")
    more = say(console.lang, "comma") + say(console.lang, "withheld", withheld) if withheld else ""
    console.error(told + more)


def _baseline_at(config: Config, ignored: bool) -> Baseline | None:
    """The baseline that is asked for, or the one that lies in the current folder, if any."""
    from xhslint.base.paths import BASELINE as DEFAULT

    if ignored or not (config.baseline or os.path.lexists(DEFAULT)):
        return None
    from xhslint.filters.baseline import Baseline

    return Baseline.load(config.baseline or DEFAULT)


def baseline(console: Console, action: str, **given: Any) -> int:
    """Write, check or prune the baseline."""
    from pathlib import Path

    from xhslint.base.dates import iso_today
    from xhslint.base.paths import BASELINE as DEFAULT
    from xhslint.filters.baseline import Baseline, summary_line
    from xhslint.run.session import CheckSession

    config = _config(console, given)
    path = config.baseline or DEFAULT
    given["paths"] = given["paths"] or ["."]
    old = Baseline.load(path) if action != "write" or os.path.lexists(path) else Baseline(Path(path))
    run = CheckSession(
        console, given["paths"], config, _examiner(console, config, given), baseline=old, jobs=config.jobs
    )
    new = sum(len(event.findings) for event in run.events() if not isinstance(event, Problem))
    inactive = run.sieve.inactive if run.sieve else frozenset()
    status = run.status("never")
    if run.sieve and action == "write":
        old = old.update(iso_today(), given["reason"], inactive)
    elif run.sieve and action == "prune":
        old = old.prune(inactive)
    if run.sieve and action != "check" and status != INTERRUPTED:
        old.write()
    lines = [summary_line(old.summary(iso_today()), console.lang)]
    stale = sum(entry.count for _, entry in old.stale(inactive)) if action == "check" else 0
    if stale:
        lines.append(say(console.lang, "baseline.stale", count(console.lang, stale, "place")))
    print_chunks(console, [line + "\n" for line in lines])
    return status or (FOUND if action == "check" and (new or stale) else 0)


def _outputs(console: Console, formats: Sequence[str], output: str | None) -> list[tuple[str, str | None]]:
    """Each report of a run with the file that it goes to, None for standard output; only one may go there."""
    asked = [form.partition("=") for form in formats]
    outputs = [(form, file if file != "-" else None) for form, _, file in asked]
    outputs = [(form, file or (output if output != "-" else None)) for form, file in outputs]
    targets = [file and os.path.realpath(file) for _, file in outputs]
    if len(set(targets)) < len(targets):
        raise Mistake(say(console.lang, "one output"), "check")
    automatic = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return [(automatic if form == "auto" else form, file) for form, file in outputs]


def _report(
    console: Console,
    given: dict[str, Any],
    events: Iterable[Event],
    outputs: Sequence[tuple[str, str | None]],
    only: Sequence[str] | None,
) -> None:
    """Write one report or several of the same events, first the one that goes to standard output."""

    def write(form: str, file: str | None, events: Iterable[Event]) -> None:
        look = look_of(console, given, file)
        if only is not None:
            look = replace(look, only=tuple(only), summary=False)
        print_chunks(console, find_report(form)(events, look), file, form != "text")

    first, *others = sorted(outputs, key=lambda output: output[1] is not None)
    if not others:
        write(*first, events)
        return
    from xhslint.run.spool import Spool

    failures: list[Exception] = []
    with Spool(events) as spool:
        for output in (first, *others):
            try:
                write(*output, spool.first() if output is first else spool.again())
            except (InputError, BrokenPipeError) as error:  # the other reports are still whole
                failures.append(error)
                if isinstance(error, BrokenPipeError):
                    silence_stdout()
            except OSError as error:  # no room to keep the events
                reason = say(console.lang, "unwritable", error.strerror or str(error))
                failures.append(InputError([Problem(output[1] or "<stdout>", 0, 0, reason)]))
    if problems := [problem for each in failures if isinstance(each, InputError) for problem in each.problems]:
        raise InputError(problems)
    if failures:
        raise failures[0]


def _config(console: Console, given: dict[str, Any]) -> Config:
    """The project's configuration under the options of the command line."""
    from xhslint.config.settings import Config, merged

    path = given["config"]
    if path is None and not given["no_config"]:
        from xhslint.config.discover import find

        path = find(".")
    names = {name: names_in(given[name]) for name in ("select", "ignore", "extend_select")}
    if path is None:
        return merged(Config(), {**given, **names})
    from xhslint.config.load import load

    def known(rules: Sequence[str], lang: str) -> Sequence[str]:
        from xhslint.linter.linter import rulebook_for

        return rulebook_for((*rules, *given["rules"]), lang).ids

    config = load(path, console.asked, known)
    console.lang = console.asked or config.lang or console.lang
    return merged(config, {**given, **names})


def _require_day(lang: str, text: str) -> None:
    from xhslint.base.dates import iso_day

    try:
        iso_day(text)
    except InputError:
        raise Mistake(say(lang, "no day", text), "check") from None


def names_in(values: Iterable[str]) -> list[str]:
    """The values of a repeated option, each of which may hold several, separated by commas."""
    return [name for value in values for each in value.split(",") if (name := each.strip())]
