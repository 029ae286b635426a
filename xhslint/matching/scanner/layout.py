"""What the compiled scanner and the modules that write its tables must agree on: numbers, steps and arrays.

The build writes every number of this module and of `facts` into a C header (`hatch_build.py`), so each is stated once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from xhslint.base.records import NamedTuple

MAGIC = 0x78687338
"""First number of the tables; change it whenever their meaning changes."""
STEP_SIZE = 4
"""Numbers that a step takes."""
CLASS_SIZE = 4
"""Numbers that a class of characters takes: symbol, flags, unit and its place among `openings`."""
TEXT_SIZE = 3
"""Numbers that a Latin word takes, four characters in each."""
FIRST_SIZE = 4
"""Numbers that `firsts` takes for a symbol."""
PAIR_WORDS = 4096
"""Numbers that a hash table of pairs takes, 32 pairs in each."""
TERM_KIND, TERM_CUES, MOST_CUES = 0xFFFF, 16, 0xFFF
"""What `terms` holds of a pattern: its kind in the lowest bits; where the number of its row of `cues` begins, and how large it may be."""
CUED, ANCHOR, NEEDED, STRONG = (1 << place for place in range(28, 32))
"""Flags above: it has classes, the first is a kind of anchors, something needs its hits, which only the compiled scanner
says; it is a strong term."""
WEIGHED_BITS = 17
"""How many of the highest bits of a key are the number of its bit in `weighed`."""
END_AT, MOST_ENDS_OF_CLAUSES, QUOTE_AT = 26, 15, 30
"""Where the END of a clause that a character is begins above its flags, how large it may be; the flag of a quotation mark."""
PLURAL = ord("们")
"""What may stand behind the 我 with which a clause must end."""

# What a character counts as.
(
    SOLID,
    MARK,
    FOLDS,
    VANISHES,
    LINE,
    CLAUSE,
    SENTENCE,
    WEAK,
    DIGIT,
    NUMBER,
    LEAD,
    DOT,
    AT,
    LURE,
    HEAD,
    TAIL,
    SPOKEN,
    TELLING,
    COIN,
    BRACKET,
    UNSEEN,
    CALLS,
    COLON,
    ENCLOSES,
    EMOJI,
    JOINER,
) = (1 << place for place in range(26))

CODED = 1 << 31
"""The flag of what an emoji code may begin with, above all these."""

WHOLE, APART, TORN = range(3)
"""How far a term is drawn apart: not at all; as only a strong one may be; as none may be."""

# What a step asks for, and how.
WORD, NUMERAL, NAME, SIGN = range(4)
KIND = 3
FIRST, WIDE, DIRECT, LOOSE, BEGINS, ENDS, PRICED, AFTER_AT, TOKENS, OPTIONAL = (4 << place for place in range(10))


class Slots(NamedTuple):
    """What fills a slot of a phrase: terms of the lists `names`; of `firm` ones, or if `strong` of all, strong terms only."""

    names: frozenset[str]
    strong: bool
    firm: frozenset[str]


class Step(NamedTuple):
    """What must come next in every match: `how` is a kind and flags, `what` depends on the kind.

    At most `rank` solid characters and `raw` code points may stand before it. A WORD step is filled by `slot`.
    """

    how: int
    what: int = 0
    rank: int = 0
    raw: int = 0
    slot: Slots | None = None


class Requirement(NamedTuple):
    """What every match of one alternative of a rule must have: steps in order, and facts about the draft as flags."""

    steps: tuple[Step, ...]
    facts: int


class Tables(NamedTuple):
    """The arrays of a scanner, in the order in which they are written; each field is documented where it is made."""

    pages: Sequence[int]
    chars: Sequence[int]
    classes: Sequence[int]
    roots: Sequence[int]
    cells: Sequence[int]
    firsts: Sequence[int]
    longest: Sequence[int]
    terms: Sequence[int]
    asks_at: Sequence[int]
    asks: Sequence[int]
    slots_at: Sequence[int]
    slots: Sequence[int]
    tests_at: Sequence[int]
    tests: Sequence[int]
    steps_at: Sequence[int]
    steps: Sequence[int]
    needs: Sequence[int]
    codes: Sequence[int]
    endings: Sequence[int]
    providers: Sequence[int]
    alphabet: Sequence[int]
    marks: Sequence[int]
    cues_at: Sequence[int]
    cues: Sequence[int]
    judge: Sequence[int]
    weights: Sequence[int]
    weighed: Sequence[int]
    units: Sequence[int]  # these and the following: respelling.tables.SoundTables
    unit_children: Sequence[int]
    unit_readings_at: Sequence[int]
    unit_readings: Sequence[int]
    syllables: Sequence[int]
    sounds: Sequence[int]
    sound_children: Sequence[int]
    sound_words_at: Sequence[int]
    sound_words: Sequence[int]
    words_at: Sequence[int]
    words: Sequence[int]
    pairs_of_units: Sequence[int]
    unit_places: Sequence[int]
    openings: Sequence[int]
    unit_pairs: Sequence[int]


HALVES = ("chars",)
"""The arrays whose numbers take 16 bits, two in one."""


def pack(tables: Tables) -> bytes:
    """Return tables as the compiled scanner reads them; raises OverflowError for numbers that are too large."""
    arrays = [halves(each) if name in HALVES else array("I", each) for name, each in zip(Tables._fields, tables)]  # noqa: B905
    return array("I", [MAGIC, *map(len, arrays)]).tobytes() + b"".join(each.tobytes() for each in arrays)


def halves(numbers: Sequence[int]) -> array[int]:
    """Return numbers of 16 bits as numbers of 32."""
    packed = array("H", numbers)
    return array("I", packed.tobytes() + bytes(-2 * len(packed) % 4))


def unpack(data: bytes | memoryview | array[int]) -> Tables:
    """Return the tables in packed data; raises ValueError for anything else."""
    view = memoryview(data).cast("B")
    at = 1 + len(Tables._fields)
    numbers = view[: len(view) // 4 * 4].cast("I")
    if len(numbers) < at or numbers[0] != MAGIC or len(view) != 4 * (at + sum(numbers[1:at])):
        raise ValueError("not the tables of a scanner")
    arrays = {}
    for name, size in zip(Tables._fields, numbers[1:at]):  # noqa: B905
        part = numbers[at : at + size]
        arrays[name] = part.cast("B").cast("H") if name in HALVES else part
        at += size
    return Tables(**arrays)
