"""Front matter that is none by a slip: its first line comes late, a fence is not `---`, a key is not at the left edge.

All that it says would be lost without a word, such as that the note is paid for.
"""

from __future__ import annotations

import re

from xhslint.base.errors import InputError, Problem
from xhslint.drafts.decode import line_column
from xhslint.messages.catalogue import both
from xhslint.model.findings import KIND_WORDS, KINDS, PROFILE_WORDS, PROFILES

REACH = 16_384
"""Code points within which a key of xhslint is looked for."""

_END = r"[ \t]*(?:\r\n|\n|\r|\Z)"
_BEFORE = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")
_FENCE = re.compile(rf"([-—–－+]{{2,}}){_END}")
_LEAD = "[ \t\u3000]*(?:[-*+>][ \t]+)?"
_OURS = re.compile(rf"""({_LEAD})(["']?)(title|profile|kind|ai|xhslint)\2([ \t]*[:：=])""", re.IGNORECASE)
# What stands in front matter: a key, a comment, an item or what goes on in the next line, nothing.
_LINE = re.compile(rf"""(?:["']?\w[\w-]{{0,40}}["']?[ \t]*[:：=]|[ \t]+\S|[ \t]*#|[ \t]*-[ \t]|{_END})""")
_VALUES = {"profile": (*PROFILES, *PROFILE_WORDS), "kind": (*KINDS, *KIND_WORDS)}
_BARE = re.compile(
    "|".join(rf"({key})[ \t]*[:：][ \t]*(?:{'|'.join(words)}){_END}" for key, words in _VALUES.items()), re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


def require_none(text: str, path: str) -> None:
    """Raise InputError for a text that is meant to begin with front matter, holds a key of xhslint and is not read so."""
    start = _BEFORE.match(text).end()  # type: ignore[union-attr]
    if bare := _BARE.match(text, start):
        raise _slip(text, path, start, "front.no fence", str(bare[1] or bare[2]).lower())
    fence = _FENCE.match(text, start)
    found = fence and _key(text, fence.end())
    if not fence or not found:
        return
    key, name = found.start(3), found[3].lower()
    if start:
        raise _slip(text, path, start, "front.late", name)
    if fence[1] != "---":
        raise _slip(text, path, start, "front.fence", name, fence[1])
    if found[1]:
        raise _slip(text, path, key, "front.indented", name)
    if found[3] != name or found[4].strip() != ":":
        raise _slip(text, path, key, "front.written", name)
    if closing := _closing(text, found.end()):
        raise _slip(text, path, closing.start(), "front.fence", name, closing[1])
    raise _slip(text, path, start, "front.open", name)


def _key(text: str, at: int) -> re.Match[str] | None:
    """Return the first key of xhslint in the lines from `at` on that may be front matter."""
    end = min(len(text), at + REACH)
    while at < end:
        if found := _OURS.match(text, at):
            return found
        if _FENCE.match(text, at) or not _LINE.match(text, at):
            return None
        at = _LINE_END.search(text, at).end()  # type: ignore[union-attr]
    return None


def _closing(text: str, at: int) -> re.Match[str] | None:
    """Return what is meant for the second fence below a key, if it is not written as one."""
    end = min(len(text), at + REACH)
    while at < end:
        at = _LINE_END.search(text, at).end()  # type: ignore[union-attr]
        if found := _FENCE.match(text, at):
            return found if found[1] != "---" else None
        if not _LINE.match(text, at):
            return None
    return None


def _slip(text: str, path: str, at: int, key: str, *values: str) -> InputError:
    return InputError([Problem(path, *line_column(text[:at]), both(key, *values))])
