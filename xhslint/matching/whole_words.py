"""Where what is found begins and ends, in whole words and numbers, without function words of what stands beside it."""

from __future__ import annotations

from xhslint.base.lazy_regex import lazy
from xhslint.matching.hits import Hit
from xhslint.matching.phrase import Match
from xhslint.matching.scan import CONTEXT, Scan
from xhslint.text.skeleton import CLAUSE_ENDS

TOKEN = lazy(r"[a-z0-9]+(?:[_.-][a-z0-9]+)*")
"""A Latin word, an id, or a number."""
PARTICLE = "的"
"""What belongs to the words before it: of 路过的宝子点个关注 nobody underlines 的宝子."""
SUBJECT = "我"
"""What begins the next clause behind a mark: of 想买的私聊，我有货 nobody underlines 私聊，我."""
LONGEST_TOKEN = 32
"""Characters to each side of a span in which such a token is looked for."""


def whole_span(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """Return a span of the view with the rest of the words, ids and numbers that it begins or ends in (扣1 of 扣158…)."""
    # Noise inside the span (评_论) parts no word, as it does not where a match is judged.
    left, right = scan.text[max(0, start - CONTEXT) : start], scan.text[end : end + CONTEXT]
    written = left + scan.solid(start, end)
    first, last = scan.segmentation().widened(written + right, len(left), len(written))
    start, end = start - (len(left) - first), end + last - len(written)
    if not (_is_latin(scan.text, start) or _is_latin(scan.text, end)):
        return start, end
    for token in TOKEN.finditer(scan.text, max(0, start - LONGEST_TOKEN), end + LONGEST_TOKEN):
        if token.start() < start < token.end():
            start = token.start()
        if token.start() < end < token.end():
            end = token.end()
    return start, end


def _is_latin(text: str, edge: int) -> bool:
    """Tell whether a token may lie across an edge."""
    return 0 < edge < len(text) and text[edge - 1].isascii() and text[edge].isascii()


def trimmed_span(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """Return a span of the view without a particle at its beginning and without the subject of the next clause at its end."""
    text = scan.text
    if text[start] == PARTICLE and end - start > 2 and not any(scan.straddled(start + 1, end)):
        start += 1
    if text[end - 1] == SUBJECT and text[end : end + 1].isalnum() and text[end - 2] in CLAUSE_ENDS:
        # Where marks stand between other characters as well, they disguise: 私，聊，我看图.
        last = len(text[start : end - 2].rstrip())
        if last > 1 and text[start + last - 2] not in CLAUSE_ENDS:
            end = start + last
    return start, end


def clipped(hits: tuple[Hit, ...], start: int, end: int) -> tuple[Hit, ...]:
    """Return hits without what of them lies outside a span."""
    return tuple(
        [
            hit
            if start <= hit.start and hit.end <= end
            else hit._replace(start=max(start, hit.start), end=min(end, hit.end))
            for hit in hits
            if hit.start < end and hit.end > start
        ]
    )


def whole(scan: Scan, match: Match) -> Match:
    """Return a match that begins and ends with whole words of its own."""
    start, end = trimmed_span(scan, *whole_span(scan, match.start, match.end))
    if (start, end) == (match.start, match.end):
        return match
    return match._replace(start=start, end=end, hits=clipped(match.hits, start, end))
