"""Runs of digits in a view, in any script and through the usual disguises, and the numbers that they make.

The view has 1️⃣ and ① as digits already; 一八〇, o for 0 and l for 1 are read here, and digits may be separated by blanks,
emoji, emoji codes and short words (177欢迎0316…9115).
"""

from __future__ import annotations

import re
from itertools import accumulate

from xhslint.base.lazy_regex import lazy
from xhslint.base.records import NamedTuple
from xhslint.matching.detectors.tokens import Token
from xhslint.text.skeleton import BRACKETED, CODES

HAN_ROWS = ("零〇○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
HAN_DIGITS = {character: str(value) for value, row in enumerate(HAN_ROWS) for character in row}
HAN_DIGIT = lazy(rf"[{''.join(HAN_DIGITS)}]")
DIGITS = {**{str(digit): str(digit) for digit in range(10)}, **HAN_DIGITS}
ZEROS = lazy(r"o{2,8}(?=[ ._-]?[0-9])")
# What may stand between the digits of one number. Marks that separate numbers (199/299, 19:30, 1+1) and currency signs
# may not, except for some of them between the three runs of a phone number behind an introducer.
PLAIN = r"[ \u3000._·•~～—–\-()（）*＊]"
SEPARATORS = r"\w\n\r/／|｜\\,，、。！？!?:：;；=＋+<>%％‰°×#￥¥$€£💰💵💴💶💷💲🪙"
LIST_MARKS = "/，,、|+"
# A mark that separates numbers is a decoration where it is repeated: 138====1203.
REPEATED = r"(?P<mark>[=＋+<>%#/／|｜\\:：;；,，、。！!?？×])(?P=mark)+"
FILLER = lazy(rf"(?:{CODES}|{BRACKETED}|{PLAIN}|[^{SEPARATORS}]|{REPEATED})+", re.IGNORECASE)
PLAIN_FILLER = lazy(rf"{PLAIN}+")
MAX_FILLER = 16
MAX_DIGITS = 32
"""Digits of a run that are read: more than any number has, with all that may stand before it."""
WORD = lazy(r"[\u4e00-\u9fff]{1,3}(?=[^\u4e00-\u9fff])")
# Characters of words that count, measure or enumerate, and so stand between two numbers, not inside one.
COUNTING = frozenset(
    "年月日号点分秒时元块毛角米厘克斤个只支条件张双套盒瓶包楼层栋幢室站路天周岁次遍杯码度级页章课集期届位名人本款色版代份成"
    "倍折万亿千百十到至或和比加减乘除第共约每"
)


class Run(NamedTuple):
    """An unbroken run of digits at `[start, end)`; `gap` says what separates it from the run before.

    That is "" for the first, else `dot`, `plain` (marks), `decoration`, `word` or `list` (a mark of lists).
    """

    start: int
    end: int
    value: str
    gap: str


def digit_run(text: str, position: int) -> tuple[int, str]:
    """Return where the run of digits at `position` ends, and its value; an o between digits is 0.

    Nothing is read behind `MAX_DIGITS`, for a number may seem to begin at each digit of a long run.
    """
    index, value = position, ""
    if zeros := ZEROS.match(text, position):
        index, value = zeros.end(), "0" * len(zeros[0])
    while index < len(text) and len(value) < MAX_DIGITS:
        character = text[index]
        if character in HAN_DIGITS and value and begins_word(text, index):
            break
        if character in DIGITS:
            value += DIGITS[character]
            index += 1
            continue
        end = index
        while end - index < MAX_DIGITS and text[end : end + 1] == "o":
            end += 1
        if not value or end == index or not text[end : end + 1].isdecimal():
            break
        value += "0" * (end - index)
        index = end
    return index, value


def begins_word(text: str, index: int) -> bool:
    """Tell whether a Han digit behind an ASCII one begins a word instead (138…一起): it stands alone and Han follows."""
    after = text[index + 1 : index + 2]
    return text[index - 1].isascii() and "\u4e00" <= after <= "\u9fff" and after not in HAN_DIGITS


def runs_at(text: str, position: int, most: int, words: bool) -> list[Run]:
    """Return the runs of digits from `position` on that may be one number, up to the run that exceeds `most` digits.

    `words` says whether words and marks of lists may separate them.
    """
    found: list[Run] = []
    index, gap, size = position, "", 0
    while True:
        end, value = digit_run(text, index)
        if not value:
            return found
        found.append(Run(index, end, value, gap))
        size += len(value)
        bridged = bridge(text, end, words) if size <= most else None
        if not bridged:
            return found
        index, gap = bridged


def bridge(text: str, end: int, words: bool) -> tuple[int, str] | None:
    """Return where the next run of a number begins behind one that ends at `end`, and the gap; None without one."""
    mark = text[end : end + 1]
    if words and mark and mark in LIST_MARKS and text[end + 1 : end + 2] in DIGITS:
        return end + 1, "list"
    filler = FILLER.match(text, end, end + MAX_FILLER)
    place = filler.end() if filler else end
    if filler and (text[place : place + 1] in DIGITS or ZEROS.match(text, place)):
        if not PLAIN_FILLER.fullmatch(filler[0]):
            return place, "decoration"
        return place, "dot" if filler[0] == "." else "plain"
    word = WORD.match(text, place) if words else None
    if word and COUNTING.isdisjoint(word[0]) and not HAN_DIGIT.search(word[0]):
        filler = FILLER.match(text, word.end(), word.end() + MAX_FILLER)
        place = filler.end() if filler else word.end()
        if text[place : place + 1] in DIGITS:
            return place, "word"
    return None


def leading(runs: list[Run], length: int) -> list[Run]:
    """Return the first runs, which hold exactly `length` digits together; none if no run ends there."""
    for count, total in enumerate(accumulate(len(run.value) for run in runs), 1):
        if total == length:
            return runs[:count]
    return []


def joined(runs: list[Run]) -> Token:
    """Return runs as one number."""
    return Token(runs[0].start, runs[-1].end, "".join(run.value for run in runs))


def digits(text: str, position: int, most: int = 11) -> Token | None:
    """Return the number at `position` in any script, through decoration, of at most `most` digits; None without one."""
    runs = runs_at(text, position, most, words=False)
    while runs and sum(len(run.value) for run in runs) > most:
        runs.pop()
    return joined(runs) if runs else None
