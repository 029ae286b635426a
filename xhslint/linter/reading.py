"""What a match reads as once its disguises are undone."""

from __future__ import annotations

from xhslint.matching.hits import Hit
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.model.disguises import Disguise
from xhslint.text.skeleton import noise_pattern

_NOISE = noise_pattern()


def reading_of(scan: Scan, match: Match) -> tuple[str, tuple[Disguise, ...]]:
    """Return what a match reads as, and the disguises that were undone for it, in order, each once."""
    words: list[str] = []
    disguises = list(scan.view.disguises(match.start, match.end))
    position = match.start
    for hit in sorted(match.hits):
        if hit.start > position:
            between = _NOISE.sub("", scan.text[position : hit.start])
            # Ids keep their distance: 微信 momo_8812, not 微信momo_8812.
            words.append(between or " " * (bool(words) and hit.term.reads.isascii()))
        words.append(hit.term.reads)
        disguises += [Disguise(part.kind, part.written, part.reads) for part in hit.term.parts]
        disguises += [Disguise("separator", noise, "") for noise in _noise_inside(scan, hit)]
        position = max(position, hit.end)
    return "".join(words), tuple(dict.fromkeys(disguises))


def _noise_inside(scan: Scan, hit: Hit) -> list[str]:
    """Return the runs of noise between the characters of a term, as they are written."""
    if hit.end - hit.start == len(hit.term.text) or any(part.kind == "numeral" for part in hit.term.parts):
        return []
    ranges = [scan.view.source(*noise.span()) for noise in _NOISE.finditer(scan.text, hit.start, hit.end)]
    return [scan.source[start:end] for start, end in ranges]
