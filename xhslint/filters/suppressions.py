"""Suppressions of a draft as values, and the findings that are left once they are applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heappop, heappush

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
    findings = list(findings)
    covering = _covering(suppressions, [part for finding in findings for part in finding.parts or (finding,)], today)
    for finding in findings:
        left: list[Finding] = []
        for part in finding.parts or (finding,):
            number, name = covering.get(id(part), (-1, ""))
            if number < 0:
                left.append(part)
                continue
            used.add((number, name))
            suppression = suppressions[number]
            if suppression.has_expired(today):
                expired.append((part, suppression))
                left.append(part)
            else:
                suppressed.append((part, suppression))
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


def _covering(suppressions: Sequence[Suppression], parts: Iterable[Finding], today: str) -> dict[int, tuple[int, str]]:
    """Return, by the identity of each part that is covered, the number of the suppression to use and its rule.

    That is the one with the smallest range of those in force, else of all. Parts are asked in the order of the draft, so
    that each suppression is taken up and laid down once, however many of them are nested.
    """
    waiting: dict[str, list[tuple[int, int]]] = {}
    for number in sorted(range(len(suppressions)), key=lambda number: -suppressions[number].start):
        for name in dict.fromkeys(suppressions[number].rules):
            waiting.setdefault(name, []).append((suppressions[number].start, number))
    begun: dict[str, list[tuple[bool, int, int]]] = {name: [] for name in waiting}
    found: dict[int, tuple[int, str]] = {}
    for part in sorted(parts, key=lambda part: part.start):
        best: list[tuple[bool, int, int, int, str]] = []
        for place, name in enumerate((part.rule_id, part.family)):
            heap = begun.get(name, [])
            while name in waiting and waiting[name] and waiting[name][-1][0] <= part.start:
                number = waiting[name].pop()[1]
                each = suppressions[number]
                heappush(heap, (each.has_expired(today), each.end - each.start, number))
            while heap and suppressions[heap[0][2]].end <= part.start:
                heappop(heap)
            best += [(*each, place, name) for each in heap[:1]]
        if best:
            *_, number, _, name = min(best)
            found[id(part)] = number, name
    return found


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
