"""What a match reads as once its disguises are undone."""

from __future__ import annotations

from xhslint.matching.hits import Hit
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.model.findings import Disguise
from xhslint.text.skeleton import noise_pattern

NOISE = noise_pattern()


def read(scan: Scan, match: Match) -> tuple[str, tuple[Disguise, ...]]:
    """What a match reads as, and the disguises that were undone on the alternative, in order."""
    pieces: list[str] = []
    found = list(scan.view.disguises(match.start, match.end))
    position = match.start
    for hit in sorted(match.hits):
        if hit.start > position:
            between = NOISE.sub("", scan.text[position : hit.start])
            # An id keeps its distance: 微信 momo_8812, not 微信momo_8812.
            pieces.append(between or " " * (bool(pieces) and hit.term.reads.isascii()))
        pieces.append(hit.term.reads)
        found += [Disguise(part.kind, part.written, part.reads) for part in hit.term.parts]
        found += [Disguise("separator", gap, "") for gap in gaps(scan, hit)]
        position = max(position, hit.end)
    return "".join(pieces), tuple(dict.fromkeys(found))


def gaps(scan: Scan, hit: Hit) -> list[str]:
    """The noise inside a term."""
    if hit.end - hit.start == len(hit.term.text) or any(part.kind == "numeral" for part in hit.term.parts):
        return []
    return NOISE.findall(scan.text[hit.start : hit.end])
