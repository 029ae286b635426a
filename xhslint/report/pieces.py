"""A draft cut where something begins or ends, so that what overlaps or nests can be marked one piece after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from xhslint.report.width import units

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


def windows(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The ranges of a text to show: all of a short one, of a long one what is around its spans."""
    if length <= ALL_UP_TO:
        yield 0, length
        return
    start, end = 0, -1
    for span in sorted(spans, key=lambda each: each.start):
        if span.start - AROUND <= end:
            end = max(end, span.end + AROUND)
            continue
        if end >= 0:
            yield start, min(end, length)
        start, end = max(0, span.start - AROUND), span.end + AROUND
    if end >= 0:
        yield start, min(end, length)


def pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Piece]:
    """A range of a text in pieces; an empty span is put where it stands, and what is one character stays whole."""
    waiting = sorted((span for span in spans if start <= span.end and span.start <= end), key=lambda each: each.start)
    waiting.reverse()
    open_now: list[Span] = []
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
    if waiting:
        yield Piece((), tuple(span.key for span in reversed(waiting)))


def _run(written: str, shown: str) -> Run:
    if written in ("\n", "\r\n", "\r"):
        return Run("\n", False)
    return Run(written, False) if written == "\t" else Run(shown, shown != written)
