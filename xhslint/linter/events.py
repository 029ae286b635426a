"""What a run yields: checked drafts, problems and what it passed over, and the figures that it measures."""

from __future__ import annotations

from collections import Counter

from xhslint.base.errors import Problem
from xhslint.base.records import dataclass, field
from xhslint.model.findings import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from xhslint.drafts.draft import Draft
    from xhslint.model.explanations import Dismissed
    from xhslint.model.findings import Finding, Severity, Signal


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked draft: the profile and the kind it was checked under, the findings to report and the dismissed matches.

    `suppressed` counts the findings that the draft itself suppresses, `known` those that are in the baseline. `used_by` are the
    paths of the drafts to which a picture belongs.
    """

    draft: Draft
    profile: str
    findings: tuple[Finding, ...]
    dismissed: tuple[Dismissed, ...] = ()
    suppressed: int = 0
    known: int = 0
    kind: str = KINDS[0]
    used_by: tuple[str, ...] = ()

    @property
    def asks(self) -> tuple[Signal, ...]:
        """The engagement signals that the findings name, each once, the heaviest first."""
        signals = {signal for finding in self.findings for signal in finding.signals}
        return tuple(sorted(signals, key=lambda signal: (-signal.weight, signal.key)))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A checked draft that is a file of its own, as the report shows it: laid out where it was checked, maybe in another process.

    `text` is its part of the report, empty if nothing of it is shown; `severities` are those of its findings, `rules` the ids of
    the rules that are shown.
    """

    path: str
    text: str
    severities: tuple[Severity, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanDrafts:
    """The number of checked drafts, each a file of its own, of which there is nothing else to tell."""

    number: int


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What a run found and did not check: files in the named folders that are no plain text, drafts without changed lines.

    `suffixes` is the number of those files by suffix, most first, `readable` those of them that `--documents` would read,
    `unchanged` the number of those drafts. `left_out` names the opt-in rules and families that no draft was checked for.
    `remote` is the number of pictures that drafts name and that are not here, `wordless` that of pictures of which only the
    codes were read, `unseen` that of pictures that drafts name and that were not looked at because nobody asked for it, and
    `embedded` that of pictures inside documents that were not; `columns` names columns of tables with prose that were not read,
    `empty` is the number of documents without the text of a note.
    """

    suffixes: tuple[tuple[str, int], ...] = ()
    unchanged: int = 0
    readable: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    remote: int = 0
    wordless: int = 0
    unseen: int = 0
    embedded: int = 0
    columns: tuple[str, ...] = ()
    empty: int = 0

    @property
    def has_unread(self) -> bool:
        """Whether there are files or pictures that were not read, or documents with nothing to read."""
        pictures = self.remote or self.wordless or self.unseen or self.embedded
        return bool(self.suffixes or pictures or self.columns or self.empty)


class Interrupted(Problem):
    """Told last by a run that was interrupted: what comes behind it was not checked."""

    __slots__ = ()


Event: TypeAlias = "Checked | Problem"
RunEvent: TypeAlias = "Event | PassedOver"
"""What a run yields; a `PassedOver` is the last one and only there if there is something to tell."""
SessionEvent: TypeAlias = "RunEvent | Rendered | CleanDrafts"
"""What a run yields whose drafts are laid out where they are checked."""


@dataclass
class Figures:
    """What `--timing` measures: nanoseconds by stage, counts of drafts by what was done with them, and for each rule the
    number of drafts that it was evaluated on and of its findings.
    """

    spent: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        """Add the figures of another process."""
        for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True):
            mine.update(theirs)
