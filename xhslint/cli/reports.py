"""The reports of a run: which go where, and how they are written from the same events."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.base.records import replace
from xhslint.cli.output import print_chunks, style_for
from xhslint.messages.catalogue import say
from xhslint.report.registry import find_report
from xhslint.terminal.console import Console, silence_stdout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from xhslint.cli.arguments import CheckOptions
    from xhslint.linter.events import Event

    Output: TypeAlias = tuple[str, str | None]


def report_outputs(console: Console, formats: Sequence[str], output: str | None) -> list[Output]:
    """Return the name of each report with its file, None for standard output, where only one may go.

    `formats` are names, alone or as `name=file`; `output` is the file of those alone.
    """
    stated = [form.partition("=") for form in formats]
    outputs = [(form, file if file != "-" else None) for form, _, file in stated]
    outputs = [(form, file or (output if output != "-" else None)) for form, file in outputs]
    targets = [file and os.path.realpath(file) for _, file in outputs]
    if len(set(targets)) < len(targets):
        raise Mistake(say(console.lang, "one output"), "check")
    automatic = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return [(automatic if form == "auto" else form, file) for form, file in outputs]


def write_reports(
    console: Console,
    options: CheckOptions,
    events: Iterable[Event],
    outputs: Sequence[Output],
    only: Sequence[str] | None,
) -> None:
    """Write one or several reports of the same events, first the one on standard output.

    A report that cannot be written leaves the others whole; the error is raised when all are done.
    """

    def write(form: str, file: str | None, events: Iterable[Event]) -> None:
        style = style_for(console, options.color, options.no_color, file)
        style = replace(style, explain=options.explain, statistics=options.statistics)
        if only is not None:
            style = replace(style, only=tuple(only), summary=False)
        print_chunks(console, find_report(form)(events, style), file, form != "text")

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
            except (InputError, BrokenPipeError) as error:
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
