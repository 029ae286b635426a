"""The phrase language of rules: `add me? wechat ..6 @price` matched over the hits of a scan.

A phrase is a row of slots separated by spaces. A slot is one or more alternatives joined by `|`: the name of a lexicon
(lower-case ASCII), `@detector`, or words as they stand (`个`, or `=dd` where they are ASCII). `?` behind a slot makes it
optional, `!` takes strong terms only (behind a name that others follow: of that name only). Between slots only noise may
stand; `..6` allows up to six characters of the same clause, `..6,` of the same sentence. `^` and `$`: there a clause begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from xhslint.base.records import NamedTuple, dataclass, field
from xhslint.matching.hits import Hit
from xhslint.matching.phrase_slips import slip
from xhslint.matching.scan import Scan
from xhslint.matching.stranded import stranded
from xhslint.text.skeleton import CLAUSE_ENDS, LINE_ENDS, MAX_GAP, SENTENCE_ENDS, ascii_word, skippable, vertical

NAME = re.compile(r"@?[a-z][a-z0-9-]*")
GAP = re.compile(r"\.\.(\d{1,2})(,?)")
SINGULAR, PLURAL = frozenset("我咱俺"), "们"
LONGEST_TERM = 60
"""Code points of the view that a term with its noise may take; bounds the search for a term to the left."""
MAX_STEPS = 600
"""Hits that are tried from one hit of the anchor slot; keeps the work linear in a hostile draft."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase; `gap` characters may stand before it, within the clause or (`wide`) the sentence.

    `names` are lexicons, `@detectors` and, as `=个|下`, lists of words that belong to this slot alone. Of the names in
    `firm`, or of all if `strong`, only strong terms are taken.
    """

    names: tuple[str, ...]
    optional: bool = False
    strong: bool = False
    gap: int = 0
    wide: bool = False
    firm: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Return the slot in its notation."""
        alternatives = []
        for name in self.names:
            if words := word_list(name):
                alternatives += [f"={word}" if NAME.fullmatch(word) else word for word in words]
            else:
                alternatives.append(name + "!" * (name in self.firm))
        gap = f"..{self.gap}{',' * self.wide} " if self.gap else ""
        return gap + "|".join(alternatives) + "?" * self.optional + "!" * self.strong

    def takes(self, name: str, hit: Hit) -> bool:
        """Tell whether a hit of one of the names is strong enough."""
        return hit.term.strong or not (self.strong or name in self.firm)


@dataclass(frozen=True)
class Phrase:
    """Slots in order; `starts_clause` and `ends_clause` say that a clause must begin or end with a match."""

    slots: tuple[Slot, ...]
    starts_clause: bool = False
    ends_clause: bool = False
    line: int = field(default=0, compare=False)  # of the rule file, 0 if unknown

    def __str__(self) -> str:
        """Return the phrase in its notation."""
        return "^ " * self.starts_clause + " ".join(map(str, self.slots)) + " $" * self.ends_clause


class PhraseError(ValueError):
    """A phrase that cannot be read: `key` is the message about it, `filled` what is filled in."""

    def __init__(self, key: str, *filled: str) -> None:
        super().__init__(key, *filled)
        self.key = key
        self.filled = filled


def parse(text: str) -> Phrase:
    """Return the phrase in some notation; raises PhraseError."""
    tokens = text.split()
    starts, ends = tokens[:1] == ["^"], tokens[-1:] == ["$"]
    slots: list[Slot] = []
    gap, wide, pending = 0, False, False
    for token in tokens[starts : len(tokens) - ends]:
        if mistake := slip(token):
            raise PhraseError(*mistake)
        if token.startswith(".."):
            if not (match := GAP.fullmatch(token)) or not slots or pending:
                raise PhraseError("phrase gap", token)
            gap, wide, pending = int(match[1]), bool(match[2]), True
            continue
        slots.append(read_slot(token, gap, wide))
        gap, wide, pending = 0, False, False
    if pending or not slots:
        raise PhraseError("phrase ends")
    if all(slot.optional for slot in slots):
        raise PhraseError("phrase optional")
    return Phrase(tuple(slots), starts, ends)


def read_slot(token: str, gap: int, wide: bool) -> Slot:
    """Return a slot from its notation, behind a gap; raises PhraseError."""
    body = token.rstrip("?!")
    if (marks := token[len(body) :]) not in ("", "?", "!", "!?", "?!"):
        raise PhraseError("phrase marks", token)
    names, words, firm = [], [], []
    for alternative in body.split("|"):
        if NAME.fullmatch(alternative):
            names.append(alternative)
        elif alternative[-1:] == "!" and NAME.fullmatch(alternative[:-1]):
            names.append(alternative[:-1])
            firm.append(alternative[:-1])
        elif alternative.strip("="):
            words.append(alternative.removeprefix("="))
        else:
            raise PhraseError("phrase empty", token)
    if words:
        names.append("=" + "|".join(words))
    return Slot(tuple(names), "?" in marks, "!" in marks, gap, wide, frozenset(firm))


def word_list(name: str) -> list[str]:
    """Return the words of a list that is named by them; none for the name of a lexicon or a detector."""
    return name[1:].split("|") if name[0] == "=" else []


class Match(NamedTuple):
    """A match of a rule at `[start, end)` of the view; what stands between its `hits` reads as it is written.

    `alternative` is the number of the alternative of the matcher.
    """

    start: int
    end: int
    hits: tuple[Hit, ...]
    alternative: int = 0


def matches(scan: Scan, phrase: Phrase, alternative: int = 0) -> Iterator[Match]:
    """Yield every match of a phrase, the `alternative`-th of its matcher.

    They are built from the hits of its anchor, the slot that the draft fills most rarely, to both sides.
    """
    slots = phrase.slots
    anchor, fewest = 0, -1
    for index, slot in enumerate(slots):
        if not slot.optional:
            count = sum([scan.count(name) for name in slot.names])
            if count == 0:
                return
            if fewest < 0 or count < fewest:
                anchor, fewest = index, count
    for name in slots[anchor].names:
        for hit in scan.of(name):
            if not slots[anchor].takes(name, hit):
                continue
            steps = iter(range(MAX_STEPS))
            after = list(rightwards(scan, slots, anchor + 1, (hit,), steps)) if anchor + 1 < len(slots) else [(hit,)]
            if not after:
                continue
            before = list(leftwards(scan, slots, anchor, (hit,), steps)) if anchor else [(hit,)]
            for left, right in product(before, after):
                hits = left + right[1:]
                begins = not phrase.starts_clause or begins_clause(scan, hits[0])
                if begins and (not phrase.ends_clause or ends_clause(scan, hits[-1])) and not stranded(scan, hits):
                    yield Match(hits[0].start, past_plural(scan.text, hits[-1].end), hits, alternative)


def rightwards(
    scan: Scan, slots: tuple[Slot, ...], index: int, hits: tuple[Hit, ...], steps: Iterator[int]
) -> Iterator[tuple[Hit, ...]]:
    """Yield `hits` with every way to fill the slots from `index` on behind them, until the `steps` are used up."""
    if index == len(slots):
        yield hits
        return
    slot, end = slots[index], hits[-1].end
    for name in slot.names:
        for hit in scan.within(name, end, end + reach(slot)):
            if next(steps, None) is None:
                return
            if bridged(scan, slot, hits[-1], hit) and slot.takes(name, hit):
                yield from rightwards(scan, slots, index + 1, (*hits, hit), steps)
    if slot.optional:
        yield from rightwards(scan, slots, index + 1, hits, steps)


def leftwards(
    scan: Scan, slots: tuple[Slot, ...], index: int, hits: tuple[Hit, ...], steps: Iterator[int]
) -> Iterator[tuple[Hit, ...]]:
    """Yield `hits` with every way to fill the slots before `index` in front of them, until the `steps` are used up."""
    if index == 0:
        yield hits
        return
    # The gap in front of a slot that is left out is that of the next one which is filled.
    slot, follower = slots[index - 1], slots[index]
    start = hits[0].start
    for name in slot.names:
        for hit in scan.within(name, start - reach(follower) - LONGEST_TERM, start):
            if next(steps, None) is None:
                return
            if hit.end <= start and bridged(scan, follower, hit, hits[0]) and slot.takes(name, hit):
                yield from leftwards(scan, slots, index - 1, (hit, *hits), steps)
    if slot.optional:
        yield from leftwards(scan, (*slots[: index - 1], follower), index - 1, hits, steps)


def reach(slot: Slot) -> int:
    """Return how many code points of the view the gap before a slot may take."""
    return MAX_GAP + 1 + 3 * slot.gap


def bridged(scan: Scan, slot: Slot, before: Hit, hit: Hit) -> bool:
    """Tell whether the characters between the hits of two slots are those that the second one allows before it."""
    if hit.start == before.end:
        return True
    distance = scan.rank(hit.start) - scan.rank(before.end)
    if distance == 0 and skippable(scan.text, before.end, hit.start, hit.term.strong or before.term.strong):
        return True
    if not slot.gap or distance > slot.gap or hit.start - before.end > reach(slot):
        return False
    gap, ends = scan.text[before.end : hit.start], SENTENCE_ENDS if slot.wide else CLAUSE_ENDS
    if "\n" in gap and vertical(scan.text, before.end, hit.start):
        ends -= LINE_ENDS
    return ends.isdisjoint(gap)


def past_plural(text: str, end: int) -> int:
    """Return where a word ends that ends at `end` or, of 我 before 们, behind it: who writes 私信我们 means the same as by 私信我."""
    return end + (end > 0 and text[end - 1] in SINGULAR and text[end : end + 1] == PLURAL)


def begins_clause(scan: Scan, hit: Hit) -> bool:
    """Tell whether no letter or digit stands before a hit, nor a Latin word and a blank (Figma + Notion).

    In text that is drawn apart a mark begins no clause, and ends none.
    """
    text, start = scan.text, hit.start
    if (start and text[start - 1].isalnum()) or scan.isolated(start, -1):
        return False
    return not (start > 1 and text[start - 1] == " " and text[start].isascii() and ascii_word(text[start - 2]))


def ends_clause(scan: Scan, hit: Hit) -> bool:
    """Tell whether no letter or digit stands behind a hit, nor a mark with which a term of its list goes on (私 of 私❤)."""
    end = past_plural(scan.text, hit.end)
    if scan.text[end : end + 1].isalnum() or scan.isolated(end - 1, 1):
        return False
    return not hit.name or all(other.end <= hit.end for other in scan.within(hit.name, hit.start, hit.start + 1))
