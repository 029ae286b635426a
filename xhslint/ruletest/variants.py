"""Disguised variants of examples and captions, and how many of some were found."""

from __future__ import annotations

from collections.abc import Iterable

from xhslint.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Variant:
    """A disguised text that is judged unlike the plain one; `origin` is the id of its rule, or the file and line of its caption."""

    origin: str
    plain: str
    kinds: tuple[str, ...]
    text: str


@dataclass
class Tally:
    """How many variants were made and found."""

    made: int = 0
    found: int = 0

    @property
    def recall(self) -> float:
        """The share of variants that were found, from 0 to 1."""
        return self.found / self.made if self.made else 1.0

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> Tally:
        """Return what some tallies come to together."""
        together = list(tallies)
        return cls(sum(each.made for each in together), sum(each.found for each in together))

    def add(self, hit: bool) -> None:
        self.made += 1
        self.found += hit
