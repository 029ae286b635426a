"""The scanner in Python, for packages that were built without a compiler.

It lets more entries through than the compiled one: it looks at the words of a draft, not at their order. The findings are
the same.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from xhslint.matching.facts import EVERY
from xhslint.matching.scanner.layout import (
    APART,
    CODE_POINT,
    KIND,
    OPTIONAL,
    PLACE,
    STEP_SIZE,
    TORN,
    WHOLE,
    WORD,
    Tables,
    unpack,
)
from xhslint.text.skeleton import Skeleton, noise_pattern, skippable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.scanner.interface import Buffer, Scored, Spelled
    from xhslint.matching.scanner.judging import Judge
    from xhslint.respelling.lattice import Lattice


class Reading:
    """Where all patterns occur in one view; see `interface.Reading`."""

    def __init__(self, view: str, terms: Terms) -> None:
        self.view = view
        skeletons = terms.skeletons(view)
        self.rank = skeletons[0].rank
        self.found: dict[int, list[tuple[Skeleton, int, int]]] = {}
        for skeleton in skeletons:
            for number, start, end in terms.find(skeleton.text):
                self.found.setdefault(number, []).append((skeleton, start, end))
        self._places: dict[int, list[tuple[int, int, int, int]]] = {}

    def count(self, patterns: array[int]) -> int:
        return sum(len(self.found.get(number, ())) for number in patterns)

    def places(self, patterns: array[int], start: int, end: int) -> list[tuple[int, int, int, int]]:
        out: list[tuple[int, int, int, int]] = []
        for number in patterns:
            if number in self.found:
                places = self.places_of(number)
                low = bisect_left(places, (start,))
                out += [place for place in places[low : bisect_left(places, (end,), low)] if place[3] != TORN]
        return sorted(out)

    def near(self, patterns: array[int], start: int, end: int) -> bool:
        found = (place for number in patterns if number in self.found for place in self.places_of(number))
        return any(first < end and last > start for first, last, _, _ in found)

    def places_of(self, number: int) -> list[tuple[int, int, int, int]]:
        """Return the places of a pattern in order, each once, drawn apart as little as some skeleton has it."""
        if number not in self._places:
            drawn: dict[tuple[int, int], int] = {}
            for skeleton, start, end in self.found[number]:
                place = skeleton.place(start), skeleton.place(end - 1) + 1
                drawn[place] = min(drawn.get(place, TORN), self.drawn(skeleton, start, end))
            self._places[number] = sorted((first, last, number, how) for (first, last), how in drawn.items())
        return self._places[number]

    def drawn(self, skeleton: Skeleton, start: int, end: int) -> int:
        """Return how far the characters [start, end) of a skeleton are apart in the view."""
        how = WHOLE
        before = skeleton.place(start) + 1
        for index in range(start + 1, end):
            place = skeleton.place(index)
            if place > before and not skippable(self.view, before, place, strong=False):
                if not skippable(self.view, before, place, strong=True):
                    return TORN
                how = APART
            before = place + 1
        return how


class Terms:
    """Finds patterns by the trie of the tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.numbers = {chr(code & CODE_POINT): number for number, code in enumerate(tables.alphabet)}
        self.marks = frozenset(map(chr, tables.marks))
        self.judge: Judge | None = None
        self.lattice: Lattice | None = None

    @cached_property
    def noise(self) -> re.Pattern[str]:
        return noise_pattern(self.marks)

    @cached_property
    def bare_noise(self) -> re.Pattern[str]:
        return noise_pattern()

    def skeletons(self, view: str) -> list[Skeleton]:
        """Return the skeletons in which terms are found: without marks, and with them if there are any."""
        found = [Skeleton(view, self.bare_noise)]
        if "[" in view or not self.marks.isdisjoint(view):
            found.append(Skeleton(view, self.noise))
        return found

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield (number, start, end) for every place of every pattern in a text, overlapping ones too."""
        nodes, children = self.tables.nodes, self.tables.children
        row = [self.numbers.get(character, 0) for character in text]
        for start, symbol in enumerate(row):
            node, end = self.tables.root[symbol], start + 1
            while node:
                if number := nodes[node] >> 16:
                    yield number - 1, start, end
                if end == len(row):
                    break
                symbol, low, high = row[end], children[node], children[node + 1]
                place = bisect_left(nodes, symbol, low, high, key=lambda entry: entry & 0xFFFF)
                node = place if place < high and nodes[place] & 0xFFFF == symbol else 0
                end += 1


class Scanner:
    """Finds patterns and tests entries; see `interface.Scanner`."""

    def __init__(self, tables: Buffer | Tables, active: bytes | None = None, terms: Terms | None = None) -> None:
        self.tables = tables if isinstance(tables, Tables) else unpack(tables)
        self.active = active
        self.terms = terms or Terms(self.tables)

    def select(self, active: bytes) -> Scanner:
        if len(active) != len(self.tables.needs):
            raise ValueError(f"{len(self.tables.needs)} entries, not {len(active)}")
        return Scanner(self.tables, active, self.terms)

    def read(self, view: str) -> Reading:
        return Reading(view, self.terms)

    def clauses(self, view: str) -> list[Scored]:
        tables = self.tables
        if not tables.judge:
            return []
        from xhslint.matching.scanner.judging import Judge

        if self.terms.judge is None:
            self.terms.judge = Judge(tables)
        return self.terms.judge.clauses(view, self.read(view))

    def spellings(self, view: str) -> list[Spelled]:
        if self.terms.lattice is None:
            from xhslint.respelling.lattice import Lattice
            from xhslint.respelling.tables import SoundTables

            self.terms.lattice = Lattice(SoundTables(*[getattr(self.tables, name) for name in SoundTables._fields]))
        return list(self.terms.lattice.spellings(view))

    def open(self, text: str, is_view: bool, is_disguised: bool = False) -> int | tuple[int, ...] | None:
        if not is_view:
            return None
        tables, found = self.tables, self.read(text).found
        asked: set[int] = set()
        filled: set[int] = set()
        for number in found:
            asked.update(tables.asks[tables.asks_at[number] : tables.asks_at[number + 1]])
            filled.update(tables.fills[tables.terms[number] & PLACE : tables.terms[number + 1] & PLACE])
        asked.update(tables.asks[tables.asks_at[-2] : tables.asks_at[-1]])  # those that need no word
        entries = [entry for entry in asked if self.is_active(entry) and filled.issuperset(self.slots_of(entry))]
        return (EVERY, *entries) if entries else EVERY

    def is_active(self, entry: int) -> bool:
        """Tell whether an entry is to be tested."""
        return self.active is None or self.active[entry] != 0

    def slots_of(self, entry: int) -> Iterator[int]:
        """Yield the slots of an entry that must be filled by a word."""
        steps = self.tables.steps
        for at in range(self.tables.steps_at[entry], self.tables.steps_at[entry + 1]):
            if steps[at * STEP_SIZE] & (KIND | OPTIONAL) == WORD:
                yield steps[at * STEP_SIZE + 1]
