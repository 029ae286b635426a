"""Lines and seams of a draft: what must go together with a passage so that what stays reads as if it had never been there.

All of it looks at most `MOST` code points to either side: what is further away does not belong to an offence, and many
offences on one endless line cost no more than that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.drafts.draft import Draft, Region
from xhslint.model.findings import Edit

MOST = 300
SPACES = " \t\u00a0\u3000"
# Also what captions keep an empty line open with.
BLANKS = SPACES + "\u200b\u200c\u200d\u200e\u200f\u2060\u2800\u3164\ufeff"
_LINE_END = lazy(r"\r\n|\n|\r")
_BLANK_LINES = lazy(rf"(?:[{BLANKS}]*(?:\r\n|\n|\r))*(?:[{BLANKS}]+\Z)?")
_CLOSES_UP = "，。！？；：、,.!?;:)）】」』”》…～~"


class Line(NamedTuple):
    """Content `[start, end)` of a line, or of several in a row; `next` is where the line behind it begins."""

    start: int
    end: int
    next: int


def line_of(text: str, start: int, end: int, most: int = MOST) -> Line | None:
    """The line or lines that hold a range; None where they reach too far."""
    low = max(0, start - most)
    first = max(text.rfind("\n", low, start), text.rfind("\r", low, start)) + 1
    if end - start > most or (first == 0 and low > 0):
        return None
    close = _LINE_END.search(text, end, end + most + 2)
    if close:
        return Line(first, *close.span())
    return Line(first, len(text), len(text)) if end + most >= len(text) else None


def lines_before(text: str, at: int) -> Iterator[Line]:
    """The lines before the one that begins at an offset, the nearest first, as far as they are within reach."""
    low = max(0, at - MOST)
    while at > low:
        end = at - (2 if at > 1 and text[at - 2 : at] == "\r\n" else 1)
        start = max(text.rfind("\n", low, end), text.rfind("\r", low, end)) + 1
        if start == 0 < low:
            return
        yield Line(start, end, at)
        at = start


def is_blank(text: str) -> bool:
    """Whether nothing can be seen of it."""
    return not text.strip(BLANKS)


def title_of(draft: Draft) -> Region | None:
    return draft.title


def in_title(draft: Draft, start: int) -> bool:
    title = title_of(draft)
    return bool(title and title.start <= start < title.end)


def is_free(draft: Draft, start: int, end: int) -> bool:
    """Whether nothing of a range is skipped: front matter but for the title, code, comments."""
    index = bisect_left(draft.skips, end, key=lambda skip: skip.start) - 1
    return index < 0 or draft.skips[index].end <= start


def without_line(text: str, line: Line) -> Edit:
    """Takes whole lines out, with the blank lines that would then stand twice or at an end."""
    blanks = _BLANK_LINES.match(text, line.next, line.next + MOST)
    rest = blanks.end() if blanks else line.next
    gap = content = line.start  # where the blank lines before begin, and where the line before those ends
    for each in lines_before(text, line.start):
        if not is_blank(text[each.start : each.end]):
            content = each.end
            break
        gap = content = each.start
    if rest == len(text):
        return Edit(gap if line.next > line.end else content, line.next)
    return Edit(line.start, rest if gap < line.start or line.start == 0 else line.next)


def without(text: str, start: int, end: int) -> Edit:
    """Takes a passage out of a line, with the spaces that would then stand twice, at an end or before a comma."""
    before, after = start, end
    while before > 0 and text[before - 1] in SPACES:
        before -= 1
    while after < len(text) and text[after] in SPACES:
        after += 1
    left, right = text[before - 1 : before] if before else "\n", text[after : after + 1] or "\n"
    if right in "\r\n" or right in _CLOSES_UP:
        return Edit(start if left in "\r\n" else before, after)
    if left in "\r\n" or before < start:
        return Edit(start, after)
    glued = after == end and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return Edit(start, end, " " if glued else "")


def merged(cuts: list[Edit]) -> list[Edit]:
    """Deletions in order, those that overlap or touch made one."""
    out: list[Edit] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        if out and not cut.text and not out[-1].text and cut.start <= out[-1].end:
            out[-1] = Edit(out[-1].start, max(out[-1].end, cut.end))
        else:
            out.append(cut)
    return out
