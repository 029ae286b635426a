"""Widths of text in terminal cells, and text that is safe to print: data of a draft never controls the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple

TAB = "    "
ZWJ, KEYCAP, BLACK_FLAG, CANCEL_TAG = "\u200d", "\u20e3", "\U0001f3f4", "\U000e007f"
TEXT_STYLE, EMOJI_STYLE = "\ufe0e", "\ufe0f"
# Letters, marks and symbols by category, which nevertheless show nothing.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159")
WIDE_WHEN_NEW = (
    ("\U0001f6d0", "\U0001f6ff"),
    ("\U0001f900", "\U0001f9ff"),
    ("\U0001fa70", "\U0001faff"),
    ("\U00020000", "\U0003fffd"),
)
# A run of characters that need no analysis, except the last: the character after the run may combine with it.
# Those before CJK take one cell, the others two.
PLAIN = lazy("[ -~\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u3001\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]{2,}")
FIRST_WIDE = "\u3000"
# What Azure, GitHub and TeamCity take for a command wherever it stands in a line of their log, and what GitHub does at the
# beginning of one.
LOG_COMMAND = lazy(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
LINE_COMMAND = lazy(r"^((?:\s|\x1b\[[\d;]*m)*):(?=(?:\x1b\[[\d;]*m)*:)", re.MULTILINE)
# Parts of emoji to which terminals give one, two or four cells together with what precedes them.
DISPUTED = lazy(f"[{EMOJI_STYLE}{ZWJ}{KEYCAP}\U0001f3fb-\U0001f3ff]")
MARKS_AT_MOST = 4  # on one base; more (Zalgo text) would cover the lines above and below


class Units(NamedTuple):
    """What a terminal draws as one, unit after unit: the printable text for each, its cells, and where it begins in the text.

    Lists, because a report has hundreds of units for each finding. `bounds` has one number more, where the last unit ends.
    """

    shown: list[str]
    cells: list[int]
    bounds: list[int]

    @property
    def text(self) -> str:
        """The printable text of all units."""
        return "".join(self.shown)

    @property
    def width(self) -> int:
        """The number of cells of all units."""
        return sum(self.cells)

    def part(self, first: int, last: int) -> Units:
        """Return the units from the index `first` up to `last`."""
        return Units(self.shown[first:last], self.cells[first:last], self.bounds[first : last + 1])

    def head(self, room: int) -> Units:
        """Return as many units from the first on as fit into `room` cells."""
        return self.part(0, _fitting(self.cells, room))

    def tail(self, room: int) -> Units:
        """Return as many units before the end as fit into `room` cells."""
        return self.part(len(self.cells) - _fitting(self.cells[::-1], room), len(self.cells))


def _fitting(cells: list[int], room: int) -> int:
    for count, each in enumerate(cells):
        room -= each
        if room < 0:
            return count
    return len(cells)


def units(text: str, encoding: str = "utf-8", enough: int | None = None) -> Units:
    """Return the units of a text; those that are invisible or that the encoding lacks are escapes such as ‹U+200B›.

    So is a character without which a CI server takes nothing for a command. `enough` is a number of cells: of a text that
    takes more, only the beginning is looked at.
    """
    found = Units([], [], [0])
    at = 0
    breaks = {found.end() - 1 for found in LOG_COMMAND.finditer(text)} if "##" in text else set[int]()
    has_plain = encoding == "utf-8" and not breaks
    while at < len(text) and (enough is None or at <= enough or found.width <= enough):
        if has_plain and (run := PLAIN.match(text, at)):
            last = run.end() if run.end() == len(text) else run.end() - 1
            last = last if enough is None else min(last, at + enough + 1)
            plain = text[at:last]
            found.shown.extend(plain)
            found.cells.extend([1 if char < FIRST_WIDE else 2 for char in plain])
            found.bounds.extend(range(at + 1, last + 1))
            if last == len(text):
                break
            at = last
        end, cells = _cluster(text, at)
        shown = text[at:end]
        if not cells or at in breaks or not (has_plain or prints(shown, encoding)):
            end = at + (2 if text.startswith("\r\n", at) else 1)
            shown = _substitute(text[at:end], encoding)
            cells = sum(_cells(char) for char in shown)
        found.shown.append(shown)
        found.cells.append(cells)
        found.bounds.append(end)
        at = end
    return found


def visible(text: str, encoding: str = "utf-8") -> str:
    """Return text that is safe to print: invisible and control characters are shown as escapes."""
    if "##" not in text and (text.isprintable() if text.isascii() else encoding == "utf-8" and PLAIN.fullmatch(text)):
        return text
    return units(text, encoding).text


def visible_lines(lines: Iterable[str]) -> str:
    """Return lines as a text that is safe to print, also in the log of a CI server."""
    return without_commands("\n".join(map(visible, lines)))


def without_commands(text: str) -> str:
    """Return printable lines none of which a CI server takes for a command because of its beginning."""
    return LINE_COMMAND.sub(r"\1<U+003A>", text) if "::" in text or "\x1b" in text else text


def cell_count(text: str) -> int:
    """Return the number of cells of printable text on one line."""
    if text.isascii():
        return len(text)
    if PLAIN.fullmatch(text):
        return 2 * len(text) - sum(map(FIRST_WIDE.__gt__, text))
    return units(text).width


def is_width_disputed(text: str) -> bool:
    """Return whether terminals differ on the cells of printable text: it has an emoji of several characters, not a flag."""
    return not text.isascii() and DISPUTED.search(text) is not None


def printable_path(path: str) -> str:
    r"""Return a path decoded as UTF-8, whatever the locale; other bytes become escapes such as \xff."""
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # a lone surrogate in a Windows name
        return path.encode("utf-8", "backslashreplace").decode()


def _cluster(text: str, at: int) -> tuple[int, int]:
    """Return the end of the cluster that starts at `at`, and its cells: 0 if its first character is not printable alone."""
    first = text[at]
    cells = _cells(first)
    end = at + 1
    if not cells:
        return end, 0
    if _is_indicator(first):
        paired = end < len(text) and _is_indicator(text[end])
        return end + paired, 2
    after = text[end : end + 1]
    if after < "\u0300" or "\u4e00" <= after <= "\u9fff":  # mostly: the end, or what combines with nothing
        return end, cells
    marks = 0
    while end < len(text):
        char = text[end]
        if char in (TEXT_STYLE, EMOJI_STYLE) and _takes_style(first):
            cells = 2 if char == EMOJI_STYLE else cells
        elif char == ZWJ and _is_pictograph(text[end - 1]) and _is_pictograph(text[end + 1 : end + 2]):
            end += 1
        elif not (_is_skin_tone(char) and _is_pictograph(text[end - 1])):
            if marks == MARKS_AT_MOST or not _is_mark(char):
                break
            marks += 1
        end += 1
    if first == BLACK_FLAG and end == at + 1:
        end = _end_of_tags(text, end)
    return end, cells


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    """Return the cells of one character alone; 0 if it is invisible or controls the terminal."""
    if " " <= char < "\x7f":
        return 1
    category = unicodedata.category(char)
    if category == "Cn":  # newer than this Python's Unicode: the blocks of emoji and ideographs tell the width
        return 2 if any(first <= char <= last for first, last in WIDE_WHEN_NEW) else 0
    if category[0] == "C" or category in ("Zl", "Zp", "Mn", "Me") or char in BLANKS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" or _is_indicator(char) else 1


def prints(shown: str, encoding: str) -> bool:
    """Return whether the encoding has all characters of a text."""
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _substitute(char: str, encoding: str) -> str:
    """Return the printable text for a character that is unsafe to print or that the encoding lacks."""
    if char == "\t":
        return TAB
    if char in ("\n", "\r\n") and prints("↵", encoding):
        return "↵"
    code = "".join(f"U+{ord(each):04X}" for each in char)
    return f"‹{code}›" if prints("‹›", encoding) else f"<{code}>"


def _is_mark(char: str) -> bool:
    """Return whether a character is drawn over the one before it; variation selectors and blanks are not drawn."""
    if char in BLANKS or "\u180b" <= char <= "\u180f" or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000":
        return False
    return unicodedata.category(char) in ("Mn", "Me") or "\u1160" < char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


def _is_pictograph(char: str) -> bool:
    """Return whether a character can be part of an emoji of several; selectors and skin tones can."""
    return char != "" and (
        char >= "\U0001f000" or char == EMOJI_STYLE or unicodedata.category(char) == "So" or _is_skin_tone(char)
    )


def _takes_style(char: str) -> bool:
    return char in "0123456789#*" or unicodedata.category(char)[0] in "SP" or char >= "\U0001f000"


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_indicator(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _end_of_tags(text: str, at: int) -> int:
    """Return the end of the tag sequence that makes 🏴 the flag of a region, or `at` if there is none."""
    end = at
    while end < len(text) and "\U000e0020" <= text[end] < CANCEL_TAG:
        end += 1
    return end + 1 if end > at and text[end : end + 1] == CANCEL_TAG else at
