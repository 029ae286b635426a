"""The parts of a draft that are not posted: HTML comments, fences with the code between them or without it, addresses of pictures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import dataclass
from xhslint.drafts.picture_marks import picture_addresses

CODE = ("check", "skip")
"""What may be done with fenced code: most of it in drafts is the caption, set off from notes of its author."""

_SKIP_START = lazy(r"<!--|(?<![^\r\n]) {0,3}(?:(`{3,})[^`\r\n]*|(~{3,})[^\r\n]*)(?=[\r\n]|\Z)")
_LANGUAGE = lazy(r"[ \t]*[A-Za-z]{0,12}[ \t]*(?=[\r\n]|\Z)")
_FENCE_END = lazy(r"(?<![^\r\n]) {0,3}(`{3,}|~{3,})[ \t]*(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class Skip:
    """A range `[start, end)` that is not posted; it reads as "" (a comment, an address) or a line break (front matter, code, a fence)."""

    start: int
    end: int
    reads: str


def find_skips(text: str, start: int, skips_code: bool) -> list[Skip]:
    """Return what is not posted from an offset on, in order and disjoint; code may run to the end of the text."""
    skips = list(_blocks(text, start, skips_code))
    ends = [skip.end for skip in skips]
    starts = [skip.start for skip in skips]
    last = start
    for low, high in sorted(picture_addresses(text, start)):
        if low >= last and bisect_right(ends, low) == bisect_left(starts, high):  # not in a comment or in code
            skips.append(Skip(low, high, ""))
            last = high
    return sorted(skips, key=lambda skip: skip.start) if len(skips) > len(ends) else skips


def _blocks(text: str, start: int, skips_code: bool) -> Iterator[Skip]:
    """Yield closed HTML comments, and fenced code or only its fences, in order; code may run to the end of the text."""
    last_comment_end = text.rfind("-->")
    while found := _SKIP_START.search(text, start):
        begin, start = found.span()
        if fence := found[1] or found[2]:
            closing = _closing_fence(text, start, fence)
            start = closing.end() if closing else len(text)
            if skips_code:
                yield Skip(begin, start, "\n")
                continue
            yield Skip(begin, _opening_end(text, found), "\n")
            if closing:
                yield Skip(*closing.span(), "\n")
        elif begin + 2 <= last_comment_end:
            start = text.index("-->", begin + 2) + 3  # <!--> is a whole comment
            yield Skip(begin, start, "")


def _opening_end(text: str, opening: re.Match[str]) -> int:
    """Return the end of an opening fence, with the name of a language behind it; other words there are read."""
    marks_end = opening.end(1) if opening[1] else opening.end(2)
    language = _LANGUAGE.match(text, marks_end)
    return language.end() if language else marks_end


def _closing_fence(text: str, start: int, fence: str) -> re.Match[str] | None:
    """Return the line that closes a fence: the same character, at least as often."""
    return next((found for found in _FENCE_END.finditer(text, start) if found[1].startswith(fence)), None)
