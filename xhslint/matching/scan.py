"""Where the terms of the rulebook occur in one draft, through any noise that may be skipped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from xhslint.base.lazy_regex import lazy
from xhslint.matching.hits import Hit
from xhslint.matching.index import Index, Place
from xhslint.matching.lexicon import Lexicon, Term
from xhslint.text.skeleton import WEAK_STOPS, Skeleton, skippable
from xhslint.text.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.detectors.links import Link
    from xhslint.matching.guards import Guard
    from xhslint.matching.scanner._scanner import Reading
    from xhslint.text.segmentation import Segmentation


LONGEST_PHRASE = 80
"""Code points of the view that an allowed phrase with its noise may take."""


MANY = 1_000_000
FAR = 1 << 30
"""Beyond the end of any draft."""
CONTEXT = 16
"""Characters to each side of a match that decide where its words begin and end."""
EMOJI_CODE = lazy(r"^\[\w{1,8}\]|\[\w{1,8}\]$")


def ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def beginning(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Those of hits in order that begin in `[start, end)`."""
    if not hits or (start <= 0 and end == FAR):
        return hits
    low = bisect_left(hits, start, key=lambda hit: hit.start)
    return hits[low : bisect_left(hits, end, low, key=lambda hit: hit.start)]


class Scan:
    """One draft as the rules see it; all positions are those of the view."""

    def __init__(self, source: str, view: View, index: Index, segmentation: Callable[[], Segmentation]) -> None:
        self.source = source
        self.view = view
        self.text = view.text
        self.index = index
        self.segmentation = segmentation
        self._raw: dict[str, list[Hit]] = {}
        self._checked: dict[str, list[Hit]] = {}
        self._vetoes: dict[tuple[int, int, bool], tuple[bool, bool]] = {}

    @cached_property
    def _reading(self) -> Reading | None:
        """Where terms occur, as compiled code tells; what follows tells the same without it."""
        return self.index.read(self.text) if self.index.read else None

    @cached_property
    def rank(self) -> Callable[[int], int]:
        """How many solid characters stand before a position."""
        return self._reading.rank if self._reading else self._bare.rank

    @cached_property
    def _bare(self) -> Skeleton:
        return Skeleton(self.text, self.index.plain_noise)

    @cached_property
    def _found(self) -> list[tuple[Skeleton, dict[int, list[Place]]]]:
        """The skeletons, each with the places in it of the patterns that occur."""
        skeletons = [self._bare]
        if not self.index.symbols.isdisjoint(self.text) or "[" in self.text:
            skeletons.append(Skeleton(self.text, self.index.noise))
        return [(skeleton, self.index.find(skeleton.text)) for skeleton in skeletons]

    @cached_property
    def patterns(self) -> frozenset[int]:
        """The numbers of the patterns that occur."""
        return frozenset().union(*(found for _, found in self._found))

    def count(self, name: str) -> int:
        """How often the terms of a list occur, before any guard is asked; detectors are asked last."""
        if name[0] == "@":
            return MANY
        return self._reading.count(self.index.numbers_of(name)) if self._reading else len(self.raw(name))

    def raw(self, name: str, start: int = 0, end: int = FAR) -> list[Hit]:
        """The hits of a list that begin in `[start, end)`, in order, with nothing but their gaps judged."""
        if self._reading:
            terms = self.index.terms_of(name)
            places = self._reading.places(self.index.numbers_of(name), start, end)
            return [Hit(a, b, terms[n], name) for a, b, n, drawn in places if not drawn or terms[n].strong]
        if name not in self._raw:
            terms = self.index.terms_of(name)
            self._raw[name] = [Hit(a, b, terms[n], name) for a, b, n in self._search(name)]
        return beginning(self._raw[name], start, end)

    def _search(self, name: str) -> list[tuple[int, int, int]]:
        """The same, from the skeletons."""
        places: set[tuple[int, int, int]] = set()
        for number in self.patterns.intersection(self.index.numbers_of(name)):
            term = self.index.owners[number][name]
            for skeleton, found in self._found:
                for start, end in found.get(number, ()):
                    first, last = skeleton.place(start), skeleton.place(end - 1) + 1
                    if last - first == end - start or self._drawn(skeleton, start, end, term):
                        places.add((first, last, number))
        return sorted(places)

    def _drawn(self, skeleton: Skeleton, start: int, end: int, term: Term) -> bool:
        """Whether every gap inside a term may be skipped."""
        before = skeleton.place(start) + 1
        for index in range(start + 1, end):
            place = skeleton.place(index)
            if place > before and not skippable(self.text, before, place, term.strong):
                return False
            before = place + 1
        return True

    def of(self, name: str) -> list[Hit]:
        """The hits of a lexicon (or of a rule's own word list), less those that its own guards explain."""
        if name not in self._checked:
            is_detector = name[0] == "@"
            self._checked[name] = (
                self.index.detectors[name[1:]](self) if is_detector else self._own(name, self.raw(name))
            )
        return self._checked[name]

    def within(self, name: str, start: int, end: int) -> list[Hit]:
        """Those that begin in `[start, end)`."""
        if self._reading is None or name in self._checked or name[0] == "@":
            return beginning(self.of(name), start, end)
        return self._own(name, self.raw(name, start, end))

    def _own(self, name: str, raw: list[Hit]) -> list[Hit]:
        """Those hits of a list that are its own: no part of another word, of an ordinary phrase, or of a longer word."""
        hits = [hit for hit in raw if self._stands_alone(hit)]
        lexicon = self.index.lexicons.get(name) if hits else None
        if lexicon is None:
            return hits
        if lexicon.allow:
            phrases = f"allow:{name}"
            hits = [
                hit
                for hit in hits
                if not self.allowed(hit.start, hit.end, phrases) and not self._allowed_as_read(hit, lexicon)
            ]
        if lexicon.not_after or lexicon.not_before:
            hits = [hit for hit in hits if self._free(hit, lexicon)]
        return hits

    def _stands_alone(self, hit: Hit) -> bool:
        """Latin terms may not be cut out of a longer Latin word (vx out of avx)."""
        text, start, end = self.text, hit.start, hit.end
        if text[start] > "\x7f" and text[end - 1] > "\x7f":
            return True
        joined = start and ascii_word(text[start]) and ascii_word(text[start - 1])
        # Digits may touch a longer abbreviation (加138vx), not a single letter (3v3).
        if joined and (text[start - 1].isalpha() or end - start == 1):
            return False
        if end < len(text) and text[end - 1].isascii() and text[end - 1].isalpha():
            return not (text[end].isascii() and text[end].isalpha())
        return True

    def _allowed_as_read(self, hit: Hit, lexicon: Lexicon) -> bool:
        """Whether an ordinary phrase is written with a respelled term in it (薇信读书 for 微信读书)."""
        reads = hit.term.reads
        if not hit.term.parts or not lexicon.allow:
            return False
        for phrase in lexicon.allow:
            place = phrase.find(reads) if len(phrase) > len(reads) else -1
            if place >= 0:
                before, after = phrase[:place], phrase[place + len(reads) :]
                if self.text.startswith(after, hit.end) and self.text.endswith(before, 0, hit.start):
                    return True
        return False

    def _free(self, hit: Hit, lexicon: Lexicon) -> bool:
        before = self.isolated(hit.start, -1)[:1] or self.text[max(0, hit.start - 1) : hit.start]
        after = self.isolated(hit.end - 1, 1)[:1] or self.text[hit.end : hit.end + 1]
        return not (before and before in lexicon.not_after) and not (after and after in lexicon.not_before)

    def allowed(self, start: int, end: int, phrases: str) -> Hit | None:
        """The ordinary phrase of a list that holds the span, or overlaps it and reaches beyond."""
        for phrase in self.raw(phrases, start - LONGEST_PHRASE, end):
            holds = phrase.start <= start and phrase.end >= end
            if holds or phrase.start < start < phrase.end or phrase.end > end:
                return phrase
        return None

    def near(self, guard: Guard, start: int, end: int) -> bool:
        """Whether a word of a guard may stand near enough to a span."""
        numbers, reach = self.index.words_of(guard)
        return self._reading is None or reach < 0 or self._reading.near(numbers, start - reach, end + reach)

    @cached_property
    def links(self) -> list[Link]:
        from xhslint.matching.detectors.links import find_links  # here, because most drafts hold no dot

        return find_links(self.text)

    def straddled(self, start: int, end: int, inside: bool = False) -> tuple[bool, bool]:
        """Whether an ordinary word crosses the left or the right edge of a span; see `Segmentation.straddles`."""
        if (start, end, inside) not in self._vetoes:
            written = self.index.plain_noise.sub("", self.text[start:end])
            before, behind = self.isolated(start, -1), self.isolated(end - 1, 1)
            if len(written) == end - start and not before and not behind:
                crossed = self.segmentation().straddles(self.text, start, end, inside)
            else:
                left = before[::-1] or self.text[max(0, start - CONTEXT) : start]
                right = behind or self.text[end : end + CONTEXT]
                crossed = self.segmentation().straddles(left + written + right, len(left), len(left + written), inside)
            self._vetoes[start, end, inside] = crossed
        return self._vetoes[start, end, inside]

    def isolated(self, edge: int, step: int) -> str:
        """The single characters beyond an edge when a text is drawn apart (更·加·微·妙), nearest first."""
        text, out, position = self.text, "", edge
        while len(out) < 4:
            place = self._decoration(position + step, step)
            beyond = place + step
            alone = not 0 <= beyond < len(text) or not text[beyond].isalnum()
            if not 0 <= place < len(text) or abs(place - position) == 1 or not text[place].isalpha() or not alone:
                break
            out += text[place]
            position = place
        return out

    def _decoration(self, place: int, step: int) -> int:
        """Where a few marks and emoji codes end that begin at `place`, going in one direction."""
        text, first = self.text, place
        while 0 <= place < len(text) and abs(place - first) <= 12:
            character = text[place]
            if character == ("[" if step > 0 else "]"):
                code = EMOJI_CODE.search(text[place : place + 10] if step > 0 else text[max(0, place - 9) : place + 1])
                if not code:
                    break
                place += step * len(code[0])
            elif character.isalnum() or character in WEAK_STOPS:
                break
            else:
                place += step
        return place
