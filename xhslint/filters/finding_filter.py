"""Which findings a run reports: not what a draft suppresses, what the baseline knows, or what stood there before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xhslint.base.records import dataclass
from xhslint.filters.suppressions import MARK, Suppression, apply, expired_problem, suppressions, unused_problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.base.errors import Problem
    from xhslint.drafts.draft import Draft
    from xhslint.filters.baseline import Baseline
    from xhslint.model.findings import Finding

_NOTHING: tuple[tuple[Finding, ...], tuple[Finding, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class FilteredFindings:
    """The findings of a draft, each in one of four places, and what is to be said of its suppressions.

    `problems` are mistakes. `expired` and `unused` say where a suppression does nothing any more; `unused` is empty
    unless it was asked for.
    """

    reported: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, Suppression], ...] = ()
    known: tuple[Finding, ...] = ()
    unchanged: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    expired: tuple[Problem, ...] = ()
    unused: tuple[Problem, ...] = ()


_CLEAN = FilteredFindings(())


@dataclass
class FindingFilter:
    """What is held back in a run.

    `ids` are all rules, `ran` those that are run; `today` is a day in ISO form. `changed` are the changed lines of the
    drafts that changed (None: report whatever lines it is on), as `changes.changed_lines` gives them.
    """

    lang: str
    ids: Collection[str]
    ran: Collection[str]
    today: str
    require_reason: bool = False
    report_unused: bool = False
    baseline: Baseline | None = None
    changed: Mapping[Path, Sequence[range]] | None = None

    @property
    def asleep(self) -> frozenset[str]:
        """The rules that are not run."""
        return frozenset(self.ids) - frozenset(self.ran)

    def sift(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        is_file: bool = True,
        ran: Collection[str] | None = None,
    ) -> FilteredFindings:
        """Hold back what is not to be reported; to be called once a draft, in the order of the drafts.

        `is_file` is whether the draft is what stands in its file: of standard input nobody knows what changed. `ran` are
        the rules that were run on it, if not those of the run.
        """
        if self.baseline is None and MARK not in draft.text and not findings:
            return _CLEAN
        held, problems = suppressions(draft, self.ids)
        outcome = apply(held, findings, self.today, self.require_reason, self.ran if ran is None else ran)
        new, known, unchanged = outcome.kept, *_NOTHING
        if self.baseline is not None:
            new, known = self.baseline.filter(draft.path, new, draft.text)
        if self.changed is not None and is_file:
            from pathlib import Path

            from xhslint.filters.changed_lines import brought_in

            ranges = self.changed.get(Path(draft.path), ())
            new, unchanged = _parted(new, [brought_in(finding, draft, ranges) for finding in new])
        lapsed = {(by.line, by.column): by for _, by in outcome.expired}
        return FilteredFindings(
            new,
            outcome.suppressed,
            known,
            unchanged,
            (*problems, *outcome.problems),
            tuple(expired_problem(each, self.lang) for each in lapsed.values()),
            tuple(unused_problem(each, self.lang) for each in outcome.unused if self.report_unused),
        )


def _parted(findings: Sequence[Finding], verdicts: Sequence[bool]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    pairs = list(zip(findings, verdicts, strict=True))
    return tuple(each for each, yes in pairs if yes), tuple(each for each, yes in pairs if not yes)
