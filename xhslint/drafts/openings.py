"""Whether a draft begins like front matter: asked of every draft, and so without a regular expression."""

from __future__ import annotations

_SKIPPED = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u3000 \t\r\n"
_FENCES = ("--", "——", "––", "－－", "++")
_KEYS = ("profile", "kind")
_LONGEST = max(map(len, _KEYS))


def is_like_front_matter(text: str) -> bool:
    """Return whether a text begins, behind what is invisible, with what is or may be meant for a fence or a key."""
    if "\u4e00" <= text[:1] <= "\u9fff":
        return False  # as most drafts begin
    start = text[:200].lstrip(_SKIPPED)[:_LONGEST]
    return start.startswith(_FENCES) or start.lower().startswith(_KEYS)
