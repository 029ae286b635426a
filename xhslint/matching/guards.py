"""What makes a match harmless: words before, after or inside it that refuse, warn, quote or speak of the past."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from unicodedata import category

from xhslint.base.records import dataclass
from xhslint.matching.detectors.registry import MAY_TOUCH
from xhslint.matching.hits import Hit
from xhslint.matching.scan import BOTH, Scan
from xhslint.text.skeleton import LINE_ENDS, SCOPES, clause, vertical

PLACES = ("before", "after", "inside", "around")
NAME_HEADS = frozenset("小阿老")
"""What a short name begins with: 小别, 阿莫."""
CLOSING = frozenset("」』”’》〉】）)")
REFUSING = frozenset("❌✖❎🙅🚫⛔🈲✋")


@dataclass(frozen=True)
class Condition:
    """Words that stand `place` of a match, at most `within` solid characters away and in the same `scope`."""

    place: str
    names: tuple[str, ...]
    within: int
    scope: str

    def reason(self, scan: Scan, start: int, end: int) -> Hit | None:
        """Return the word that makes the match at [start, end) harmless; None without one."""
        if self.place == "around":
            for name in self.names:
                may_touch = MAY_TOUCH.get(name[1:]) if name[0] == "@" else None
                for hit in scan.of(name) if may_touch is None or may_touch(scan.text, start, end) else ():
                    if hit.start <= start < hit.end or hit.start < end <= hit.end:
                        return hit
            return None
        reach = self.reach
        if self.place == "inside":
            low, high = start, end
        else:
            low, high = (start - reach, start) if self.place == "before" else (end, end + reach)
        hits = [hit for name in self.names for hit in scan.within(name, low, high)]
        if self.place == "inside":
            return next((hit for hit in hits if hit.end <= end), None)
        if not hits:
            return None
        ends = SCOPES[self.scope]
        if not LINE_ENDS.isdisjoint(scan.text[start:end]) and vertical(scan.text, start, end):
            ends -= LINE_ENDS  # in vertical text a line end separates nothing
        left, right = clause(scan.text, start, end, ends, reach)
        for hit in hits:
            if self.place == "before":
                near = hit.start >= left and self.close(scan, hit.end, start)
            else:
                near = hit.start < right and self.close(scan, end, hit.start)
            if near and not is_cut_out(scan, hit) and not is_set_apart(scan, hit, start, end):
                return hit
        return None

    @cached_property
    def are_terms(self) -> bool:
        """Whether its words are terms, and not what detectors find."""
        return not any(name[0] == "@" for name in self.names)

    @cached_property
    def reach(self) -> int:
        """How far from a match the word may stand, in code points of the view."""
        return 4 * self.within + 24

    def close(self, scan: Scan, low: int, high: int) -> bool:
        """Tell whether at most `within` solid characters lie in [low, high)."""
        return low <= high and scan.rank(high) - scan.rank(low) <= self.within


def is_cut_out(scan: Scan, hit: Hit) -> bool:
    """Tell whether a guard's word is itself a part of a longer one (别 of 特别, 我 of 我们家)."""
    return any(scan.straddled(hit.start, hit.end, inside=BOTH))


def is_set_apart(scan: Scan, hit: Hit, start: int, end: int) -> bool:
    """Tell whether a guard's single character belongs to something else than the match at [start, end).

    It ends a name (小莫 加微信) or stands in a quotation that ends before the match; or decoration that is no refusal by
    itself lies between: a blank, an emoji, a list's mark. A word with which its clause begins is never set apart by those.
    """
    text = scan.text
    if hit.end - hit.start > 1 or scan.isolated(start, -1):
        return False
    if hit.end > start:
        decorated = end - start == 1 or scan.rank(end) - scan.rank(start) < end - start
        drawn_apart = (decorated and scan.isolated(end - 1, 1)) or (
            "\n" in text[start:end] and vertical(text, start, end)
        )
        return not drawn_apart and set_apart(text[end : hit.start])
    if hit.start and text[hit.start - 1] in NAME_HEADS:
        return True
    gap = text[hit.end : start]
    return not CLOSING.isdisjoint(gap) or (begun(text, hit.start) and set_apart(gap))


def begun(text: str, position: int) -> bool:
    """Tell whether a letter or digit stands right before a position, so that a clause goes on there."""
    return position > 0 and text[position - 1].isalnum()


def set_apart(gap: str) -> bool:
    """Tell whether blanks, symbols or marks of lists separate two words, with no sign of refusal among them."""
    return any(c.isspace() or c in "、|" or category(c) == "So" for c in gap) and REFUSING.isdisjoint(gap)


@dataclass(frozen=True)
class Guard:
    """Conditions of which any one makes a match harmless; `about` says by language what it takes for harmless.

    It holds in texts of its `kinds` only (empty: of all).
    """

    name: str
    conditions: tuple[Condition, ...]
    about: dict[str, str]
    path: str = ""
    line: int = 0
    kinds: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The lists whose terms its conditions look for."""
        return tuple(dict.fromkeys(name for condition in self.conditions for name in condition.names))

    def holds_in(self, kind: str) -> bool:
        """Tell whether it holds in texts of a kind."""
        return not self.kinds or kind in self.kinds


class Guards:
    """The guards of a rule, which are asked together: around most matches stand the words of few of their conditions."""

    def __init__(self, guards: Iterable[Guard]) -> None:
        every = [(guard, condition) for guard in guards for condition in guard.conditions]
        terms = [condition for _, condition in every if condition.are_terms and condition.place != "around"]
        self._lists = [condition.names for condition in terms]
        self._reach = max([condition.reach for condition in terms], default=0)
        bits = {id(condition): 1 << number for number, condition in enumerate(terms)}
        self._places = dict.fromkeys(PLACES, 0)
        for condition in terms:
            self._places[condition.place] |= bits[id(condition)]
        self._conditions = [(guard, condition, bits.get(id(condition), 0)) for guard, condition in every]
        self._always = [each for each in self._conditions if not each[2]]

    def reason(self, scan: Scan, start: int, end: int) -> tuple[Guard, Hit] | None:
        """Return the first guard that makes the match at [start, end) harmless, and the word by which it does; None without one."""
        near = 0
        for at, groups in scan.near(self, self._lists, start - self._reach, end + self._reach):
            near |= groups & self._places["before" if at < start else "inside" if at < end else "after"]
        for guard, condition, bit in self._conditions if near else self._always:
            if (near & bit or not bit) and guard.holds_in(scan.kind) and (hit := condition.reason(scan, start, end)):
                return guard, hit
        return None
