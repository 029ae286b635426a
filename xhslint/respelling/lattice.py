"""Places of a text that sound or look like some word: paths through what its characters may be read as.

The compiled scanner finds the same ones (`native/respelling.h`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from xhslint.base.records import NamedTuple
from xhslint.respelling.packing import KIND, KIND_BITS, LETTER, OF_CHARACTER, SYLLABLE_BITS
from xhslint.respelling.readings import COMMON, HAN, ORDINARY
from xhslint.respelling.spelling import INITIAL, PLAIN, Piece, Spelling, is_doubtful, is_odd
from xhslint.respelling.tables import SoundTables
from xhslint.text.skeleton import CLAUSE_ENDS

MOST_PIECES = 5
"""How many pieces a word may be written in."""
MOST_INITIALS = 5
"""How long a Latin run may be that begins with the first letter of a word."""
MOST_SKIPPED = 3
"""How many characters of noise may stand between two pieces."""
BARRIERS = CLAUSE_ENDS | frozenset("[]")
JOINTS = frozenset("._-/@:&=?#%+'")
"""What joins the parts of ids and addresses."""
SYLLABLE = (1 << SYLLABLE_BITS) - 1


class Edge(NamedTuple):
    """A piece at `[start, end)` of the text that is heard as `syllables`.

    `letter` is the first of the only syllable of an INITIAL, `whole` the unit of the character that parts make or that it
    looks like; 0 for other kinds.
    """

    start: int
    end: int
    kind: int
    syllables: tuple[int, ...]
    letter: int = 0
    whole: int = 0


Path = tuple[Edge, ...]


def is_latin(text: str, at: int) -> bool:
    """Tell whether a lower-case Latin letter stands at a place, which may lie outside of the text."""
    return 0 <= at < len(text) and "a" <= text[at] <= "z"


def is_digit(text: str, at: int) -> bool:
    """Tell whether an ASCII digit stands at a place, which may lie outside of the text."""
    return 0 <= at < len(text) and "0" <= text[at] <= "9"


class Lattice:
    """Finds words, however they are spelled, by sound tables."""

    def __init__(self, tables: SoundTables) -> None:
        self.tables = tables
        self._heard: dict[int, tuple[int, ...]] = {}
        self._roots: dict[str, int] = {}

    def spellings(self, text: str) -> Iterator[Spelling]:
        """Yield the words in a folded text that may be disguised, and stand beside no ordinary word, overlapping ones too."""
        if not self.tables.words:
            return
        edges: dict[int, list[Edge]] = {}
        for start in range(len(text)):
            for path, node in self.paths(text, edges, start, 0, ()):
                for spelling in self.spelled(text, path, node):
                    is_candidate = is_odd(text, spelling) or is_doubtful(text, spelling)
                    if is_candidate and not self.is_beside_word(text, spelling):
                        yield spelling

    def paths(
        self, text: str, edges: dict[int, list[Edge]], at: int, node: int, path: Path
    ) -> Iterator[tuple[Path, int]]:
        """Yield the ways on from a node of the sounds, each with the node that it ends at."""
        for place in self.next_places(text, at) if path else (at,):
            if is_latin(text, place - 1) and is_latin(text, place) and not (path and place == at):
                continue
            if place not in edges:
                edges[place] = list(self.edges(text, place))
            for edge in edges[place]:
                for other in self.follow(node, edge):
                    way = (*path, edge)
                    if not (is_latin(text, edge.end - 1) and is_latin(text, edge.end)):
                        yield way, other
                    if len(way) < MOST_PIECES:
                        yield from self.paths(text, edges, edge.end, other, way)

    def next_places(self, text: str, at: int) -> Iterator[int]:
        """Yield where the next piece may begin behind one that ends at `at`."""
        for place in range(at, min(at + MOST_SKIPPED + 1, len(text))):
            yield place
            if text[place].isalnum() or text[place] in BARRIERS:
                return

    def edges(self, text: str, at: int) -> Iterator[Edge]:
        """Yield the pieces that begin at a place."""
        if is_latin(text, at) and not is_latin(text, at - 1):
            end = at + 1
            while is_latin(text, end):
                end += 1
            if self.is_ordinary(text[at:end]) or joins(text, at - 1, -1) or joins(text, end, 1):
                return
            if end <= at + MOST_INITIALS:
                yield Edge(at, at + 1, INITIAL, (), ord(text[at]))
        elif is_latin(text, at):
            yield Edge(at, at + 1, INITIAL, (), ord(text[at]))
        node, end = self.root(text[at]), at + 1
        while node:
            for reading in self.readings_of(node):
                yield from self.read(reading, at, end)
            node = child(self.tables.units, self.tables.unit_children, node, ord(text[end])) if end < len(text) else 0
            end += 1

    def read(self, reading: int, start: int, end: int) -> Iterator[Edge]:
        """Yield the pieces that a reading makes of `[start, end)`."""
        kind, rest = reading & KIND, reading >> KIND_BITS
        if kind in OF_CHARACTER:
            yield from (Edge(start, end, kind, (heard,), 0, rest) for heard in self.heard(rest))
        elif kind != ORDINARY:
            syllables = []
            while rest:
                syllables.append(rest & SYLLABLE)
                rest >>= SYLLABLE_BITS
            yield Edge(start, end, kind, tuple(syllables))

    def follow(self, node: int, edge: Edge) -> Iterator[int]:
        """Yield the nodes of the sounds that a piece leads to."""
        tables = self.tables
        if edge.kind == INITIAL:
            for other in range(tables.sound_children[node], tables.sound_children[node + 1]):
                if tables.sounds[other] >> LETTER == edge.letter:
                    yield other
            return
        for syllable in edge.syllables:
            node = child(tables.sounds, tables.sound_children, node, tables.syllables[syllable])
            if not node:
                return
        yield node

    def spelled(self, text: str, path: Path, node: int) -> Iterator[Spelling]:
        """Yield the words that end at a node, as the pieces of a path spell them; none that is written plainly."""
        tables = self.tables
        for number in tables.sound_words[tables.sound_words_at[node] : tables.sound_words_at[node + 1]]:
            units = tables.words[tables.words_at[number] : tables.words_at[number + 1]]
            word = "".join(chr(tables.units[unit]) for unit in units)
            pieces = tuple(self.pieces(text, path, word))
            if len(pieces) == len(path) and any(piece.kind != PLAIN for piece in pieces):
                yield Spelling(word, pieces)

    def pieces(self, text: str, path: Path, word: str) -> Iterator[Piece]:
        """Yield the pieces of a path as they stand for a word, up to the first that cannot."""
        done = 0
        for edge in path:
            reads = word[done : done + max(1, len(edge.syllables))]
            done += len(reads)
            if text[edge.start : edge.end] == reads:
                yield Piece(edge.start, edge.end, PLAIN, reads, 0)
            elif edge.kind == COMMON or (edge.whole and edge.whole != self.root(reads)):
                return
            elif edge.kind == INITIAL:
                yield Piece(edge.start, edge.end, INITIAL, reads, 0)
            else:
                heard = zip(edge.syllables, reads, strict=True)
                weak = sum(syllable not in self.heard(self.root(character)) for syllable, character in heard)
                yield Piece(edge.start, edge.end, edge.kind, reads, weak)

    def is_beside_word(self, text: str, spelling: Spelling) -> bool:
        """Tell whether a spelling is ordinary, as a whole, or a word of two characters lies across its edge."""
        start, end = spelling.start, spelling.end
        whole = len(spelling.word) == 2 and end - start == 2 and self.is_pair(text, start)
        return (
            whole or self.is_ordinary(text[start:end]) or self.is_pair(text, start - 1) or self.is_pair(text, end - 1)
        )

    def is_pair(self, text: str, at: int) -> bool:
        """Tell whether the two characters from a place on are a word."""
        pair = text[max(0, at) : at + 2]
        if len(pair) < 2:
            return False
        first, second = map(self.root, pair)
        pairs, wanted = self.tables.pairs_of_units, first << 16 | second
        place = bisect_left(pairs, wanted)
        return place < len(pairs) and pairs[place] == wanted

    def root(self, character: str) -> int:
        """Return the unit that is a character by itself, 0 if there is none."""
        if character not in self._roots:
            self._roots[character] = child(self.tables.units, self.tables.unit_children, 0, ord(character))
        return self._roots[character]

    def readings_of(self, unit: int) -> Sequence[int]:
        """Return the readings of a unit."""
        at = self.tables.unit_readings_at
        return self.tables.unit_readings[at[unit] : at[unit + 1]]

    def heard(self, unit: int) -> tuple[int, ...]:
        """Return the syllables of a unit that is a Chinese character."""
        if unit not in self._heard:
            rows = self.readings_of(unit)
            self._heard[unit] = tuple(row >> KIND_BITS for row in rows if row & KIND in (HAN, COMMON))
        return self._heard[unit]

    def is_ordinary(self, run: str) -> bool:
        """Tell whether what is written is known to stand for nothing else: an English word, an exception."""
        node = 0
        for character in run:
            node = child(self.tables.units, self.tables.unit_children, node, ord(character))
            if not node:
                return False
        return any(row & KIND == ORDINARY for row in self.readings_of(node))


def joins(text: str, at: int, step: int) -> bool:
    """Tell whether the character beside a Latin run makes it part of an id or an address (mama555, weidian.com)."""
    return is_digit(text, at) or (
        0 <= at < len(text) and text[at] in JOINTS and (is_latin(text, at + step) or is_digit(text, at + step))
    )


def child(labels: Sequence[int], children: Sequence[int], node: int, label: int) -> int:
    """Return the child of a node by its label, 0 if there is none."""
    low, high = children[node], children[node + 1]
    place = bisect_left(labels, label, low, high)
    return place if place < high and labels[place] == label else 0
