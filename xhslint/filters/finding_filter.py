"""Which findings a run reports: not those that a draft suppresses, the baseline knows or that are on unchanged lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xhslint.base.records import dataclass
from xhslint.drafts.draft import KEYWORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.base.errors import Problem
    from xhslint.drafts.draft import Draft
    from xhslint.filters.baseline import Baseline
    from xhslint.filters.suppressions import Suppression
    from xhslint.model.findings import Finding


@dataclass(frozen=True, slots=True)
class FilteredFindings:
    """The findings of a draft, each in one of the first four fields, and what is wrong with its suppressions.

    `suppressed` findings have the suppression that covers them. `problems` are mistakes; `expired` and `unused` name
    suppressions that do nothing any more, `unused` only if that was asked for.
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
    """The filter for the findings of a run.

    `ids` are all rules, `ran` those that are run; `today` is a day in ISO form. `changed` gives the changed lines of the
    drafts that changed, as `changed_lines.changed_lines` returns them (None: findings on all lines are reported).
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
    def inactive(self) -> frozenset[str]:
        """The rules that are not run."""
        return frozenset(self.ids) - frozenset(self.ran)

    def filter(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        is_file: bool = True,
        ran: Collection[str] | None = None,
    ) -> FilteredFindings:
        """Return the findings of a draft by what becomes of them; call once a draft, in the order of the drafts.

        `is_file` is whether the draft is the content of its file: changed lines are unknown for standard input. `ran` are
        the rules that were run on this draft (None: those of the run).
        """
        if self.baseline is None and KEYWORD not in draft.text and not findings:
            return _CLEAN
        from xhslint.filters.suppressions import apply_suppressions, expired_problem, unused_problem

        suppressions: list[Suppression] = []
        problems: list[Problem] = []
        if KEYWORD in draft.text:
            from xhslint.filters.draft_suppressions import (
                read_suppressions,  # here, because most drafts suppress nothing
            )

            suppressions, problems = read_suppressions(draft, self.ids)
        ran = self.ran if ran is None else ran
        result = apply_suppressions(suppressions, findings, self.today, require_reason=self.require_reason, ran=ran)
        new = result.kept
        known: tuple[Finding, ...] = ()
        unchanged: tuple[Finding, ...] = ()
        if self.baseline is not None:
            new, known = self.baseline.filter(draft.path, new, draft.text)
        if self.changed is not None and is_file:
            from pathlib import Path

            from xhslint.filters.changed_lines import ChangedLines

            lines = ChangedLines(draft, self.changed.get(Path(draft.path), ()))
            verdicts = [(finding, lines.hold(finding)) for finding in new]
            new = tuple(finding for finding, changed in verdicts if changed)
            unchanged = tuple(finding for finding, changed in verdicts if not changed)
        expired = {(each.line, each.column): each for _, each in result.expired}
        return FilteredFindings(
            reported=new,
            suppressed=result.suppressed,
            known=known,
            unchanged=unchanged,
            problems=(*problems, *result.problems),
            expired=tuple(expired_problem(each, self.lang) for each in expired.values()),
            unused=tuple(unused_problem(each, self.lang) for each in result.unused if self.report_unused),
        )
