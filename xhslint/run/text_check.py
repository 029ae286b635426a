"""Check one text as `xhslint check` would a file: what is reported, what is wrong, and what could be done about it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, replace
from xhslint.base.time_limit import OutOfTime, time_limit
from xhslint.drafts.read import too_large
from xhslint.filters.draft_suppressions import SuppressingLinter
from xhslint.run.session import finding_filter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.config.settings import Settings
    from xhslint.drafts.draft import Draft
    from xhslint.filters.baseline import Baseline
    from xhslint.linter.linter import Linter
    from xhslint.model.findings import Finding, Fix, Result
    from xhslint.run.worker import DraftWorker

MARK = "\ufeff"
"""The byte order mark, which a text may begin with and its draft does not."""


@dataclass(frozen=True, slots=True)
class TextCheck:
    """The check of a text.

    `draft` and `linter` are None if it was not checked; `problems` say why, or what is wrong with a part of it. `expired` and
    `unused` are about suppressions that do nothing; `suppressed` counts the findings that the draft itself suppresses, `known`
    those in the baseline. `settings` are those that it was checked under.
    """

    draft: Draft | None = None
    linter: Linter | None = None
    settings: Settings | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    expired: tuple[Problem, ...] = ()
    unused: tuple[Problem, ...] = ()
    suppressed: int = 0
    known: int = 0

    @property
    def profile(self) -> str:
        """The profile that the text was checked under; "" if it was not checked."""
        return self.settings.profile if self.settings else ""

    @property
    def kind(self) -> str:
        """The kind of text that it was checked as; "" if it was not checked."""
        return self.settings.kind if self.settings else ""


def check_text(worker: DraftWorker, text: str, name: str, baseline: Baseline | None = None) -> TextCheck:
    """Return the check of a text under the configuration of a worker, in its language; `name` stands for its file."""
    lang = worker.lang
    result = worker.check(name, _reader(text, name, worker.config.max_bytes), is_file=False)
    problems = tuple(problem.in_language(lang) for problem in result.problems)
    if result.draft is None or result.settings is None:
        return TextCheck(problems=problems)
    linter = worker.linter(result.settings)
    # One of its own, because a baseline counts what it has seen.
    own = baseline and type(baseline)(baseline.path, baseline.drafts)
    filtered = finding_filter(worker.config, linter, lang, own).filter(
        result.draft, result.findings, ran=linter.engine.active_ids
    )
    return TextCheck(
        result.draft,
        linter,
        result.settings,
        filtered.reported,
        (*problems, *(problem.in_language(lang) for problem in filtered.problems)),
        filtered.expired,
        filtered.unused,
        len(filtered.suppressed),
        len(filtered.known),
    )


def _reader(text: str, name: str, most: int) -> Callable[[], bytes]:
    """Return what gives a text as the bytes of a file; it raises InputError for too much text.

    They are marked as UTF-8, because who sends a text has decoded it already and nothing is to be guessed.
    """

    def read() -> bytes:
        data = _encoded(text)
        if len(data) > most:
            raise too_large(name, most)
        return data if text.startswith(MARK) else codecs.BOM_UTF8 + data

    return read


def _encoded(text: str) -> bytes:
    """Return a text in UTF-8, with halves of characters, which some client sent alone, replaced."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text).encode()


class Remedies:
    """What could be done about the findings of a draft; each is linted before it is offered, as its caller has time for."""

    def __init__(self, linter: Linter, draft: Draft) -> None:
        self._lang = linter.lang
        self.linter = SuppressingLinter(linter)
        self.draft = draft

    @cached_property
    def result(self) -> Result:
        """The result of the draft without suppressed findings."""
        return self.linter.examine(self.draft)

    def rewritten(self, findings: Sequence[Finding], seconds: float | None = None) -> Sequence[Finding]:
        """Return findings with their sentences written anew, unless that takes more than some seconds."""
        from xhslint.fixes.rewrites import with_rewrites

        wanted = set(map(place, findings))
        try:
            with time_limit(seconds):
                result = with_rewrites(self.linter, self.draft, self.result, lambda each: place(each) in wanted)
        except OutOfTime:
            return findings
        rewrites = {place(each): each.rewrite for each in result.findings}
        return [replace(each, rewrite=rewrites.get(place(each))) for each in findings]

    def fixes(self, findings: Sequence[Finding]) -> Iterator[tuple[Finding, Fix]]:
        """Yield the fixes of findings that leave nothing of theirs and make nothing new; of the ways to rewrite, the best."""
        from xhslint.fixes.applying import can_fix, proposed
        from xhslint.messages.catalogue import say

        wanted = set(map(place, findings))
        rewriting = say(self._lang, "fix.rewrite")
        for finding, fixes in proposed(self.linter, self.draft, self.result.findings, unsafe=True):
            if place(finding) not in wanted:
                continue
            offered = set[object]()
            for fix in fixes:
                if offered.isdisjoint((fix.edits, fix.title)) and can_fix(
                    self.linter, self.draft, self.result, finding, fix
                ):  # two that come to the same are offered once
                    yield finding, fix
                    offered |= {fix.edits, rewriting} if fix.title == rewriting else {fix.edits}


def place(finding: Finding) -> tuple[str, int, int]:
    """Return what tells a finding from all others of its draft."""
    return finding.rule_id, finding.start, finding.end
