"""The lines of a draft that a span touches, cut to a width, and where the carets below them go."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from xhslint.base.records import NamedTuple
from xhslint.terminal.width import Units, units

ROWS_AT_MOST = 4
REACH = 1000  # characters read on either side of a span, because a line may have ten megabytes


class Row(NamedTuple):
    """One printable line: the text before, in and after the span, and the cells before and in the span."""

    before: str
    marked: str
    after: str
    indent: int
    carets: int


def rows(text: str, start: int, end: int, width: int, encoding: str = "utf-8", cut: str = "…") -> Iterator[Row | None]:
    """Yield the lines that the span `[start, end)` touches, at most `width` cells wide; after `ROWS_AT_MOST`, None."""
    for count, (line_start, line_end) in enumerate(_line_ranges(text, start, end)):
        if count == ROWS_AT_MOST:
            yield None
            return
        span = max(start, line_start), min(end, line_end)
        row = _fitted_row(text, (line_start, line_end), span, width=width, encoding=encoding, cut=cut)
        yield row if row.marked or start == end else row._replace(carets=0)


def _line_ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the lines that a span touches, without their line ends."""
    line_start = _last_break(text, start) + 1
    at = start
    while True:
        line_end = _next_break(text, at, min(len(text), end + REACH))
        yield line_start, line_end
        line_start = line_end + (2 if text.startswith("\r\n", line_end) else 1)
        if line_start >= end:
            return
        at = line_start


def _last_break(text: str, at: int) -> int:
    floor = max(0, at - REACH)
    found = max(text.rfind("\n", floor, at), text.rfind("\r", floor, at))
    return found if found >= 0 else floor - 1


def _next_break(text: str, at: int, ceiling: int) -> int:
    line_feed = text.find("\n", at, ceiling)
    ceiling = line_feed if line_feed >= 0 else ceiling
    carriage_return = text.find("\r", at, ceiling)
    return carriage_return if carriage_return >= 0 else ceiling


def _fitted_row(text: str, line: tuple[int, int], span: tuple[int, int], *, width: int, encoding: str, cut: str) -> Row:
    """Return as much of a line as fits: first the span, then an equal share of both sides."""
    (line_start, line_end), start = line, span[0]
    reach = min(line_end, start + 2 * REACH)
    before, marked, after = _parts(text, (line_start, reach), span, width, encoding)
    is_cut_left = line_start > 0 and text[line_start - 1] not in "\r\n"
    is_cut_right = reach < len(text) and text[reach] not in "\r\n"
    if is_cut_left or is_cut_right or before.width + marked.width + after.width > width:
        room = width - 2 * len(cut)
        spare = room - marked.width
        left = min(before.width, max(spare // 2, spare - after.width) if spare > 0 else room // 4)
        kept = before.tail(left)
        shown = marked.head(room - kept.width)
        is_whole = len(shown.cells) == len(marked.cells)
        rest = after.head(room - kept.width - shown.width if is_whole else 0)
        is_cut_left = is_cut_left or len(kept.cells) < len(before.cells)
        is_cut_right = is_cut_right or not is_whole or len(rest.cells) < len(after.cells)
        before, marked, after = kept, shown, rest
    head, tail = cut * is_cut_left, cut * is_cut_right
    return Row(head + before.text, marked.text, after.text + tail, len(head) + before.width, marked.width or 1)


def _parts(
    text: str, line: tuple[int, int], span: tuple[int, int], width: int, encoding: str
) -> tuple[Units, Units, Units]:
    """Return the units of a line before, in and after a span, on either side as many as fill `width` cells at least."""
    (first, last), (start, end) = line, span
    low, high = first, last
    if last - first > 4 * width:  # a character of Chinese combines with none before it, so there the line can be parted
        low, high = max(first, start - width), min(last, end + width)
        while low > first and not "\u4e00" <= text[low] <= "\u9fff":
            low -= 1
        while high < last and not "\u4e00" <= text[high] <= "\u9fff":
            high += 1
    parts = units(text[low:high], encoding)
    count = bisect_right(parts.bounds, start - low) - 1
    past = min(len(parts.cells), max(count + (start == end), bisect_left(parts.bounds, end - low)))
    found = parts.part(0, count), parts.part(count, past), parts.part(past, len(parts.cells))
    if (low > first and found[0].width <= width) or (high < last and found[2].width <= width):
        return _parts(text, line, span, last - first, encoding)  # emoji of many characters
    return found
