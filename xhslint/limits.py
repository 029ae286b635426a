"""What the platform takes of a note: the measures of the `count` rules, each as the spans that go over."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.draft import Draft
from xhslint.patterns import lazy

Span = tuple[int, int]
# Soft hyphens, zero-width and filler characters, bidi controls and tags. Between letters of other scripts some of them
# are spelling, so one neighbour at least is Chinese or ASCII; joiners and selectors of emoji stand between emoji. A byte
# order mark alone is what copying leaves behind, in one of a thousand published notes.
_RANGES = (
    *("\u00ad", "\u034f", "\u061c", "\u115f-\u1160", "\u17b4-\u17b5", "\u180b-\u180f", "\u200b-\u200f"),
    *("\u202a-\u202e", "\u2060-\u206f", "\u3164", "\uffa0", "\U000e0000-\U000e007f"),
)
_UNSEEN = "".join(_RANGES)
_UNSEEN_CHARACTERS = frozenset(chr(code) for each in _RANGES for code in range(ord(each[0]), ord(each[-1]) + 1))
_FEW = 10_000  # characters that are looked through sooner than the pattern is compiled
INVISIBLE = lazy(rf"(?<=[\u4e00-\u9fffA-Za-z0-9])\ufeff*[{_UNSEEN}][{_UNSEEN}\ufeff]*(?=\w)")


def title_weight(text: str) -> int:
    """The platform's length of a title: an ASCII character is half, each other UTF-16 unit a whole, rounded up."""
    half = sum(1 if c.isascii() else 4 if ord(c) > 0xFFFF else 2 for c in text)
    return (half + 1) // 2


def over_title(draft: Draft, most: int) -> list[Span]:
    title = draft.title
    if not title:
        return []
    cut = title.start
    while cut < title.end and title_weight(draft.text[title.start : cut + 1]) <= most:
        cut += 1
    return [(cut, title.end)] if cut < title.end else []


def over_body(draft: Draft, most: int) -> list[Span]:
    kept = 0
    for region in draft.body:
        if kept + region.end - region.start > most:
            return [(region.start + most - kept, region.end)]
        kept += region.end - region.start
    return []


def over_topics(draft: Draft, most: int) -> list[Span]:
    if draft.text.count("#") + draft.text.count("＃") <= most:  # each has one; to look for them costs more
        return []
    topics = [region for region in draft.regions if region.kind == "topic"]
    return [(topics[most].start, topics[-1].end)] if len(topics) > most else []


def over_invisible(draft: Draft, most: int) -> list[Span]:
    """Every run of invisible characters inside a word, where there are more runs than `most`."""
    if len(draft.text) < _FEW and _UNSEEN_CHARACTERS.isdisjoint(draft.text):
        return []
    runs = [match.span() for match in INVISIBLE.finditer(draft.text)]
    posted = [run for run in runs if not any(skip.start <= run[0] < skip.end for skip in draft.skips)]
    return posted if len(posted) > most else []


MEASURES: dict[str, Callable[[Draft, int], list[Span]]] = {
    "title": over_title,
    "body": over_body,
    "topics": over_topics,
    "invisible": over_invisible,
}
