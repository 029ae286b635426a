"""Which phrases of which rules a draft can match at all, by the lists of which it holds a word.

A phrase needs a word of each of its slots that is not optional. Each such slot is a bit; a draft's bits are those of the
lists that occur in it, and a phrase is open when the draft has all of its bits. It is asked only where a word of its
rarest slot, its anchor, occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.rulebook.model import Rule

Lists = frozenset[str]


def commonness(pattern: str) -> float:
    """How often ordinary text holds a pattern, by jieba's dictionary, to tell the rarest of several lists.

    The dictionary has no Latin words and no marks: a letter is taken to be as common as a common character.
    """
    from xhslint.text.dictionary import jieba_words

    if pattern.isascii():
        return 1.0 + 100_000 / 20.0 ** (len(pattern) - 1)
    counted: int = jieba_words().frequency(pattern)
    return 1.0 + counted + 1_000 * (len(pattern) == 1 and not pattern.isalnum())


class Plan:
    """`entries[i]` is (rule, alternative, slots needed): alternative `w` of rule `r` can match only where all these slots occur.

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
        self._known: dict[int, tuple[int, frozenset[int]]] = {}  # the slots that a pattern fills, and what it anchors
        self._needs: dict[int, tuple[int, int, int]] = {}  # rule, alternative and the slots that it needs

    @classmethod
    def of(cls, rules: Sequence[Rule], patterns: Mapping[str, Iterable[str]]) -> Plan:
        """The plan of rules; `patterns` are the words of each list."""
        numbers: dict[Lists, int] = {}
        entries: list[tuple[int, int, Sequence[int]]] = []
        anchored: dict[str, list[int]] = {}
        free: list[int] = []
        cost = {name: sum(map(commonness, words)) for name, words in patterns.items()}
        for number, rule in enumerate(rules):
            alternatives = list(rule.matcher.alternatives())
            needs = [
                list(dict.fromkeys(lists for phrase in alternative for lists in phrase.needs))
                for alternative in alternatives
            ]
            if not alternatives or not all(needs):
                free.append(number)
                continue
            for alternative, lists in enumerate(needs):
                anchor = min(lists, key=lambda names: sum(cost.get(name, 0) for name in names))
                for name in sorted(anchor):
                    anchored.setdefault(name, []).append(len(entries))
                entries.append((number, alternative, [numbers.setdefault(each, len(numbers)) for each in lists]))
        slots_of: dict[str, list[int]] = {}
        for names, slot in numbers.items():
            for name in sorted(names):
                slots_of.setdefault(name, []).append(slot)
        return cls(entries, slots_of, anchored, free)

    def open(self, patterns: Iterable[int], lists_of: Callable[[int], Iterable[str]]) -> dict[int, list[int] | None]:
        """The rules that can match where these patterns occur, each with its alternatives that can (None for all).

        `lists_of` gives the lists that hold a pattern.
        """
        have = 0
        asked: set[int] = set()
        known = self._known
        for number in patterns:
            bits, entries = known.get(number) or self._look_up(number, lists_of(number))
            have |= bits
            asked |= entries
        found: dict[int, list[int] | None] = dict.fromkeys(self.free)
        lack, needs = ~have, self._needs
        for entry in sorted(asked):
            rule, alternative, need = needs.get(entry) or self._need(entry)
            if not need & lack:
                alternatives = found.setdefault(rule, [])
                assert alternatives is not None
                alternatives.append(alternative)
        return found

    def _look_up(self, number: int, names: Iterable[str]) -> tuple[int, frozenset[int]]:
        bits, entries = 0, set[int]()
        for name in names:
            for slot in self.slots_of.get(name, ()):
                bits |= 1 << slot
            entries.update(self.anchored.get(name, ()))
        found = self._known[number] = bits, frozenset(entries)
        return found

    def _need(self, entry: int) -> tuple[int, int, int]:
        rule, alternative, slots = self.entries[entry]
        found = self._needs[entry] = rule, alternative, sum(1 << slot for slot in slots)
        return found
