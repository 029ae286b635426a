"""Apply fixes to a draft and lint it again: fixes that bring a new finding or do not remove theirs are dropped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xhslint.base.records import dataclass, field
from xhslint.drafts.draft import Draft
from xhslint.fixes.trial import rewritings_of, tried
from xhslint.model.findings import Edit, Finding, Fix

if TYPE_CHECKING:
    from xhslint.fixes.trial import SupportsExamine
    from xhslint.model.findings import Result


ROUNDS = 20
"""The greatest number of rounds for a draft; fixes that overlap others wait for the next round."""
LINTS = 100
"""How often a round may lint a draft to find out which of many fixes go wrong; nearly always once is enough."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fix of a finding, and line and column of the finding before any fix."""

    finding: Finding
    fix: Fix
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FixResult:
    """A draft after its fixes.

    `applied` are the fixes in `draft`, `refused` those that would not have left it clean, `withheld` those that only
    `unsafe` applies, one for each finding. `left` is the result of linting `draft`.
    """

    draft: Draft
    left: Result
    applied: tuple[Change, ...]
    refused: tuple[Change, ...]
    withheld: tuple[Change, ...]

    @property
    def text(self) -> str:
        """The fixed text."""
        return self.draft.text


def fixed(linter: SupportsExamine, draft: Draft | str, unsafe: bool = False, result: Result | None = None) -> FixResult:
    """Return a draft or caption after its safe fixes, or with `unsafe` all; `result` is its result, if known already.

    Nothing is fixed where not all findings are listed, for nobody could tell whether a fix makes new ones.
    """
    if not isinstance(draft, Draft):
        draft = Draft.parse(draft)
    run = _FixRun(linter, draft, draft, result or linter.examine(draft), unsafe)
    for _ in range(ROUNDS):
        if run.result.unlisted or not run.round():
            break
    more = [] if unsafe else proposed(linter, run.draft, run.result.findings, True)
    unsafe_only = [(finding, fixes[0]) for finding, fixes in more if fixes and not any(fix.safe for fix in fixes)]
    withheld = [run.change(_Proposal(0, finding, fix)) for finding, fix in unsafe_only]
    return FixResult(run.draft, run.result, tuple(run.applied), tuple(run.refused), tuple(withheld))


def can_fix(linter: SupportsExamine, draft: Draft, result: Result, finding: Finding, fix: Fix) -> bool:
    """Return whether a fix alone leaves nothing of its finding in a draft and makes nothing new; `result` is that of the draft."""
    return not result.unlisted and tried(linter, draft, result, fix.edits, [finding]) is not None


def proposed(
    linter: SupportsExamine, draft: Draft, findings: Sequence[Finding], unsafe: bool
) -> list[tuple[Finding, tuple[Fix, ...]]]:
    """Return findings with their fixes, the best first: the safe ones and, with `unsafe`, sentences written anew and others."""
    anew: dict[int, tuple[Fix, ...]] = {}
    if unsafe:
        for each in rewritings_of(linter, draft, findings):
            anew |= {id(finding): each.fixes for finding in each.findings}
    out = []
    for finding in findings:
        safe = tuple(fix for fix in finding.fixes if fix.safe)
        others = tuple(fix for fix in finding.fixes if not fix.safe) if unsafe else ()
        out.append((finding, (*safe, *anew.get(id(finding), ()), *others)))
    return out


class _Proposal(NamedTuple):
    """A fix that may be applied; `rank` is its number among the fixes of its finding."""

    rank: int
    finding: Finding
    fix: Fix


@dataclass
class _FixRun:
    """A draft being fixed: its current text and result, and the edits made so far, round by round."""

    linter: SupportsExamine
    original: Draft
    draft: Draft
    result: Result
    unsafe: bool
    applied: list[Change] = field(default_factory=list)
    refused: list[Change] = field(default_factory=list)
    history: list[list[Edit]] = field(default_factory=list)
    budget: int = LINTS

    def round(self) -> bool:
        """Apply one batch of disjoint fixes; return False if none could be applied."""
        self.budget = LINTS
        proposals = [
            _Proposal(rank, finding, fix)
            for finding, fixes in proposed(self.linter, self.draft, self.result.findings, self.unsafe)
            for rank, fix in enumerate(fixes)
        ]
        queue = sorted(proposals, key=lambda proposal: (proposal.rank, proposal.fix.start, -proposal.fix.end))
        while queue:
            batch, queue = _disjoint(queue)
            if accepted := self.apply_batch(batch):
                self.applied += map(self.change, accepted)
                self.history.append(_edits(accepted))
                return True
        first = {id(proposal.finding): proposal for proposal in reversed(proposals)}
        self.refused = [self.change(proposal) for proposal in first.values()][::-1]
        return False

    def apply_batch(self, batch: list[_Proposal]) -> list[_Proposal]:
        """Apply the fixes of a batch that leave the draft clean together, found by bisection, and return them."""
        base, found = self.draft, self.result
        accepted: list[_Proposal] = []
        groups = [batch]
        while groups:
            group = groups.pop()
            if self.budget > 0 and (after := self.attempt(base, found, accepted + group)):
                accepted += group
                self.draft, self.result = after
            elif len(group) > 1:
                half = len(group) // 2
                groups += [group[half:], group[:half]]
        return sorted(accepted, key=lambda proposal: proposal.fix.start)

    def attempt(self, base: Draft, found: Result, proposals: Sequence[_Proposal]) -> tuple[Draft, Result] | None:
        """Return the draft after some fixes and its result; None unless it is better, see `tried`."""
        self.budget -= 1
        return tried(self.linter, base, found, _edits(proposals), [proposal.finding for proposal in proposals])

    def change(self, proposal: _Proposal) -> Change:
        """Return a proposal as a change, with its position in the original draft."""
        offset = proposal.finding.start
        for edits in reversed(self.history):
            offset = _original_offset(edits, offset)
        return Change(proposal.finding, proposal.fix, *self.original.position(offset))


def _disjoint(queue: list[_Proposal]) -> tuple[list[_Proposal], list[_Proposal]]:
    """Return the proposals that can be applied together, at most one a finding, and those that must wait."""
    batch, waiting = [], []
    spans: list[tuple[int, int]] = []
    seen: set[int] = set()
    for proposal in queue:
        start, end = proposal.fix.start, proposal.fix.end
        index = bisect_left(spans, (start, end))
        clear = (index == 0 or spans[index - 1][1] < start) and (index == len(spans) or end < spans[index][0])
        if clear and id(proposal.finding) not in seen:
            spans.insert(index, (start, end))
            seen.add(id(proposal.finding))
            batch.append(proposal)
        else:
            waiting.append(proposal)
    return batch, waiting


def _edits(proposals: Iterable[_Proposal]) -> list[Edit]:
    return sorted((edit for proposal in proposals for edit in proposal.fix.edits), key=lambda edit: edit.start)


def _original_offset(edits: Sequence[Edit], offset: int) -> int:
    """Return an offset of a text before edits were made; for one in inserted text, where that begins."""
    shift = 0
    for edit in edits:
        at = edit.start + shift
        if offset < at:
            break
        if offset < at + len(edit.text):
            return edit.start
        shift += len(edit.text) - edit.end + edit.start
    return offset - shift
