"""Captions with one word respelled, as their writer might do to get it past a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xhslint.base.lazy_regex import lazy
from xhslint.ruletest.spellings import WORDS, spellings

WORD = lazy("|".join(sorted(WORDS, key=len, reverse=True)))
NUMBER = lazy(r"(?<![0-9.])[0-9]{5,11}(?![0-9.])")
SCRIPTS = ("零一二三四五六七八九", "0123456789", "⓪①②③④⑤⑥⑦⑧⑨", "零壹贰叁肆伍陆柒捌玖")
KEYCAP = "\ufe0f\u20e3"

Respell = Callable[[str], str]
"""Returns a word respelled, or as it is where that cannot be done."""


def one(change: Callable[[str], str]) -> Respell:
    """Return what respells the last character of a word that a change has a spelling for, "" being none."""

    def respell(word: str) -> str:
        for at in reversed(range(len(word))):
            if spelling := change(word[at]):
                return word[:at] + spelling + word[at + 1 :]
        return word

    return respell


def every(change: Callable[[str], str], between: str = "") -> Respell:
    """Return what respells all characters of a word."""
    return lambda word: between.join(change(char) for char in word)


def mixed_digits(number: str) -> str:
    """Write the digits of a number in several scripts, in turn."""
    return "".join(SCRIPTS[at % len(SCRIPTS)][int(digit)] for at, digit in enumerate(number))


WORD_KINDS: dict[str, Respell] = {
    "sound": one(lambda char: spellings()[char].sounds[:1]),
    "sounds": every(lambda char: spellings()[char].sounds[1:] or char),
    "pinyin": one(lambda char: spellings()[char].toneless),
    "pinyin-word": every(lambda char: spellings()[char].toneless),
    "pinyin-spaced": every(lambda char: spellings()[char].toneless, " "),
    "pinyin-toned": one(lambda char: spellings()[char].pinyin),
    "bopomofo": one(lambda char: spellings()[char].bopomofo),
    "initial": one(lambda char: spellings()[char].pinyin[:1]),
    "initials": every(lambda char: spellings()[char].pinyin[:1]),
    "sounds-marked": every(lambda char: spellings()[char].sounds[:1] or char, "."),
    "parts": one(lambda char: spellings()[char].parts),
    "parts-shuffled": one(lambda char: spellings()[char].parts[::-1]),
    "rebus": one(lambda char: spellings()[char].emoji),
    "stroke": "丨".join,
    "code-inside": "[偷笑R]".join,
    "emoji-inside": "🌙".join,
    "doubled": every(lambda char: char * 2),
    "reversed": lambda word: word[::-1],
}
NUMBER_KINDS: dict[str, Respell] = {
    "digits-mixed": mixed_digits,
    "digits-keycap": every(lambda digit: digit + KEYCAP),
    "digits-formal": every(lambda digit: SCRIPTS[-1][int(digit)]),
}


def respelled(text: str, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """Yield each kind of respelling that can be done to a word or number in `[start, end)` of a text.

    A kind comes with the whole text, and where the part from `start` on then ends.
    """
    for pattern, kinds in ((WORD, WORD_KINDS), (NUMBER, NUMBER_KINDS)):
        for kind, respell in kinds.items():
            for found in pattern.finditer(text, start, end):
                spelling = respell(found[0])
                if spelling != found[0]:
                    whole = text[: found.start()] + spelling + text[found.end() :]
                    yield kind, whole, end + len(spelling) - len(found[0])
                    break
