"""Cut a draft wherever a span begins or ends, so that overlapping and nested spans can be marked up piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from xhslint.base.records import dataclass, field
from xhslint.terminal.width import units

ALL_UP_TO = 12_000  # code points up to which a draft is shown whole
AROUND = 300  # code points of a longer draft shown on either side of a span


class Span(NamedTuple):
    """A half-open range in code points, with the index of its finding or the name of a part of the draft."""

    start: int
    end: int
    key: int | str


class Fragment(NamedTuple):
    """Printable text; `escape` tells whether it stands for characters that must not be printed."""

    shown: str
    escape: bool


@dataclass(slots=True)
class Segment:
    """Text between two cuts: the keys of the spans that cover it, and of those among them that begin with it."""

    under: tuple[int | str, ...]
    begins: tuple[int | str, ...] = ()
    units: list[Fragment] = field(default_factory=list)

    def fragments(self) -> Iterator[Fragment]:
        """Yield the text in as few fragments as possible."""
        for escape, each in groupby(self.units, key=lambda fragment: fragment.escape):
            yield Fragment("".join(fragment.shown for fragment in each), escape)


def segments(text: str, spans: Sequence[Span]) -> Iterator[Segment | int]:
    """Yield the segments of a text in order; an integer is the number of code points left out at that place.

    An empty span begins a segment where it stands. Characters that a terminal draws as one are never separated.
    """
    waiting = sorted(spans, key=lambda span: span.start)[::-1]
    open_now: list[Span] = []
    shown_to = 0
    for start, end in windows(len(text), spans):
        if start > shown_to:
            yield start - shown_to
        segment: Segment | None = None
        pieces = units(text[start:end])
        for shown, first, last in zip(pieces.shown, pieces.bounds, pieces.bounds[1:], strict=False):  # one bound more
            at, past = start + first, start + last
            begins = []
            while waiting and waiting[-1].start < past:
                begins.append(waiting.pop())
            open_now = [span for span in open_now + begins if max(span.end, span.start + 1) > at]
            under = tuple(span.key for span in open_now)
            if segment is None or begins or under != segment.under:
                if segment:
                    yield segment
                segment = Segment(under, tuple(span.key for span in begins))
            segment.units.append(_fragment(text[at:past], shown))
        if segment:
            yield segment
        shown_to = end
    if shown_to < len(text):
        yield len(text) - shown_to
    elif waiting:
        yield Segment((), tuple(span.key for span in reversed(waiting)))


def windows(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges to show: all of a short text, else the surroundings of both ends of every span."""
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


def _fragment(written: str, shown: str) -> Fragment:
    if written in ("\n", "\r\n", "\r"):
        return Fragment("\n", False)
    return Fragment(written, False) if written == "\t" else Fragment(shown, shown != written)
