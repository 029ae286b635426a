"""What is asked of every draft, and so without a regular expression: whether it may have front matter, or parts to skip."""

from __future__ import annotations

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANK_LETTERS = "\u2800\u3164"
"""Braille blank and Hangul filler: letters and symbols to Unicode, but nothing is drawn for them."""
LINE_FILLERS = _UNSEEN + BLANK_LETTERS
"""The invisible characters, besides white space, by which captions keep an empty line open."""
_SKIPPED = _UNSEEN + "\u3000 \t\r\n"
_FENCES = ("--", "——", "––", "－－", "++")
_KEYS = ("profile", "kind")
_LONGEST = max(map(len, _KEYS))


def is_like_front_matter(text: str) -> bool:
    """Return whether a text begins, behind what is invisible, with what is or may be meant for a fence or a key."""
    if "\u4e00" <= text[:1] <= "\u9fff":
        return False  # as most drafts begin
    start = text[:200].lstrip(_SKIPPED)[:_LONGEST]
    return start.startswith(_FENCES) or start.lower().startswith(_KEYS)


def may_have_skips(text: str) -> bool:
    """Tell whether a text has a mark with which something to skip begins: a fence, a comment, a picture.

    To look for single characters first is six times as fast.
    """
    return (
        ("`" in text and "```" in text)
        or ("~" in text and "~~~" in text)
        or ("!" in text and "![" in text)
        or ("<" in text and ("<!--" in text or "<img" in text or "<IMG" in text))
    )


def is_plain(text: str) -> bool:
    """Tell whether all of a text is posted: it has no front matter, and nothing in it is skipped."""
    return not may_have_skips(text) and not is_like_front_matter(text)
