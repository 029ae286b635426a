"""Disguised variants of a sentence, for rule authors: what a KOL would make of an example to slip past a filter.

A maker changes one stretch of a text in one way. Stretches are the pieces of a match: terms of lexicons, which have
respellings of their own, and whatever stands between them. Every maker is deterministic.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations as pairs_of
from itertools import pairwise

from xhslint.base.paths import data_file
from xhslint.base.records import dataclass, replace
from xhslint.matching.lexicon import Lexicon

HAN = range(0x4E00, 0xA000)
DIGIT_SCRIPTS = ("一二三四五六七八九", "①②③④⑤⑥⑦⑧⑨", "壹贰叁肆伍陆柒捌玖")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an example: `lexicon` is the name of the concept that it was read as, "" for anything else.

    `reads` is the term's reading, `id` says that the piece is a contact id, a link or a code.
    """

    text: str
    lexicon: str = ""
    reads: str = ""
    id: bool = False


Lexicons = Mapping[str, Lexicon]
Maker = Callable[[list[Piece], Lexicons], list[Piece]]


def is_han(character: str) -> bool:
    return ord(character) in HAN


@cache
def tables() -> tuple[dict[str, str], dict[str, str]]:
    """Simplified → traditional characters, and character → components, from the fold's own table."""
    traditional: dict[str, str] = {}
    split: dict[str, str] = {}
    with open(data_file("fold.txt"), encoding="utf-8", newline="\n") as file:
        lines = file.read().splitlines()
    for line in lines:
        kind, _, rest = line.partition("\t")
        if kind == "traditional":
            for written, reads in zip(rest[::2], rest[1::2], strict=False):
                traditional.setdefault(reads, written)
        elif kind == "split":
            split.setdefault(rest[-1], rest[:-1])
    return traditional, split


def between(filler: str, text: str) -> str:
    """`filler` between characters of which at least one is Chinese; Latin words and ids stay whole."""
    out = text[:1]
    for before, after in pairwise(text):
        halves = before + after in tables()[1].values()  # of one split character
        attached = halves or unicodedata.combining(after) or after in "\ufe0f\u200d\u200b"
        out += filler + after if (is_han(before) or is_han(after)) and not attached else after
    return out


def each(text: str, change: Callable[[str], str]) -> str:
    return "".join(map(change, text))


def full_width(character: str) -> str:
    return chr(ord(character) + 0xFEE0) if character.isascii() and character.isalnum() else character


def enclosed(character: str) -> str:
    if character.isascii() and character.isalpha():
        return chr(0x24D0 + ord(character.lower()) - ord("a"))
    return chr(0x2460 + int(character) - 1) if character in "123456789" else character


def styled(character: str) -> str:
    if character.isascii() and character.isalpha():
        return chr(0x1D41A + ord(character.lower()) - ord("a"))
    return chr(0x1D7CE + int(character)) if character in "0123456789" else character


def lifted(change: Callable[[Piece, Lexicons], str]) -> Maker:
    """A maker that changes each piece by itself."""
    return lambda pieces, lexicons: [replace(piece, text=change(piece, lexicons)) for piece in pieces]


def by_character(change: Callable[[str], str]) -> Maker:
    return lifted(lambda piece, _: each(piece.text, change))


def respelled(kind: str) -> Maker:
    """The first respelling of that kind which the term's own lexicon lists for its reading."""

    def change(piece: Piece, lexicons: Lexicons) -> str:
        lexicon = lexicons.get(piece.lexicon)
        for term in lexicon.terms if lexicon else ():
            kinds = {part.kind for part in term.parts}
            if kinds == {kind} and term.strong and term.reads == piece.reads and term.text != piece.text:
                return term.text
        return piece.text

    return lifted(change)


def in_other_script(piece: Piece, lexicons: Lexicons) -> str:
    """Every digit of a number of five and more in another script, the scripts in turn."""
    if not piece.id or sum(map(str.isdecimal, piece.text)) < 5 or any(map(str.isalpha, piece.text)):
        return piece.text
    out = ""
    for index, character in enumerate(piece.text):
        script = DIGIT_SCRIPTS[index % len(DIGIT_SCRIPTS)]
        out += script[int(character) - 1] if character in "123456789" else character
    return out


def drawn_apart(filler: str) -> Maker:
    """`filler` between the characters of every piece, and between the pieces."""

    def make(pieces: list[Piece], lexicons: Lexicons) -> list[Piece]:
        out: list[Piece] = []
        for piece in pieces:
            text = piece.text if piece.id else between(filler, piece.text)
            touching = out and text and (is_han(out[-1].text[-1:] or " ") or is_han(text[0]))
            out.append(replace(piece, text=filler + text if touching else text))
        return out

    return make


def marked(mark: str) -> Maker:
    return by_character(lambda c: c + mark if is_han(c) or (c.isascii() and c.isalnum()) else c)


def emphasised(pieces: list[Piece], lexicons: Lexicons) -> list[Piece]:
    """Markdown emphasis around the second half of each term."""

    def change(piece: Piece, _: Lexicons) -> str:
        if piece.id or not 2 <= len(piece.text) <= 8 or not all(map(is_han, piece.text)):
            return piece.text
        return f"{piece.text[0]}**{piece.text[1:]}**"

    return lifted(change)(pieces, lexicons)


def downwards(pieces: list[Piece], lexicons: Lexicons) -> list[Piece]:
    """One character a line, for what is short and all Chinese."""
    text = "".join(piece.text for piece in pieces)
    if not 2 <= len(text) <= 6 or not all(map(is_han, text)):
        return pieces
    return [Piece("\n" + "\n".join(text) + "\n")]


# What is done first stands first; of one stage only one kind is used at a time.
STAGES: tuple[dict[str, Maker], ...] = (
    {
        "homophone": respelled("homophone"),
        "emoji": respelled("emoji"),
        "traditional": by_character(lambda c: tables()[0].get(c, c)),
    },
    {
        "digits": lifted(in_other_script),
        "full-width": by_character(full_width),
        "enclosed": by_character(enclosed),
        "styled": by_character(styled),
    },
    {
        "separator": drawn_apart("·"),
        "emoji-noise": drawn_apart("🌸"),
        "emoji-code": drawn_apart("[玫瑰R]"),
        "emphasis": emphasised,
        "vertical": downwards,
    },
    {"zero-width": marked("\u200b")},
    {"combining": marked("\u0332")},
    # Nobody lays anything between the two halves of one character: they would not be read as one.
    {"split": by_character(lambda c: tables()[1].get(c, c))},
)
KINDS: dict[str, Maker] = {kind: maker for stage in STAGES for kind, maker in stage.items()}


def combinations() -> list[tuple[str, ...]]:
    """Each kind alone, then every pair of kinds of different stages."""
    two = [(a, b) for one, other in pairs_of(STAGES, 2) for a in one for b in other]
    return [*((kind,) for kind in KINDS), *two]


def disguise(pieces: Sequence[Piece], kinds: Sequence[str], lexicons: Lexicons) -> str | None:
    """The pieces with each kind of disguise applied in turn; None when one of the kinds changes nothing."""
    current = list(pieces)
    for kind in kinds:
        made = KINDS[kind](current, lexicons)
        if made == current:
            return None
        current = made
    return "".join(piece.text for piece in current)
