"""Check again whenever a file changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from xhslint.base.errors import InputError, Mistake
from xhslint.cli.project import project_config
from xhslint.config.project import baseline_path, file_states, input_files
from xhslint.linter.linter import shared_rulebook
from xhslint.messages.catalogue import say
from xhslint.run.discover import find_drafts
from xhslint.run.session import STDIN
from xhslint.terminal.console import FAILED, INTERRUPTED, Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.cli.arguments import CheckOptions
    from xhslint.config.project import State

INTERVAL = 0.5
"""Seconds between two looks at the files, at least."""
REST = 9
"""How many times as long as a look the pause after it is, so that a large folder takes a tenth of a processor."""


def watch(console: Console, options: CheckOptions, run: Callable[[], int]) -> int:
    """Run a check now and after each change of what it reads, until Ctrl-C; return the status of the last one.

    What is wrong with an input is told and does not end the watch, because it may be mended.
    """
    if STDIN in options.paths:
        raise Mistake(say(console.lang, "watch.stdin"), "check")
    while True:
        before = _states(console, options)  # before the run, so that a change in the meantime is not missed
        console.clear_screen()
        console.error(say(console.lang, "watch.checking"))
        try:
            shared_rulebook.cache_clear()  # a file in a folder of rules may have changed
            status = run()
        except InputError as error:
            for problem in error.problems:
                console.complain(problem)
            status = FAILED
        if status == INTERRUPTED:
            return status
        console.error(say(console.lang, "watch.waiting"))
        try:
            began = time.perf_counter()
            while _states(console, options) == before:
                time.sleep(max(INTERVAL, REST * (time.perf_counter() - began)))
                began = time.perf_counter()
        except KeyboardInterrupt:
            return status


def _states(console: Console, options: CheckOptions) -> dict[str, State | None]:
    return file_states(_inputs(console, options))


def _inputs(console: Console, options: CheckOptions) -> Iterator[str]:
    """Yield the files that decide what a check reports: drafts, configurations, rules and the baseline."""
    try:
        config = project_config(console, options)
        baseline = baseline_path(config)
    except InputError as error:
        yield from (problem.path for problem in error.problems)
        return
    found = find_drafts(options.paths, config.exclude_here(), options.isolated, documents=config.documents)
    drafts = [draft for draft in found if isinstance(draft, str)]
    if config.may_read_images:
        from xhslint.run.pictures import Pictures

        pictures = Pictures(config, console.lang, options.isolated)
        pictures.attach(drafts)
        drafts = pictures.files
    yield from drafts
    yield from input_files(config, baseline)
