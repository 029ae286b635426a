"""What is noise in a view, and what separates clauses and sentences.

The skeleton is the view without noise, as a reader skips decoration: 加～微🌸信 is found as 加微信. The places of the
characters in the view then tell what was skipped, and so whether it may be skipped in this term.
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
SCOPES = {"clause": CLAUSE_ENDS, "sentence": SENTENCE_ENDS, "line": LINE_ENDS, "draft": frozenset[str]()}
"""What ends the scope within which two things belong together, by the names of scopes in rule files."""
WEAK_STOPS = CLAUSE_ENDS | frozenset('、（）()“”"|｜')
"""Punctuation that separates thoughts, by which a weak term, unlike a strong one, may not be drawn apart."""

MAX_GAP = 24
"""Code points of noise that one gap may hold."""
LONGEST_PHRASE = 80
"""Code points of the view that an allowed phrase with its noise may take."""


class Skeleton:
    """The solid characters of a view, with the place of each in it."""

    __slots__ = ("offsets", "starts", "text")

    def __init__(self, view: str, noise: re.Pattern[str]) -> None:
        runs: list[str] = []
        starts: list[int] = []  # where each solid run begins in the skeleton …
        offsets: list[int] = []  # … and in the view
        length = position = 0
        for match in noise.finditer(view):
            start, end = match.span()
            if start > position:
                runs.append(view[position:start])
                starts.append(length)
                offsets.append(position)
                length += start - position
            position = end
        if position < len(view):
            runs.append(view[position:])
            starts.append(length)
            offsets.append(position)
        self.text = "".join(runs)
        self.starts = starts
        self.offsets = offsets

    def place(self, index: int) -> int:
        """Return where character `index` of the skeleton stands in the view."""
        run = bisect_right(self.starts, index) - 1
        return self.offsets[run] + index - self.starts[run]

    def rank(self, position: int) -> int:
        """Return how many solid characters stand before `position` of the view."""
        run = bisect_right(self.offsets, position) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        return min(self.starts[run] + position - self.offsets[run], end)


def ascii_word(character: str) -> bool:
    """Tell whether a character is an ASCII letter or digit."""
    return character.isascii() and character.isalnum()


def stands_alone(view: str, start: int, end: int) -> bool:
    """Tell whether `view[start:end]` is not cut out of a longer Latin word (vx out of avx)."""
    if view[start] > "\x7f" and view[end - 1] > "\x7f":
        return True
    joined = start and ascii_word(view[start]) and ascii_word(view[start - 1])
    # Digits may touch a longer abbreviation (加138vx), not a single letter (3v3).
    if joined and (view[start - 1].isalpha() or end - start == 1):
        return False
    if end < len(view) and view[end - 1].isascii() and view[end - 1].isalpha():
        return not (view[end].isascii() and view[end].isalpha())
    return True


def noise_pattern(symbols: Iterable[str] = ()) -> re.Pattern[str]:
    """Return a pattern for noise; `symbols` are marks that carry meaning, and so are none (❤, 🍑, +)."""
    kept = "".join(sorted(set(symbols)))
    if not kept:
        return re.compile(rf"(?:{CODES}|{BRACKETED}|[\W_]+?)+", re.IGNORECASE)
    return re.compile(rf"(?:{CODES}|[^\w{re.escape(kept)}]|_)+", re.IGNORECASE)


def vertical(view: str, start: int, end: int) -> bool:
    """Tell whether the lines around `view[start:end]` are written vertically, one or two characters a line."""
    first = view.rfind("\n", max(0, start - 4), start) + 1 or max(0, start - 4)
    last = view.find("\n", end, end + 4)
    lines = [re.sub(r"[\W_]", "", line) for line in view[first : last if last >= 0 else end + 4].split("\n")]
    return len([line for line in lines if line]) >= 2 and all(len(line) <= 2 for line in lines)


def skippable(view: str, start: int, end: int, strong: bool) -> bool:
    """Tell whether the noise `view[start:end]` inside one match may be skipped, in a strong or a weak term."""
    if end - start > MAX_GAP:
        return False
    gap = view[start:end]
    if not LINE_ENDS.isdisjoint(gap):
        return vertical(view, start, end)
    return strong or WEAK_STOPS.isdisjoint(gap)


def clause(view: str, start: int, end: int, ends: frozenset[str] = CLAUSE_ENDS, reach: int = 80) -> tuple[int, int]:
    """Return the span of the clause (with other `ends`: sentence) around a span, at most `reach` characters to each side."""
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
