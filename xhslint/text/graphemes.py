"""Which characters are drawn as one: an emoji with its style, skin tone or joined others, a flag, a letter with its marks.

These are the extended grapheme clusters of Unicode (UAX #29) but for characters that nobody sees, which are no part of
what they stand behind.
"""

from __future__ import annotations

import unicodedata

from xhslint.text.fold_table import emoji, regional

ZWJ, BLACK_FLAG = "\u200d", "\U0001f3f4"
EMOJI_STYLES = frozenset("\ufe0e\ufe0f")
UNSEEN_MARKS = frozenset("\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
SOUND_MARKS = frozenset("\uff9e\uff9f")
"""Half-width voicing marks of kana, which are letters by category."""
LONGEST = 64
"""Characters that an edge moves at most; longer clusters are made to disturb."""


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the shortest range that holds `[start, end)` and splits nothing that is drawn as one."""
    first, last = start, end
    while start > 0 and first - start < LONGEST and joins(text, start):
        start -= 1
    while end < len(text) and end - last < LONGEST and joins(text, end):
        end += 1
    return start, end


def joins(text: str, at: int) -> bool:
    """Tell whether the character at a place, not the first one, is drawn as one with that before it."""
    before, char = text[at - 1], text[at]
    if "\u4e00" <= char <= "\u9fff":  # spelled out, because most characters are Chinese
        return False
    if char < "\u0300":
        return char == "\n" and before == "\r"
    if before in "\r\n" or unicodedata.category(before) == "Cc":
        return False
    if char in EMOJI_STYLES or char in SOUND_MARKS or _is_tone(char):
        return True
    if char == ZWJ:
        return _is_pictograph(text, at - 1) and _is_pictograph(text, at + 1)
    if before == ZWJ:
        return at > 1 and _is_pictograph(text, at) and _is_pictograph(text, at - 2)
    if char in regional():
        return _indicators_before(text, at) % 2 == 1
    if "\U000e0020" <= char <= "\U000e007f":
        return before == BLACK_FLAG or "\U000e0020" <= before < "\U000e007f"
    if "\u1161" <= char <= "\u11ff":  # vowels and finals of Korean syllables
        return "\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return unicodedata.category(char) in ("Mn", "Me", "Mc") and char not in UNSEEN_MARKS


def _is_pictograph(text: str, at: int) -> bool:
    """Tell whether an emoji stands at a place, or ends there with its style, skin tone or marks."""
    while 0 <= at < len(text) and (
        text[at] in EMOJI_STYLES or _is_tone(text[at]) or unicodedata.category(text[at]) == "Mn"
    ):
        at -= 1
    if not 0 <= at < len(text) or text[at] == ZWJ or text[at] in regional():
        return False  # a flag joins nothing
    return emoji().match(text[at]) is not None


def _is_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _indicators_before(text: str, at: int) -> int:
    """Return how many regional indicators stand right before a place, up to `LONGEST` of them; two of them are a flag."""
    first = at
    while first > 0 and at - first < LONGEST and text[first - 1] in regional():
        first -= 1
    return at - first
