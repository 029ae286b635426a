"""One run of `check` or `baseline`: all drafts in order, whatever happens to one of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from xhslint.base.errors import InputError, Mistake, Problem
from xhslint.base.paths import PASTED
from xhslint.base.records import dataclass, field
from xhslint.drafts.file_kinds import suffix
from xhslint.linter.events import Checked, CleanDrafts, Interrupted, PassedOver, Rendered
from xhslint.messages.catalogue import say
from xhslint.model.findings import SEVERITIES, Severity
from xhslint.run.files import check_data, check_path, is_document, is_much, is_picture, limit
from xhslint.run.interrupts import interruptible
from xhslint.run.unseen import unseen_pictures
from xhslint.run.worker import CLEAN
from xhslint.terminal.console import FAILED, FOUND, INTERRUPTED, Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.config.settings import Config
    from xhslint.drafts.draft import Draft
    from xhslint.filters.baseline import Baseline
    from xhslint.filters.finding_filter import FindingFilter
    from xhslint.linter.events import SessionEvent
    from xhslint.linter.linter import Linter
    from xhslint.run.pictures import Pictures
    from xhslint.run.worker import DraftResult, DraftWorker

STDIN = "-"


def failing(fail_on: str) -> tuple[Severity, ...]:
    """Return the severities at or above the one named; none for `never`."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()


def finding_filter(
    config: Config,
    linter: Linter,
    lang: str,
    baseline: Baseline | None = None,
    changed: Mapping[Path, Sequence[range]] | None = None,
) -> FindingFilter:
    """Return the filter for the findings of drafts under a configuration; `linter` is that of its general settings.

    `changed` gives the changed lines by draft (None: findings on all lines are reported).
    """
    from xhslint.filters.finding_filter import FindingFilter

    return FindingFilter(
        lang,
        linter.engine.rulebook.ids,
        linter.engine.active_ids,
        linter.as_of,
        require_reason=config.require_reason,
        report_unused=config.report_unused,
        baseline=baseline,
        changed=changed,
    )


@dataclass
class CheckSession:
    """The drafts to check and how; once `events` is exhausted, `status` gives the exit status.

    `since` (a git revision) and `diff` (against the index) report only findings that changed lines brought in. `jobs`
    is the number of processes (None: as many as processors, where it pays). `tally` counts findings by severity, and
    "problem", "interrupt", "fixed", "withheld", "suppressed", "known", "unused".
    """

    console: Console
    paths: Sequence[str]
    config: Config
    worker: DraftWorker
    stdin_filename: str = PASTED
    baseline: Baseline | None = None
    since: str | None = None
    diff: bool = False
    jobs: int | None = None
    tally: Counter[str] = field(default_factory=Counter)
    filter: FindingFilter | None = None
    """None until the drafts are found."""
    previews: list[tuple[str, str, str]] = field(default_factory=list)
    """Path, text before and text after its fixes of each draft whose fixes are shown, not written."""
    outputs: Sequence[str] = ()
    """The files of the reports, none of which may be a draft."""
    is_isolated: bool = False
    """Whether links and .gitignore files count for nothing."""
    is_told_once: bool = False
    """Whether a report tells the problems where the console would tell them again."""
    is_quiet: bool = False
    """Whether no progress is shown."""
    data: bytes = b""
    """The bytes of standard input."""
    pictures: Pictures | None = None
    """The pictures of the run; None without any."""
    passed_over: list[str] = field(default_factory=list)
    """The files of the named folders that may hold captions, but not as plain text."""
    columns: dict[str, None] = field(default_factory=dict)
    """The names of columns with prose that were not read, in order."""
    clean: int = 0
    """How many drafts were checked of which nothing was told yet, because there is nothing to tell."""

    def events(self) -> Generator[SessionEvent]:
        """Yield every checked draft, every problem, and last what was passed over; problems are printed at once as well.

        If the worker lays drafts out, those that it does are told as that, and of clean ones only the number.

        Close it if it is not read to its end: until then Ctrl-C waits for the next event.
        """
        try:
            for event in interruptible(self._events()):
                if isinstance(event, Problem):
                    event = event.in_language(self.console.lang)
                    self.tally["problem"] += 1
                    if not self.is_told_once:
                        self.console.complain(event)
                elif isinstance(event, Checked) and event.findings:
                    self.tally.update(finding.severity for finding in event.findings)
                elif isinstance(event, Rendered):
                    self.tally.update(event.severities)
                yield event
        except KeyboardInterrupt:
            yield from self._clean_drafts()
            self.tally["interrupt"] += 1
            problem = Interrupted("", 0, 0, say(self.console.lang, "interrupted"))
            self.console.complain(problem)
            yield problem

    def status(self, fail_on: str) -> int:
        """Return the exit status: an interrupt outweighs problems, and problems outweigh findings."""
        if self.tally["interrupt"]:
            return INTERRUPTED
        if self.tally["problem"]:
            return FAILED
        found = any(self.tally[severity] for severity in failing(fail_on))
        return FOUND if found or self.tally["unused"] or self.previews else 0

    def _events(self) -> Iterator[SessionEvent]:
        try:
            self._require_rule_names()
            linter = self.worker.linter(self.config.settings())  # mistakes in rule files come before all others
            found = self.find_drafts()
            drafts = [path for path in found if not isinstance(path, InputError)]
            self.pictures = pictures = self._attach_pictures(drafts)
            drafts = pictures.files if pictures else drafts
            self._require_no_draft_replaced(drafts)
            changed = self.changed_lines(drafts)
            if pictures and changed is not None:
                changed = pictures.with_newly_named(changed)
        except InputError as error:
            yield from error.problems
            return
        self.filter = finding_filter(self.config, linter, self.console.lang, self.baseline, changed)
        unchanged = 0
        if changed is not None:
            from pathlib import Path

            known = len(drafts)
            drafts = [path for path in drafts if Path(path) in changed]
            unchanged = known - len(drafts)
        for path in found:
            if isinstance(path, InputError):
                yield from path.problems
        if pictures:
            yield from pictures.told(self.console)
            drafts = pictures.readable(drafts)
        total, done, last = len(drafts) + (STDIN in self.paths), -1, ""
        for result in self.check_drafts(drafts):
            path = "" if result is CLEAN else result.path or last
            if path != last or not path:  # the notes of a document are told one after the other
                done, last = min(done + 1, total), path
            if not self.is_quiet:
                self.console.progress(max(done, 0), total)
            yield from self._report(result)
        if STDIN in self.paths:
            for result in check_data(self.worker, self.stdin_filename, self._read_stdin, False, self.jobs):
                yield from self._report(result, False)
            if pictures and (more := pictures.of_pasted(self.data, self.stdin_filename)):
                yield from pictures.told(self.console)
                for result in self.check_drafts(pictures.readable(more)):
                    yield from self._report(result)
        yield from self._clean_drafts()
        if pictures:
            self.passed_over = pictures.without(self.passed_over)
        suffixes = () if changed is not None else self._unread_kinds()
        readable = () if self.config.documents else tuple(name for name, _ in suffixes if is_document(f"a{name}"))
        unread = (pictures.remote, pictures.wordless) if pictures else (0, 0)
        told = tuple(self.columns), self.tally["empty"]
        untold = self.tally["unseen"], self.tally["embedded"]
        passed = PassedOver(suffixes, unchanged, readable, self._left_out(total), *unread, *untold, *told)
        if passed != PassedOver():
            yield passed

    def _clean_drafts(self) -> Iterator[CleanDrafts]:
        """Yield the number of clean drafts that was not told yet, if there are any."""
        number, self.clean = self.clean, 0
        if number:
            yield CleanDrafts(number)

    def _unread_kinds(self) -> tuple[tuple[str, int], ...]:
        kinds = Counter(suffix(path) for path in self.passed_over if not self.config.excluded(path))
        return tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))

    def _left_out(self, total: int) -> tuple[str, ...]:
        if not total:
            return ()
        from xhslint.run.left_out import left_out

        return left_out(self.worker.linters)

    def find_drafts(self) -> list[str | InputError]:
        """Return the files to check, and an error in place of each path that cannot be read."""
        from xhslint.run.discover import find_drafts

        files = [path for path in self.paths if path != STDIN]
        exclude = self.config.exclude_here()
        options = self.is_isolated, self.passed_over, self.config.documents
        found = list(find_drafts(files, exclude, *options)) if files else []
        return [path for path in found if isinstance(path, InputError) or not self.config.excluded(path)]

    def _attach_pictures(self, drafts: Sequence[str]) -> Pictures | None:
        """Return the pictures of a run; None if there are none and nobody asked for them."""
        if not self.config.may_read_images and not any(map(is_picture, drafts)):
            return None
        from xhslint.run.pictures import Pictures

        pictures = Pictures(self.config, self.console.lang, self.is_isolated)
        pictures.attach(drafts)
        return pictures

    def changed_lines(self, drafts: list[str]) -> Mapping[Path, Sequence[range]] | None:
        """Return the changed lines by draft; None if all lines are to be reported."""
        if not self.diff and self.since is None:
            return None
        from xhslint.filters.changed_lines import changed_lines

        return changed_lines(drafts, self.since, lambda name: limit(self.config, name)[0])

    def _require_no_draft_replaced(self, drafts: Iterable[str]) -> None:
        """Raise Mistake if a report would take the place of a draft, under whatever name."""
        files = {_identity(path): path for path in self.outputs if os.path.exists(path)}
        for draft in drafts if files else ():
            if os.path.exists(draft) and _identity(draft) in files:
                raise Mistake(say(self.console.lang, "output is draft", files[_identity(draft)], draft), "check")

    def check_drafts(self, drafts: Sequence[str]) -> Iterator[DraftResult]:
        """Yield the result of each file, in order, from this process or from several."""
        try:
            if self.jobs == 1 or not is_much(drafts):
                for path in drafts:
                    yield from check_path(self.worker, path, self.jobs)
                return
            from xhslint.run.jobs import processors
            from xhslint.run.pool import check_in_processes

            yield from check_in_processes(self.worker, drafts, self.jobs or processors())
        finally:
            self.worker.close()

    def _report(self, result: DraftResult, is_file: bool = True) -> Iterator[SessionEvent]:
        """Count a result and yield what is to be reported of it."""
        if result is CLEAN:
            self.clean += 1
            return
        if result.rendered:
            yield result.rendered
            return
        for note in result.notes:
            self.console.complain(note)
        self.columns.update(dict.fromkeys(result.columns))
        self._count(fixed=result.fixed, withheld=result.withheld, embedded=result.unseen, empty=result.is_empty)
        if result.is_unread and self._is_found(result.path):
            self.passed_over.append(result.path)
            return
        if result.draft is None or result.settings is None:
            if self.baseline and result.problems:
                self.baseline.keep(result.path)
            yield from result.problems
            return
        draft = result.draft
        if result.before is not None:
            self.previews.append((draft.path, result.before, draft.text))
        assert self.filter
        filtered = self.filter.filter(
            draft, result.findings, is_file, self.worker.linter(result.settings).engine.active_ids
        )
        for note in (*filtered.expired, *filtered.unused):
            self.console.complain(self._placed(note, draft))
        suppressed, known = len(filtered.suppressed), len(filtered.known)
        self._count(suppressed=suppressed, known=known, unused=len(filtered.unused))
        self._count(unseen=unseen_pictures(draft, self.config))
        settings = result.settings
        counts = suppressed, known
        used_by = self.pictures.users(draft.path) if self.pictures and draft.in_picture else ()
        yield Checked(draft, settings.profile, filtered.reported, result.dismissed, *counts, settings.kind, used_by)
        for problem in (*result.problems, *filtered.problems):
            yield self._placed(problem, draft)

    def _placed(self, problem: Problem, draft: Draft) -> Problem:
        """Return a problem of a draft; with the place in the document, if the draft is a note out of one."""
        if not draft.places:
            return problem
        from xhslint.drafts.placed import in_document

        return in_document(problem, draft, self.console.lang)

    def _is_found(self, path: str) -> bool:
        """Return whether a file was found in a folder, and not named itself."""
        return all(os.path.normpath(path) != os.path.normpath(named) for named in self.paths)

    def _count(self, **numbers: int) -> None:
        for name, number in numbers.items():
            if number:  # for most drafts none is
                self.tally[name] += number

    def _require_rule_names(self) -> None:
        """Raise InputError for unknown rules on the command line; those in files were checked when they were read."""
        given = self.config.given
        if names := [*(given.select or ()), *given.ignore, *given.extend_select]:
            from xhslint.linter.linter import rulebook_for
            from xhslint.messages.suggestions import names_of, require_known

            require_known(self.console.lang, names, names_of(rulebook_for(self.config.rules, self.console.lang).ids))

    def _read_stdin(self) -> bytes:
        from xhslint.run.stdin import read_stdin

        self.data = read_stdin(self.console, self.stdin_filename, *limit(self.config, self.stdin_filename))
        return self.data


def _identity(path: str) -> tuple[int, int]:
    """Return what tells a file from all others."""
    status = os.stat(path)
    return status.st_dev, status.st_ino
