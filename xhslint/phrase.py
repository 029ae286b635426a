"""The phrase language of rules: `add me? wechat ..6 @price` matched over the hits of a scan.

A phrase is a row of slots parted by spaces. A slot is one or more alternatives joined by `|`: the name of a lexicon
(lower-case ASCII), `@detector`, or words as they stand (`个`, or `=dd` where they are ASCII). `?` behind a slot makes it
optional, `!` takes only strong terms. Between slots only noise may stand; `..6` lets up to six characters of the same
clause in, `..6,` of the same sentence. `^` and `$` ask for the begin and the end of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xhslint.scan import Hit, Scan
from xhslint.schema import Value
from xhslint.skeleton import CLAUSE_ENDS, MAX_GAP, SENTENCE_ENDS, skippable

NAME = re.compile(r"@?[a-z][a-z0-9-]*")
GAP = re.compile(r"\.\.(\d{1,2})(,?)")
MAX_STEPS = 600
"""Hits that are tried from one beginning of a phrase; keeps the work linear in a hostile draft."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase; `gap` characters may stand before it, within the clause or (`wide`) the sentence.

    `names` are lexicons, `@detectors` and, as `=个|下`, lists of words that belong to this slot alone.
    """

    names: tuple[str, ...]
    optional: bool = False
    strong: bool = False
    gap: int = 0
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    slots: tuple[Slot, ...]
    starts_clause: bool = False
    ends_clause: bool = False


class PhraseError(ValueError):
    """A phrase that cannot be read; says why."""


def parse(text: str) -> Phrase:
    """A phrase from its notation; raises PhraseError."""
    tokens = text.split()
    starts, ends = tokens[:1] == ["^"], tokens[-1:] == ["$"]
    slots: list[Slot] = []
    gap, wide, pending = 0, False, False
    for token in tokens[starts : len(tokens) - ends]:
        if token.startswith(".."):
            match = GAP.fullmatch(token)
            if not match or not slots or pending:
                raise PhraseError(f"{token!r} is no gap: write '..6' or '..6,' between two slots")
            gap, wide, pending = int(match[1]), bool(match[2]), True
            continue
        slots.append(read_slot(token, gap, wide))
        gap, wide, pending = 0, False, False
    if pending or not slots:
        raise PhraseError("a phrase begins and ends with a slot")
    if all(slot.optional for slot in slots):
        raise PhraseError("a phrase needs a slot that is not optional")
    return Phrase(tuple(slots), starts, ends)


def read_slot(token: str, gap: int, wide: bool) -> Slot:
    body = token.rstrip("?!")
    marks = token[len(body) :]
    if marks not in ("", "?", "!", "!?", "?!"):
        raise PhraseError(f"{token!r}: '?' and '!' may stand once each")
    names, words = [], []
    for piece in body.split("|"):
        if NAME.fullmatch(piece):
            names.append(piece)
        elif piece.strip("="):
            words.append(piece.removeprefix("="))
        else:
            raise PhraseError(f"{token!r} has an empty alternative")
    if words:
        names.append("=" + "|".join(words))
    return Slot(tuple(names), "?" in marks, "!" in marks, gap, wide)


def read_names(value: Value) -> tuple[str, ...]:
    """Lexicon names and words of one's own as the names of word lists."""
    words = value.each(Value.text)
    names = tuple(word for word in words if NAME.fullmatch(word))
    own = "|".join(word.removeprefix("=") for word in words if word not in names)
    return (*names, f"={own}") if own else names


def word_list(name: str) -> list[str]:
    """The words of a slot's own list; nothing for the name of a lexicon or a detector."""
    return name[1:].split("|") if name[0] == "=" else []


@dataclass(frozen=True, slots=True)
class Match:
    """A way in which a rule reads a stretch of the view; the gaps between its `hits` are read as they are."""

    start: int
    end: int
    hits: tuple[Hit, ...]


def candidates(scan: Scan, slot: Slot, position: int | None, before: Hit | None) -> Iterator[Hit]:
    """The hits that can fill a slot when the one before it ends at `position`."""
    for name in slot.names:
        hits = scan.of(name) if position is None else scan.within(name, position, reach(position, slot))
        for hit in hits:
            if slot.strong and not hit.term.strong:
                continue
            if position is None or bridged(scan, slot, position, before, hit):
                yield hit


def reach(position: int, slot: Slot) -> int:
    return position + MAX_GAP + 1 + 3 * slot.gap


def bridged(scan: Scan, slot: Slot, position: int, before: Hit | None, hit: Hit) -> bool:
    """Whether the characters between two slots are as few, and as harmless, as the slot asks."""
    if hit.start == position:
        return True
    distance = scan.rank(hit.start) - scan.rank(position)
    if distance == 0:
        strong = hit.term.strong or before is None or before.term.strong
        if skippable(scan.text, position, hit.start, strong):
            return True
    if not slot.gap or distance > slot.gap:
        return False
    return (SENTENCE_ENDS if slot.wide else CLAUSE_ENDS).isdisjoint(scan.text[position : hit.start])


def matches(scan: Scan, phrase: Phrase) -> Iterator[Match]:
    """Every way to read the phrase in the scan, by beginning; the longest of a beginning first."""
    slots = phrase.slots
    for first, slot in enumerate(slots):
        for hit in candidates(scan, slot, None, None):
            if phrase.starts_clause and not begins_clause(scan.text, hit.start):
                continue
            found = [
                Match(hit.start, hits[-1].end, hits)
                for hits in fill(scan, slots, first + 1, (hit,), iter(range(MAX_STEPS)))
                if not phrase.ends_clause or ends_clause(scan.text, hits[-1].end)
            ]
            yield from sorted(found, key=lambda match: -match.end)
        if not slot.optional:
            break


def fill(
    scan: Scan, slots: tuple[Slot, ...], index: int, hits: tuple[Hit, ...], steps: Iterator[int]
) -> Iterator[tuple[Hit, ...]]:
    """The ways to fill the slots from `index` on, behind `hits`, until the `steps` are used up."""
    if index == len(slots):
        yield hits
        return
    slot = slots[index]
    for hit in candidates(scan, slot, hits[-1].end, hits[-1]):
        if next(steps, None) is None:
            return
        yield from fill(scan, slots, index + 1, (*hits, hit), steps)
    if slot.optional:
        yield from fill(scan, slots, index + 1, hits, steps)


def begins_clause(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def ends_clause(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum()


def possible(scan: Scan, phrases: Iterable[Phrase]) -> bool:
    """Whether some phrase has a hit for each slot it needs; decides cheaply that a rule cannot match."""
    return any(
        all(slot.optional or any(name in scan.raw or name[0] == "@" for name in slot.names) for slot in phrase.slots)
        for phrase in phrases
    )
