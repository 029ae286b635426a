"""The text of a passage without decoration, for detectors that read whole clauses: 别🌸写·“加微信” as 别写“加微信”."""

from __future__ import annotations

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
    """Text without decoration, and where each of its characters stands in the view."""

    text: str
    places: list[int]

    def hit(self, start: int, end: int) -> Hit:
        """Return the hit of the view that `[start, end)` of this text is."""
        written = self.text[start:end]
        return Hit(self.places[start], self.places[end - 1] + 1, Term(written, written))


def solid(passage: Passage) -> Solid:
    """Return the text of a passage without decoration."""
    return _without(passage.text, DECORATION)


def solid_lists(passage: Passage) -> Solid:
    """Return the text of a passage without decoration other than the marks between the items of a list."""
    return _without(passage.text, UNLISTED)


def _without(text: str, decoration: re.Pattern[str]) -> Solid:
    """Return a text without what a pattern finds in it."""
    at = 0
    kept: list[str] = []
    places: list[int] = []
    for noise in decoration.finditer(text):
        kept.append(text[at : noise.start()])
        places += range(at, noise.start())
        at = noise.end()
    kept.append(text[at:])
    places += range(at, len(text))
    return Solid("".join(kept), places)
