"""Where the terms of the rulebook occur in one draft, through any noise that may be skipped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from xhslint.base.time_limit import check_time
from xhslint.matching.detectors.registry import DETECTORS
from xhslint.matching.hits import Hit
from xhslint.matching.index import Index
from xhslint.matching.lexicon import Lexicon
from xhslint.matching.passage import Passage
from xhslint.model.findings import KINDS
from xhslint.text.skeleton import LONGEST_PHRASE, stands_alone
from xhslint.text.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array

    from xhslint.matching.scanner.interface import Reading
    from xhslint.text.segmentation import Edges, Segmentation

MANY = 1_000_000
"""The count of what a detector finds, so that detectors, which are slow, are asked last."""
NEITHER: Edges = (False, False)
LEFT: Edges = (True, False)
BOTH: Edges = (True, True)
"""At which edges of a span words inside the rulebook's own terms count; see `Scan.straddled`."""
FAR = 1 << 30
"""Beyond the end of any draft."""
CONTEXT = 16
"""Characters to each side of a match that decide where its words begin and end."""


def beginning(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Return those of `hits`, sorted by start, that begin in `[start, end)`."""
    if not hits or (start <= 0 and end == FAR):
        return hits
    low = bisect_left(hits, start, key=lambda hit: hit.start)
    return hits[low : bisect_left(hits, end, low, key=lambda hit: hit.start)]


class Scan(Passage):
    """One draft as the rules see it; all positions are those of the view, `kind` is what kind of text it is."""

    def __init__(
        self,
        source: str,
        view: View,
        index: Index,
        segmentation: Callable[[], Segmentation],
        kind: str = KINDS[0],
    ) -> None:
        super().__init__(source, view)
        self.kind = kind
        self.index = index
        self.segmentation = segmentation
        self._checked: dict[str, list[Hit]] = {}
        self._asked: dict[str, int] = {}
        self._vetoes: dict[tuple[int, int, Edges], Edges] = {}

    def spare(self) -> Scan:
        """Return a scan of the draft that holds nothing yet but which words are cut; for those who keep it."""
        scan = Scan(self.source, self.view, self.index, self.segmentation, self.kind)
        scan._vetoes = self._vetoes
        return scan

    @cached_property
    def _reading(self) -> Reading:
        """Where all terms occur in the view."""
        return self.index.read(self.text)

    @cached_property
    def rank(self) -> Callable[[int], int]:
        """Return how many solid characters stand before a position."""
        return self._reading.rank

    def count(self, name: str) -> int:
        """Return how often the terms of a list occur, before any guard is asked."""
        return MANY if name[0] == "@" else self._reading.count(self.index.numbers_of(name))

    def places(self, patterns: array[int]) -> list[tuple[int, int, int, int]]:
        """Return (start, end, pattern, drawn) for each place of some patterns; see `Reading.places`."""
        return self._reading.places(patterns, 0, FAR)

    def raw(self, name: str, start: int = 0, end: int = FAR) -> list[Hit]:
        """Return the hits of a list that begin in `[start, end)`, in order, with nothing but their gaps judged."""
        places = self._reading.places(self.index.numbers_of(name), start, end)
        if not places:
            return []
        terms = self.index.terms_of(name)
        return [Hit(a, b, terms[n], name) for a, b, n, drawn in places if not drawn or terms[n].strong]

    def of(self, name: str) -> list[Hit]:
        """Return the hits of a detector, a lexicon or a rule's own list, less those that the list's guards explain."""
        found = self._checked.get(name)
        if found is None:
            check_time()
            found = DETECTORS[name[1:]](self) if name[0] == "@" else self._own(name, self.raw(name))
            self._checked[name] = found
        return found

    def within(self, name: str, start: int, end: int) -> list[Hit]:
        """Return the hits of `of(name)` that begin in `[start, end)`.

        They are judged one by one until that has cost as much as judging all, which then serves every further call.
        """
        if name in self._checked or name[0] == "@":
            return beginning(self.of(name), start, end)
        asked = self._asked.get(name, 0)
        if asked and asked > self.count(name):
            return beginning(self.of(name), start, end)
        check_time()
        raw = self.raw(name, start, end)
        self._asked[name] = asked + 1 + len(raw)
        return self._own(name, raw)

    def _own(self, name: str, raw: list[Hit]) -> list[Hit]:
        """Return the hits of a list that are no part of another word, of an ordinary phrase, or of a longer word."""
        text = self.text
        hits = [hit for hit in raw if stands_alone(text, hit.start, hit.end)] if raw else raw
        lexicon = self.index.lexicons.get(name) if hits and name[0] != "=" else None  # which are the words of one slot
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

    def _allowed_as_read(self, hit: Hit, lexicon: Lexicon) -> bool:
        """Tell whether a hit stands in an ordinary phrase that is respelled as well (薇信读书 for 微信读书)."""
        return bool(hit.term.parts) and any(
            self.text.startswith(after, hit.end) and self.text.endswith(before, 0, hit.start)
            for before, after in self.index.contexts(lexicon, hit.term.reads)
        )

    def _free(self, hit: Hit, lexicon: Lexicon) -> bool:
        """Tell whether none of the characters that a lexicon forbids touches a hit."""
        before = self.isolated(hit.start, -1)[:1] or self.text[max(0, hit.start - 1) : hit.start]
        after = self.isolated(hit.end - 1, 1)[:1] or self.text[hit.end : hit.end + 1]
        return not (before and before in lexicon.not_after) and not (after and after in lexicon.not_before)

    def allowed(self, start: int, end: int, phrases: str) -> Hit | None:
        """Return the first ordinary phrase of a list that holds a span, or overlaps it and reaches beyond; None without one."""
        for phrase in self.raw(phrases, start - LONGEST_PHRASE, end):
            holds = phrase.start <= start and phrase.end >= end
            if holds or phrase.start < start < phrase.end or phrase.end > end:
                return phrase
        return None

    def near(self, key: object, groups: Sequence[Iterable[str]], start: int, end: int) -> list[tuple[int, int]]:
        """Return where terms of groups of lists begin in `[start, end)`, each with its groups; see `Index.groups_of`."""
        if not groups:
            return []
        numbers, bits = self.index.groups_of(key, groups)
        return [(at, bits[pattern]) for at, _, pattern, _ in self._reading.places(numbers, start, end)]

    def straddled(self, start: int, end: int, inside: Edges = NEITHER) -> Edges:
        """Tell whether an ordinary word crosses the left and the right edge of a span; see `Segmentation.straddles`."""
        key = start, end, inside
        crossed = self._vetoes.get(key)
        if crossed is None:
            check_time()
            written = self.solid(start, end)
            before = "" if start == 0 or self.text[start - 1].isalnum() else self.isolated(start, -1)
            behind = "" if end == len(self.text) or self.text[end].isalnum() else self.isolated(end - 1, 1)
            if len(written) == end - start and not before and not behind:
                crossed = self.segmentation().straddles(self.text, start, end, inside)
            else:
                left = before[::-1] or self.text[max(0, start - CONTEXT) : start]
                right = behind or self.text[end : end + CONTEXT]
                crossed = self.segmentation().straddles(left + written + right, len(left), len(left + written), inside)
            self._vetoes[key] = crossed
        return crossed

    def is_word_across(self, text: str, at: int) -> bool:
        return self.segmentation().widened(text, at, at) != (at, at)

    def solid(self, start: int, end: int) -> str:
        """Return the text in `[start, end)` without noise."""
        text = self.text[start:end]
        return text if text.isalnum() else self.index.noise.sub("", text)
