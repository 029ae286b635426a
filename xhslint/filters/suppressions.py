"""Suppressions of a draft as values, and the findings that are left once they are applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, replace
from xhslint.messages.catalogue import both, say
from xhslint.messages.suggestions import names_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Suppression:
    """What one place of a draft says not to report.

    `rules` are ids or families of rules; their findings that begin in `[start, end)`, in code points of the draft, are
    suppressed. `reason` is why (may be empty), `until` the last day on which that holds, in ISO form (empty: for ever).
    `line` and `column`, from 1, are where the suppression stands in the draft `path`, `text` is how it is written.
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
        """Return which of `rules` covers a finding, whatever the day: the rule's id, else its family, else ""."""
        if self.start <= finding.start < self.end:
            for name in (finding.rule_id, finding.family):
                if name in self.rules:
                    return name
        return ""

    def has_expired(self, today: str) -> bool:
        """Return whether the last day lies before `today`, in ISO form."""
        return bool(self.until) and self.until < today


@dataclass(frozen=True, slots=True)
class SuppressionResult:
    """The findings of a draft after its suppressions.

    `kept` are the findings to report, `suppressed` the others, each with its suppression. `expired` are those of `kept`
    that an expired suppression covers. `unused` are suppressions that cover nothing, with only those of their rules for
    which that is so. `problems` are missing reasons, where reasons are required.
    """

    kept: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, Suppression], ...] = ()
    expired: tuple[tuple[Finding, Suppression], ...] = ()
    unused: tuple[Suppression, ...] = ()
    problems: tuple[Problem, ...] = ()


def apply_suppressions(
    suppressions: Sequence[Suppression],
    findings: Iterable[Finding],
    today: str,
    *,
    require_reason: bool = False,
    ran: Collection[str] | None = None,
) -> SuppressionResult:
    """Return which findings of a draft its suppressions leave on a day in ISO form.

    Of several suppressions that cover a finding only the one with the smallest range is used. Those of a merged finding
    apply to each of its parts, and what they leave is merged again. `ran` are the ids of the rules that were run (None:
    all); a suppression of other rules does not count as unused.
    """
    if not suppressions:
        return SuppressionResult(tuple(findings))
    kept: list[Finding] = []
    split: list[Finding] = []
    suppressed: list[tuple[Finding, Suppression]] = []
    expired: list[tuple[Finding, Suppression]] = []
    used: set[tuple[int, str]] = set()
    order = sorted(range(len(suppressions)), key=lambda n: suppressions[n].end - suppressions[n].start)
    for finding in findings:
        left: list[Finding] = []
        for part in finding.parts or (finding,):
            covering = [(number, name) for number in order if (name := suppressions[number].covers(part))]
            in_force = [each for each in covering if not suppressions[each[0]].has_expired(today)]
            first = (in_force or covering)[:1]
            used.update(first)
            (suppressed if in_force else expired).extend((part, suppressions[number]) for number, _ in first)
            if not in_force:
                left.append(part)
        if len(left) == max(1, len(finding.parts)):
            kept.append(finding)
        elif left:
            split += _merged_again(left)
    names = None if ran is None else names_of(ran)
    unused = []
    for number, each in enumerate(suppressions):
        uncovered = (name for name in each.rules if (number, name) not in used)
        if rules := tuple(name for name in uncovered if names is None or name in names):
            unused.append(replace(each, rules=rules))
    problems = _missing_reasons(suppressions) if require_reason else ()
    if split:
        kept = _in_order(kept + split)
    return SuppressionResult(tuple(kept), tuple(suppressed), tuple(expired), tuple(unused), tuple(problems))


def _merged_again(parts: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is left of a merged finding without some of its parts."""
    from xhslint.linter.merging import joined  # here, because few suppressions hit a part

    return joined(parts)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    from xhslint.linter.overlaps import report_order

    return sorted(findings, key=report_order)


def unused_problem(suppression: Suppression, lang: str) -> Problem:
    """Return the notice that a suppression covers nothing."""
    return _problem(suppression, say(lang, "ignore.unused", _names(suppression, lang)))


def expired_problem(suppression: Suppression, lang: str) -> Problem:
    """Return the notice that a suppression has expired and its findings are reported again."""
    return _problem(suppression, say(lang, "ignore.expired", _names(suppression, lang), suppression.until))


def _missing_reasons(suppressions: Iterable[Suppression]) -> Iterator[Problem]:
    """Yield one problem for each place with a suppression that has no reason."""
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


def _names(suppression: Suppression, lang: str) -> str:
    return say(lang, "and").join(suppression.rules)
