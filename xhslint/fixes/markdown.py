"""Whether edits leave the Markdown of a draft whole: links, pictures, automatic links and code are kept, or go as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from xhslint.base.lazy_regex import lazy
from xhslint.fixes.text_cuts import apply_edits
from xhslint.model.findings import Edit

STARTS = ("](", "][", "[[", "`", "<")
"""What lines without such constructs do not hold."""
MOST = 20_000
"""How much of a line is looked at on both sides of the edits: addresses may be long."""

_TARGET = r"\((?:[^()\n]|\([^()\n]*\))*\)"
_CONSTRUCT = lazy(
    r"(?P<code>(?<!`)(?P<fence>`{1,2})(?!`)[^`\n]+(?P=fence)(?!`))"
    rf"|(?P<open>!?\[)(?P<label>(?:[^\[\]\n]|!\[[^\[\]\n]*\]{_TARGET})*)(?P<target>\](?:{_TARGET}|\[[^\[\]\n]*\]))"
    r"|(?P<whole>!?\[\[[^\[\]\n]+\]\]|<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|/?[A-Za-z][A-Za-z0-9]*\b)[^<>\n]*>)"
)
_PICTURE = lazy(rf"(?:\[!\[[^\[\]\n]*\]{_TARGET}\]|!\[[^\[\]\n]*\]){_TARGET}|<(?i:img)\b[^<>\n]*>")
_MARKS = frozenset("![]()<>`")


def keeps_markdown(text: str, edits: Sequence[Edit]) -> bool:
    """Return whether after some edits each construct is there as a whole, with other words between its brackets at most, or gone.

    Of a link that is taken out, its words may stay.
    """
    if not edits:
        return True
    low, high = _lines(text, min(edit.start for edit in edits), max(edit.end for edit in edits))
    before = text[low:high]
    if not any(start in before for start in STARTS):
        return True
    after = apply_edits(before, [Edit(edit.start - low, edit.end - low, edit.text) for edit in edits])
    had, left = Counter(_constructs(before)), Counter(_constructs(after))
    return left <= had and _loose(after) <= _loose(before)


def between_pictures(text: str, low: int, start: int, end: int, high: int) -> tuple[int, int]:
    """Return the part of the line `[low, high)` around a range that no picture stands in: one ends a sentence."""
    if "![" not in text[low:high] and "<" not in text[low:high]:
        return low, high
    for picture in _PICTURE.finditer(text, low, high):
        if picture.end() <= start:
            low = picture.end()
        elif picture.start() >= end:
            return low, picture.start()
    return low, high


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the lines around another."""
    low = text.rfind("\n", max(0, start - MOST), start) + 1 or max(0, start - MOST)
    high = text.find("\n", end, end + MOST)
    return low, high if high >= 0 else min(len(text), end + MOST)


def _constructs(text: str) -> Iterator[str]:
    """Yield what makes up each construct but its words, those inside of others too."""
    for match in _CONSTRUCT.finditer(text):
        label = match["label"]
        if label is None:
            yield match["fence"] or match[0]
        else:
            yield f"{match['open']}{'' if label.strip() else 'empty'}{match['target']}"
            yield from _constructs(label)


def _loose(text: str) -> Counter[str]:
    """Return how often each mark stands outside of constructs."""
    loose = Counter(char for char in _CONSTRUCT.sub("", text) if char in _MARKS)
    labels = (match["label"] for match in _CONSTRUCT.finditer(text))
    return loose + Counter(char for label in labels if label for char in _CONSTRUCT.sub("", label) if char in _MARKS)
