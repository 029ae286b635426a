"""The scanner in Python, for packages that were built without a compiler.

It lets more entries through than the compiled one: it looks at the words of a draft, not at their order. The findings are
the same.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from xhslint.matching.facts import EVERY
from xhslint.matching.scanner.layout import (
    APART,
    TERM_KIND,
    TORN,
    WHOLE,
    Tables,
    unpack,
)
from xhslint.text.skeleton import Skeleton, noise_pattern, skippable, stands_alone

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
        self.numbers = {chr(code): number for number, code in enumerate(tables.alphabet)}
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
        cells = self.tables.cells
        row = [self.numbers.get(character, 0) for character in text]
        for start in range(len(row)):
            base = self.tables.roots[0]
            for end in range(start, len(row)):
                cell = 2 * (base + row[end])
                if cells[cell] & 0xFFFF != row[end]:
                    break
                if number := cells[cell] >> 16:
                    yield number - 1, start, end + 1
                base = cells[cell + 1]


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

    def known(self, view: str) -> list[tuple[int, int]]:
        found = []
        for skeleton in self.terms.skeletons(view):
            for _, start, end in self.terms.find(skeleton.text):
                first, last = skeleton.place(start), skeleton.place(end - 1) + 1
                if end - start > 1 and stands_alone(view, first, last):
                    found.append((first, last))
        return found

    def open(self, text: str, is_view: bool, is_disguised: bool = False) -> int | tuple[int, ...] | None:
        if not is_view:
            return None
        tables, found = self.tables, self.read(text).found
        kinds = {0, *(tables.terms[number] & TERM_KIND for number in found)}  # 0 for the entries that need no word
        present: dict[int, int] = {}
        for kind in kinds - {0}:
            present[kind // 32] = present.get(kind // 32, 0) | 1 << kind % 32
        asked = {entry for kind in kinds for entry in tables.asks[tables.asks_at[kind] : tables.asks_at[kind + 1]]}
        entries = [
            entry
            for entry in asked
            if self.is_active(entry) and all(self.is_filled(slot, present) for slot in self.slots_of(entry))
        ]
        return (EVERY, *entries) if entries else EVERY

    def is_active(self, entry: int) -> bool:
        """Tell whether an entry is to be tested."""
        return self.active is None or self.active[entry] != 0

    def slots_of(self, entry: int) -> Sequence[int]:
        """Return the slots of an entry that must be filled by a word, besides its anchor."""
        return self.tables.tests[self.tables.tests_at[entry] : self.tables.tests_at[entry + 1]]

    def is_filled(self, slot: int, present: dict[int, int]) -> bool:
        """Tell whether some of the kinds of terms that are there, as bits by their number, fills a slot."""
        first, past = 2 * self.tables.slots_at[slot], 2 * self.tables.slots_at[slot + 1]
        rows = self.tables.slots[first:past]
        return any(present.get(number, 0) & bits for number, bits in zip(rows[::2], rows[1::2], strict=True))
