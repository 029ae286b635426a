"""Disguised variants of an example, as authors of notes write them to get past filters.

An example is a list of segments: terms of lexicons, which have respellings, and the text between them. A transform
applies one kind of disguise to the segments, always with the same result.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations as pairs_of
from itertools import pairwise

from xhslint.base.records import dataclass, replace
from xhslint.matching.lexicon import Lexicon
from xhslint.text.fold_table import split_forms, traditional_forms

HAN = range(0x4E00, 0xA000)
DIGIT_SCRIPTS = ("一二三四五六七八九", "①②③④⑤⑥⑦⑧⑨", "壹贰叁肆伍陆柒捌玖")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an example: a term of `lexicon` that reads as `reads`, or other text (both "").

    `id` says that the text is a contact id, a link or a code.
    """

    text: str
    lexicon: str = ""
    reads: str = ""
    id: bool = False


Lexicons = Mapping[str, Lexicon]
Transform = Callable[[list[Segment], Lexicons], list[Segment]]


def is_han(character: str) -> bool:
    return ord(character) in HAN


def between(filler: str, text: str) -> str:
    """Put `filler` between characters at least one of which is Chinese, so that Latin words stay whole."""
    out = text[:1]
    for before, after in pairwise(text):
        halves = before + after in split_forms().values()  # of one split character
        attached = halves or unicodedata.combining(after) or after in "\ufe0f\u200d\u200b"
        out += filler + after if (is_han(before) or is_han(after)) and not attached else after
    return out


def to_full_width(character: str) -> str:
    """Return a Latin letter or digit in full width, anything else unchanged."""
    return chr(ord(character) + 0xFEE0) if character.isascii() and character.isalnum() else character


def to_enclosed(character: str) -> str:
    """Return a Latin letter or a digit from 1 in a circle, anything else unchanged."""
    if character.isascii() and character.isalpha():
        return chr(0x24D0 + ord(character.lower()) - ord("a"))
    return chr(0x2460 + int(character) - 1) if character in "123456789" else character


def to_styled(character: str) -> str:
    """Return a Latin letter or digit in mathematical bold, anything else unchanged."""
    if character.isascii() and character.isalpha():
        return chr(0x1D41A + ord(character.lower()) - ord("a"))
    return chr(0x1D7CE + int(character)) if character in "0123456789" else character


def by_segment(change: Callable[[Segment, Lexicons], str]) -> Transform:
    """Return a transform that replaces the text of each segment."""
    return lambda segments, lexicons: [replace(each, text=change(each, lexicons)) for each in segments]


def by_character(change: Callable[[str], str]) -> Transform:
    """Return a transform that replaces each character."""
    return by_segment(lambda segment, _: "".join(map(change, segment.text)))


def respelled(kind: str) -> Transform:
    """Return a transform that puts the first respelling of a kind in place of each term, if its lexicon has one."""

    def change(segment: Segment, lexicons: Lexicons) -> str:
        lexicon = lexicons.get(segment.lexicon)
        for term in lexicon.terms if lexicon else ():
            kinds = {part.kind for part in term.parts}
            if kinds == {kind} and term.strong and term.reads == segment.reads and term.text != segment.text:
                return term.text
        return segment.text

    return by_segment(change)


def in_other_script(segment: Segment, lexicons: Lexicons) -> str:
    """Write the digits of a number of five or more digits in other scripts, in turn."""
    if not segment.id or sum(map(str.isdecimal, segment.text)) < 5 or any(map(str.isalpha, segment.text)):
        return segment.text
    out = ""
    for index, character in enumerate(segment.text):
        script = DIGIT_SCRIPTS[index % len(DIGIT_SCRIPTS)]
        out += script[int(character) - 1] if character in "123456789" else character
    return out


def drawn_apart(filler: str) -> Transform:
    """Return a transform that puts `filler` between Chinese characters, within segments and between them."""

    def transform(segments: list[Segment], lexicons: Lexicons) -> list[Segment]:
        out: list[Segment] = []
        for segment in segments:
            text = segment.text if segment.id else between(filler, segment.text)
            touching = out and text and (is_han(out[-1].text[-1:] or " ") or is_han(text[0]))
            out.append(replace(segment, text=filler + text if touching else text))
        return out

    return transform


def marked(mark: str) -> Transform:
    """Return a transform that puts a combining or invisible mark behind each letter and digit."""
    return by_character(lambda c: c + mark if is_han(c) or (c.isascii() and c.isalnum()) else c)


def emphasised(segments: list[Segment], lexicons: Lexicons) -> list[Segment]:
    """Put Markdown emphasis around all but the first character of short Chinese segments."""

    def change(segment: Segment, _: Lexicons) -> str:
        if segment.id or not 2 <= len(segment.text) <= 8 or not all(map(is_han, segment.text)):
            return segment.text
        return f"{segment.text[0]}**{segment.text[1:]}**"

    return by_segment(change)(segments, lexicons)


def downwards(segments: list[Segment], lexicons: Lexicons) -> list[Segment]:
    """Write one character a line, if the example is short and all Chinese."""
    text = "".join(segment.text for segment in segments)
    if not 2 <= len(text) <= 6 or not all(map(is_han, text)):
        return segments
    return [Segment("\n" + "\n".join(text) + "\n")]


# Applied in this order; at most one kind of each stage is used.
STAGES: tuple[dict[str, Transform], ...] = (
    {
        "homophone": respelled("homophone"),
        "emoji": respelled("emoji"),
        "traditional": by_character(lambda c: traditional_forms().get(c, c)),
    },
    {
        "digits": by_segment(in_other_script),
        "full-width": by_character(to_full_width),
        "enclosed": by_character(to_enclosed),
        "styled": by_character(to_styled),
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
    # Last, because nothing is put between the halves of a character: readers would not join them.
    {"split": by_character(lambda c: split_forms().get(c, c))},
)
KINDS: dict[str, Transform] = {kind: transform for stage in STAGES for kind, transform in stage.items()}


def combinations() -> list[tuple[str, ...]]:
    """Return each kind alone, then every pair of kinds of different stages."""
    two = [(a, b) for one, other in pairs_of(STAGES, 2) for a in one for b in other]
    return [*((kind,) for kind in KINDS), *two]


def disguise(segments: Sequence[Segment], kinds: Sequence[str], lexicons: Lexicons) -> str | None:
    """Return the text of segments with each kind of disguise applied in turn; None if one of them changes nothing."""
    current = list(segments)
    for kind in kinds:
        before, current = current, KINDS[kind](current, lexicons)
        if current == before:
            return None
    return "".join(segment.text for segment in current)
