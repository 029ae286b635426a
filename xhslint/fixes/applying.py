"""Apply fixes to a draft and lint it again: fixes that bring a new finding or do not remove theirs are dropped."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from xhslint.base.errors import InputError
from xhslint.base.records import dataclass, field
from xhslint.drafts.draft import Draft
from xhslint.model.findings import Edit, Finding, Fix

if TYPE_CHECKING:
    from xhslint.model.findings import Result


ROUNDS = 20
"""The greatest number of rounds for a draft; fixes that overlap others wait for the next round."""
LINTS = 100
"""How often a round may lint a draft to find out which of many fixes go wrong; nearly always once is enough."""


class SupportsExamine(Protocol):
    """A linter, or a filter around one."""

    def examine(self, draft: Draft) -> Result: ...


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
    findings = run.result.findings
    unsafe_only = [(f, f.fixes[0]) for f in findings if f.fixes and not unsafe and not any(x.safe for x in f.fixes)]
    withheld = [run.change(_Proposal(0, finding, fix)) for finding, fix in unsafe_only]
    return FixResult(run.draft, run.result, tuple(run.applied), tuple(run.refused), tuple(withheld))


def can_fix(linter: SupportsExamine, draft: Draft, result: Result, finding: Finding, fix: Fix) -> bool:
    """Return whether a fix alone leaves nothing of its finding in a draft and makes nothing new; `result` is that of the draft."""
    run = _FixRun(linter, draft, draft, result, unsafe=True)
    return not result.unlisted and run.attempt(draft, result, [_Proposal(0, finding, fix)]) is not None


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after disjoint edits."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


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
            for finding in self.result.findings
            for rank, fix in enumerate(fix for fix in finding.fixes if fix.safe or self.unsafe)
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
        """Return the draft after some fixes and its result; None unless these findings are gone, with all their parts if
        they are merged, and no other appeared.

        A finding that another one had covered before is not new, but the number of findings may not grow.
        """
        self.budget -= 1
        edits = _edits(proposals)
        try:
            draft = base.with_text(apply_edits(base.text, edits))
        except InputError:
            return None
        if not _is_intact(base, draft, edits):
            return None
        result = self.linter.examine(draft)
        most, now = _by_rule(found), _by_rule(result)
        most.subtract(part.rule_id for proposal in proposals for part in proposal.finding.parts or (proposal.finding,))
        worse = len(result.findings) > len(found.findings) or set(result.faults) - set(found.faults)
        return None if worse or any(now[rule] > most[rule] for rule in now) else (draft, result)

    def change(self, proposal: _Proposal) -> Change:
        """Return a proposal as a change, with its position in the original draft."""
        offset = proposal.finding.start
        for edits in reversed(self.history):
            offset = _original_offset(edits, offset)
        return Change(proposal.finding, proposal.fix, *self.original.position(offset))


def _by_rule(result: Result) -> Counter[str]:
    """Return the number of findings by rule, including covered ones."""
    return Counter(finding.rule_id for finding in (*result.findings, *result.covered))


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


def _is_intact(before: Draft, after: Draft, edits: Sequence[Edit]) -> bool:
    """Return whether front matter, code and comments are unchanged, the title is where it was, and words are left."""
    fields = [{key: value for key, value in d.fields.items() if key != "title"} for d in (before, after)]
    skips = [[d.text[skip.start : skip.end] for skip in d.skips] for d in (before, after)]
    if fields[0] != fields[1] or skips[0] != skips[1]:
        return False
    if title := before.front_title:
        grown = sum(len(e.text) - e.end + e.start for e in edits if title.start <= e.start < title.end)
        if not after.front_title or (after.front_title.start, after.front_title.end) != (
            title.start,
            title.end + grown,
        ):
            return False
    return _has_words(after) or not _has_words(before)


def _has_words(draft: Draft) -> bool:
    return any(char.isalnum() for each in draft.regions for char in draft.text[each.start : each.end])


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
