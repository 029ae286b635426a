"""The tables of the prefilter (`native/`), derived from the rulebook.

What the prefilter is told of a rule is what every match of it must have: the words of each slot that is not optional, in
order, no further apart than the phrase allows (`scansteps.py`). Numbers of flags, facts and arrays are those of
`native/tables.h`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain

from xhslint.matching.detectors import accounts as ids
from xhslint.matching.detectors import links
from xhslint.matching.scanner.characters import Symbols, halves
from xhslint.matching.scanner.fallback import commonness
from xhslint.matching.scanner.requirements import OPTIONAL, WORD, Fillings, Key, Step, needed_facts, steps_of
from xhslint.text.skeleton import SLASH_CODES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.lexicon import Term
    from xhslint.rulebook.model import Rule

MAGIC = 0x78687332
TEXT = 12
"""Bytes of an entry in a list of Latin words."""
ASKED, STRONG = 1 << 30, 1 << 31
"""Flags of patterns."""
Entry = tuple[int, int]
"""The number of a rule, and of one of its alternatives."""


def tables(
    patterns: Sequence[str],
    owners: Sequence[Mapping[str, Term]],
    marks: frozenset[str],
    entries: Sequence[Entry],
    rules: Sequence[Rule],
) -> bytes:
    """The tables for the patterns, owners and symbols of an index, and for entries of `entries_of`."""
    slots: dict[Key, int] = {}
    fillings = Fillings(owners)
    rows = [list(steps_of(rules[rule].matcher, alternative, slots, fillings)) for rule, alternative in entries]
    filled = [fillings.patterns(key) for key in slots]
    fills: list[list[int]] = [[] for _ in patterns]
    for slot, numbers in enumerate(filled):
        for number in numbers:
            fills[number].append(slot)
    asks = asked(rows, filled, patterns)
    places = [0, *accumulate(map(len, fills))]
    strong = [*(any(term.strong for term in owner.values()) for owner in owners), False]
    symbols = Symbols(patterns, marks)
    words = TermTries(patterns, symbols)
    parts: list[Iterable[int]] = [
        *symbols.pages(),
        *words.arrays(),
        [
            place | ASKED * bool(ask) | STRONG * is_strong
            for place, ask, is_strong in zip(places, asks, strong, strict=True)
        ],
        *flat(asks),
        halves(chain.from_iterable(fills)),
        [0, *accumulate(map(len, rows))],
        chain.from_iterable(chain.from_iterable(rows)),
        [needed_facts(rules[rule].matcher, alternative) for rule, alternative in entries],
        [symbols.number(character) for code in SLASH_CODES.split("|") for character in code],
        latin(links.ENDINGS),
        latin([*ids.PROVIDERS.replace("[.]qq", "").split("|")]),
    ]
    arrays = [array("I", part) for part in parts]
    return array("I", [MAGIC, *map(len, arrays)]).tobytes() + b"".join(each.tobytes() for each in arrays)


def entries_of(rules: Sequence[Rule]) -> list[Entry]:
    """What the prefilter is asked about: the alternatives of all rules, and the rules that look for no words in a whole (-1).

    Those that count are not among them.
    """
    alternatives = [range(len(rule.matcher.alternatives())) or [-1] for rule in rules]
    return [
        (number, alternative)
        for number, rule in enumerate(rules)
        if rule.matcher.key != "count"
        for alternative in alternatives[number]
    ]


def asked(rows: Sequence[Sequence[Step]], filled: Sequence[Sequence[int]], patterns: Sequence[str]) -> list[list[int]]:
    """The entries to ask where a pattern occurs: those of whose slots it fills the rarest. Last, those without words."""
    cost = [sum(commonness(patterns[number]) for number in numbers) for numbers in filled]
    asks: list[list[int]] = [[] for _ in range(len(patterns) + 1)]
    for entry, steps in enumerate(rows):
        words = [step.what for step in steps if step.how & (3 | OPTIONAL) == WORD]
        for number in filled[min(words, key=cost.__getitem__)] if words else (-1,):
            asks[number].append(entry)
    return asks


def flat(rows: Sequence[Sequence[int]]) -> tuple[list[int], Iterable[int]]:
    """Where each row starts, with the end of the last, and all of them."""
    return [0, *accumulate(map(len, rows))], chain.from_iterable(rows)


def latin(words: Iterable[str]) -> list[int]:
    """Latin words, each in `TEXT` bytes."""
    return [number for word in sorted(words) for number in array("I", word.encode().ljust(TEXT, b"\0"))]


class TermTries:
    """The patterns as two tries in one: all of them from `root`, those written with a mark from `marked`."""

    def __init__(self, patterns: Sequence[str], symbols: Symbols) -> None:
        self.width = len(symbols.numbers) + 1
        self.root = [0] * self.width
        self.marked = [0] * self.width
        self.ends = [0]
        self.children: list[dict[int, int]] = [{}]
        self.pairs = [0] * 4096
        for number, pattern in enumerate(patterns, 1):
            row = [symbols.number(character) for character in pattern]
            self.add(self.root, row, number)
            if not symbols.marks.isdisjoint(pattern):
                self.add(self.marked, row, number)

    def add(self, root: list[int], row: Sequence[int], number: int) -> None:
        node = root[row[0]] = root[row[0]] or self.node()
        for symbol in row[1:]:
            children = self.children[node]
            node = children.get(symbol) or children.setdefault(symbol, self.node())
        self.ends[node] = number
        if len(row) > 1:
            place = ((row[0] * 0x9E3779B1 ^ row[1] * 0x85EBCA6B) & 0xFFFFFFFF) >> 15
            self.pairs[place >> 5] |= 1 << (place & 31)

    def node(self) -> int:
        self.ends.append(0)
        self.children.append({})
        return len(self.ends) - 1

    def arrays(self) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        """The roots, where the children of each node start, the nodes (numbered anew so that children lie together), and
        the pairs of symbols that patterns begin with, as bits of a hash.
        """
        roots = [node for table in (self.root, self.marked) for node in table if node]
        order = [0, *roots]
        symbols = [0] * len(order)
        starts = []
        for node in order:  # which grows
            starts.append(len(order))
            for symbol, other in sorted(self.children[node].items()):
                order.append(other)
                symbols.append(symbol)
        numbers = {node: number for number, node in enumerate(order)}
        if max(*self.ends, self.width) > 0xFFFF:
            raise OverflowError("more terms than the prefilter can number")
        root, marked = ([numbers[node] if node else 0 for node in table] for table in (self.root, self.marked))
        nodes = [symbol | self.ends[node] << 16 for symbol, node in zip(symbols, order, strict=True)]
        return root, marked, [*starts, len(order)], nodes, self.pairs
