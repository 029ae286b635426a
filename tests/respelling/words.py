"""The lattice and the respeller of a few words."""

from __future__ import annotations

import re
from functools import cache

from xhslint.respelling.lattice import Lattice
from xhslint.respelling.respeller import Asked, Respeller
from xhslint.respelling.tables import sound_tables
from xhslint.text.dictionary import jieba_words
from xhslint.text.view import fold

WORDS = ("主页", "微信", "微店", "互粉", "滴滴", "加我", "找我", "私我", "进群", "公众号", "私下", "企鹅")
LISTED = "丝我"
"""A spelling that some lexicon lists."""


@cache
def lattice() -> Lattice:
    return Lattice(sound_tables(WORDS))


@cache
def respeller() -> Respeller:
    def known(text: str) -> list[tuple[int, int]]:
        at = text.find(LISTED)
        return [(at, at + len(LISTED))] if at >= 0 else []

    return Respeller(lattice().spellings, jieba_words, known, calls)


def calls(text: str) -> list[Asked]:
    """Return the clauses that hold 想要 and behind it a word of the respeller, with these."""
    found: list[Asked] = []
    words = re.compile("|".join(r"\W?".join(word) for word in ("想要", *WORDS)))
    for clause in re.finditer(r"[^，\n]+", text):
        told = [match.span() for match in words.finditer(text, *clause.span())]
        if len(told) > 1 and text.startswith("想要", told[0][0]):
            found.append((*clause.span(), told))
    return found


def read(text: str) -> str:
    """Return what a text reads as."""
    return respeller().respell(fold(text)).text
