"""Which phrases of which rules a draft can match at all, by the lists of which it holds a word.

A phrase needs a word of each of its slots that is not optional. Each such slot is a bit; a draft's bits are those of the
lists that occur in it, and a phrase is open when the draft has all of its bits. It is asked only where a word of its
rarest slot, its anchor, occurs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xhslint.rulebook import Rule

Lists = frozenset[str]
COMMON = {1: 1.0, 2: 0.05}


class Plan:
    """`entries[i]` is (rule, way, slots needed): way `w` of rule `r` can match only where all these slots occur.

    `slots_of` are the slots that a list fills, `anchored` the entries to ask where a list occurs, `free` the rules that
    need no word.
    """

    def __init__(
        self,
        entries: Sequence[tuple[int, int, Sequence[int]]],
        slots_of: Mapping[str, Sequence[int]],
        anchored: Mapping[str, Sequence[int]],
        free: Iterable[int],
    ) -> None:
        self.entries = entries
        self.slots_of = slots_of
        self.anchored = anchored
        self.free = frozenset(free)
        self._bits: dict[str, int] = {}
        self._needs: dict[int, int] = {}

    @classmethod
    def of(cls, rules: Sequence[Rule], patterns: Mapping[str, Iterable[str]]) -> Plan:
        """The plan of rules; `patterns` are the words of each list."""
        numbers: dict[Lists, int] = {}
        entries: list[tuple[int, int, Sequence[int]]] = []
        anchored: dict[str, list[int]] = {}
        free: list[int] = []
        cost = {name: sum(COMMON.get(len(word), 0.01) for word in words) for name, words in patterns.items()}
        for number, rule in enumerate(rules):
            ways = list(rule.matcher.ways())
            needs = [list(dict.fromkeys(lists for phrase in way for lists in phrase.needs)) for way in ways]
            if not ways or not all(needs):
                free.append(number)
                continue
            for way, lists in enumerate(needs):
                anchor = min(lists, key=lambda names: sum(cost.get(name, 0) for name in names))
                for name in sorted(anchor):
                    anchored.setdefault(name, []).append(len(entries))
                entries.append((number, way, [numbers.setdefault(each, len(numbers)) for each in lists]))
        slots_of: dict[str, list[int]] = {}
        for names, slot in numbers.items():
            for name in sorted(names):
                slots_of.setdefault(name, []).append(slot)
        return cls(entries, slots_of, anchored, free)

    def open(self, names: Iterable[str]) -> dict[int, list[int] | None]:
        """The rules that can match where these lists occur, each with its ways that can (None for all)."""
        have = 0
        asked: set[int] = set()
        for name in names:
            if name in self.slots_of:
                have |= self._bits.get(name) or self._bits_of(name)
                asked.update(self.anchored.get(name, ()))
        found: dict[int, list[int] | None] = dict.fromkeys(self.free)
        for entry in sorted(asked):
            need = self._needs.get(entry) or self._need_of(entry)
            if need & have == need:
                rule, way, _ = self.entries[entry]
                ways = found.setdefault(rule, [])
                assert ways is not None
                ways.append(way)
        return found

    def _bits_of(self, name: str) -> int:
        bits = self._bits[name] = sum(1 << slot for slot in self.slots_of[name])
        return bits

    def _need_of(self, entry: int) -> int:
        bits = self._needs[entry] = sum(1 << slot for slot in self.entries[entry][2])
        return bits
