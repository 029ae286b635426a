"""Characters in disguise that a stop parts from the words that they would belong to."""

from __future__ import annotations

from xhslint.matching.hits import Hit
from xhslint.matching.lexicon import Term
from xhslint.matching.scan import Scan
from xhslint.text.skeleton import CLAUSE_ENDS, LINE_ENDS

STOPS = CLAUSE_ENDS - LINE_ENDS
"""What parts clauses within a line; lines may be written downwards."""


def stranded(scan: Scan, hits: tuple[Hit, ...]) -> bool:
    """Tell whether a stop parts the first or the last hit from the others, and that hit is a character that only sounds like its word.

    Such a character belongs to its own clause: 到家，微信响了 is no 加微信.
    """
    pairs = ((hits[0], hits[0].end, hits[1].start), (hits[-1], hits[-2].end, hits[-1].start)) if len(hits) > 1 else ()
    return any(
        sounds_alike(hit.term) and scan.rank(start) == scan.rank(end) and not STOPS.isdisjoint(scan.text[start:end])
        for hit, start, end in pairs
    )


def sounds_alike(term: Term) -> bool:
    """Tell whether a term is one character that seldom stands for the word that it sounds like (家 for 加)."""
    return term.is_faint and any(part.kind == "homophone" for part in term.parts)
