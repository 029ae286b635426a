"""One run of `xhslint check`: the drafts that the paths lead to, one by one, whatever happens to one of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from xhslint.console import Console
from xhslint.errors import InputError, Problem
from xhslint.finding import SEVERITIES, Severity
from xhslint.interrupts import interruptible
from xhslint.names import names_of, require_known
from xhslint.report import Checked, Event
from xhslint.strings import say

if TYPE_CHECKING:
    from xhslint.config import Config, Settings
    from xhslint.draft import Draft
    from xhslint.linter import Linter

STDIN = "-"
FOUND, FAILED, INTERRUPTED = 1, 2, 130


def failing(fail_on: str) -> tuple[Severity, ...]:
    """The severities at or above the one named; none for `never`."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()


@dataclass
class Checking:
    """What is to be checked and how, and in the end what came of it."""

    console: Console
    crashed: Callable[[Exception], str]  # says of an exception that nobody expected what the user should read
    paths: Sequence[str]
    config: Config
    stdin_filename: str = "<stdin>"
    explain: bool = False
    tally: Counter[str] = field(default_factory=Counter)
    linters: dict[Settings, Linter] = field(default_factory=dict)

    def events(self) -> Iterator[Event]:
        """Every draft with what was found in it, and every problem, which is also told at once."""
        try:
            for event in interruptible(self._events()):
                if isinstance(event, Problem):
                    self.tally["problem"] += 1
                    self.console.complain(event)
                else:
                    self.tally.update(finding.severity for finding in event.findings)
                yield event
        except KeyboardInterrupt:
            self.tally["interrupt"] += 1
            problem = Problem("", 0, 0, say(self.console.lang, "interrupted"))
            self.console.complain(problem)
            yield problem

    def status(self, fail_on: str) -> int:
        """The exit status: what could not be done weighs more than what was found."""
        if self.tally["interrupt"]:
            return INTERRUPTED
        if self.tally["problem"]:
            return FAILED
        return FOUND if any(self.tally[severity] for severity in failing(fail_on)) else 0

    def _events(self) -> Iterator[Event]:
        from xhslint.files import find_drafts, read_draft

        try:
            self._require_names()
            self._linter(self.config.settings())  # tells of mistakes in rule files before any draft is read
        except InputError as error:
            yield from error.problems
            return
        files = [path for path in self.paths if path != STDIN]
        found = list(find_drafts(files, exclude=self.config.exclude_here())) if files else []
        found = [path for path in found if isinstance(path, InputError) or not self.config.excluded(path)]
        total = len(found) + (STDIN in self.paths)
        for done, path in enumerate(found):
            self.console.progress(done, total)
            if isinstance(path, InputError):
                yield from path.problems
            else:
                yield from self._examined(str(path), partial(read_draft, path))
        if STDIN in self.paths:
            yield from self._examined(self.stdin_filename, self._read_stdin)

    def _require_names(self) -> None:
        """Check the names of rules on the command line; those in files were checked when they were read."""
        from xhslint.linter import rulebook_for

        given = self.config.given
        if names := [*(given.select or ()), *given.ignore, *given.extend_select]:
            require_known(self.console.lang, names, names_of(rulebook_for(self.config.rules).ids))

    def _linter(self, settings: Settings) -> Linter:
        """The linter of all drafts with equal settings."""
        from xhslint.linter import Linter

        if settings not in self.linters:
            self.linters[settings] = Linter(
                settings.profile,
                lang=self.console.lang,
                select=settings.select,
                ignore=settings.ignore,
                extend_select=settings.extend_select,
                severity=settings.severity,
                rules=self.config.rules,
                as_of=self.config.as_of,
            )
        return self.linters[settings]

    def _examined(self, name: str, read: Callable[[], Draft]) -> Iterator[Event]:
        try:
            draft = read()
            stated = draft.fields.get("profile")
            settings = self.config.settings(name, str(stated) if stated else None)
            result = self._linter(settings).examine(draft, self.explain)
        except InputError as error:
            yield from error.problems
        except Exception as error:  # a bug: the other drafts are still checked
            yield Problem(name, 0, 0, self.crashed(error))
        else:
            yield Checked(draft, settings.profile, tuple(result.findings), tuple(result.quiet))
            yield from result.faults

    def _read_stdin(self) -> Draft:
        from xhslint.decode import decode
        from xhslint.draft import Draft

        if sys.stdin is None or sys.stdin.closed:
            raise InputError([Problem(self.stdin_filename, 0, 0, say(self.console.lang, "no stdin"))])
        try:
            data = sys.stdin.buffer.read()
        except OSError as error:
            reason = say(self.console.lang, "unreadable", error.strerror or str(error))
            raise InputError([Problem(self.stdin_filename, 0, 0, reason)]) from error
        return Draft.parse(decode(data, self.stdin_filename), self.stdin_filename)
