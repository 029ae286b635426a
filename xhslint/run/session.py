"""One run of `xhslint check`: the drafts that the paths lead to, one by one, whatever happens to one of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass, field
from xhslint.linter.events import Checked, Event
from xhslint.messages.catalogue import say
from xhslint.messages.suggestions import names_of, require_known
from xhslint.model.findings import SEVERITIES, Severity
from xhslint.run.interrupts import interruptible
from xhslint.terminal.console import FAILED, FOUND, INTERRUPTED, Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.config.settings import Config
    from xhslint.filters.baseline import Baseline
    from xhslint.filters.finding_filter import FindingFilter
    from xhslint.linter.linter import Linter
    from xhslint.run.worker import DraftResult, DraftWorker

STDIN = "-"


def failing(fail_on: str) -> tuple[Severity, ...]:
    """The severities at or above the one named; none for `never`."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()


@dataclass
class CheckSession:
    """What is to be checked and how, and in the end what came of it.

    `since` and `diff` report only what changed lines brought in. `jobs` is the number of processes (None: as many as
    the machine has processors and it pays).
    """

    console: Console
    paths: Sequence[str]
    config: Config
    examiner: DraftWorker
    stdin_filename: str = "<stdin>"
    baseline: Baseline | None = None
    since: str | None = None
    diff: bool = False
    jobs: int | None = None
    tally: Counter[str] = field(default_factory=Counter)
    sieve: FindingFilter | None = None
    previews: list[tuple[str, str, str]] = field(default_factory=list)
    """Path, text before and text after its fixes, where fixes are only shown."""
    data: bytes = b""
    """What standard input gave."""

    def events(self) -> Iterator[Event]:
        """Every draft with what was found in it, and every problem, which is also told at once."""
        try:
            for event in interruptible(self._events()):
                if isinstance(event, Problem):
                    self.tally["problem"] += 1
                    self.console.complain(event)
                elif event.findings:
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
        found = any(self.tally[severity] for severity in failing(fail_on))
        return FOUND if found or self.tally["unused"] or self.previews else 0

    def _events(self) -> Iterator[Event]:
        try:
            self._require_names()
            linter = self.examiner.linter(self.config.settings())  # tells of mistakes in rule files before all else
            found = self._find()
            self.sieve = self._sieve(linter, [path for path in found if not isinstance(path, InputError)])
        except InputError as error:
            yield from error.problems
            return
        if self.sieve.changed is not None:
            from pathlib import Path

            found = [path for path in found if isinstance(path, InputError) or Path(path) in self.sieve.changed]
        for path in found:
            if isinstance(path, InputError):
                yield from path.problems
        drafts = [path for path in found if not isinstance(path, InputError)]
        total = len(drafts) + (STDIN in self.paths)
        for done, examined in enumerate(self._examined(drafts)):
            self.console.progress(done, total)
            yield from self._told(examined)
        if STDIN in self.paths:
            yield from self._told(self.examiner.examined(self.stdin_filename, self._read_stdin, is_file=False), False)

    def _find(self) -> list[str | InputError]:
        """The files to check, each in its place what could not be read."""
        from xhslint.run.discover import find_names

        files = [path for path in self.paths if path != STDIN]
        found = list(find_names(files, exclude=self.config.exclude_here())) if files else []
        return [path for path in found if isinstance(path, InputError) or not self.config.excluded(path)]

    def _examined(self, drafts: Sequence[str]) -> Iterator[DraftResult]:
        from xhslint.run.worker import FEWEST

        try:
            if len(drafts) < FEWEST or self.jobs == 1:
                yield from (self.examiner.file(path) for path in drafts)
                return
            from xhslint.run.pool import cores, examine

            yield from examine(self.examiner, drafts, self.jobs or cores())
        finally:
            self.examiner.close()

    def _told(self, examined: DraftResult, is_file: bool = True) -> Iterator[Event]:
        """What is reported of a draft, and what is not, counted."""
        for note in examined.notes:
            self.console.complain(note)
        self._count(fixed=examined.fixed, withheld=examined.withheld)
        if examined.draft is None or examined.settings is None:
            yield from examined.problems
            return
        draft = examined.draft
        if examined.before is not None:
            self.previews.append((draft.path, examined.before, draft.text))
        assert self.sieve
        sifted = self.sieve.filter(draft, examined.findings, is_file, self.examiner.linter(examined.settings).ran)
        for note in (*sifted.expired, *sifted.unused):
            self.console.complain(note)
        held = len(sifted.suppressed), len(sifted.known)
        self._count(suppressed=held[0], known=held[1], unused=len(sifted.unused))
        yield Checked(draft, examined.settings.profile, sifted.reported, examined.dismissed, *held)
        yield from (*examined.problems, *sifted.problems)

    def _count(self, **more: int) -> None:
        for what, number in more.items():
            if number:  # which it seldom is
                self.tally[what] += number

    def _require_names(self) -> None:
        """Check the names of rules on the command line; those in files were checked when they were read."""
        given = self.config.given
        if names := [*(given.select or ()), *given.ignore, *given.extend_select]:
            from xhslint.linter.linter import rulebook_for

            require_known(self.console.lang, names, names_of(rulebook_for(self.config.rules, self.console.lang).ids))

    def _sieve(self, linter: Linter, drafts: list[str]) -> FindingFilter:
        from xhslint.filters.finding_filter import FindingFilter

        config = self.config
        return FindingFilter(
            self.console.lang,
            linter.rulebook.ids,
            linter.ran,
            linter.as_of,
            config.require_reason,
            config.report_unused,
            self.baseline,
            self._changed(drafts),
        )

    def _changed(self, drafts: list[str]) -> Mapping[Path, Sequence[range]] | None:
        """The lines that changed, by draft; None where nobody asked."""
        if not self.diff and self.since is None:
            return None
        from xhslint.filters.changed_lines import changed_lines

        return changed_lines(drafts, self.since)

    def _read_stdin(self) -> bytes:
        if sys.stdin is None or sys.stdin.closed:
            raise InputError([Problem(self.stdin_filename, 0, 0, say(self.console.lang, "no stdin"))])
        try:
            self.data = sys.stdin.buffer.read()
            return self.data
        except OSError as error:
            reason = say(self.console.lang, "unreadable", error.strerror or str(error))
            raise InputError([Problem(self.stdin_filename, 0, 0, reason)]) from error
