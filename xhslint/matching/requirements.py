"""What every match of a phrase must have, as steps that the scanner follows before any rule is tried.

A step may only err by letting too much through: what passes is judged again, exactly, by `phrase.matches`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.matching import facts
from xhslint.matching.phrase import Phrase, Slot, reach
from xhslint.matching.scanner import layout
from xhslint.matching.scanner.layout import Slots, Step
from xhslint.text.skeleton import MAX_GAP

NUMERALS = frozenset(("@number", "@price"))
ACCOUNTS = frozenset(("@account", "@long-account", "@handle"))
SIGNS = {"@called": layout.CALLS, "@nickname": layout.CALLS, "@colon": layout.COLON}
FAR = 1 << 28
"""Farther than any two places of a draft are apart."""
BEFORE_NUMERAL, AFTER_NUMERAL = 3, 8
"""Code points of a price beside its digits: the sign of money, 元, 块钱."""


def detects(slot: Slot) -> bool:
    """Tell whether a slot takes what a detector finds."""
    return any(name[0] == "@" for name in slot.names)


def phrase_steps(phrase: Phrase, loose: bool) -> Iterator[Step]:
    """Yield the steps of a phrase; a `loose` one has its words in this order and distance, whatever lies between.

    What a detector finds may be of any length, so a slot for it widens the distance to the next step.
    """
    # `first`: no step yet, so the distance is open; `exact`: only the phrase's own gap lies before the next slot; `rank` and
    # `raw`: the solid characters and code points that the finds of detectors since the last step may take.
    first, exact, rank, raw = True, True, 0, 0
    for place, slot in enumerate(phrase.slots):
        gap = rank + slot.gap, raw + (reach(slot) if slot.gap else MAX_GAP)
        names = frozenset(slot.names)
        how = layout.FIRST * first | layout.WIDE * slot.wide | layout.LOOSE * loose
        if not detects(slot):
            if first and slot.optional:
                continue
            how |= layout.OPTIONAL * slot.optional
            how |= layout.DIRECT * (exact and not first and not loose)
            how |= layout.BEGINS * (place == 0 and phrase.starts_clause)
            yield Step(layout.WORD | how, 0, *gap, Slots(names, slot.strong, slot.firm))
            if not slot.optional:
                first, exact, rank, raw = False, True, 0, 0
        elif slot.optional:
            rank, raw, exact = FAR, FAR, False
        elif names <= NUMERALS:
            priced = layout.PRICED * (names == {"@price"})
            yield Step(layout.NUMERAL | how | priced, 0, gap[0] + BEFORE_NUMERAL, gap[1] + BEFORE_NUMERAL)
            first, exact, rank, raw = False, False, AFTER_NUMERAL, AFTER_NUMERAL
        else:
            if not first and names <= ACCOUNTS:
                yield Step(layout.NAME | layout.TOKENS * ("@handle" not in names), facts.least(("account",)), *gap)
            elif not first and names <= SIGNS.keys():
                yield Step(layout.SIGN, sum(SIGNS[name] for name in names), *gap)
            first, exact, rank, raw = True, True, 0, 0
    if phrase.ends_clause and not detects(phrase.slots[-1]) and not first:
        yield Step(layout.SIGN | layout.ENDS)


def detector_facts(phrases: Iterable[Phrase]) -> int:
    """Return the facts without which the detectors that some phrases must fill a slot with find nothing."""
    needed = 0
    for phrase in phrases:
        for slot in phrase.slots:
            if not slot.optional and len(slot.names) == 1 and slot.names[0][0] == "@":
                needed |= facts.FACT_OF_DETECTOR.get(slot.names[0][1:], 0)
    return needed
