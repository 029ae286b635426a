"""What a run tells of its drafts: each one as it was checked, or a problem."""

from __future__ import annotations

from collections import Counter

from xhslint.base.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from xhslint.base.errors import Problem
    from xhslint.drafts.draft import Draft
    from xhslint.model.findings import Dismissed, Finding, Signal


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was examined, the profile it was examined under, what was found in it and what was silenced.

    `suppressed` findings were held back by the draft itself, `known` ones are in the baseline.
    """

    draft: Draft
    profile: str
    findings: tuple[Finding, ...]
    dismissed: tuple[Dismissed, ...] = ()
    suppressed: int = 0
    known: int = 0

    @property
    def asks(self) -> tuple[Signal, ...]:
        """The engagement signals that the draft games, each once, the heaviest first."""
        asked = {signal for finding in self.findings for signal in finding.signals}
        return tuple(sorted(asked, key=lambda signal: (-signal.weight, signal.key)))


Event: TypeAlias = "Checked | Problem"


@dataclass
class Figures:
    """What was measured: nanoseconds by stage, counts of drafts by what befell them, and for each rule the drafts that
    it was tried on and its findings.
    """

    spent: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True):
            mine.update(theirs)
