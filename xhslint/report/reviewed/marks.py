"""Which words of a document are marked: the pieces of its notes by the place that they came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place
from xhslint.linter.events import Checked
from xhslint.model.findings import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Key: TypeAlias = "tuple[str, str]"
"""A sheet and a cell of it, or the field and the paragraph of a Word file."""


class Span(NamedTuple):
    """A range of some words, and the finding that it belongs to; `is_first` where the finding begins."""

    start: int
    end: int
    finding: Finding
    is_first: bool


class Piece(NamedTuple):
    """Words of a note as they came from one place, with the findings in them."""

    words: str
    spans: Sequence[Span]
    draft: Draft


def pieces_by(checked: Iterable[Checked], key: Callable[[Place], Key]) -> dict[Key, list[Piece]]:
    """Return the pieces of all places in which there are findings, in the order of the notes, by the keys of the places.

    What is found in a picture is in no words of the document.
    """
    found: dict[Key, list[Piece]] = {}
    for event in checked:
        if not event.findings or event.draft.in_picture:
            continue
        pieces = list(_pieces(event))
        touched = {key(place) for place, piece in pieces if piece.spans}
        for place, piece in pieces:
            if key(place) in touched:
                found.setdefault(key(place), []).append(piece)
    return found


def _pieces(event: Checked) -> Iterable[tuple[Place, Piece]]:
    draft = event.draft
    starts = [start for start, _ in draft.places]
    ends = [*starts[1:], len(draft.text)]
    found: dict[int, list[Span]] = {}
    for finding in event.findings:
        is_first = True
        for number in range(max(0, bisect_right(starts, finding.start) - 1), bisect_left(starts, finding.end)):
            start = starts[number]
            first, last = max(finding.start, start), min(finding.end, ends[number])
            if draft.text[first:last].strip():
                found.setdefault(number, []).append(Span(first - start, last - start, finding, is_first))
                is_first = False
    for number, (start, place) in enumerate(draft.places):
        yield place, Piece(draft.text[start : ends[number]], found.get(number, ()), draft)


def located(whole: str, pieces: Iterable[Piece]) -> list[Span]:
    """Return the spans of pieces as ranges of the words that stand at their place; those of other words are left out.

    A note leaves out blanks and labels that stand there, and adds marks of topics, ends of lines and destinations of links.
    """
    found: list[Span] = []
    at = 0
    for piece in pieces:
        words = piece.words.rstrip()
        start = _found(whole, piece.words, words, at)
        if start < 0:
            continue
        at = start + len(words)
        for span in piece.spans:
            first, last = start + span.start, min(start + span.end, at)
            if first < last:
                found.append(span._replace(start=first, end=last))
    return found


def _found(whole: str, words: str, bare: str, at: int) -> int:
    """Return where words stand in others from an offset on; -1 unless nothing but signs or a label is passed over."""
    if not bare:
        return -1
    if whole.startswith(bare, at):
        return at
    last = len(whole.rstrip()) - len(bare)
    if last >= at and whole.startswith(bare, last):
        return last
    start = whole.find(bare, at)
    return start if start >= 0 and not any(map(str.isalnum, whole[at:start])) else -1
