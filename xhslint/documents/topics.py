"""Topics that stand in a column or list of their own, where most people leave out the # before each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xhslint.documents.note import Part
from xhslint.drafts.places import Place, behind

_LONGEST = 10_000
_MARKS = ("#", "＃")
_BETWEEN = r"\s,，、;；|｜/"
_PIECE = re.compile(rf"(?P<topic>[^{_BETWEEN}]+)|[{_BETWEEN}]+")
_ENDS = re.compile(f"[{_BETWEEN}]")


def with_marks(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a cell of topics with # before every topic that lacks it, each with the place that it had.

    Topics are what stands between blanks, commas and the like; if one has its mark, so have all that are meant as topics, and the
    cell is returned as it is. So is one that is too long to be a list of topics.
    """
    if any(mark in words for words, _ in parts for mark in _MARKS) or sum(len(words) for words, _ in parts) > _LONGEST:
        return list(parts)
    marked: list[Part] = []
    goes_on = False
    for words, place in parts:
        marked += _marked(words, place, goes_on)
        goes_on = not _ENDS.match(words[-1]) if words else goes_on
    return marked


def _marked(words: str, place: Place, goes_on: bool) -> Iterator[Part]:
    """Yield the pieces of a part, with a # before each of its topics but one that goes on from the part before it."""
    for piece in _PIECE.finditer(words):
        if piece["topic"] and not (goes_on and piece.start() == 0):
            yield "#", place
        yield piece[0], place
        place = behind(place, piece[0])
