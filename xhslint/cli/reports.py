"""The reports of a run: which go where, and how they are written from the same events."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from xhslint.base.bounds import is_behind_link
from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.base.records import replace
from xhslint.cli.output import print_chunks, style_for
from xhslint.linter.events import Checked, CleanDrafts, Interrupted, Rendered
from xhslint.messages.catalogue import say, system_reason
from xhslint.report.registry import find_renderer, find_report
from xhslint.terminal.console import Console, silence_stdout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from xhslint.cli.arguments import CheckOptions
    from xhslint.linter.events import SessionEvent
    from xhslint.report.style import Style

    Output: TypeAlias = tuple[str, str | None]
    Writer: TypeAlias = Callable[[Iterable[SessionEvent]], None]

IN_A_LOG = frozenset({"text", "concise", "github"})
"""The formats that may follow one another on standard output: people and CI servers read them by line."""

WITH_REWRITES = frozenset({"text", "html", "json", "sarif", "rdjsonl"})
"""The formats that show a sentence written anew: each is linted for it, which the others do without."""


class Unbegun(Exception):
    """Raised where a run was interrupted before anything was checked: then no file is replaced."""


def shows_rewrites(outputs: Iterable[Output], statistics: bool) -> bool:
    """Return whether some report shows sentences written anew; the text report does not if it only counts."""
    return any(form in WITH_REWRITES and not (form == "text" and statistics) for form, _ in outputs)


def report_outputs(console: Console, formats: Sequence[str], output: str | None) -> list[Output]:
    """Return the name of each report with its file, None for standard output.

    `formats` are names, alone or as `name=file`; `output` is the file of those alone. Raises Mistake if two reports go to
    the same place, unless both are made for a log, and for a file behind a link.
    """
    automatic = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    stated = [form.partition("=") for form in formats]
    outputs = [(automatic if form == "auto" else form, file if file != "-" else None) for form, _, file in stated]
    outputs = [(form, file or (output if output != "-" else None)) for form, file in outputs]
    files = [os.path.realpath(file) for _, file in outputs if file]
    printed = [form for form, file in outputs if not file]
    fit_together = len(printed) < 2 or (len(set(printed)) == len(printed) and IN_A_LOG.issuperset(printed))
    if len(set(files)) < len(files) or not fit_together:
        raise Mistake(say(console.lang, "one output"), "check")
    if link := next((file for _, file in outputs if file and is_behind_link(file)), None):
        raise Mistake(say(console.lang, "output is link", link), "check")
    return outputs


def report_style(console: Console, options: CheckOptions, only: Sequence[str] | None, file: str | None) -> Style:
    """Return the style of a report in a file (None: on standard output) that shows `only` some severities (None: all)."""
    style = style_for(console, options.color, options.no_color, file)
    style = replace(style, explain=options.explain, statistics=options.statistics)
    return style if only is None else replace(style, only=tuple(only), summary=False)


def draft_renderer(
    console: Console, options: CheckOptions, outputs: Sequence[Output], only: Sequence[str] | None
) -> Callable[[Checked], Rendered] | None:
    """Return the function that lays out each draft of a run where it is checked; None if its reports need the drafts.

    They do if there are several, if the report counts over all drafts, and if findings are compared with those of another time.
    """
    if len(outputs) != 1 or options.statistics or options.review or options.fix_level or options.since or options.diff:
        return None
    ((form, file),) = outputs
    return find_renderer(form, report_style(console, options, only, file))


def write_reports(
    console: Console,
    options: CheckOptions,
    events: Iterable[SessionEvent],
    outputs: Sequence[Output],
    only: Sequence[str] | None,
    most: int,
) -> None:
    """Write one or several reports of the same events, first those on standard output; with `github`, a job summary too.

    Of a document to be reviewed `most` bytes are read. A report that cannot be written leaves the others whole; the error is raised when all are done.
    """
    style = partial(report_style, console, options, only)

    def write(form: str, file: str | None, events: Iterable[SessionEvent]) -> None:
        report = find_report(form)
        if not file:
            print_chunks(console, report(events, style(file)), None, form != "text")
            return
        try:
            print_chunks(console, report(_begun(events), style(file)), file, form != "text")
        except Unbegun:
            console.error(say(console.lang, "interrupted.unwritten", file))

    ordered = sorted(outputs, key=lambda output: output[1] is not None)
    writers: list[tuple[str, Writer]] = [(file or "<stdout>", partial(write, form, file)) for form, file in ordered]
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(form == "github" for form, _ in outputs):
        writers.append((summary, partial(_append_job_summary, console, summary, style(summary))))
    if options.review:
        from xhslint.cli.reviewing import write_review

        review = partial(write_review, console, options.paths[0], most, options.review, style(options.review))
        writers.append((options.review, review))
    if len(writers) == 1:
        writers[0][1](events)
    else:
        _write_from_spool(console, events, writers)


def _begun(events: Iterable[SessionEvent]) -> Iterator[SessionEvent]:
    """Yield the events; raise Unbegun if the run was interrupted before anything was checked."""
    has_begun = False
    for event in events:
        has_begun = has_begun or isinstance(event, (Checked, Rendered, CleanDrafts))
        if isinstance(event, Interrupted) and not has_begun:
            raise Unbegun
        yield event


def _write_from_spool(console: Console, events: Iterable[SessionEvent], writers: Sequence[tuple[str, Writer]]) -> None:
    """Give the same events to several writers; each has the name of its output, for messages."""
    from xhslint.run.spool import Spool

    failures: list[Exception] = []
    with Spool(events) as spool:
        for number, (name, write) in enumerate(writers):
            try:
                write(spool.again() if number else spool.first())
            except (InputError, BrokenPipeError) as error:
                failures.append(error)
                if isinstance(error, BrokenPipeError):
                    silence_stdout()
            except OSError as error:  # no room to keep the events
                reason = say(console.lang, "unwritable", error.strerror or str(error))
                failures.append(InputError([Problem(name, 0, 0, reason)]))
    if problems := [problem for each in failures if isinstance(each, InputError) for problem in each.problems]:
        raise InputError(problems)
    if failures:
        raise failures[0]


def _append_job_summary(console: Console, path: str, style: Style, events: Iterable[SessionEvent]) -> None:
    """Append a summary to the file in which GitHub collects those of a job; say so if it cannot be written."""
    from xhslint.report.pages.job_summary import job_summary

    text = "".join(job_summary(events, style))
    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:  # nobody asked for it, so it does not fail the run
        console.complain(Problem(path, 0, 0, say(console.lang, "unwritable", system_reason(console.lang, error))))
