"""Tables by which words are recognised however they are spelled, as arrays that a compiled rulebook holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, permutations, product

from xhslint.base.records import NamedTuple
from xhslint.respelling.openings import Openings
from xhslint.respelling.packing import KIND_BITS, LETTER, LONGEST_READING, OF_CHARACTER, SYLLABLE_BITS, packed_reading
from xhslint.respelling.readings import COMMON, FILLER, HAN, ORDINARY, PARTS, Reading, merged, readings


class SoundTables(NamedTuple):
    """Two tries, of what may be written and of how words sound.

    A node of a trie has a label, and its children and further rows each begin at a place of an array (`…_at`) and end
    where those of the next node begin. Node 0 is the root.
    """

    units: Sequence[int]  # what may be written: code points
    unit_children: Sequence[int]
    unit_readings_at: Sequence[int]
    unit_readings: Sequence[int]
    syllables: Sequence[int]  # by number: the sound, which is that of the merged syllable
    sounds: Sequence[int]  # how words sound: merged syllables, each with its first letter
    sound_children: Sequence[int]
    sound_words_at: Sequence[int]
    sound_words: Sequence[int]
    words_at: Sequence[int]
    words: Sequence[int]  # units of characters
    pairs_of_units: Sequence[int]  # words of two characters, by the units of these
    unit_places: Sequence[int]  # for each unit of one character: see openings.Openings
    openings: Sequence[int]


class Trie:
    """Rows of labels, each with the items added under it."""

    def __init__(self) -> None:
        self.children: list[dict[int, int]] = [{}]
        self.items: list[list[int]] = [[]]

    def add(self, row: Iterable[int], item: int) -> None:
        """Add an item under a row, once."""
        items = self.items[self.node(row)]
        if item not in items:
            items.append(item)

    def node(self, row: Iterable[int]) -> int:
        """Return the node of a row, made if need be."""
        node = 0
        for label in row:
            if label not in self.children[node]:
                self.children[node][label] = len(self.children)
                self.children.append({})
                self.items.append([])
            node = self.children[node][label]
        return node

    def arrays(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Return labels, where the children of each node start, where its items start, and the items.

        Nodes are numbered anew, so that children lie together in the order of their labels.
        """
        order, labels, first = [0], [0], []
        for node in order:  # which grows
            first.append(len(order))
            for label, other in sorted(self.children[node].items()):
                order.append(other)
                labels.append(label)
        items = [self.items[node] for node in order]
        return labels, [*first, len(order)], [0, *accumulate(map(len, items))], list(chain.from_iterable(items))


def sound_tables(words: Sequence[str], exceptions: Iterable[str] = ()) -> SoundTables:
    """Return the tables for some words, where `exceptions` are spellings of none of them; empty ones for no words."""
    if not words:
        return SoundTables(*[()] * len(SoundTables._fields))
    rows = [*readings(), *(Reading(written, ORDINARY, ()) for written in exceptions)]
    names = sorted({syllable for row in rows if row.kind not in OF_CHARACTER for syllable in row.syllables})
    if len(names) >= 1 << SYLLABLE_BITS:
        raise OverflowError("more syllables than a reading can hold")
    joined = sorted({merged(name) for name in names})
    syllables = [0] + [joined.index(merged(name)) + 1 | ord(merged(name)[0]) << LETTER for name in names]
    numbers = {name: number for number, name in enumerate(names, 1)}
    roots = {character: unit for unit, character in enumerate(sorted({c for row in rows for c in row.written}), 1)}
    units = unit_trie(rows, numbers, {character: roots[character] for character in "".join(words)})
    sounds = Trie()
    sound_of: dict[str, list[int]] = {}
    for row in rows:
        if row.kind in (HAN, COMMON):
            sound_of.setdefault(row.written, []).append(syllables[numbers[row.syllables[0]]])
    spoken = [
        (word, heard, number)
        for number, word in enumerate(words)
        for heard in product(*[sound_of.get(character, ()) for character in word])
    ]
    for _, heard, number in spoken:
        sounds.add(heard, number)
    of_units, of_sounds = units.arrays(), sounds.arrays()
    pairs = sorted(word_pairs(roots))
    openings = Openings(of_units, syllables, [(word, heard) for word, heard, _ in spoken], common_units(pairs))
    return SoundTables(
        *of_units,
        syllables,
        *of_sounds,
        [0, *accumulate(map(len, words))],
        [roots[character] for word in words for character in word],
        pairs,
        openings.places,
        openings.table(),
    )


def unit_trie(rows: Sequence[Reading], numbers: dict[str, int], wanted: dict[str, int]) -> Trie:
    """Return the trie of what may be written, with its readings as numbers.

    Of parts it has those of the `wanted` characters, given with their units; each of these may be written twice as well,
    or behind a filler.
    """
    units = Trie()
    fillers = [row.written for row in rows if row.kind == FILLER]
    for character in {c for row in rows for c in row.written}:
        units.node((ord(character),))  # so that a child of the root is numbered like the characters in order
    for row in rows:
        if row.kind == FILLER:
            continue
        if row.kind not in OF_CHARACTER:
            if len(row.syllables) <= LONGEST_READING:
                units.add(map(ord, row.written), packed_reading(row.kind, [numbers[each] for each in row.syllables]))
        elif row.syllables[0] in wanted:
            for written in permutations(row.written):
                units.add(map(ord, written), row.kind | wanted[row.syllables[0]] << KIND_BITS)
    for character, unit in wanted.items():
        for before in (character, *fillers):
            units.add(map(ord, before + character), PARTS | unit << KIND_BITS)
    return units


def word_pairs(roots: dict[str, int]) -> Iterable[int]:
    """Yield the words of jieba's dictionary that are two characters long, by the units of these."""
    from xhslint.text.dictionary import jieba_words

    for word in jieba_words().words():
        if len(word) == 2 and word[0] in roots and word[1] in roots:
            yield roots[word[0]] << 16 | roots[word[1]]


def common_units(pairs: Iterable[int]) -> Counter[int]:
    """Return in how many words of two characters each unit is: texts have it about as often."""
    return Counter(unit for pair in pairs for unit in (pair >> 16, pair & 0xFFFF))


def single_units(tables: SoundTables) -> dict[str, int]:
    """Return the units that are one character, by the character."""
    if not tables.units:
        return {}
    return {chr(tables.units[unit]): unit for unit in range(tables.unit_children[0], tables.unit_children[1])}
