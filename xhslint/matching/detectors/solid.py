"""The text of a passage without decoration, for detectors that read whole clauses: 别🌸写·“加微信” as 别写“加微信”."""

from __future__ import annotations

from bisect import bisect_right

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.passage import Passage
from xhslint.text.skeleton import BRACKETED, CODES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

KEPT = '，,。！？!?；;…：:、()（）【】「」『』“”‘’"@'
_NOISE = rf"{CODES}|{BRACKETED}|(?<![a-z0-9_])_+|_+(?![a-z0-9_])"  # an underscore in a Latin word may be that of an id
_FIRST = rf"(?=[^\w\n{KEPT}]|_)"  # what decoration may begin with, which spares most places all the alternatives
DECORATION = lazy(rf"{_FIRST}(?:{_NOISE}|[^\w\n{KEPT}])+")
LISTING = "/|｜│"
UNLISTED = lazy(rf"{_FIRST}(?:{_NOISE}|[^\w\n{KEPT}{LISTING}])+")


class Solid(NamedTuple):
    """Text without decoration; `starts` says where its pieces begin, and `offsets` how far from there they stand in the view."""

    text: str
    starts: list[int]
    offsets: list[int]

    def place(self, at: int) -> int:
        """Return where a character stands in the view."""
        return at + self.offsets[bisect_right(self.starts, at) - 1]

    def hit(self, start: int, end: int) -> Hit:
        """Return the hit of the view that `[start, end)` of this text is."""
        written = self.text[start:end]
        return Hit(self.place(start), self.place(end - 1) + 1, Term(written, written))


def solid(passage: Passage) -> Solid:
    """Return the text of a passage without decoration."""
    return _without(passage.text, DECORATION)


def solid_lists(passage: Passage) -> Solid:
    """Return the text of a passage without decoration other than the marks between the items of a list."""
    return _without(passage.text, UNLISTED)


def _without(text: str, decoration: re.Pattern[str]) -> Solid:
    """Return a text without what a pattern finds in it."""
    at = left_out = 0
    kept: list[str] = []
    starts, offsets = [0], [0]
    for noise in decoration.finditer(text):
        start, end = noise.span()
        kept.append(text[at:start])
        at = end
        left_out += end - start
        starts.append(end - left_out)
        offsets.append(left_out)
    kept.append(text[at:])
    return Solid("".join(kept), starts, offsets)
