"""A draft cut where something begins or ends, so that what overlaps or nests can be marked one piece after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from xhslint.base.records import dataclass, field
from xhslint.terminal.width import units

ALL_UP_TO = 12_000  # code points up to which a draft is shown whole
AROUND = 300  # code points shown on either side of a span where it is not


class Span(NamedTuple):
    """A half-open range of a text, and what it stands for: a finding by its place in the list, or a part of the draft."""

    start: int
    end: int
    key: int | str


class Run(NamedTuple):
    """Text as it is shown, and whether it is an escape for what must not be shown as it is."""

    shown: str
    escape: bool


@dataclass(slots=True)
class Piece:
    """Text under the same spans, and those of them that begin with it."""

    under: tuple[int | str, ...]
    begins: tuple[int | str, ...] = ()
    units: list[Run] = field(default_factory=list)

    def runs(self) -> Iterator[Run]:
        """The text, escapes apart from the rest."""
        for escape, each in groupby(self.units, key=lambda run: run.escape):
            yield Run("".join(run.shown for run in each), escape)


def pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece | int]:
    """A text in pieces, in order, with numbers in place of so many characters that are left out.

    A span that is empty is put where it stands; what is drawn as one character stays whole.
    """
    waiting = sorted(spans, key=lambda span: span.start)[::-1]
    open_now: list[Span] = []
    shown_to = 0
    for start, end in windows(len(text), spans):
        if start > shown_to:
            yield start - shown_to
        piece: Piece | None = None
        for unit in units(text[start:end]):
            at, past = start + unit.start, start + unit.end
            begins = []
            while waiting and waiting[-1].start < past:
                begins.append(waiting.pop())
            open_now = [span for span in open_now + begins if max(span.end, span.start + 1) > at]
            under = tuple(span.key for span in open_now)
            if piece is None or begins or under != piece.under:
                if piece:
                    yield piece
                piece = Piece(under, tuple(span.key for span in begins))
            piece.units.append(_run(text[at:past], unit.shown))
        if piece:
            yield piece
        shown_to = end
    if shown_to < len(text):
        yield len(text) - shown_to
    elif waiting:
        yield Piece((), tuple(span.key for span in reversed(waiting)))


def windows(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The ranges of a text to show: all of a short one; of a long one what is around where its spans begin and end."""
    if length <= ALL_UP_TO:
        yield 0, length
        return
    edges: list[tuple[int, int]] = []
    for span in spans:
        first, last = min(span.start, length), min(span.end, length)
        edges += [(first, first), (last, last)] if last - first > 2 * AROUND else [(first, last)]
    start = end = 0
    for first, last in sorted(edges):
        if first - AROUND > end:
            if end:
                yield start, end
            start = first - AROUND
        end = min(max(end, last + AROUND), length)
    if end:
        yield start, end


def _run(written: str, shown: str) -> Run:
    if written in ("\n", "\r\n", "\r"):
        return Run("\n", False)
    return Run(written, False) if written == "\t" else Run(shown, shown != written)
