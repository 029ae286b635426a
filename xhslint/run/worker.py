"""What is done with one draft of a run, whichever process does it: read, lint or take from the cache, fix."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass, field
from xhslint.messages.catalogue import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from xhslint.config.settings import Config, Settings
    from xhslint.drafts.draft import Draft
    from xhslint.linter.linter import Linter
    from xhslint.model.findings import Dismissed, Finding, Result
    from xhslint.run.result_cache import ResultCache
    from xhslint.run.timing import Stopwatch

FEWEST = 64
"""Drafts from which it pays to start processes."""


@dataclass(frozen=True, slots=True)
class DraftResult:
    """What came of one draft; no `draft` when it could not be read or linted, and then there are `problems`.

    `notes` are told but fail nothing. `fixed` and `withheld` count fixes that were made, or would be, and those that
    only `--unsafe-fixes` makes; `before` is the text before its fixes, where they are only to be shown.
    """

    draft: Draft | None
    settings: Settings | None = None
    findings: tuple[Finding, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    fixed: int = 0
    withheld: int = 0
    before: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # One goes from process to process for every draft: as few words as possible.
        values = self.draft, self.settings, self.findings, self.dismissed, self.problems, self.notes
        rest = (
            (self.fixed, self.withheld, self.before) if self.notes or self.fixed or self.withheld or self.before else ()
        )
        return DraftResult, (*values, *rest)


@dataclass
class DraftWorker:
    """Examines the drafts of a run; pickled as its settings.

    `crashed` says of an exception that nobody expected what the user should read, `fix` is "", "safe" or "unsafe",
    `preview` shows fixes instead of writing them, `cache` is the file that keeps results, `clock` measures the run.
    """

    lang: str
    config: Config
    crashed: Callable[[Exception], str]
    explain: bool = False
    fix: str = ""
    preview: bool = False
    cache: Path | None = None
    clock: Stopwatch | None = None
    linters: dict[Settings, Linter] = field(default_factory=dict)
    results: ResultCache | None = None
    last: tuple[Settings | None, Linter | None] = (None, None)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "linters": {}, "results": None, "last": (None, None)}

    def flush(self) -> None:
        """Write what the cache has not written yet."""
        if self.results is not None:
            self.results.flush()

    def close(self) -> None:
        if self.results is not None:
            self.results.close()
            self.results = None

    def linter(self, settings: Settings) -> Linter:
        """The linter of all drafts with equal settings."""
        if settings is self.last[0] and self.last[1]:
            return self.last[1]
        from xhslint.linter.linter import Linter

        if settings not in self.linters:
            self.linters[settings] = Linter(
                settings.profile,
                lang=self.lang,
                select=settings.select,
                ignore=settings.ignore,
                extend_select=settings.extend_select,
                severity=settings.severity,
                rules=self.config.rules,
                as_of=self.config.as_of,
            )
        self.last = settings, self.linters[settings]
        return self.linters[settings]

    def file(self, path: str) -> DraftResult:
        """Examine a file."""
        from xhslint.drafts.read import read_data

        return self.examined(path, lambda: read_data(path), is_file=True)

    def examined(self, name: str, read: Callable[[], bytes], is_file: bool) -> DraftResult:
        """Examine what `read` gives; nothing that goes wrong stops the run."""
        from xhslint.drafts.decode import decode
        from xhslint.drafts.draft import Draft

        try:
            data = read()
            draft = Draft.parse(decode(data, name), name)
            stated = draft.fields.get("profile")
            settings = self.config.settings(name, str(stated) if stated else None)
            linter = self.linter(settings)
            if self.fix:
                return self.repaired(linter, settings, draft, data if is_file else None)
            result = self.result(linter, draft)
        except InputError as error:
            return DraftResult(None, problems=error.problems)
        except Exception as error:  # a bug: the other drafts are still checked
            return DraftResult(None, problems=(Problem(name, 0, 0, self.crashed(error)),))
        return DraftResult(draft, settings, tuple(result.findings), tuple(result.dismissed), tuple(result.faults))

    def result(self, linter: Linter, draft: Draft) -> Result:
        if self.explain or not self.cache:
            return linter.examine(draft, self.explain)
        if self.results is None:
            try:
                from xhslint.run.result_cache import ResultCache
            except ImportError:  # a Python that was built without SQLite
                self.cache = None
                return linter.examine(draft)
            self.results = ResultCache(self.cache)
        return self.results.examine(linter, draft)

    def repaired(self, linter: Linter, settings: Settings, draft: Draft, data: bytes | None) -> DraftResult:
        """The draft after its fixes, which are written to the file that held `data`, unless they are only shown."""
        from xhslint.filters.draft_suppressions import UnsuppressedLinter
        from xhslint.fixes.applying import fixed
        from xhslint.fixes.write_back import write_fixed

        done = fixed(UnsuppressedLinter(linter), draft, self.fix == "unsafe")
        if done.applied and data is not None and not self.preview:
            write_fixed(draft.path, data, done.text, self.lang)
        notes = [
            Problem(draft.path, c.line, c.column, say(self.lang, "refused", c.finding.rule_id, c.fix.title))
            for c in done.refused
        ]
        left = linter.examine(done.draft, self.explain)
        return DraftResult(
            done.draft,
            settings,
            tuple(left.findings),
            tuple(left.dismissed),
            tuple(left.faults),
            tuple(notes),
            len(done.applied),
            len(done.withheld),
            draft.text if done.applied and self.preview else None,
        )
