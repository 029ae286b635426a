"""The work on one draft of a run, in whichever process: read, lint or take from the cache, fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass, field
from xhslint.base.time_limit import OutOfTime, time_limit
from xhslint.drafts.draft import KEYWORD, Draft
from xhslint.drafts.read import draft_text, read_draft_data
from xhslint.linter.events import Checked
from xhslint.messages.catalogue import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from xhslint.config.settings import Config, Settings
    from xhslint.linter.events import Figures, Rendered
    from xhslint.linter.linter import Linter
    from xhslint.model.explanations import Dismissed
    from xhslint.model.findings import Finding, Result
    from xhslint.pictures.reading import Reading
    from xhslint.run.result_cache import ResultCache

FEWEST = 64
"""The number of drafts from which it pays to start processes."""


@dataclass(frozen=True, slots=True)
class DraftResult:
    """The result for one draft, or one note of a document or picture; `draft` is None if it could not be read or linted, and
    `problems` say why.

    `notes` are printed and do not change the exit status. `fixed` counts fixes that were made, or would be, `withheld`
    those that only `--unsafe-fixes` makes. `before` is the text before its fixes if they are only to be shown. `is_unread`
    says that a file is of a kind that can be read, but maybe no document with notes. `is_empty` says that a document
    has no note. `unseen` counts the pictures in a document that were not read, `columns` names the columns of its tables that
    were not, though prose stands in them. `rendered` is the draft as the report shows it, in place of all else.
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
    is_unread: bool = False
    is_empty: bool = False
    unseen: int = 0
    columns: tuple[str, ...] = ()
    rendered: Rendered | None = None

    @property
    def path(self) -> str:
        """The file that the result is about."""
        if about := self.draft or self.rendered:
            return about.path
        return next((each.path for each in (*self.problems, *self.notes)), "")

    def __reduce__(self) -> str | tuple[Any, ...]:
        # One is sent between processes for every draft, so trailing defaults are left out.
        if self is CLEAN:
            return "CLEAN"
        values = self.draft, self.settings, self.findings, self.dismissed, self.problems, self.notes
        rest = (
            self.fixed,
            self.withheld,
            self.before,
            self.is_unread,
            self.is_empty,
            self.unseen,
            self.columns,
            self.rendered,
        )
        return DraftResult, (*values, *rest) if self.notes or any(rest) else values


CLEAN = DraftResult(None)
"""The result for a clean draft where drafts are laid out as they are checked: there is nothing to tell of it."""


def stated_in(draft: Draft) -> tuple[str | None, str | None]:
    """Return the profile and the kind that a draft states itself, each None if it does not."""
    return draft.fields.get("profile"), draft.fields.get("kind")


@dataclass
class DraftWorker:
    """Checks the drafts of a run, one at a time; pickled as its settings, for another process.

    `describe_crash` returns the message for an unexpected exception, `make_linter` takes the place of `Linter`,
    `explain` asks for dismissed matches as well, `fix` is "", "safe" or "unsafe", `preview` returns fixes instead of
    writing them, `cache` is the file that keeps results, `rewrite` gives findings their sentences written anew. `render` lays
    out drafts that no filter of findings concerns (None: all are returned as they are).
    """

    lang: str
    config: Config
    describe_crash: Callable[[Exception], str]
    make_linter: Callable[..., Linter] | None = None
    explain: bool = False
    fix: str = ""
    preview: bool = False
    cache: Path | None = None
    rewrite: bool = False
    render: Callable[[Checked], Rendered] | None = None
    linters: dict[Settings, Linter] = field(default_factory=dict)
    results: ResultCache | None = None
    last: tuple[Settings | None, Linter | None] = (None, None)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "linters": {}, "results": None, "last": (None, None)}

    def begin_process(self) -> None:
        """Called first in a process that checks drafts for another one."""

    def take_figures(self) -> Figures | None:
        """Return what was measured since the last call; None if nothing is measured."""
        return None

    def add_figures(self, figures: Figures) -> None:
        """Add what another process measured."""

    def flush(self) -> None:
        """Write the results that are not yet in the cache file."""
        if self.results is not None:
            self.results.flush()

    def close(self) -> None:
        """Write and close the cache file."""
        if self.results is not None:
            self.results.close()
            self.results = None

    def linter(self, settings: Settings) -> Linter:
        """Return the linter for all drafts with equal settings."""
        if settings is self.last[0] and self.last[1]:
            return self.last[1]
        if settings not in self.linters:
            from xhslint.linter.linter import Linter

            self.linters[settings] = (self.make_linter or Linter)(
                settings.profile,
                kind=settings.kind,
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

    def check_file(self, path: str) -> DraftResult:
        return self.check(path, lambda: read_draft_data(path, self.config.max_bytes), is_file=True)

    def check(self, name: str, read: Callable[[], bytes], is_file: bool) -> DraftResult:
        """Check the draft whose bytes `read` returns; every exception becomes a problem of the result."""
        try:
            data = read()
            with time_limit(self.config.timeout):
                return self._check(name, data, is_file)
        except Exception as error:
            return self.failure(name, error)

    def failure(self, name: str, error: Exception) -> DraftResult:
        """Return the result of a draft that could not be checked because of an exception."""
        if isinstance(error, InputError):
            return DraftResult(None, problems=error.problems)
        if isinstance(error, OutOfTime):
            message = say(self.lang, "out of time", self.config.timeout)
        elif isinstance(error, MemoryError):
            message = say(self.lang, "out of memory")
        else:  # a bug: the other drafts are still checked
            message = self.describe_crash(error)
        return DraftResult(None, problems=(Problem(name, 0, 0, message),))

    def _check(self, name: str, data: bytes, is_file: bool) -> DraftResult:
        """Return the result for the bytes of a draft."""
        draft, mistakes = self.parse(self.decode(data, name), name)
        settings = self.config.settings(name, *stated_in(draft)) if draft.fields else self.config.settings(name)
        linter = self.linter(settings)
        if self.fix and not mistakes:
            return self.repair(linter, settings, draft, data if is_file else None)
        result = self.lint(linter, draft)
        if self.render and not (mistakes or result.faults or self.fix) and _is_plain(draft):
            if not (result.findings or result.dismissed):
                return CLEAN
            return DraftResult(None, rendered=self.rendered(draft, settings, result))
        problems = (*mistakes, *result.faults)
        notes = (Problem(name, 0, 0, say(self.lang, "not fixed")),) if self.fix else ()
        return DraftResult(draft, settings, tuple(result.findings), tuple(result.dismissed), problems, notes)

    def rendered(self, draft: Draft, settings: Settings, result: Result) -> Rendered:
        """Return a draft as the report shows it."""
        assert self.render
        found, dismissed = tuple(result.findings), tuple(result.dismissed)
        return self.render(Checked(draft, settings.profile, found, dismissed, kind=settings.kind))

    def read_notes(self, data: bytes, path: str) -> Iterator[Draft | InputError]:
        """Yield the notes in the bytes of a document, and an error in place of what cannot be read."""
        from xhslint.documents.columns import Columns
        from xhslint.documents.registry import read_notes

        return iter(read_notes(data, path, Columns(**dict(self.config.settings(path).columns))))

    def read_picture(self, data: bytes, path: str) -> Reading:
        """Return what stands in the bytes of a picture, from the cache if it is in it; raises InputError."""
        from xhslint.pictures.read import key_of, read_picture

        cache = self.opened_cache()
        if cache is None:
            return read_picture(data, path)
        from xhslint.pictures.reading import from_text, to_text

        return cache.kept_or_made(key_of(data), from_text, to_text, lambda: read_picture(data, path))

    def check_note(self, note: Draft) -> DraftResult:
        """Return the result of a note out of a document or picture."""
        settings = self.config.settings(note.path, *stated_in(note))
        result = self.lint(self.linter(settings), note)
        return DraftResult(note, settings, tuple(result.findings), tuple(result.dismissed), tuple(result.faults))

    def decode(self, data: bytes, name: str) -> str:
        """Return the text in the bytes of a draft; raises InputError."""
        return draft_text(data, name)

    def parse(self, text: str, name: str) -> tuple[Draft, tuple[Problem, ...]]:
        """Return the draft in a text, and the mistakes in its front matter."""
        return Draft.parse_leniently(text, name, self.config.settings(name).code)

    def lint(self, linter: Linter, draft: Draft) -> Result:
        """Return the result of a linter, with sentences written anew if that was asked for; from the cache if it is in it."""
        cache = None if self.explain else self.opened_cache()
        if cache is None:
            return self.rewritten(linter, draft, linter.examine(draft, self.explain))
        return cache.examine(linter, draft, self.rewritten if self.rewrite else None)

    def opened_cache(self) -> ResultCache | None:
        """Return the cache file, opened when it is first needed; None if nothing is kept."""
        if self.results is None and self.cache:
            try:
                from xhslint.run.result_cache import ResultCache
            except ImportError:  # a Python that was built without SQLite
                self.cache = None
                return None
            self.results = ResultCache(self.cache)
        return self.results

    def rewritten(self, linter: Linter, draft: Draft, result: Result) -> Result:
        """Return a result with the sentences of its findings written anew, if that was asked for."""
        if not self.rewrite or not result.findings or draft.is_code:
            return result
        from xhslint.filters.draft_suppressions import SuppressingLinter
        from xhslint.fixes.rewrites import with_rewrites

        return with_rewrites(SuppressingLinter(linter), draft, result)

    def repair(self, linter: Linter, settings: Settings, draft: Draft, data: bytes | None) -> DraftResult:
        """Fix a draft and return the result for its new text.

        Unless this is a preview, the new text is written to its file, which held `data` (None: standard input).
        """
        from xhslint.filters.draft_suppressions import SuppressingLinter
        from xhslint.fixes.applying import fixed
        from xhslint.fixes.write_back import write_fixed

        done = fixed(SuppressingLinter(linter), draft, self.fix == "unsafe")
        if done.applied and data is not None and not self.preview:
            write_fixed(draft.path, data, done.text, self.lang)
        notes = [
            Problem(draft.path, c.line, c.column, say(self.lang, "refused", c.finding.rule_id, c.fix.title))
            for c in done.refused
        ]
        if data is not None and not self.preview:  # what is shown or printed needs no telling
            lines = {(c.line, c.finding.rule_id, c.fix.title): c for c in done.applied}
            notes += [
                Problem(draft.path, c.line, c.column, say(self.lang, "fixed here", c.finding.rule_id, c.fix.title))
                for c in lines.values()
            ]
        left = self.rewritten(linter, done.draft, linter.examine(done.draft, self.explain))
        return DraftResult(
            done.draft,
            settings,
            tuple(left.findings),
            tuple(left.dismissed),
            tuple(left.faults),
            notes=tuple(notes),
            fixed=len(done.applied),
            withheld=len(done.withheld),
            before=draft.text if done.applied and self.preview else None,
        )


def _is_plain(draft: Draft) -> bool:
    """Return whether a draft has no front matter, no skipped parts, no suppressions and no pictures."""
    text = draft.text
    return not (draft.fields or draft.skips or KEYWORD in text or "![" in text or "<" in text)
