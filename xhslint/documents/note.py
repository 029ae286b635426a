"""Put the parts of a note together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xhslint.drafts.draft import Draft
from xhslint.drafts.marks import Region
from xhslint.drafts.openings import may_have_skips
from xhslint.drafts.places import Place, behind
from xhslint.drafts.skips import find_skips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Part: TypeAlias = "tuple[str, Place]"
"""A piece of text as it stands in a document, and the place where it begins."""


def joined(cells: Iterable[Sequence[Part]]) -> list[Part]:
    """Return the parts of several cells, which begin on lines of their own."""
    parts: list[Part] = []
    for cell in cells:
        if parts and not parts[-1][0].endswith(("\n", "\r")):
            words, place = parts[-1]
            parts[-1] = (words + "\n", place)
        parts += cell
    return parts


def stripped(parts: Sequence[Part]) -> list[Part]:
    """Return parts without the blanks at their beginning and end."""
    left = list(parts)
    while left and not left[0][0].strip():
        del left[0]
    while left and not left[-1][0].strip():
        del left[-1]
    if left:
        words, place = left[-1]
        left[-1] = words.rstrip(), place
        words, place = left[0]
        if blanks := len(words) - len(words.lstrip()):
            left[0] = words[blanks:], behind(place, words[:blanks])
    return left


def note(path: str, title: Sequence[Part], body: Sequence[Part], topics: Sequence[Part] = (), kind: str = "") -> Draft:
    """Return the draft of a note: its title, its body and its topics, each on lines of its own.

    `kind` is what kind of text it is, if the document says so.

    What the platform does not show of a title, the blanks around it, is left out. Nothing is front matter, whatever it begins with.
    """
    text: list[str] = []
    places: list[tuple[int, Place]] = []
    length = 0

    def add(parts: Sequence[Part]) -> int:
        nonlocal length
        for words, place in parts:
            if words:
                places.append((length, place))
                text.append(words)
                length += len(words)
        return length

    def end_line() -> None:
        nonlocal length
        if text and not text[-1].endswith(("\n", "\r")):
            text.append("\n")
            length += 1

    front = Region("title", 0, length) if add(stripped(title)) else None
    end_line()
    front_end = length
    add(body)
    if any(words for words, _ in topics):
        end_line()
        add(topics)
    whole = "".join(text)
    has_skips = may_have_skips(whole)
    skips = tuple(find_skips(whole, front_end, False)) if has_skips else ()
    return Draft(whole, path, {"kind": kind} if kind else {}, skips, front_end, front, False, tuple(places))
