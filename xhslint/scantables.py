"""The tables of the prefilter (`native/`), derived from the rulebook.

What the prefilter is told of a rule is what every match of it must have: the words of each slot that is not optional, in
order, no further apart than the phrase allows. Numbers of flags, facts and arrays are those of `native/`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from xhslint import facts, ids, limits, links
from xhslint.codes import MONEY
from xhslint.foldtable import JOINERS, emoji, readings, regional, wholes
from xhslint.matchers import Contact, LinkTo, Pattern
from xhslint.numbers import DIGITS
from xhslint.phrase import Phrase, Slot, reach
from xhslint.plan import commonness
from xhslint.records import NamedTuple
from xhslint.skeleton import CLAUSE_ENDS, LINE_ENDS, MAX_GAP, SENTENCE_ENDS, SLASH_CODES, WEAK_STOPS

if TYPE_CHECKING:
    from xhslint.lexicon import Term
    from xhslint.matchers import Matcher
    from xhslint.rulebook import Rule

MAGIC = 0x78687332
PLANES = 0x110000
EMPTY = ((0x40000, 0xE0000), (0xE0200, PLANES))
"""Planes without letters, where every character is noise."""
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
WORD, NUMERAL, NAME, SIGN = range(4)
FIRST, WIDE, DIRECT, LOOSE, BEGINS, ENDS, PRICED, AFTER_AT, TOKENS, OPTIONAL = (4 << place for place in range(10))
NUMERALS = frozenset(("@number", "@price"))
ACCOUNTS = frozenset(("@account", "@long-account", "@handle"))
SIGNS = {"@called": CALLS, "@colon": COLON}
FAR = 1 << 28
"""Farther than any two places of a draft are apart."""
BEFORE_NUMERAL, AFTER_NUMERAL = 3, 8
"""Code points of a price beside its digits: the sign of money, 元, 块钱."""
TEXT = 12
"""Bytes of an entry in a list of Latin words."""

ASKED, STRONG = 1 << 30, 1 << 31
"""Flags of patterns."""

Key = tuple[frozenset[str], bool, frozenset[str]]
Entry = tuple[int, int]
"""The number of a rule, and of one of its ways."""


class Step(NamedTuple):
    """What must come next: words of a slot, a numeral or a name; `rank` solid and `raw` code points may stand before."""

    how: int
    what: int = 0
    rank: int = 0
    raw: int = 0


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
    rows = [list(steps_of(rules[rule].matcher, way, slots, fillings)) for rule, way in entries]
    filled = [fillings.patterns(key) for key in slots]
    fills: list[list[int]] = [[] for _ in patterns]
    for slot, numbers in enumerate(filled):
        for number in numbers:
            fills[number].append(slot)
    asks = asked(rows, filled, patterns)
    places = [0, *accumulate(map(len, fills))]
    strong = [*(any(term.strong for term in owner.values()) for owner in owners), False]
    symbols = Symbols(patterns, marks)
    words = Words(patterns, symbols)
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
        [needed_facts(rules[rule].matcher, way) for rule, way in entries],
        [symbols.number(character) for code in SLASH_CODES.split("|") for character in code],
        latin(links.ENDINGS),
        latin([*ids.PROVIDERS.replace("[.]qq", "").split("|")]),
    ]
    arrays = [array("I", part) for part in parts]
    return array("I", [MAGIC, *map(len, arrays)]).tobytes() + b"".join(each.tobytes() for each in arrays)


def entries_of(rules: Sequence[Rule]) -> list[Entry]:
    """What the prefilter is asked about: the ways of all rules, and the rules that look for no words in a whole (-1).

    Those that count are not among them.
    """
    ways = [range(len(rule.matcher.ways())) or [-1] for rule in rules]
    return [(number, way) for number, rule in enumerate(rules) if rule.matcher.key != "count" for way in ways[number]]


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


def halves(numbers: Iterable[int]) -> array[int]:
    """Numbers of 16 bits, two in one."""
    packed = array("H", numbers)
    return array("I", packed.tobytes() + bytes(-2 * len(packed) % 4))


def latin(words: Iterable[str]) -> list[int]:
    """Latin words, each in `TEXT` bytes."""
    return [number for word in sorted(words) for number in array("I", word.encode().ljust(TEXT, b"\0"))]


# ---------------------------------------------------------------------------------------------------------- phrases


class Fillings:
    """Which patterns fill a slot, and how long they are."""

    def __init__(self, owners: Sequence[Mapping[str, Term]]) -> None:
        self.terms: dict[str, dict[int, bool]] = {}
        for number, owner in enumerate(owners):
            for name, term in owner.items():
                self.terms.setdefault(name, {})[number] = term.strong

    def patterns(self, key: Key) -> list[int]:
        names, strong, firm = key
        return sorted(
            {
                number
                for name in names
                for number, is_strong in self.terms.get(name, {}).items()
                if is_strong or not (strong or name in firm)
            }
        )


def key_of(slot: Slot) -> Key:
    return frozenset(slot.names), slot.strong, slot.firm


def steps_of(matcher: Matcher, way: int, slots: dict[Key, int], fillings: Fillings) -> Iterator[Step]:
    """What every match of a way must have, in order."""
    loose = LOOSE if isinstance(matcher, Pattern) else 0
    phrase = None
    for phrase in matcher.ways()[way] if way >= 0 else ():
        yield from phrase_steps(phrase, slots, fillings, loose)
    if isinstance(matcher, Contact) and phrase:
        last = phrase.slots[-1]
        room = FAR if detects(last) else 0
        after_at = AFTER_AT if matcher.grammars == ("mention",) else 0
        yield Step(NAME | after_at, facts.least(matcher.grammars), room, MAX_GAP + room)


def detects(slot: Slot) -> bool:
    """Whether a slot takes what a detector finds."""
    return any(name[0] == "@" for name in slot.names)


def phrase_steps(phrase: Phrase, slots: dict[Key, int], fillings: Fillings, loose: int) -> Iterator[Step]:
    """The steps of a phrase; `rank` and `raw` grow by what may stand between where a detector's find is left open."""
    first, exact, rank, raw = True, True, 0, 0
    for place, slot in enumerate(phrase.slots):
        gap = rank + slot.gap, raw + (reach(slot) if slot.gap else MAX_GAP)
        names = frozenset(slot.names)
        how = (FIRST if first else 0) | (WIDE if slot.wide else 0) | loose
        if not detects(slot):
            if first and slot.optional:
                continue
            how |= OPTIONAL if slot.optional else 0
            how |= DIRECT if exact and not first and not loose else 0
            how |= BEGINS if place == 0 and phrase.starts_clause else 0
            yield Step(WORD | how, slots.setdefault(key_of(slot), len(slots)), *gap)
            if not slot.optional:
                first, exact, rank, raw = False, True, 0, 0
        elif slot.optional:
            rank, raw, exact = FAR, FAR, False  # what it finds may be of any length
        elif names <= NUMERALS:
            priced = PRICED if names == {"@price"} else 0
            yield Step(NUMERAL | how | priced, 0, gap[0] + BEFORE_NUMERAL, gap[1] + BEFORE_NUMERAL)
            first, exact, rank, raw = False, False, AFTER_NUMERAL, AFTER_NUMERAL
        else:
            if not first and names <= ACCOUNTS:
                yield Step(NAME | (0 if "@handle" in names else TOKENS), facts.least(("account",)), *gap)
            elif not first and names <= SIGNS.keys():
                yield Step(SIGN, sum(SIGNS[name] for name in names), *gap)
            first, exact, rank, raw = True, True, 0, 0  # what it finds may be of any length
    if phrase.ends_clause and not detects(phrase.slots[-1]) and not first:
        yield Step(SIGN | ENDS)


def needed_facts(matcher: Matcher, way: int) -> int:
    """The facts that the detectors of a way cannot do without."""
    if way < 0:
        return facts.LINK if isinstance(matcher, LinkTo) else 0
    slots = [slot for phrase in matcher.ways()[way] for slot in phrase.slots if not slot.optional]
    needed = 0
    for name in (slot.names[0] for slot in slots if len(slot.names) == 1):
        needed |= facts.DETECTORS.get(name.removeprefix("@"), 0) if name[0] == "@" else 0
    return needed


# ------------------------------------------------------------------------------------------------------- characters


class Symbols:
    """The characters of patterns by number (ASCII keeps its own), and for every character what it counts as."""

    def __init__(self, patterns: Sequence[str], marks: frozenset[str]) -> None:
        self.marks = marks - {"_"}
        self.numbers: dict[str, int] = {chr(code): code for code in range(1, 128)}
        for character in sorted({c for pattern in patterns for c in pattern} | set(SLASH_CODES)):
            self.numbers.setdefault(character, len(self.numbers) + 1)
        self.heads = {parts[0] for parts in wholes()}
        self.tails = {parts[1] for parts in wholes()}

    def number(self, character: str) -> int:
        return self.numbers.get(character, 0)

    def of(self, character: str) -> tuple[int, int]:
        """The number and the flags of a character as the view shows it; what it reads as, if it is to be folded."""
        reads = readings().get(character)
        unseen = UNSEEN * bool(limits.SEEN_BY_NOBODY.match(character))
        if reads == "":
            return 0, VANISHES | unseen | JOINER * (character in JOINERS)
        shown = (character if reads is None else reads).lower()
        if len(shown) != 1 or character in regional() or shown in "σς":
            # A final sigma is the one letter whose lower case hangs on its neighbours.
            return self.number(shown), FOLDS | unseen | SOLID * shown[:1].isalnum()
        flags = unseen | SOLID * shown.isalnum() | MARK * (shown in self.marks) | FLAGS.get(shown, 0)
        flags |= HEAD * (shown in self.heads) | TAIL * (shown in self.tails)
        flags |= EMOJI * (reads is None and emoji().match(character) is not None)
        telling = flags & (DIGIT | NUMBER | DOT | AT) or (shown.isascii() and (shown.isalnum() or shown in "_-/"))
        return self.number(shown), flags | TELLING * bool(telling)

    def pages(self) -> tuple[list[int], array[int], Iterable[int]]:
        """For each 256 code points the number of their page, the pages (equal ones once) and the classes that they name."""
        classes: dict[tuple[int, int], int] = {(0, 0): 0}
        pages: dict[tuple[int, ...], int] = {}
        numbers = []
        for first in range(0, PLANES, 256):
            row: tuple[int, ...] = (0,) * 256
            if not any(start <= first < end for start, end in EMPTY):
                kinds = map(self.of, map(chr, range(first, first + 256)))
                row = tuple([classes.setdefault(kind, len(classes)) for kind in kinds])
            numbers.append(pages.setdefault(row, len(pages)))
        return numbers, halves(chain.from_iterable(pages)), chain.from_iterable(classes)


def flags_of(kinds: Mapping[int, Iterable[str]]) -> dict[str, int]:
    table: dict[str, int] = {}
    for flag, characters in kinds.items():
        for character in characters:
            table[character] = table.get(character, 0) | flag
    return table


FLAGS = flags_of(
    {
        LINE: LINE_ENDS,
        CLAUSE: CLAUSE_ENDS - LINE_ENDS,
        SENTENCE: SENTENCE_ENDS - LINE_ENDS,
        WEAK: WEAK_STOPS - LINE_ENDS,
        DIGIT: DIGITS,
        NUMBER: {*DIGITS, *"十百千万两"},
        LEAD: set("号码账id哦呀啦哈喔噢呢这里如下就是为搜索"),  # the words of ids.LEAD
        # What may part the labels of a host (links.SEPARATOR): the emoji are a range.
        DOT: {
            *".。．｡·・点()[]（）【】,，、丶●○•⭐⭕",
            *map(chr, range(0x25CB, 0x27C0)),
            *map(chr, range(0x1F300, 0x1FB00)),
        },
        AT: "@＠#艾特圈爱🍥©®",  # ids.AT
        LURE: MONEY,
        SPOKEN: {spoken[0] for spoken in ids.SPOKEN},
        COIN: "元块米r💰",  # ids.PRICE
        BRACKET: "(（【[",  # ids.BRACKET
        CALLS: ":：=@叫名是「『“\"'《〈【",  # ids.CALLING
        ENCLOSES: "@!！#",  # codes.ENCLOSED
        COLON: ":：＝=|｜丨@👉➡→🔍🔎",  # codes.COLON
    }
)


# ------------------------------------------------------------------------------------------------------------ terms


class Words:
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
