"""Fixes applied to a draft, each linted again: what is left has no finding that was not there, or the fix is dropped."""

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
"""How often a draft is gone through: what overlapped a fix has its turn in the next round."""
LINTS = 100
"""How often a draft is linted in a round to find out which of many fixes go wrong; nearly always once."""


class SupportsExamine(Protocol):
    """What finds: a linter, or one whose findings were sifted (suppressions, a baseline)."""

    def examine(self, draft: Draft) -> Result: ...


@dataclass(frozen=True, slots=True)
class Change:
    """A fix of a finding, and the line and column at which the offence stands in the draft before any fix."""

    finding: Finding
    fix: Fix
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FixResult:
    """A draft after its fixes.

    `applied` are the fixes in it, `refused` those that would not have left it clean, `withheld` those that only
    `unsafe` would apply, one for each finding. `left` is what the linter says of `draft`.
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


def fixed(linter: SupportsExamine, draft: Draft, unsafe: bool = False, result: Result | None = None) -> FixResult:
    """Apply the safe fixes of a draft, or all; `result` is what the linter said of it, if that is known already."""
    run = _Run(linter, draft, draft, result or linter.examine(draft), unsafe)
    for _ in range(ROUNDS):
        if not run.round():
            break
    standing = run.result.findings
    rest = [(f, f.fixes[0]) for f in standing if f.fixes and not unsafe and not any(x.safe for x in f.fixes)]
    withheld = [run.change(_Offer(0, finding, fix)) for finding, fix in rest]
    return FixResult(run.draft, run.result, tuple(run.applied), tuple(run.refused), tuple(withheld))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """A text with disjoint edits made."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


class _Offer(NamedTuple):
    """A fix that may be made; `rank` is its number among those of its finding."""

    rank: int
    finding: Finding
    fix: Fix


@dataclass
class _Run:
    """A draft on its way: what it is by now, and the edits that made it so, round by round."""

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
        """Make what can be made at once; False if nothing could. What overlaps waits for what is before or around it."""
        self.budget = LINTS
        offers = [
            _Offer(rank, finding, fix)
            for finding in self.result.findings
            for rank, fix in enumerate(fix for fix in finding.fixes if fix.safe or self.unsafe)
        ]
        queue = sorted(offers, key=lambda offer: (offer.rank, offer.fix.start, -offer.fix.end))
        while queue:
            batch, queue = _disjoint(queue)
            if taken := self.settle(batch):
                self.applied += map(self.change, taken)
                self.history.append(_edits(taken))
                return True
        first = {id(offer.finding): offer for offer in reversed(offers)}
        self.refused = [self.change(offer) for offer in first.values()][::-1]
        return False

    def settle(self, batch: list[_Offer]) -> list[_Offer]:
        """Those fixes of a batch that leave the draft clean together; the draft and its findings follow."""
        base, found = self.draft, self.result
        taken: list[_Offer] = []
        groups = [batch]
        while groups:
            group = groups.pop()
            if self.budget > 0 and (after := self.tried(base, found, taken + group)):
                taken += group
                self.draft, self.result = after
            elif len(group) > 1:
                half = len(group) // 2
                groups += [group[half:], group[:half]]
        return sorted(taken, key=lambda offer: offer.fix.start)

    def tried(self, base: Draft, found: Result, offers: Sequence[_Offer]) -> tuple[Draft, Result] | None:
        """The draft with these fixes and its findings: all that were fixed are gone, and none has come.

        One that another covered is not new; still there may not be more to tell than before.
        """
        self.budget -= 1
        edits = _edits(offers)
        try:
            draft = Draft.parse(apply(base.text, edits), base.path)
        except InputError:
            return None
        if not _sound(base, draft, edits):
            return None
        result = self.linter.examine(draft)
        most, now = _count(found), _count(result)
        most.subtract(offer.finding.rule_id for offer in offers)
        worse = len(result.findings) > len(found.findings) or set(result.faults) - set(found.faults)
        return None if worse or any(now[rule] > most[rule] for rule in now) else (draft, result)

    def change(self, offer: _Offer) -> Change:
        """An offer for a report, with the place where it was in the beginning."""
        offset = offer.finding.start
        for edits in reversed(self.history):
            offset = _before(edits, offset)
        return Change(offer.finding, offer.fix, *self.original.position(offset))


def _count(result: Result) -> Counter[str]:
    """The findings by rule, those that others cover among them."""
    return Counter(finding.rule_id for finding in (*result.findings, *result.covered))


def _disjoint(queue: list[_Offer]) -> tuple[list[_Offer], list[_Offer]]:
    """The offers that can be taken up together, at most one of a finding, and those that must wait."""
    batch, waiting = [], []
    spans: list[tuple[int, int]] = []
    seen: set[int] = set()
    for offer in queue:
        start, end = offer.fix.start, offer.fix.end
        index = bisect_left(spans, (start, end))
        clear = (index == 0 or spans[index - 1][1] < start) and (index == len(spans) or end < spans[index][0])
        if clear and id(offer.finding) not in seen:
            spans.insert(index, (start, end))
            seen.add(id(offer.finding))
            batch.append(offer)
        else:
            waiting.append(offer)
    return batch, waiting


def _edits(offers: Iterable[_Offer]) -> list[Edit]:
    return sorted((edit for offer in offers for edit in offer.fix.edits), key=lambda edit: edit.start)


def _sound(before: Draft, after: Draft, edits: Sequence[Edit]) -> bool:
    """Whether front matter, code and comments are untouched, the title is where it should be, and something is left."""
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
    return _says(after) or not _says(before)


def _says(draft: Draft) -> bool:
    return any(char.isalnum() for each in draft.regions for char in draft.text[each.start : each.end])


def _before(edits: Sequence[Edit], offset: int) -> int:
    """Where a place of a text was before edits were made; a place in new text was where that begins."""
    shift = 0
    for edit in edits:
        at = edit.start + shift
        if offset < at:
            break
        if offset < at + len(edit.text):
            return edit.start
        shift += len(edit.text) - edit.end + edit.start
    return offset - shift
