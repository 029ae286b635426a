"""What the platform takes of a note: the measures of the `count` rules, each as the span that goes over."""

from __future__ import annotations

from collections.abc import Callable

from xhslint.draft import Draft


def title_weight(text: str) -> int:
    """The platform's length of a title: an ASCII character is half, each other UTF-16 unit a whole, rounded up."""
    half = sum(1 if c.isascii() else 4 if ord(c) > 0xFFFF else 2 for c in text)
    return (half + 1) // 2


def over_title(draft: Draft, most: int) -> tuple[int, int]:
    for region in draft.regions:
        if region.kind == "title":
            cut = region.start
            while cut < region.end and title_weight(draft.text[region.start : cut + 1]) <= most:
                cut += 1
            return cut, region.end
    return 0, 0


def over_body(draft: Draft, most: int) -> tuple[int, int]:
    kept = 0
    for region in draft.regions:
        if region.kind == "body":
            if kept + region.end - region.start > most:
                return region.start + most - kept, region.end
            kept += region.end - region.start
    return 0, 0


def over_topics(draft: Draft, most: int) -> tuple[int, int]:
    topics = [region for region in draft.regions if region.kind == "topic"]
    return (topics[most].start, topics[-1].end) if len(topics) > most else (0, 0)


MEASURES: dict[str, Callable[[Draft, int], tuple[int, int]]] = {
    "title": over_title,
    "body": over_body,
    "topics": over_topics,
}
