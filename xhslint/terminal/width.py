"""How many terminal cells a text takes, and what of it may be shown: data from a draft never drives the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple

TAB = "    "
ZWJ, KEYCAP, BLACK_FLAG, CANCEL_TAG = "\u200d", "\u20e3", "\U0001f3f4", "\U000e007f"
TEXT_STYLE, EMOJI_STYLE = "\ufe0e", "\ufe0f"
# Letters, marks and symbols by category that all the same show nothing.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159")
WIDE_WHEN_NEW = (
    ("\U0001f6d0", "\U0001f6ff"),
    ("\U0001f900", "\U0001f9ff"),
    ("\U0001fa70", "\U0001faff"),
    ("\U00020000", "\U0003fffd"),
)
# All but the last of such a run stand alone; what comes behind may change the last.
PLAIN = lazy("[ -~\u3001\u3002\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]{2,}")
MARKS_AT_MOST = 4  # on one base; more (zalgo) would climb over the lines around it


class Unit(NamedTuple):
    """What a terminal shows as one piece: its range in the text, what may be printed for it, the cells of that."""

    start: int
    end: int
    shown: str
    cells: int


def units(text: str, encoding: str = "utf-8") -> Iterator[Unit]:
    """The text in pieces that belong together; what cannot be seen or printed becomes an escape such as ‹U+200B›."""
    at = 0
    while at < len(text):
        if encoding == "utf-8" and (run := PLAIN.match(text, at)):
            for plain in range(at, run.end() - 1):
                yield Unit(plain, plain + 1, text[plain], 1 if text[plain] < "\x7f" else 2)
            at = run.end() - 1
        end, cells = _cluster(text, at)
        shown = text[at:end]
        if not cells or not prints(shown, encoding):
            end = at + (2 if text.startswith("\r\n", at) else 1)
            shown = _substitute(text[at:end], encoding)
            cells = sum(_cells(char) for char in shown)
        yield Unit(at, end, shown, cells)
        at = end


def visible(text: str, encoding: str = "utf-8") -> str:
    """The text as it may be printed anywhere."""
    return text if text.isascii() and text.isprintable() else "".join(unit.shown for unit in units(text, encoding))


def cell_count(text: str) -> int:
    """The cells that printable text takes on one line."""
    return len(text) if text.isascii() else sum(unit.cells for unit in units(text))


def printable_path(path: str) -> str:
    r"""A path as UTF-8 text, whatever the locale took its bytes for; what is not UTF-8 is written \xff."""
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a character of a Windows name
        return path.encode("utf-8", "backslashreplace").decode()


def _cluster(text: str, at: int) -> tuple[int, int]:
    """Where the cluster that starts here ends, and its cells: none when its first character cannot stand for itself."""
    first = text[at]
    cells = _cells(first)
    end = at + 1
    if not cells:
        return end, 0
    if _is_indicator(first):
        paired = end < len(text) and _is_indicator(text[end])
        return end + paired, 2
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
    """The cells of one character that stands alone; 0 for what shows nothing or steers the terminal."""
    if " " <= char < "\x7f":
        return 1
    category = unicodedata.category(char)
    if category == "Cn":  # newer than this Python's Unicode: emoji and ideographs are known by their blocks
        return 2 if any(first <= char <= last for first, last in WIDE_WHEN_NEW) else 0
    if category[0] == "C" or category in ("Zl", "Zp", "Mn", "Me") or char in BLANKS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" or _is_indicator(char) else 1


def prints(shown: str, encoding: str) -> bool:
    """Can it be written in the encoding?"""
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _substitute(char: str, encoding: str) -> str:
    """What stands in for a character that must not, or cannot, be printed."""
    if char == "\t":
        return TAB
    if char in ("\n", "\r\n") and prints("↵", encoding):
        return "↵"
    code = "".join(f"U+{ord(each):04X}" for each in char)
    return f"‹{code}›" if prints("‹›", encoding) else f"<{code}>"


def _is_mark(char: str) -> bool:
    """Is it drawn over the character before it? Variation selectors and blanks are not: they hide."""
    if char in BLANKS or "\u180b" <= char <= "\u180f" or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000":
        return False
    return unicodedata.category(char) in ("Mn", "Me") or "\u1160" < char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


def _is_pictograph(char: str) -> bool:
    """Can it be part of an emoji that joins several characters? Selectors and skin tones inside one are."""
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
    """Past the tags that make 🏴 the flag of a region; where it stands when they make none."""
    end = at
    while end < len(text) and "\U000e0020" <= text[end] < CANCEL_TAG:
        end += 1
    return end + 1 if end > at and text[end : end + 1] == CANCEL_TAG else at
