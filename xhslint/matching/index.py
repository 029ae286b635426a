"""Every term of a rulebook, ready to be found in one pass over a draft."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from xhslint.matching.lexicon import Lexicon, Term, symbols
from xhslint.text.skeleton import noise_pattern
from xhslint.text.view import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.guards import Guard
    from xhslint.matching.hits import Hit
    from xhslint.matching.scan import Scan
    from xhslint.matching.scanner._scanner import Reading

Place = tuple[int, int]
Finder = Callable[[str], "dict[int, list[Place]]"]
"""Finds where the patterns of a text start and end, by their numbers; overlapping ones too."""


class Trie:
    """Patterns as a MARISA trie, which is mapped in no time and finds them at a megabyte a second."""

    def __init__(
        self, prefixes: Callable[[str], Iterable[tuple[str, int]]], firsts: str, longest: int, data: object
    ) -> None:
        self._data = data  # the trie points into it without holding on to it
        self.prefixes = prefixes
        self.firsts = frozenset(firsts)
        self.longest = longest

    def find(self, text: str) -> dict[int, list[Place]]:
        prefixes, firsts, longest = self.prefixes, self.firsts, self.longest
        found: dict[int, list[Place]] = {}
        for start, character in enumerate(text):
            if character in firsts:
                for pattern, number in prefixes(text[start : start + longest]):
                    found.setdefault(number, []).append((start, start + len(pattern)))
        return found


class ListTerms(dict[int, Term]):
    """The terms of one list, each looked up when it is first asked for."""

    def __init__(self, owners: Sequence[Mapping[str, Term]], name: str) -> None:
        super().__init__()
        self._owners = owners
        self._name = name

    def __missing__(self, number: int) -> Term:
        term = self[number] = self._owners[number][self._name]
        return term


class Index:
    """The terms of all lists by the pattern under which they are found.

    `names` are the lists; `names_of[i]` the numbers of those that hold `patterns[i]`, `owners[i]` their terms by name,
    `lexicons` what guards the terms of a lexicon, `symbols` the marks that some term is written with; `find` finds the
    patterns in a skeleton, `read`, where there is compiled code for it, in a view.
    """

    def __init__(
        self,
        patterns: Sequence[str],
        names: Sequence[str],
        names_of: Sequence[Sequence[int]],
        owners: Sequence[Mapping[str, Term]],
        lexicons: Mapping[str, Lexicon],
        symbols: frozenset[str],
        detectors: Mapping[str, Callable[[Scan], list[Hit]]],
        find: Finder | None = None,
        read: Callable[[str], Reading] | None = None,
    ) -> None:
        self.patterns = patterns
        self.names = names
        self.names_of = names_of
        self.owners = owners
        self.lexicons = lexicons
        self.symbols = symbols
        self.detectors = detectors
        self.read = read
        self.find = find or dictionary_finder(patterns)
        self.plain_noise = noise_pattern()
        self._lists: dict[int, tuple[str, ...]] = {}
        self._guards: dict[str, tuple[array[int], int]] = {}
        self._terms_of: dict[str, ListTerms] = {}
        self._numbers_of: dict[str, array[int]] = {}

    def lists_of(self, number: int) -> tuple[str, ...]:
        """The lists that hold a pattern."""
        if number not in self._lists:
            self._lists[number] = tuple(self.names[name] for name in self.names_of[number])
        return self._lists[number]

    def numbers_of(self, name: str) -> array[int]:
        """The numbers of the patterns of a list, of 32 bits each."""
        if name not in self._numbers_of:
            number = self._numbers.get(name)
            self._numbers_of[name] = array("I", () if number is None else self.patterns_by_name[number])
        return self._numbers_of[name]

    def terms_of(self, name: str) -> Mapping[int, Term]:
        """The terms of a list by the number of their pattern."""
        if name not in self._terms_of:
            self._terms_of[name] = ListTerms(self.owners, name)
        return self._terms_of[name]

    def words_of(self, guard: Guard) -> tuple[array[int], int]:
        """The numbers of the patterns of all words of a guard, and how far from a match they may stand (-1: anywhere)."""
        if guard.name not in self._guards:
            names = {name for condition in guard.conditions for name in condition.names}
            numbers = array("I", sorted({number for name in names for number in self.numbers_of(name)}))
            detects = any(name[0] == "@" for name in names)
            self._guards[guard.name] = numbers, -1 if detects else max(each.reach for each in guard.conditions)
        return self._guards[guard.name]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def patterns_by_name(self) -> Sequence[Sequence[int]]:
        """The numbers of the patterns of each list."""
        return inverted(self.names_of, len(self.names))

    @cached_property
    def noise(self) -> re.Pattern[str]:
        return noise_pattern(self.symbols)

    @classmethod
    def build(
        cls,
        lexicons: Iterable[Lexicon],
        phrases: Mapping[str, Sequence[str]],
        detectors: Mapping[str, Callable[[Scan], list[Hit]]],
    ) -> Index:
        """The index of lexicons, and of further lists of words by name."""
        named = {lexicon.name: lexicon for lexicon in lexicons}
        terms = [(lexicon.name, term) for lexicon in named.values() for term in lexicon.terms]
        for lexicon in named.values():
            terms += [(f"allow:{lexicon.name}", Term(text, text, strong=False)) for text in lexicon.allow]
        for name, texts in phrases.items():
            terms += [(name, Term(text, text, strong=not name.startswith("allow:"))) for text in texts]
        folded = [(name, term, fold(term.text).text) for name, term in terms]
        kept = frozenset(symbols(text for _, _, text in folded)) - set("\ufe0f\u200d")
        noise = noise_pattern(kept)
        owners: dict[str, dict[str, Term]] = {}
        for name, term, text in folded:
            owners.setdefault(noise.sub("", text), {}).setdefault(name, term)
        owners.pop("", None)
        return cls.of(owners, named, kept, detectors)

    @classmethod
    def of(
        cls,
        owners: Mapping[str, Mapping[str, Term]],
        lexicons: Mapping[str, Lexicon],
        symbols: frozenset[str],
        detectors: Mapping[str, Callable[[Scan], list[Hit]]],
    ) -> Index:
        """The index of terms by pattern and list."""
        numbers: dict[str, int] = {}
        names_of = [[numbers.setdefault(name, len(numbers)) for name in owner] for owner in owners.values()]
        return cls(list(owners), list(numbers), names_of, list(owners.values()), lexicons, symbols, detectors)


def inverted(rows: Iterable[Iterable[int]], length: int) -> list[list[int]]:
    """For each number below `length`, the rows in which it stands."""
    out: list[list[int]] = [[] for _ in range(length)]
    for number, row in enumerate(rows):
        for each in row:
            out[each].append(number)
    return out


def dictionary_finder(patterns: Sequence[str]) -> Finder:
    """Finds patterns of which nothing was compiled, by their beginnings."""
    numbers = {pattern: number for number, pattern in enumerate(patterns)}
    begun = {pattern[:size] for pattern in patterns for size in range(1, len(pattern) + 1)}

    def find(text: str) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for start in range(len(text)):
            end = start + 1
            while end <= len(text) and (piece := text[start:end]) in begun:
                if piece in numbers:
                    found.setdefault(numbers[piece], []).append((start, end))
                end += 1
        return found

    return find
