"""Lint the text of a note as it was handed over: without files, without configuration, within limits."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xhslint.base.dates import iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass
from xhslint.base.time_limit import OutOfTime, time_limit
from xhslint.drafts.draft import Draft
from xhslint.filters.draft_suppressions import SuppressingLinter, read_suppressions
from xhslint.filters.suppressions import apply_suppressions
from xhslint.fixes.rewrites import with_rewrites
from xhslint.linter.linter import Linter
from xhslint.messages.tools import tell

if TYPE_CHECKING:
    from xhslint.filters.suppressions import Suppression
    from xhslint.model.findings import Finding, Result

MOST_BYTES = 1_000_000
"""The most bytes of a text in UTF-8."""
SECONDS = 10
"""How long the work on one text may take."""
_HINTS = ("contact/bare", "style/needless-disguise")
"""Rules that tell of words which are nothing by themselves, but show that something was disguised."""


class Refusal(Exception):
    """Raised for what a tool cannot do, in plain words for the agent."""


@dataclass(frozen=True, slots=True)
class Note:
    """A linted text: `findings` are those to report, with rewritings, `suppressed` those that its comments silence.

    `result` has all of them, `hints` those of rules that only tell of disguised words.
    """

    draft: Draft
    profile: str
    kind: str
    result: Result
    findings: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, Suppression], ...]
    problems: tuple[str, ...]
    hints: tuple[Finding, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether all of it was checked and all findings are listed."""
        return not self.problems and not self.result.unlisted


@lru_cache(16)
def _linter(profile: str | None, kind: str | None, lang: str, day: str, hints: bool) -> Linter:
    return Linter(profile, kind=kind, lang=lang, as_of=day, select=_HINTS if hints else ())


def read_note(name: str, text: str, profile: str | None, kind: str | None, lang: str, hints: bool = False) -> Note:
    """Return the text of the argument `name`, linted; with `hints`, by the rules that tell of disguised words, too.

    `profile` and `kind` come before what the front matter of the text says; None leaves it to that.
    Raises Refusal for a text that is too large, takes too long or has mistakes in its front matter.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise Refusal(tell(lang, "half character", name)) from None
    if size > MOST_BYTES:
        raise Refusal(tell(lang, "too large", name, MOST_BYTES))
    linters = [_linter(profile, kind, lang, iso_today(), each) for each in (False, True)[: 1 + hints]]
    # Made before the clock runs: the first one of a process may have to compile the rules.
    try:
        with time_limit(SECONDS):
            return _read(Draft.parse(text), lang, *linters)
    except OutOfTime:
        raise Refusal(tell(lang, "in", name, tell(lang, "out of time", SECONDS))) from None
    except InputError as error:
        raise Refusal(tell(lang, "in", name, "; ".join(_told(error.problems, lang)))) from None


def _read(draft: Draft, lang: str, linter: Linter, hinting: Linter | None = None) -> Note:
    result = linter.examine(draft)
    suppressions, mistakes = read_suppressions(draft, linter.engine.rulebook.ids)
    applied = apply_suppressions(suppressions, result.findings, linter.as_of)
    shown = with_rewrites(SuppressingLinter(linter), draft, SuppressingLinter(linter).examine(draft))
    told = hinting.examine(draft).findings if hinting else ()
    problems = _told((*mistakes, *result.faults), lang)
    used = linter.engine.standard_of(draft)
    return Note(
        draft, used.profile, used.kind, result, tuple(shown.findings), applied.suppressed, problems, tuple(told)
    )


def _told(problems: Iterable[Problem], lang: str) -> tuple[str, ...]:
    """Return problems in words; their places are lines of the text."""
    words = [(each.line, str(each.in_language(lang).message)) for each in problems]
    return tuple(tell(lang, "at line", line, message) if line else message for line, message in words)


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return a finding with the keys of docs/json.md."""
    return {**finding.as_dict(), "rewrite": finding.rewrite_dict()}


def silenced_object(finding: Finding, suppression: Suppression) -> dict[str, Any]:
    """Return a suppressed finding, and the reason that its suppression gives."""
    return {"rule": finding.rule_id, "text": finding.text, "reason": suppression.reason}
