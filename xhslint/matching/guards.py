"""What makes a match harmless: words before or after it that refuse, warn, quote or tell of the past."""

from __future__ import annotations

from xhslint.base.records import dataclass
from xhslint.matching.hits import Hit
from xhslint.matching.scan import Scan
from xhslint.text.skeleton import LINE_ENDS, SCOPES, clause

PLACES = ("before", "after", "inside")


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that stand `place` of a match, at most `within` solid characters away and in the same `scope`."""

    place: str
    names: tuple[str, ...]
    within: int
    scope: str

    def reason(self, scan: Scan, start: int, end: int) -> Hit | None:
        """The word that makes the match at [start, end) harmless, if there is one."""
        if self.place == "inside":
            inside = (hit for name in self.names for hit in scan.within(name, start, end))
            return next((hit for hit in inside if hit.end <= end), None)
        reach = self.reach
        low, high = (start - reach, start) if self.place == "before" else (end, end + reach)
        hits = [hit for name in self.names for hit in scan.within(name, low, high)]
        if not hits:
            return None
        ends = SCOPES[self.scope]
        if not LINE_ENDS.isdisjoint(scan.text[start:end]):  # written downwards, so a line ends nothing
            ends -= LINE_ENDS
        left, right = clause(scan.text, start, end, ends, reach)
        for hit in hits:
            if self.place == "before":
                near = hit.start >= left and self.close(scan, hit.end, start)
            else:
                near = hit.start < right and self.close(scan, end, hit.start)
            if near and not veto(scan, hit):
                return hit
        return None

    @property
    def reach(self) -> int:
        """Code points of the view, more than which cannot lie between."""
        return 4 * self.within + 24

    def close(self, scan: Scan, low: int, high: int) -> bool:
        return low <= high and scan.rank(high) - scan.rank(low) <= self.within


def veto(scan: Scan, hit: Hit) -> bool:
    """Whether the guard's word is itself cut out of a longer one (别 out of 特别, 我 out of 我们家)."""
    return any(scan.straddled(hit.start, hit.end, inside=True))


@dataclass(frozen=True, slots=True)
class Guard:
    """Any of its conditions silences a match."""

    name: str
    conditions: tuple[Condition, ...]
    about: dict[str, str]
    path: str = ""
    line: int = 0

    def reason(self, scan: Scan, start: int, end: int) -> Hit | None:
        """The word by which some condition holds of the match at [start, end), if one does."""
        if not scan.near(self, start, end):
            return None
        found = (condition.reason(scan, start, end) for condition in self.conditions)
        return next((hit for hit in found if hit), None)
