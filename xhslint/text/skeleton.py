"""The view without its noise: what a reader's eye takes in when it skips decoration.

A term is looked for in the skeleton, so that 加～微🌸信 is found as 加微信, and the places of its characters in the
view tell afterwards what was skipped, how much of it, and whether that may be skipped for this term.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

# Textual emoji: [玫瑰R] of the platform, [em]e163[/em], /比心 (a closed list: 淘宝/京东 must stay two words).
SLASH_CODES = (
    "玫瑰|比心|微笑|爱心|心碎|害羞|偷笑|大哭|呲牙|可爱|拥抱|握手|抱拳|红包|庆祝|太阳|月亮|礼物|咖啡|烟花|鞭炮|"
    "转圈|跳跳|亲亲|鼓掌|坏笑"
)
CODES = rf"\[em\]e\d+\[/em\]|\[\w{{1,8}}r\]|/(?:{SLASH_CODES})"
BRACKETED = r"\[(?:\w{1,6})\]"

LINE_ENDS = frozenset("\n\r")
SENTENCE_ENDS = frozenset("。！？!?；;…\n\r")
CLAUSE_ENDS = frozenset("，,。！？!?；;…：:\n\r")
# What ends the stretch within which two things belong together, by the names that rule files use.
SCOPES = {"clause": CLAUSE_ENDS, "sentence": SENTENCE_ENDS, "line": LINE_ENDS, "draft": frozenset[str]()}
# A weak term may be drawn apart by decoration, never by punctuation that separates thoughts.
WEAK_STOPS = CLAUSE_ENDS | frozenset('、（）()“”"|｜')

MAX_GAP = 24
"""Code points of noise that one gap may hold."""


class Skeleton:
    """The solid characters of a view, with the place of each in it."""

    __slots__ = ("offsets", "starts", "text")

    def __init__(self, view: str, noise: re.Pattern[str]) -> None:
        pieces: list[str] = []
        starts: list[int] = []  # where each solid run begins in the skeleton …
        offsets: list[int] = []  # … and in the view
        length = position = 0
        for match in noise.finditer(view):
            start, end = match.span()
            if start > position:
                pieces.append(view[position:start])
                starts.append(length)
                offsets.append(position)
                length += start - position
            position = end
        if position < len(view):
            pieces.append(view[position:])
            starts.append(length)
            offsets.append(position)
        self.text = "".join(pieces)
        self.starts = starts
        self.offsets = offsets

    def place(self, index: int) -> int:
        """Where the skeleton's character `index` stands in the view."""
        run = bisect_right(self.starts, index) - 1
        return self.offsets[run] + index - self.starts[run]

    def rank(self, position: int) -> int:
        """How many solid characters stand before `position` of the view."""
        run = bisect_right(self.offsets, position) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + position - self.offsets[run], end)


def noise_pattern(symbols: Iterable[str] = ()) -> re.Pattern[str]:
    """What the skeleton leaves out; `symbols` are marks that carry meaning and stay (❤, 🍑, +)."""
    kept = "".join(sorted(set(symbols)))
    if not kept:
        return re.compile(rf"(?:{CODES}|{BRACKETED}|[\W_]+?)+", re.IGNORECASE)
    return re.compile(rf"(?:{CODES}|[^\w{re.escape(kept)}]|_)+", re.IGNORECASE)


def vertical(view: str, start: int, end: int) -> bool:
    """Whether the lines that hold `view[start:end]` are written downwards, one or two characters a line."""
    first = view.rfind("\n", max(0, start - 4), start) + 1 or max(0, start - 4)
    last = view.find("\n", end, end + 4)
    lines = [re.sub(r"[\W_]", "", line) for line in view[first : last if last >= 0 else end + 4].split("\n")]
    return len([line for line in lines if line]) >= 2 and all(len(line) <= 2 for line in lines)


def skippable(view: str, start: int, end: int, strong: bool) -> bool:
    """Whether the noise `view[start:end]` inside one match may be skipped."""
    if end - start > MAX_GAP:
        return False
    gap = view[start:end]
    if not LINE_ENDS.isdisjoint(gap):
        return vertical(view, start, end)
    return strong or WEAK_STOPS.isdisjoint(gap)


def clause(view: str, start: int, end: int, ends: frozenset[str] = CLAUSE_ENDS, reach: int = 80) -> tuple[int, int]:
    """The clause (or, with other `ends`, the sentence) around a span, at most `reach` characters to each side."""
    left, right = max(0, start - reach), min(len(view), end + reach)
    if ends:
        pattern = _one_of(ends)
        for found in pattern.finditer(view, left, start):
            left = found.end()
        if behind := pattern.search(view, end, right):
            right = behind.start()
    return left, right


@cache
def _one_of(characters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]")
