"""Suppressions: what a draft says not to report of it, and why; and what then is left of its findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, replace
from xhslint.messages.catalogue import both, say
from xhslint.messages.suggestions import names_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.linter.linter import Linter
    from xhslint.model.findings import Finding, Result

MARK = "xhslint"
"""A draft without this word suppresses nothing, and is not looked at any further."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Something that a draft says not to report.

    `rules` are ids or families of rules. Hidden are their findings that begin in the half-open range from `start` to
    `end`, code points of the draft. `reason` is why (empty for a bare one), `until` the last day on which it holds, in
    ISO form (empty: for ever). `line` and `column`, from 1, are where it stands in the draft `path`, `text` is how it
    is written there.
    """

    rules: tuple[str, ...]
    start: int
    end: int
    reason: str
    until: str
    line: int
    column: int
    text: str
    path: str = "<text>"

    def covers(self, finding: Finding) -> str:
        """The name under which it covers a finding, whatever the day: the rule's id, else its family, else nothing."""
        if self.start <= finding.start < self.end:
            for name in (finding.rule_id, finding.family):
                if name in self.rules:
                    return name
        return ""

    def has_expired(self, today: str) -> bool:
        """Whether its last day lies before a day in ISO form."""
        return bool(self.until) and self.until < today


@dataclass(frozen=True, slots=True)
class SuppressionResult:
    """What suppressions made of the findings of a draft.

    `kept` are the findings to report, `suppressed` the others, each with what hides it. `expired` are those of `kept`
    that a suppression would hide if it had not expired. `unused` are suppressions that covered nothing, with those of
    their rules of which that is true. `problems` are bare ones where a reason is required.
    """

    kept: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, Suppression], ...] = ()
    expired: tuple[tuple[Finding, Suppression], ...] = ()
    unused: tuple[Suppression, ...] = ()
    problems: tuple[Problem, ...] = ()


def suppressions(draft: Draft, known: Collection[str]) -> tuple[list[Suppression], list[Problem]]:
    """What a draft suppresses, and every mistake in how it says so, both in the order of the draft.

    `known` are the ids of all rules, whether they run or not; their families are known by them. What is wrong with one
    rule of a suppression does not undo it for the others.
    """
    if MARK not in draft.text:
        return [], []
    from xhslint.filters.comments import read_comments

    names = names_of(known)
    found, problems = read_comments(draft, names)
    if MARK in draft.fields:
        from xhslint.filters.front_matter import read_front_matter

        more, faults = read_front_matter(draft, names)
        found, problems = more + found, faults + problems
    return sorted(found, key=lambda each: (each.line, each.column)), sorted(problems)


def apply(
    suppressions: Sequence[Suppression],
    findings: Iterable[Finding],
    today: str,
    require_reason: bool = False,
    ran: Collection[str] | None = None,
) -> SuppressionResult:
    """Sort the findings of a draft into those to report and those that it suppresses on a day, given in ISO form.

    Of several suppressions that cover a finding the one with the smallest range hides it, and only that one was of use.
    `ran` are the ids of the rules that were run (None: all): a suppression of any other is not called unused.
    """
    if not suppressions:
        return SuppressionResult(tuple(findings))
    kept: list[Finding] = []
    hidden: list[tuple[Finding, Suppression]] = []
    expired: list[tuple[Finding, Suppression]] = []
    used: set[tuple[int, str]] = set()
    order = sorted(range(len(suppressions)), key=lambda n: suppressions[n].end - suppressions[n].start)
    for finding in findings:
        covering = [(number, name) for number in order if (name := suppressions[number].covers(finding))]
        live = [each for each in covering if not suppressions[each[0]].has_expired(today)]
        used.update((live or covering)[:1])
        if live:
            hidden.append((finding, suppressions[live[0][0]]))
            continue
        kept.append(finding)
        if covering:
            expired.append((finding, suppressions[covering[0][0]]))
    judged = None if ran is None or not suppressions else names_of(ran)
    unused = []
    for number, each in enumerate(suppressions):
        idle = (name for name in each.rules if (number, name) not in used)
        if rules := tuple(name for name in idle if judged is None or name in judged):
            unused.append(replace(each, rules=rules))
    problems = _bare(suppressions) if require_reason else ()
    return SuppressionResult(tuple(kept), tuple(hidden), tuple(expired), tuple(unused), tuple(problems))


class UnsuppressedLinter:
    """A linter that says nothing of what a draft suppresses."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter

    def examine(self, draft: Draft) -> Result:
        result = self.linter.examine(draft)
        held, _ = suppressions(draft, self.linter.rulebook.ids)
        if not held:
            return result
        from dataclasses import replace

        return replace(result, findings=list(apply(held, result.findings, self.linter.as_of).kept))


def unused_problem(suppression: Suppression, lang: str) -> Problem:
    """What to say of a suppression that hides nothing."""
    return _problem(suppression, say(lang, "ignore.unused", _names(lang, suppression)))


def expired_problem(suppression: Suppression, lang: str) -> Problem:
    """What to say of a suppression beyond its last day whose findings show again."""
    return _problem(suppression, say(lang, "ignore.expired", _names(lang, suppression), suppression.until))


def _bare(suppressions: Iterable[Suppression]) -> Iterable[Problem]:
    """One problem for each place that gives no reason."""
    bare: dict[tuple[int, int], list[str]] = {}
    paths = {}
    for each in suppressions:
        if not each.reason:
            bare.setdefault((each.line, each.column), []).extend(each.rules)
            paths[each.line, each.column] = each.path
    for place, rules in bare.items():
        yield Problem(paths[place], *place, both("ignore.no reason", "、".join(dict.fromkeys(rules))))


def _problem(suppression: Suppression, message: str) -> Problem:
    return Problem(suppression.path, suppression.line, suppression.column, message)


def _names(lang: str, suppression: Suppression) -> str:
    return say(lang, "and").join(suppression.rules)
