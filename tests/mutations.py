"""Drafts that nobody wrote: examples of rules and training captions, cut, joined, disguised and damaged by chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.linters import book
from xhslint.ruletest.captions import read_captions
from xhslint.ruletest.disguise import between, to_enclosed, to_full_width, to_styled
from xhslint.ruletest.examples import unpinned
from xhslint.text.fold_table import split_forms, traditional_forms

CAPTIONS = Path(__file__).parents[1] / "training" / "captions"
LONGEST = 48
"""Characters of a caption that a draft begins with: errors seldom need more, and short drafts are many drafts."""
BITS = (
    *(
        "\u200b",
        "\u2060",
        "\u00ad",
        "\ufe0f",
        "\u200d",
        "\u20e3",
        "\u0301",
        "\u0332",
        "\u202e",
        "\u3164",
        "\ufeff",
        "\0",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        " ",
        "\t",
        "\u3000",
        "。",
        "，",
        "！",
        "·",
        "～",
        "_",
        "*",
        "**",
        "`",
        "```\n",
        "~~~\n",
    ),
    *("<!--", "-->", "<!-- xhslint-ignore-next-line -->", "<!-- xhslint-ignore-line contact -->", "[", "](", ")", "（"),
    *("# ", "## ", "#", "#露营[话题]#", "@", "https://", "www.", ".cn", "://", "&#21152;", "\\", "+", "1️⃣", "⑩", "🌸"),
    *(
        "[doge]",
        "[玫瑰R]",
        "/比心",
        "亻言",
        "氵匋",
        "𝓿",
        "ⓥ",
        "Ｖ",
        "❤",
        "🛰️",
        "幺三五",
        "13800123",
        "wx",
        "vx",
        "q",
        "加",
    ),
    *(
        "微",
        "信",
        "薇",
        "私",
        "我",
        "主页",
        "淘",
        "宝",
        "互",
        "粉",
        "赞",
        "不要",
        "别",
        "“",
        "”",
        "是骗子",
        "\ud800",
        "\U0010ffff",
    ),
)
FRONTS = (
    "title: ",
    "profile: paid\n",
    "title: 春天\n",
    "xhslint:\n  ignore: [contact]\n",
    "- ",
    "a: &a [*a]\n",
    "title: !!int\n",
)

Change = Callable[[Random, str], str]


@cache
def examples() -> Sequence[str]:
    """Return the examples inside the rule files."""
    rules = book().rules
    return [unpinned(text)[0] for rule in rules for text in rule.flag] + [
        text for rule in rules for text in rule.passes
    ]


@cache
def captions() -> Sequence[str]:
    """Return the training captions."""
    return [caption.text for path in sorted(CAPTIONS.glob("*.jsonl")) for caption in read_captions(path)]


def mutated_example(chance: Random) -> str:
    """Return an example of a rule after one to four changes."""
    return _changed(chance, chance.choice(examples()))


def mutated_caption(chance: Random) -> str:
    """Return a piece of a caption, or of an example, after one to four changes; one of 16 drafts has front matter."""
    text = chance.choice(captions() if chance.random() < 0.7 else examples())
    start = chance.randrange(max(1, len(text) - LONGEST + 1))
    text = _changed(chance, text[start : start + LONGEST])
    if chance.random() < 1 / 16:
        return f"---\n{''.join(chance.choices(FRONTS, k=2))}\n---\n{text}"
    return text


def _changed(chance: Random, text: str) -> str:
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(CHANGES)(chance, text)
    return text


def _place(chance: Random, text: str) -> int:
    return chance.randint(0, len(text))


def _range(chance: Random, text: str) -> tuple[int, int]:
    start = _place(chance, text)
    return start, min(len(text), start + chance.randint(1, 6))


def _insert(chance: Random, text: str) -> str:
    place = _place(chance, text)
    return text[:place] + chance.choice(BITS) * chance.choice((1, 1, 1, 2, 5)) + text[place:]


def _insert_any(chance: Random, text: str) -> str:
    place = _place(chance, text)
    return text[:place] + chr(chance.randrange(chance.choice((0x80, 0x3000, 0xFFFF, 0x110000)))) + text[place:]


def _delete(chance: Random, text: str) -> str:
    start, end = _range(chance, text)
    return text[:start] + text[end:]


def _repeat(chance: Random, text: str) -> str:
    start, end = _range(chance, text)
    return text[:end] + text[start:end] * chance.choice((1, 2, 8)) + text[end:]


def _reverse(chance: Random, text: str) -> str:
    start, end = _range(chance, text)
    return text[:start] + text[start:end][::-1] + text[end:]


def _splice(chance: Random, text: str) -> str:
    other = chance.choice(examples())
    return text[: _place(chance, text)] + other[_place(chance, other) :]


def _disguise(chance: Random, text: str) -> str:
    start, end = _range(chance, text)
    return text[:start] + chance.choice(DISGUISES)(text[start:end]) + text[end:]


def _each(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "".join(map(change, text))


CHANGES: Sequence[Change] = (_insert, _insert, _insert_any, _delete, _repeat, _reverse, _splice, _disguise, _disguise)
DISGUISES: Sequence[Callable[[str], str]] = (
    *map(_each, (to_full_width, to_enclosed, to_styled)),
    *(partial(between, filler) for filler in ("·", "🌸", "[玫瑰R]", "\u200b", "\n")),
    _each(lambda character: traditional_forms().get(character, character)),
    _each(lambda character: split_forms().get(character, character)),
    _each(lambda character: f"&#{ord(character)};"),
)
