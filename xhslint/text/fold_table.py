"""What each character of a draft reads as: `data/fold.txt` as look-ups, each made when it is first asked for.

The table is written by `.ci/make_fold.py`; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from xhslint.base.paths import data_file

KEYCAP = "\u20e3"
# The variation selectors and the joiner that belong to the spelling of emoji.
JOINERS = "\ufe0e\ufe0f\u200d"

_ONE_TO_ONE = ("width", "styled", "enclosed", "lookalike", "emoji", "radical", "variant", "traditional")
_VANISHING = ("combining", "selector", "invisible")
# Only where no slash, colon or word stands before: http:\/\/ and 1\/2 are escaped slashes, not a drawn v.
_DRAWN_V = r"\\/(?<![\\/:.a-z0-9]\\/)(?![\\/])"


@cache
def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    with open(data_file("fold.txt"), encoding="utf-8", newline="\n") as file:
        for line in file:
            name, _, value = line.rstrip("\r\n").partition("\t")
            sections.setdefault(name, []).append(value)
    return sections


@cache
def ordinary() -> Callable[[str, int], re.Match[str]]:
    """Matches the characters from a position on that surely read as written; always a match, perhaps of nothing.

    It stops at some rare characters that read as written too, and takes 3 ms to make.
    """
    # [^…]* is made in half the time of […]: re prepares a second set for a pattern that cannot match nothing
    pattern = re.compile(f"[^{_unescaped(_sections()['foldable'][0])}]*")
    match: Callable[[str, int], re.Match[str]] = pattern.match  # type: ignore[assignment]
    return match


@cache
def readings() -> dict[str, str]:
    """Character -> what it reads as, "" for those that vanish."""
    sections = _sections()
    pairs = "".join(chain.from_iterable(sections[kind] for kind in _ONE_TO_ONE))
    table = dict(zip(pairs[::2], pairs[1::2]))  # noqa: B905 (rows hold whole pairs)
    for kind in _ONE_TO_ONE:
        table.update((row[0], row[1:]) for row in sections.get(f"{kind}*", ()))
    for kind in _VANISHING:
        table.update(dict.fromkeys(kinds()[kind], ""))
    return table


@cache
def kinds() -> dict[str, str]:
    """Kind of disguise (selectors apart) -> its characters."""
    sections = _sections()
    several = {kind: "".join(row[0] for row in sections.get(f"{kind}*", ())) for kind in _ONE_TO_ONE}
    kinds = {kind: "".join(sections[kind])[::2] + several[kind] for kind in _ONE_TO_ONE}
    return kinds | {kind: "".join(_characters(sections[kind][0])) for kind in _VANISHING}


def kind_of(char: str) -> str | None:
    """The kind of disguise that a character is; None for one that reads as written."""
    found = (kind for kind, chars in kinds().items() if char in chars)
    return "enclosed" if char in regional() else next(found, None)


@cache
def marks() -> frozenset[str]:
    """The vanishing characters that belong to the one before them."""
    return frozenset(kinds()["combining"] + kinds()["selector"])


@cache
def regional() -> dict[str, str]:
    """Regional indicator -> the letter it shows where it is no half of a flag."""
    return {chr(0x1F1E6 + n): chr(ord("a") + n) for n in range(26)}


@cache
def flags() -> frozenset[str]:
    """The pairs of regional indicators that show a flag."""
    indicator = {letter: char for char, letter in regional().items()}
    return frozenset(indicator[code[0]] + indicator[code[1]] for code in _sections()["flags"][0].split())


@cache
def emoji() -> re.Pattern[str]:
    """Matches one character of an emoji: what it may begin with, or one of JOINERS."""
    return re.compile(f"[{JOINERS}{_unescaped(_sections()['pictograph'][0])}]")


@cache
def wholes() -> dict[str, str]:
    """Parts written next to each other -> the character they make."""
    return {row[:-1]: row[-1] for row in _sections()["split"]} | {"\\/": "v"}


@cache
def parts() -> re.Pattern[str]:
    """Finds the keys of `wholes` in lower-case text."""
    return re.compile("|".join([*(re.escape(row[:-1]) for row in _sections()["split"]), _DRAWN_V]))


def _characters(ranges: str) -> Iterator[str]:
    for item in ranges.split():
        first, _, last = item.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


def _unescaped(text: str) -> str:
    return text.encode("ascii").decode("unicode_escape")
