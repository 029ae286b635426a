"""The command `why`: after a punishment, what in a note the platform's notice may mean."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.base.paths import PASTED
from xhslint.cli.arguments import CheckOptions
from xhslint.cli.output import crash_text, print_chunks, style_for
from xhslint.cli.project import project_config
from xhslint.config.settings import Config
from xhslint.linter.linter import Linter, rulebook_for
from xhslint.messages.catalogue import say
from xhslint.report.pages.why import Examined, why_page
from xhslint.report.pages.why_json import why_json
from xhslint.run.files import check_data, check_path
from xhslint.run.stdin import read_stdin
from xhslint.run.worker import DraftWorker
from xhslint.terminal.console import FAILED, FOUND, Console
from xhslint.why.reading import Reading, read_notice
from xhslint.why.suspects import suspects

STDIN = "-"
MOST_NOTICE = 1 << 16
"""Bytes of a notice on standard input."""


def why(
    console: Console, note: str | None, notice: str | None, format: str, color: str, no_color: bool, **options: Any
) -> int:
    """Print what in a note the notice may mean; return 0 if there is something, 1 if there is nothing, 2 for mistakes.

    Suppressions, the baseline and rules that the configuration switches off do not count: the platform knows none of them.
    """
    if not note:
        raise Mistake(say(console.lang, "why.no note"), "why")
    if notice is None:
        raise Mistake(say(console.lang, "why.no notice"), "why")
    if note == notice == STDIN:
        raise Mistake(say(console.lang, "why.one stdin"), "why")
    config = project_config(console, CheckOptions(paths=(note,), **options))
    said = _notice_text(console, notice)
    reading = read_notice(said, rulebook_for(config.rules, console.lang).notices)
    examined, problems = _examined(console, config, note, reading)
    for problem in problems:
        console.complain(problem.in_language(console.lang))
    if problems and not examined:
        return FAILED
    style = style_for(console, color, no_color)
    write = why_json if format == "json" else why_page
    print_chunks(console, write(reading, examined, style), utf8=format == "json")
    if problems:
        return FAILED
    return 0 if any(each.suspects for each in examined) else FOUND


def _notice_text(console: Console, notice: str) -> str:
    """Return the text of the notice; raises Mistake for an empty one."""
    if notice == STDIN:
        from xhslint.drafts.decode import decode

        notice = decode(read_stdin(console, PASTED, MOST_NOTICE, "draft too large"), PASTED)
    if not notice.strip():
        raise Mistake(say(console.lang, "why.no notice"), "why")
    return notice


def _examined(
    console: Console, config: Config, note: str, reading: Reading
) -> tuple[list[Examined], tuple[Problem, ...]]:
    """Return each note of a file with its suspects, and what could not be read."""
    worker = DraftWorker(
        console.lang, config, partial(crash_text, lang=console.lang), partial(_linter, reading), explain=True
    )
    if note == STDIN:
        results = check_data(
            worker, PASTED, lambda: read_stdin(console, PASTED, config.max_bytes, "draft too large"), is_file=False
        )
    elif os.path.isdir(note):
        raise InputError([Problem(note, 0, 0, say(console.lang, "why.folder"))])
    else:
        results = check_path(worker, note)
    examined: list[Examined] = []
    problems: list[Problem] = []
    for result in results:
        problems += result.problems
        if result.draft is None or result.settings is None:
            continue
        from xhslint.model.findings import Result

        linter = worker.linter(result.settings)
        whole = Result(list(result.findings), [], list(result.dismissed))
        found = suspects(result.draft, whole, reading, linter)
        examined.append(Examined(result.draft, result.settings.profile, result.settings.kind, tuple(found)))
    return examined, tuple(problems)


def _linter(reading: Reading, profile: str, **settings: Any) -> Linter:
    """Return a linter of all rules, with the opt-in ones that the notice speaks of."""
    book = rulebook_for(settings["rules"], settings["lang"])
    opted = {book.ids[number] for number in book.opt_in if reading.weight(book.ids[number])[1]}
    given = {key: settings[key] for key in ("kind", "lang", "rules", "as_of")}
    return Linter(profile, extend_select=opted, **given)
