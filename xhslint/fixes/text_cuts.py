"""Cut passages and lines out of a draft together with the spaces and blank lines that would be left over.

Nothing further away than `REACH` code points is examined, so that many offences on one endless line stay cheap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.drafts.decode import LINE_END
from xhslint.drafts.draft import Draft
from xhslint.drafts.marks import Region
from xhslint.drafts.openings import LINE_FILLERS
from xhslint.model.findings import Edit

REACH = 300
SPACES = " \t\u00a0\u3000"
PAIRS = ("（）", "【】", "「」", "『』", "“”", "‘’", "《》", "()", "[]")
"""Brackets and quotation marks that come in twos."""
BLANKS = SPACES + LINE_FILLERS
"""What a blank line may consist of."""
_BLANK_LINES = lazy(rf"(?:[{BLANKS}]*(?:\r\n|\n|\r))*(?:[{BLANKS}]+\Z)?")
_CLOSES_UP = "，。！？；：、,.!?;:)）】」』”》…～~"


class Line(NamedTuple):
    """The content `[start, end)` of one line or of several in a row; `next` is where the following line begins."""

    start: int
    end: int
    next: int


def splits_pair(text: str) -> bool:
    """Tell whether a text holds one of two brackets or quotation marks without the other."""
    return any(text.count(pair[0]) != text.count(pair[1]) for pair in PAIRS)


def line_of(text: str, start: int, end: int, reach: int = REACH) -> Line | None:
    """Return the line or lines around a range; None if they end further away than `reach`."""
    low = max(0, start - reach)
    first = max(text.rfind("\n", low, start), text.rfind("\r", low, start)) + 1
    if end - start > reach or (first == 0 and low > 0):
        return None
    close = LINE_END.search(text, end, end + reach + 2)
    if close:
        return Line(first, *close.span())
    return Line(first, len(text), len(text)) if end + reach >= len(text) else None


def lines_before(text: str, at: int) -> Iterator[Line]:
    """Yield the lines before the one that begins at an offset, the nearest first, up to `REACH` code points away."""
    low = max(0, at - REACH)
    while at > low:
        end = at - (2 if at > 1 and text[at - 2 : at] == "\r\n" else 1)
        start = max(text.rfind("\n", low, end), text.rfind("\r", low, end)) + 1
        if start == 0 < low:
            return
        yield Line(start, end, at)
        at = start


def is_blank(text: str) -> bool:
    """Return whether a text shows nothing."""
    return not text.strip(BLANKS)


def title_at(draft: Draft, offset: int) -> Region | None:
    """Return the title if an offset is in it."""
    title = draft.title
    return title if title and title.start <= offset < title.end else None


def cut_lines(text: str, line: Line) -> Edit:
    """Return the deletion of whole lines with the blank lines that would be doubled or be left at an end."""
    blanks = _BLANK_LINES.match(text, line.next, line.next + REACH)
    rest = blanks.end() if blanks else line.next
    gap = content = line.start  # where the blank lines before begin, and where the last line with content ends
    for each in lines_before(text, line.start):
        if not is_blank(text[each.start : each.end]):
            content = each.end
            break
        gap = content = each.start
    if rest == len(text):
        return Edit(gap if line.next > line.end else content, line.next)
    return Edit(line.start, rest if gap < line.start or line.start == 0 else line.next)


def has_other_words(draft: Draft, line: Line, start: int, end: int) -> bool:
    """Return whether a line, or the title on it, has words outside of a passage."""
    low, high = line.start, line.end
    if title := title_at(draft, start):
        low, high = title.start, title.end
    return any(map(str.isalnum, draft.text[low:start] + draft.text[end:high]))


def cut_line(draft: Draft, line: Line) -> list[Edit] | None:
    """Delete a line, unless the title on it is a heading or front matter."""
    title = draft.title
    if title and title.start < line.end and line.start < title.end:
        is_explicit = draft.front_title or "#" in draft.text[line.start : title.start]
        return None if is_explicit else [cut_lines(draft.text, line)]
    return [cut_lines(draft.text, line)]


def cut_passage(text: str, start: int, end: int) -> Edit:
    """Return the deletion of a passage with the spaces that would be doubled, or be left at an end or before a comma."""
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


def merge_cuts(cuts: list[Edit]) -> list[Edit]:
    """Return edits in order, with deletions that overlap or touch merged."""
    out: list[Edit] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        if out and not cut.text and not out[-1].text and cut.start <= out[-1].end:
            out[-1] = Edit(out[-1].start, max(out[-1].end, cut.end))
        else:
            out.append(cut)
    return out


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after disjoint edits."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])
