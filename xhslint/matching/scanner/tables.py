"""Makes the tables of a scanner from the patterns of an index and what the rules require."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain

from xhslint.classify import features
from xhslint.matching.detectors import emails, links
from xhslint.matching.lexicon import telling
from xhslint.matching.scanner import layout
from xhslint.matching.scanner.characters import Symbols
from xhslint.matching.scanner.layout import Requirement, Slots, Step, Tables
from xhslint.respelling.tables import sound_tables
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
    fills: list[list[int]] = [[] for _ in patterns]
    for slot, numbers in enumerate(fillers):
        for number in numbers:
            fills[number].append(slot)
    asks = entries_by_anchor(rows, fillers, patterns)
    places = starts(fills)
    strong = [*(any(term.strong for term in owner.values()) for owner in owners), False]
    sounds = sound_tables(respelled, not_respelled)
    symbols = Symbols([*patterns, *judged_characters(classifier)], marks, sounds)
    classes = [classifier.classes_of(telling(owner)) if classifier else () for owner in owners]
    keys, weights = weight_table(classifier)
    pages, chars, kinds = symbols.pages() if characters else ((), (), ())
    root, marked, children, nodes, pairs = TermTries(patterns, symbols).arrays()
    return Tables(
        pages=pages,
        chars=chars,
        classes=kinds,
        root=root,
        marked=marked,
        children=children,
        nodes=nodes,
        pairs=pairs,
        terms=[
            place | layout.ASKED * bool(ask) | layout.STRONG * is_strong
            for place, ask, is_strong in zip(places, asks, strong, strict=True)
        ],
        asks_at=starts(asks),
        asks=flat(asks),
        fills=flat(fills),
        steps_at=starts(rows),
        steps=flat(chain.from_iterable(rows)),
        needs=[each.facts for each in requirements],
        codes=[symbols.number(character) for code in SLASH_CODES.split("|") for character in code],
        endings=latin(links.ENDINGS),
        providers=latin(emails.PROVIDERS.replace("[.]qq", "").split("|")),
        alphabet=[0, *map(letter, symbols.numbers)],
        marks=sorted(map(ord, symbols.marks)),
        cues_at=starts(classes),
        cues=flat(classes),
        judge=[classifier.kinds, *(n & features.MASK for n in (classifier.bias, *map(classifier.least, (False, True))))]
        if classifier
        else [],
        keys=keys,
        weights=weights,
        **sounds._asdict(),
    )


def judged_characters(classifier: Classifier | None) -> list[str]:
    """Return the characters that the classifier reads besides those of terms."""
    if not classifier:
        return []
    grams = (chr(code) for feature in classifier.weights if feature[0] == features.GRAM for code in feature[2:])
    return sorted({*grams, *features.QUOTES, *features.ENDS} - {"\x01", "\x02"})


def letter(character: str) -> int:
    """Return the code point of a character, with what the classifier knows of it in the bits above."""
    quotes = character in features.QUOTES
    return ord(character) | features.ENDS.get(character, 0) << layout.END_AT | quotes << layout.QUOTE_AT


def weight_table(classifier: Classifier | None) -> tuple[list[int], list[int]]:
    """Return a hash table of the keys of features, 0 where there is none, and their weights; its size is a power of two."""
    if not classifier:
        return [], []
    size = 1 << (2 * len(classifier.weights) + 1).bit_length()
    keys, weights = [0] * size, [0] * size
    for feature, weight in classifier.weights.items():
        key = features.key(feature)
        place = key & (size - 1)
        while keys[place] not in (0, key):
            place = (place + 1) & (size - 1)
        keys[place] = key
        weights[place] = (weights[place] + weight) & features.MASK
    return keys, weights


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


def entries_by_anchor(
    rows: Sequence[Sequence[Sequence[int]]], fillers: Sequence[Sequence[int]], patterns: Sequence[str]
) -> list[list[int]]:
    """Return, for each pattern, the entries to test where it occurs; in a last row those that need no word.

    An entry is tested where a pattern of its rarest slot, its anchor, occurs.
    """
    cost = [sum(commonness(patterns[number]) for number in numbers) for numbers in fillers]
    asks: list[list[int]] = [[] for _ in range(len(patterns) + 1)]
    for entry, steps in enumerate(rows):
        words = [what for how, what, _, _ in steps if how & (layout.KIND | layout.OPTIONAL) == layout.WORD]
        for number in fillers[min(words, key=cost.__getitem__)] if words else (-1,):
            asks[number].append(entry)
    return asks


def commonness(pattern: str) -> float:
    """Return how often ordinary text holds a pattern, by jieba's dictionary.

    The dictionary has no Latin words and no marks: a letter is taken to be as common as a common character.
    """
    from xhslint.text.dictionary import jieba_words

    if pattern.isascii():
        return 1.0 + 100_000 / 20.0 ** (len(pattern) - 1)
    counted: int = jieba_words().frequency(pattern)
    return 1.0 + counted + 1_000 * (len(pattern) == 1 and not pattern.isalnum())


def starts(rows: Iterable[Sequence[object]]) -> list[int]:
    """Return where each row starts when all are put one behind the other, and where the last one ends."""
    return [0, *accumulate(map(len, rows))]


def flat(rows: Iterable[Iterable[int]]) -> list[int]:
    """Return all rows, one behind the other."""
    return list(chain.from_iterable(rows))


def latin(words: Iterable[str]) -> list[int]:
    """Return Latin words as numbers, `TEXT_SIZE` for each."""
    return flat(array("I", word.encode().ljust(4 * layout.TEXT_SIZE, b"\0")) for word in sorted(words))


class TermTries:
    """The patterns as two tries in one: all of them from `root`, those written with a mark from `marked`."""

    def __init__(self, patterns: Sequence[str], symbols: Symbols) -> None:
        self.width = len(symbols.numbers) + 1
        if self.width > 0xFFFF:
            raise OverflowError("more characters than the scanner can number")
        self.root = [0] * self.width
        self.marked = [0] * self.width
        self.ends = [0]
        self.children: list[dict[int, int]] = [{}]
        self.pairs = [0] * layout.PAIR_WORDS
        for number, pattern in enumerate(patterns, 1):
            row = [symbols.number(character) for character in pattern]
            self.add(self.root, row, number)
            if not symbols.marks.isdisjoint(pattern):
                self.add(self.marked, row, number)

    def add(self, root: list[int], row: Sequence[int], number: int) -> None:
        """Add a pattern, as symbols, by its number."""
        node = root[row[0]] = root[row[0]] or self.node()
        for symbol in row[1:]:
            children = self.children[node]
            node = children.get(symbol) or children.setdefault(symbol, self.node())
        self.ends[node] = number
        if len(row) > 1:
            place = ((row[0] * 0x9E3779B1 ^ row[1] * 0x85EBCA6B) & 0xFFFFFFFF) >> 15
            self.pairs[place >> 5] |= 1 << (place & 31)

    def node(self) -> int:
        """Return the number of a new node."""
        self.ends.append(0)
        self.children.append({})
        return len(self.ends) - 1

    def arrays(self) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        """Return the roots, where the children of each node start, the nodes, and the pairs.

        Nodes are numbered anew, so that children lie together; one holds its symbol and, above 16 bits, the number of
        the pattern that ends there, from 1. Pairs are those of symbols that patterns begin with, as bits of a hash.
        """
        roots = [node for table in (self.root, self.marked) for node in table if node]
        order = [0, *roots]
        symbols = [0] * len(order)
        first = []
        for node in order:  # which grows
            first.append(len(order))
            for symbol, other in sorted(self.children[node].items()):
                order.append(other)
                symbols.append(symbol)
        numbers = {node: number for number, node in enumerate(order)}
        root, marked = ([numbers[node] if node else 0 for node in table] for table in (self.root, self.marked))
        nodes = [symbol | self.ends[node] << 16 for symbol, node in zip(symbols, order, strict=True)]
        return root, marked, [*first, len(order)], nodes, self.pairs
