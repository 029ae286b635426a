"""What every match of a alternative of a rule must have, as steps that the prefilter takes in order (`native/tables.h`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xhslint.base.records import NamedTuple
from xhslint.matching import facts
from xhslint.matching.matchers import ContactMatcher, LinkMatcher, PatternMatcher
from xhslint.matching.phrase import Phrase, Slot, reach
from xhslint.matching.scanner.characters import CALLS, COLON
from xhslint.text.skeleton import MAX_GAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.lexicon import Term
    from xhslint.matching.matchers import Matcher

WORD, NUMERAL, NAME, SIGN = range(4)
FIRST, WIDE, DIRECT, LOOSE, BEGINS, ENDS, PRICED, AFTER_AT, TOKENS, OPTIONAL = (4 << place for place in range(10))
NUMERALS = frozenset(("@number", "@price"))
ACCOUNTS = frozenset(("@account", "@long-account", "@handle"))
SIGNS = {"@called": CALLS, "@colon": COLON}
FAR = 1 << 28
"""Farther than any two places of a draft are apart."""
BEFORE_NUMERAL, AFTER_NUMERAL = 3, 8
"""Code points of a price beside its digits: the sign of money, 元, 块钱."""

Key = tuple[frozenset[str], bool, frozenset[str]]
"""The lists of a slot, whether only strong terms of them are taken, and those of which only strong ones are."""


class Step(NamedTuple):
    """What must come next: words of a slot, a numeral or a name; `rank` solid and `raw` code points may stand before."""

    how: int
    what: int = 0
    rank: int = 0
    raw: int = 0


class Fillings:
    """Which patterns fill a slot."""

    def __init__(self, owners: Sequence[Mapping[str, Term]]) -> None:
        self.terms: dict[str, dict[int, bool]] = {}
        for number, owner in enumerate(owners):
            for name, term in owner.items():
                self.terms.setdefault(name, {})[number] = term.strong

    def patterns(self, key: Key) -> list[int]:
        names, strong, firm = key
        return sorted(
            {
                number
                for name in names
                for number, is_strong in self.terms.get(name, {}).items()
                if is_strong or not (strong or name in firm)
            }
        )


def key_of(slot: Slot) -> Key:
    return frozenset(slot.names), slot.strong, slot.firm


def steps_of(matcher: Matcher, alternative: int, slots: dict[Key, int], fillings: Fillings) -> Iterator[Step]:
    """What every match of a alternative must have, in order."""
    loose = LOOSE if isinstance(matcher, PatternMatcher) else 0
    phrase = None
    for phrase in matcher.alternatives()[alternative] if alternative >= 0 else ():
        yield from phrase_steps(phrase, slots, fillings, loose)
    if isinstance(matcher, ContactMatcher) and phrase:
        last = phrase.slots[-1]
        room = FAR if detects(last) else 0
        after_at = AFTER_AT if matcher.grammars == ("mention",) else 0
        yield Step(NAME | after_at, facts.least(matcher.grammars), room, MAX_GAP + room)


def detects(slot: Slot) -> bool:
    """Whether a slot takes what a detector finds."""
    return any(name[0] == "@" for name in slot.names)


def phrase_steps(phrase: Phrase, slots: dict[Key, int], fillings: Fillings, loose: int) -> Iterator[Step]:
    """The steps of a phrase; `rank` and `raw` grow by what may stand between where a detector's find is left open."""
    first, exact, rank, raw = True, True, 0, 0
    for place, slot in enumerate(phrase.slots):
        gap = rank + slot.gap, raw + (reach(slot) if slot.gap else MAX_GAP)
        names = frozenset(slot.names)
        how = (FIRST if first else 0) | (WIDE if slot.wide else 0) | loose
        if not detects(slot):
            if first and slot.optional:
                continue
            how |= OPTIONAL if slot.optional else 0
            how |= DIRECT if exact and not first and not loose else 0
            how |= BEGINS if place == 0 and phrase.starts_clause else 0
            yield Step(WORD | how, slots.setdefault(key_of(slot), len(slots)), *gap)
            if not slot.optional:
                first, exact, rank, raw = False, True, 0, 0
        elif slot.optional:
            rank, raw, exact = FAR, FAR, False  # what it finds may be of any length
        elif names <= NUMERALS:
            priced = PRICED if names == {"@price"} else 0
            yield Step(NUMERAL | how | priced, 0, gap[0] + BEFORE_NUMERAL, gap[1] + BEFORE_NUMERAL)
            first, exact, rank, raw = False, False, AFTER_NUMERAL, AFTER_NUMERAL
        else:
            if not first and names <= ACCOUNTS:
                yield Step(NAME | (0 if "@handle" in names else TOKENS), facts.least(("account",)), *gap)
            elif not first and names <= SIGNS.keys():
                yield Step(SIGN, sum(SIGNS[name] for name in names), *gap)
            first, exact, rank, raw = True, True, 0, 0  # what it finds may be of any length
    if phrase.ends_clause and not detects(phrase.slots[-1]) and not first:
        yield Step(SIGN | ENDS)


def needed_facts(matcher: Matcher, alternative: int) -> int:
    """The facts that the detectors of a alternative cannot do without."""
    if alternative < 0:
        return facts.LINK if isinstance(matcher, LinkMatcher) else 0
    slots = [slot for phrase in matcher.alternatives()[alternative] for slot in phrase.slots if not slot.optional]
    needed = 0
    for name in (slot.names[0] for slot in slots if len(slot.names) == 1):
        needed |= facts.DETECTORS.get(name.removeprefix("@"), 0) if name[0] == "@" else 0
    return needed
