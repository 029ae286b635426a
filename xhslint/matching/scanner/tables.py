"""Makes the tables of a scanner from the patterns of an index and what the rules require."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from xhslint.classify import features
from xhslint.matching.commonness import commonness
from xhslint.matching.detectors import emails, hosts
from xhslint.matching.lexicon import telling
from xhslint.matching.scanner import layout
from xhslint.matching.scanner.characters import Symbols
from xhslint.matching.scanner.layout import Requirement, Slots, Step, Tables
from xhslint.matching.scanner.pairs import hashed_pairs
from xhslint.matching.scanner.term_tries import TermTries
from xhslint.respelling.tables import SoundTables, sound_tables
from xhslint.text.skeleton import SLASH_CODES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.classify.model import Classifier
    from xhslint.matching.lexicon import Term


def make_tables(
    patterns: Sequence[str],
    owners: Sequence[Mapping[str, Term]],
    marks: frozenset[str],
    requirements: Sequence[Requirement],
    *,
    classifier: Classifier | None = None,
    respelled: Sequence[str] = (),
    not_respelled: Sequence[str] = (),
    characters: bool = True,
) -> Tables:
    """Return the tables for the patterns, owners and marks of an index, with an entry for each requirement.

    `respelled` are the words to be recognised however they are spelled, `not_respelled` what is no spelling of them.
    Without `characters`, which take half a second, they serve the fallback only.
    """
    slots: dict[Slots, int] = {}
    rows = [[row_of(step, slots) for step in each.steps] for each in requirements]
    fillers = patterns_by_slot(slots, owners)
    required = required_slots(rows, fillers, patterns)
    kind_of, slots_of = kinds_of_patterns(fillers, len(patterns), {slots[0] for slots in required if slots})
    asks = entries_by_anchor(required, slots_of)
    sounds = sounds_of(tuple(respelled), tuple(not_respelled))
    symbols = Symbols([*patterns, *judged_characters(classifier)], marks, sounds)
    cues: dict[tuple[int, ...], int] = {(): 0}
    cues_of = [
        cues.setdefault(classifier.classes_of(telling(owner)) if classifier else (), len(cues)) for owner in owners
    ]
    if len(cues) > layout.MOST_CUES:
        raise OverflowError("more sets of classes than the scanner can number")
    pages, chars, kinds = symbols.pages() if characters else ((), (), ())
    tries = TermTries(patterns, symbols)
    roots, cells, firsts = tries.arrays()
    slots_at, slot_rows = rows_of_slots(len(slots), slots_of)
    return Tables(
        pages=pages,
        chars=chars,
        classes=kinds,
        roots=roots,
        cells=cells,
        firsts=firsts,
        longest=[max(map(len, patterns), default=0)],
        terms=[
            kind | number << layout.TERM_CUES | layout.STRONG * any(term.strong for term in owner.values())
            for kind, number, owner in zip(kind_of, cues_of, owners, strict=True)
        ],
        asks_at=starts(asks),
        asks=flat(asks),
        slots_at=slots_at,
        slots=slot_rows,
        tests_at=starts([each[1:] for each in required]),
        tests=flat(each[1:] for each in required),
        steps_at=starts(rows),
        steps=flat(chain.from_iterable(rows)),
        needs=[each.facts for each in requirements],
        codes=[symbols.number(character) for code in SLASH_CODES.split("|") for character in code],
        endings=latin(hosts.ENDINGS),
        providers=latin(emails.PROVIDERS.replace("[.]qq", "").split("|")),
        alphabet=[0, *map(ord, symbols.numbers)],
        marks=sorted(map(ord, symbols.marks)),
        cues_at=starts(cues),
        cues=flat(cues),
        judge=[classifier.kinds, *(n & features.MASK for n in (classifier.bias, *map(classifier.least, (False, True))))]
        if classifier
        else [],
        weights=weight_table(classifier),
        weighed=weighed_keys(classifier),
        **sounds._asdict(),
        unit_pairs=hashed_pairs(pairs_of_units(sounds, symbols.units)),
    )


@lru_cache(1)
def sounds_of(respelled: tuple[str, ...], not_respelled: tuple[str, ...]) -> SoundTables:
    """Return the tables of some words, which most rules of one's own leave as they are: they take a third of the time."""
    return sound_tables(respelled, not_respelled)


def pairs_of_units(sounds: SoundTables, singles: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield the units of the first two characters of what is written with several; `singles` are those of one character."""
    for unit in singles.values():
        for child in range(sounds.unit_children[unit], sounds.unit_children[unit + 1]):
            yield unit, singles[chr(sounds.units[child])]


def judged_characters(classifier: Classifier | None) -> list[str]:
    """Return the characters that the classifier reads besides those of terms."""
    if not classifier:
        return []
    grams = (chr(code) for feature in classifier.weights if feature[0] == features.GRAM for code in feature[2:])
    return sorted({*grams, *features.QUOTES, *features.ENDS} - {"\x01", "\x02"})


def weight_table(classifier: Classifier | None) -> list[int]:
    """Return a hash table of the keys of features, 0 where there is none, each with its weight; its size is a power of two."""
    if not classifier:
        return []
    size = 1 << (2 * len(classifier.weights) + 1).bit_length()
    table = [0] * 2 * size
    # What texts are likely to have comes first, and so to the place of its key.
    for feature, weight in sorted(
        classifier.weights.items(), key=lambda each: (each[0][0] == features.GRAM, len(each[0]))
    ):
        key = features.key(feature)
        place = key & (size - 1)
        while table[2 * place] not in (0, key):
            place = (place + 1) & (size - 1)
        table[2 * place : 2 * place + 2] = key, (table[2 * place + 1] + weight) & features.MASK
    return table


def weighed_keys(classifier: Classifier | None) -> list[int]:
    """Return the bits of the keys of features that have a weight, or are characters with which such a feature begins."""
    table = [0] * (1 << layout.WEIGHED_BITS - 5)
    for feature in classifier.weights if classifier else ():
        shortest = 4 if feature[0] == features.GRAM else len(feature)
        for end in range(shortest, len(feature) + 1):
            bit = features.key(feature[:end]) >> 32 - layout.WEIGHED_BITS
            table[bit >> 5] |= 1 << (bit & 31)
    return table


def row_of(step: Step, slots: dict[Slots, int]) -> list[int]:
    """Return a step as numbers; a slot that is not in `slots` yet is added to it."""
    what = step.what if step.slot is None else slots.setdefault(step.slot, len(slots))
    return [step.how, what, step.rank, step.raw]


def patterns_by_slot(slots: Iterable[Slots], owners: Sequence[Mapping[str, Term]]) -> list[list[int]]:
    """Return, for each slot, the numbers of the patterns that may fill it, in order."""
    terms: dict[str, dict[int, bool]] = {}
    for number, owner in enumerate(owners):
        for name, term in owner.items():
            terms.setdefault(name, {})[number] = term.strong
    return [
        sorted(
            {
                number
                for name in slot.names
                for number, is_strong in terms.get(name, {}).items()
                if is_strong or not (slot.strong or name in slot.firm)
            }
        )
        for slot in slots
    ]


def kinds_of_patterns(
    fillers: Iterable[Iterable[int]], patterns: int, anchors: set[int]
) -> tuple[list[int], list[tuple[int, ...]]]:
    """Return the kind of each pattern, and the slots that the patterns of each kind may fill.

    Kind 0 fills none; then come those that fill some of the slots `anchors`.
    """
    fills: list[list[int]] = [[] for _ in range(patterns)]
    for slot, numbers in enumerate(fillers):
        for number in numbers:
            fills[number].append(slot)
    kinds = sorted({(), *map(tuple, fills)}, key=lambda slots: (bool(slots) and anchors.isdisjoint(slots), slots))
    if len(kinds) > layout.TERM_KIND:
        raise OverflowError("more kinds of terms than the scanner can number")
    numbers_of = {slots: number for number, slots in enumerate(kinds)}
    return [numbers_of[tuple(slots)] for slots in fills], kinds


def rows_of_slots(slots: int, kinds: Sequence[Iterable[int]]) -> tuple[list[int], list[int]]:
    """Return where the rows of each slot begin, and the rows: which of 32 kinds may fill it, as bits behind their number."""
    rows: list[dict[int, int]] = [{} for _ in range(slots)]
    for kind, filled in enumerate(kinds):
        for slot in filled:
            rows[slot][kind // 32] = rows[slot].get(kind // 32, 0) | 1 << kind % 32
    pairs = [sorted(row.items()) for row in rows]
    return starts(pairs), flat(chain.from_iterable(pairs))


def required_slots(
    rows: Iterable[Sequence[Sequence[int]]], fillers: Sequence[Sequence[int]], patterns: Sequence[str]
) -> list[list[int]]:
    """Return the slots that must be filled by words for each entry, the rarest first."""
    cost = [sum(commonness(patterns[number]) for number in numbers) for numbers in fillers]
    required = []
    for steps in rows:
        words = {what for how, what, _, _ in steps if how & (layout.KIND | layout.OPTIONAL) == layout.WORD}
        required.append(sorted(words, key=lambda slot: (cost[slot], slot)))
    return required


def entries_by_anchor(required: Iterable[Sequence[int]], kinds: Iterable[Iterable[int]]) -> list[list[int]]:
    """Return, for each kind, the entries to test where a pattern of it occurs; for kind 0 those that need no word.

    An entry is tested where a pattern of its rarest slot, its anchor, occurs.
    """
    anchored: dict[int, list[int]] = {}
    for entry, slots in enumerate(required):
        anchored.setdefault(slots[0] if slots else -1, []).append(entry)
    return [[entry for slot in slots or (-1,) for entry in anchored.get(slot, ())] for slots in kinds]


def starts(rows: Iterable[Sequence[object]]) -> list[int]:
    """Return where each row starts when all are put one behind the other, and where the last one ends."""
    return [0, *accumulate(map(len, rows))]


def flat(rows: Iterable[Iterable[int]]) -> list[int]:
    """Return all rows, one behind the other."""
    return list(chain.from_iterable(rows))


def latin(words: Iterable[str]) -> list[int]:
    """Return Latin words as numbers, `TEXT_SIZE` for each."""
    return flat(array("I", word.encode().ljust(4 * layout.TEXT_SIZE, b"\0")) for word in sorted(words))
