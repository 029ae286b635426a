"""What of a clause with an offence is worth keeping: whom it speaks to, what they wish, what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.fixes.phrasing import Phrasing

_GAP = lazy(r"[，；;, \u3000]+")
LONGEST = 24
"""Characters of a kept part; a longer one is a sentence of its own."""


class Passage(NamedTuple):
    """A passage with an offence: its `words`, at whose `offset` the offence begins and at whose `end` it ends, the clause
    `before` it, the clauses `behind` it, and those of them that depend on it.
    """

    words: str
    offset: int
    end: int
    before: str
    behind: tuple[str, ...]
    follow_ups: tuple[str, ...]


def kept_part(name: str, passage: Passage, phrasing: Phrasing) -> str | None:
    """Return the part of a passage with this name, written so that what is put can follow it; None if it has none.

    It is empty where the clause before the passage already leads to what is put.
    """
    kept = _PARTS[name](passage, phrasing)
    return None if kept is None or len(kept) > LONGEST or phrasing.place.search(kept) else kept


def _audience(passage: Passage, phrasing: Phrasing) -> str | None:
    for start in _beginnings(passage.words):
        found = phrasing.audience.match(passage.words, start)
        if found and found["rest"].strip() and found.end("kept") < passage.end:
            return passage.words[: found.end("kept")]
    return "" if passage.before and phrasing.condition.fullmatch(passage.before) else None


def _wish(passage: Passage, phrasing: Phrasing) -> str | None:
    head = passage.words[: passage.offset].rstrip("，, ")
    if head[:1] in ("想", "要") and 2 <= len(head) <= 7 and "的" not in head and not phrasing.open_end.search(head):
        return f"{head}的话"
    for start in _beginnings(passage.words):
        found = phrasing.wish.match(passage.words, start)
        if found and found["rest"].strip() and found.end("kept") < passage.end:
            return f"{passage.words[: found.end('kept')]}的话"
    return None


def _beginnings(words: str) -> Iterator[int]:
    """Yield where a clause may begin in a passage: at its beginning, and behind spaces and commas in it."""
    yield 0
    for gap in _GAP.finditer(words):
        yield gap.end()


_NO_THING = lazy(r"[我你您他她它们了吗呢就会的一下个见交钱金私可请滴戳踢扣微薇]|\A[A-Za-z]{1,3}\Z|[dD]{2}")


def _purpose(passage: Passage, phrasing: Phrasing) -> str | None:
    for words in (passage.words[passage.offset :], *passage.follow_ups):
        found = phrasing.purpose.search(words)
        if found and not _NO_THING.search(found["thing"] or found["deed"]):
            return f"想{found['deed']}的" if found["deed"] else f"想要{found['thing']}的"
    return None


def _topic(passage: Passage, phrasing: Phrasing) -> str | None:
    found = None if phrasing.audience.match(passage.words) else phrasing.topic.match(passage.words)
    return found["kept"] if found and found["rest"].strip() and found.end("kept") <= passage.offset else None


def _asked(passage: Passage, phrasing: Phrasing) -> str | None:
    found = phrasing.asked.match(passage.before)
    return f"想知道{found['thing']}的" if found else None


def _draw(passage: Passage, phrasing: Phrasing) -> str | None:
    found = filter(None, map(phrasing.draw.search, (passage.words, *passage.behind)))
    return next((each[0] for each in found), None)


def _facts(passage: Passage, phrasing: Phrasing) -> str | None:
    return "" if passage.before else None


def _nothing(passage: Passage, phrasing: Phrasing) -> str | None:
    return ""


_PARTS: dict[str, Callable[[Passage, Phrasing], str | None]] = {
    "audience": _audience,
    "wish": _wish,
    "purpose": _purpose,
    "topic": _topic,
    "asked": _asked,
    "draw": _draw,
    "clauses": _nothing,
    "facts": _facts,
    "nothing": _nothing,
}
