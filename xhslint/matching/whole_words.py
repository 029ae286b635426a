"""Where what is found begins and ends, in whole words and numbers."""

from __future__ import annotations

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import replace
from xhslint.matching.phrase import Match
from xhslint.matching.scan import CONTEXT, Scan

TOKEN = lazy(r"[a-z0-9]+(?:[_.-][a-z0-9]+)*")
"""A Latin word, an id, or a number."""
LONGEST_TOKEN = 32
"""Characters to each side of a span in which such a token is looked for."""


def whole_span(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """Return a span of the view with the rest of the words, ids and numbers that it begins or ends in (扣1 of 扣158…)."""
    # Noise inside the span (评_论) parts no word, as it does not where a match is judged.
    left, right = scan.text[max(0, start - CONTEXT) : start], scan.text[end : end + CONTEXT]
    written = left + scan.index.noise.sub("", scan.text[start:end])
    first, last = scan.segmentation().widened(written + right, len(left), len(written))
    start, end = start - (len(left) - first), end + last - len(written)
    for token in TOKEN.finditer(scan.text, max(0, start - LONGEST_TOKEN), end + LONGEST_TOKEN):
        if token.start() < start < token.end():
            start = token.start()
        if token.start() < end < token.end():
            end = token.end()
    return start, end


def whole(scan: Scan, match: Match) -> Match:
    """Return a match that begins and ends with whole words."""
    start, end = whole_span(scan, match.start, match.end)
    return match if (start, end) == (match.start, match.end) else replace(match, start=start, end=end)
