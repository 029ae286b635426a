"""The command `why`: after a punishment, what in a note the platform's notice may mean."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
from xhslint.pictures.references import references
from xhslint.report.pages.why import Examined, why_page
from xhslint.report.pages.why_json import why_json
from xhslint.run.files import check_data, check_path, is_picture
from xhslint.run.pictures import Pictures
from xhslint.run.stdin import read_stdin
from xhslint.run.worker import DraftResult, DraftWorker
from xhslint.terminal.console import FAILED, FOUND, Console
from xhslint.why.reading import Reading, read_notice
from xhslint.why.suspects import suspects

STDIN = "-"
MOST_NOTICE = 1 << 16
"""Bytes of a notice on standard input."""


def why(
    console: Console, note: str | None, notice: str | None, format: str, color: str, no_color: bool, **options: Any
) -> int:
    """Print what in a note the notice may mean; return 0 if there is something, 1 if nothing fits, 2 for mistakes.

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
    examined, problems, unseen = _examined(console, config, note, reading)
    for problem in problems:
        console.complain(problem.in_language(console.lang))
    if problems and not examined:
        return FAILED
    style = style_for(console, color, no_color)
    write = why_json if format == "json" else why_page
    print_chunks(console, write(reading, examined, style, unseen), utf8=format == "json")
    if problems:
        return FAILED
    return 0 if any(suspect.level != "other" for each in examined for suspect in each.suspects) else FOUND


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
) -> tuple[list[Examined], tuple[Problem, ...], int]:
    """Return each note of a file with its suspects, its pictures behind it, what could not be read, and how many pictures were not."""
    worker = DraftWorker(
        console.lang, config, partial(crash_text, lang=console.lang), partial(_linter, reading), explain=True
    )
    if note != STDIN and os.path.isdir(note):
        raise InputError([Problem(note, 0, 0, say(console.lang, "why.folder"))])
    examined: list[Examined] = []
    problems: list[Problem] = []
    unseen = 0
    for result in _results(console, config, worker, note, problems):
        problems += result.problems
        for each in result.notes:
            console.complain(each)
        unseen += result.unseen
        if result.draft is None or result.settings is None:
            continue
        from xhslint.model.findings import Result

        linter = worker.linter(result.settings)
        whole = Result(list(result.findings), [], list(result.dismissed))
        found = suspects(result.draft, whole, reading, linter)
        if not result.draft.places and not config.images(result.path):
            unseen += len(references(result.draft))
        examined.append(Examined(result.draft, result.settings.profile, result.settings.kind, tuple(found)))
    return examined, tuple(problems), unseen


def _results(
    console: Console, config: Config, worker: DraftWorker, note: str, problems: list[Problem]
) -> Iterator[DraftResult]:
    """Yield the results of a note and of the pictures that belong to it, if they are to be read; add what is wrong with those."""
    pictures = Pictures(config, console.lang) if config.may_read_images or is_picture(note) else None
    if note == STDIN:
        data = read_stdin(console, PASTED, config.max_bytes, "draft too large")
        yield from check_data(worker, PASTED, lambda: data, is_file=False)
        files = pictures.of_pasted(data, PASTED) if pictures else []
    elif pictures:
        pictures.attach([note])
        files = pictures.files
    else:
        files = [note]
    if pictures:
        problems += pictures.told(console)
        files = pictures.readable(files)
    for path in files:
        yield from check_path(worker, path)


def _linter(reading: Reading, profile: str, **settings: Any) -> Linter:
    """Return a linter of all rules, with the opt-in ones that the notice speaks of."""
    book = rulebook_for(settings["rules"], settings["lang"])
    opted = {book.ids[number] for number in book.opt_in if reading.weight(book.ids[number])[1]}
    given = {key: settings[key] for key in ("kind", "lang", "rules", "as_of")}
    return Linter(profile, extend_select=opted, **given)
