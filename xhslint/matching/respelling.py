"""A draft as it reads: with its respelled words written in plain, for guards that know them by that only."""

from __future__ import annotations

from xhslint.base.records import NamedTuple
from xhslint.matching.hits import Hit
from xhslint.matching.index import RESPELLED
from xhslint.matching.scan import Scan
from xhslint.text.offset_map import OffsetMap, replaced
from xhslint.text.view import View, fold


class Plain(NamedTuple):
    """A scan of what another one reads as; `offsets` are the words that differ."""

    scan: Scan
    offsets: OffsetMap

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the other scan stands in this one."""
        return self.offsets.place(start), self.offsets.place(end - 1, past=True)

    def written(self, hit: Hit) -> Hit:
        """Return a hit of this scan where it stands in the other one."""
        start, end = self.offsets.origin(hit.start, hit.end)
        return hit._replace(start=start, end=end)


def in_plain(scan: Scan) -> Plain | None:
    """Return a scan as it reads; None if no word of it is respelled."""
    words: list[tuple[int, int, str]] = []
    for hit in sorted(scan.raw(RESPELLED), key=lambda hit: (hit.start, -hit.end)):
        if not words or hit.start >= words[-1][1]:
            words.append((hit.start, hit.end, fold(hit.term.reads).text))
    if not words:
        return None
    text, offsets = replaced(scan.text, words)
    view = View(text, scan.text, offsets, None)
    return Plain(Scan(scan.text, view, scan.index, scan.segmentation, scan.kind), offsets)
