"""Write xhslint/data/fold.txt, which xhslint/text/fold_table.py reads, from published tables and fold_hand.py.

    python -m pip install -r .ci/fold-requirements.txt
    python .ci/make_fold.py            # write the table
    python .ci/make_fold.py --check    # exit 1 when the committed table differs

Unicode data come from a pinned package, never from the running Python, so that every Python writes the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import cjkfold
import emoji
import fold_hand as hand
import unicodedata2 as ucd

TABLE = Path(__file__).resolve().parent.parent / "xhslint" / "data" / "fold.txt"
ASCII = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
LOOKALIKE_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC", "CANADIAN", "DESERET")
TAG_KINDS = {"font": "styled", "super": "styled", "sub": "styled", "circle": "enclosed", "square": "enclosed"}
WIDEST_GAP = 24
"""Up to so many superfluous characters, one range in a regular expression is faster than two."""
HEADER = """\
# Written by .ci/make_fold.py, not by hand. A name, a tab, and: pairs of characters, written and read
# (name*: one character and the several it reads as); parts and their whole (split); ranges of code points.
"""

Table = dict[str, tuple[str, str]]
"""From a character to its kind of disguise and its reading."""


def every_character() -> Iterator[str]:
    return (chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000)


def ordinary_han(char: str) -> bool:
    """Return whether a character is a Han character of GB 2312: those of ordinary simplified text and few others."""
    try:
        return len(char.encode("gb2312")) == 2 and is_han(char)
    except UnicodeEncodeError:
        return False


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def emoji_characters() -> frozenset[str]:
    """Return the characters that emoji consist of, without joiners, selectors, keycap marks and tags."""
    chars = {char for sequence in emoji.EMOJI_DATA for char in sequence}
    return frozenset(char for char in chars if char > "\x7f" and ucd.category(char) not in ("Cf", "Mn", "Me"))


def flags() -> list[str]:
    """Return the country codes that have a flag, in lower case letters."""
    pairs = [sequence for sequence in emoji.EMOJI_DATA if len(sequence) == 2 and is_regional(sequence[0])]
    return sorted("".join(chr(ord(char) - 0x1F1E6 + ord("a")) for char in pair) for pair in pairs)


def is_astral(char: str) -> bool:
    return char > "\uffff"


def is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def rows(table: dict[str, str], kind: str) -> Table:
    return {char: (kind, reads) for reads, chars in table.items() for char in chars}


def compatibility(char: str) -> tuple[str, str] | None:
    """Return kind and reading from Unicode's decomposition of a character; None where a reader would not read it so."""
    tag, _, codes = ucd.decomposition(char).rpartition("> ")
    tag, reads = tag.lstrip("<"), "".join(chr(int(code, 16)) for code in codes.split())
    if not reads or reads.startswith(" "):
        return None
    if tag in ("wide", "narrow", "small"):
        return ("width", reads) if reads in ASCII or reads in hand.WIDTH else None
    if tag == "compat":
        return compat(char, reads)
    if not tag:
        return canonical(reads)
    plain = reads.isdecimal() or (len(reads) == 1 and ucd.category(reads)[0] == "L" and not is_kana(reads))
    return (TAG_KINDS[tag], reads) if plain and tag in TAG_KINDS else None


def compat(char: str, reads: str) -> tuple[str, str] | None:
    if 0x2E80 <= ord(char) <= 0x2FDF:
        return "radical", reads
    inner = reads.strip("(),.")
    if inner != reads:
        return ("enclosed", inner) if is_reading(inner) else None
    return ("styled", reads) if reads in ASCII else None


def canonical(reads: str) -> tuple[str, str] | None:
    if len(reads) == 1 and is_han(reads):
        return "variant", reads
    base = ucd.normalize("NFD", reads)
    is_letter = ucd.category(base[0])[0] == "L" and not is_kana(base[0])
    return ("lookalike", base[0]) if len(base) > 1 and is_letter else None


def is_reading(reads: str) -> bool:
    return reads.isdecimal() or (len(reads) == 1 and (reads in ASCII or is_han(reads)))


def is_kana(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u1100" <= char <= "\u11ff" or "\uac00" <= char <= "\ud7af"


def enclosed(char: str) -> tuple[str, str] | None:
    """Return kind and reading of circled, squared and full-stopped letters and digits without decomposition: ❶ 🅥 🆅."""
    name = ucd.name(char, "")
    letter = re.fullmatch(r"(?:NEGATIVE|CROSSED NEGATIVE) (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])", name)
    if letter:
        return "enclosed", letter[1]
    if re.search(r"CIRCLED (SANS-SERIF )?(DIGIT|NUMBER)|DIGIT ZERO FULL STOP", name):
        return "enclosed", str(int(ucd.numeric(char)))
    return None


def lookalikes() -> Table:
    """Return the letters of LOOKALIKE_SCRIPTS that TR39 takes for one ASCII letter or digit."""
    table: Table = {}
    data = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8"))
    for char, others in data.items():
        if len(char) != 1 or char in ASCII or not ucd.name(char, "").startswith(LOOKALIKE_SCRIPTS):
            continue
        targets = [other["c"] for other in others if other["c"] in ASCII]
        if targets and char not in hand.NO_LOOKALIKE:
            # TR39 maps I to l; to a reader, a capital or an uncased letter is no small l
            table[char] = ("lookalike", "i" if targets == ["l"] and ucd.category(char) != "Ll" else targets[0])
    return table


def dictionary(name: str) -> list[tuple[str, list[str]]]:
    text = files("opencc").joinpath("dictionary", f"{name}.txt").read_text(encoding="utf-8")
    return [(key, values.split(" ")) for key, values in (line.split("\t") for line in text.splitlines())]


def traditional() -> Table:
    """Return OpenCC's first choice for each traditional character, without characters of simplified text."""
    pairs = ((char, values[0]) for char, values in dictionary("TSCharacters"))
    return {char: ("traditional", reads) for char, reads in pairs if char != reads and not ordinary_han(char)}


def regional_variants() -> Table:
    """Return Japanese, Hong Kong and Taiwan forms, unless they are also characters of simplified text."""
    simplified = {char for _, values in dictionary("TSCharacters") for char in values}
    table: Table = {}
    for name in ("JPVariants", "HKVariants", "TWVariants"):
        for standard, forms in dictionary(name):
            odd = [form for form in forms if form != standard and form not in simplified and not ordinary_han(form)]
            table |= dict.fromkeys(odd, ("variant", standard))
    return table


def readings() -> Table:
    """Return every character that folds. Readings are final: none of them folds again."""
    table: Table = {}
    for source in (compatibility, enclosed):
        table |= by_character(source)
    table |= lookalikes()
    table |= regional_variants() | traditional()
    table |= {char: ("radical", reads) for char, reads in cjkfold.EQUIVALENT_IDEOGRAPH.items()}
    for rows_by_hand, kind in (
        (hand.VARIANT, "variant"),
        (hand.TRADITIONAL, "traditional"),
        (hand.LOOKALIKE, "lookalike"),
        (hand.STYLED, "styled"),
        (hand.EMOJI, "emoji"),
        (hand.SEPARATOR, "separator"),
    ):
        table |= rows(rows_by_hand, kind)
    return finished(table)


def by_character(source: Callable[[str], tuple[str, str] | None]) -> Table:
    found = ((char, source(char)) for char in every_character())
    return {char: entry for char, entry in found if entry}


def finished(table: Table) -> Table:
    """Follow each reading to its end, in lower case; drop rows that end in no plain reading; add capitals."""
    done: Table = {}
    for char, (kind, reads) in sorted(table.items()):
        while reads in table:
            reads = table[reads][1]
        reads = reads.lower() if reads in ASCII else reads
        is_symbol = char in EMOJI_CHARACTERS and kind != "emoji" and not (kind == "enclosed" and reads in ASCII)
        if reads != char and is_final(reads) and not is_symbol:
            done[char] = (kind, reads)
    return done | {capital: done[small] for capital, small in capitals() if small in done and capital not in done}


def capitals() -> Iterator[tuple[str, str]]:
    """Yield capital letters with their small ones: text is folded both before and after it is put in lower case."""
    for char in every_character():
        name = ucd.name(char, "")
        small = name.replace(" CAPITAL ", " SMALL ").replace("CHEROKEE LETTER", "CHEROKEE SMALL LETTER")
        if small != name:
            try:
                yield char, ucd.lookup(small)
            except KeyError:
                continue


def is_final(reads: str) -> bool:
    if len(reads) > 1:
        return reads.isdecimal() and reads.isascii()
    return (
        reads.lower() in ASCII
        or reads in hand.WIDTH
        or reads in hand.SEPARATOR
        or (is_han(reads) and reads <= "\uffff")
    )


def is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char in "\u180b\u180c\u180d\u180f"


def is_combining(char: str) -> bool:
    return ucd.category(char) in ("Mn", "Me") and not is_selector(char) and not is_invisible(char)


def is_invisible(char: str) -> bool:
    """Return whether a format or control character leaves no mark; white space and visible Arabic signs do."""
    if char in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0":
        return True
    category = ucd.category(char)
    if category == "Cc":
        return char not in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"
    return category == "Cf" and "NUMBER" not in ucd.name(char, "") and char not in "\u06dd\u070f\u08e2"


def ranges(chars: Iterable[str], absorb: Callable[[str], bool] = lambda _: False) -> list[tuple[int, int]]:
    """Return maximal ranges of code points, both ends included, in ascending order.

    Ranges join across a gap when `absorb` is true of every character in it and the gap is not too wide.
    """
    out: list[tuple[int, int]] = []
    for code in sorted(map(ord, chars)):
        gap = range(out[-1][1] + 1, code) if out else range(0)
        if out and (len(gap) <= WIDEST_GAP or code > 0xFFFF) and all(absorb(chr(between)) for between in gap):
            out[-1] = out[-1][0], code
        else:
            out.append((code, code))
    return out


def rare(char: str) -> bool:
    """Return whether a character is so rare in captions that the foldable class may include it at no cost."""
    if char > "\uffff":  # each range is tried on every character of a text: only the emoji blocks are worth one
        return not "\U0001f300" <= char <= "\U0001faff"
    if char in EMOJI_CHARACTERS or ordinary_han(char) or is_kana(char) or char < "\u0250":
        return False
    return ucd.category(char)[0] in "LMN" or ucd.category(char) == "Cn"


EMOJI_CHARACTERS = emoji_characters()


def character_class(chars: Iterable[str], absorb: Callable[[str], bool]) -> str:
    """Return the inside of a regular expression's [...] for `chars`, with fewer ranges by what `absorb` allows."""
    return "".join(escape(a) if a == b else f"{escape(a)}-{escape(b)}" for a, b in ranges(chars, absorb))


def escape(code: int) -> str:
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def spelled(chars: Iterable[str]) -> str:
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in ranges(chars))


def lines() -> Iterator[str]:
    table = readings()
    for kind in dict.fromkeys(kind for kind, _ in table.values()):
        of_kind = [(char, reads) for char, (its_kind, reads) in table.items() if its_kind == kind]
        pairs = [char + reads for char, reads in of_kind if len(reads) == 1]
        yield from (f"{kind}\t{''.join(pairs[at : at + 40])}" for at in range(0, len(pairs), 40))
        yield from (f"{kind}*\t{char}{reads}" for char, reads in of_kind if len(reads) > 1)
    dropped = {name: [c for c in every_character_and_controls() if test(c)] for name, test in DROPPED.items()}
    for name, chars in dropped.items():
        yield f"{name}\t{spelled(chars)}"
    yield from (f"split\t{parts}{reads}" for parts, reads in hand.SPLIT.items())
    yield f"flags\t{' '.join(flags())}"
    regional = [chr(code) for code in range(0x1F1E6, 0x1F200)]
    foldable = [*table, *(char for chars in dropped.values() for char in chars), "\u200d", *regional]
    yield f"foldable\t{character_class(foldable, rare)}"
    yield f"pictograph\t{character_class(EMOJI_CHARACTERS, is_astral)}"


def every_character_and_controls() -> Iterator[str]:
    yield from map(chr, range(0x80))
    yield from every_character()


DROPPED = {"combining": is_combining, "selector": is_selector, "invisible": is_invisible}


def main(argv: list[str]) -> int:
    text = HEADER + "".join(f"{line}\n" for line in lines())
    if argv == ["--check"]:
        if TABLE.read_bytes() == text.encode():
            return 0
        print(f"{TABLE.name} differs from what make_fold.py writes: run python .ci/make_fold.py", file=sys.stderr)
        return 1
    TABLE.write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
