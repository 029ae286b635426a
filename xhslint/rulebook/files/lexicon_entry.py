"""Lexicons as rule files define and extend them, and the respellings of single characters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from xhslint.base.records import dataclass, field, replace
from xhslint.matching.fields import read_solid
from xhslint.matching.lexicon import KINDS, Lexicon, Part, Term
from xhslint.schema.fields import TEXT, WORDS, Field, Table, Type, by_key, fixed, name
from xhslint.schema.values import Value

DISGUISES = KINDS[1:]
MAX_SPELLINGS = 600
"""How many respellings one word of `vary` may have."""


def _unread(table: Table) -> Type:
    """Return the type of a mapping that is read when the whole entry is known."""
    return Type(lambda value: value, table.schema)


_KINDS = by_key(DISGUISES, WORDS, "written instead")
CHARACTERS = Table(
    (
        Field(
            "characters",
            Type(lambda value: value, lambda names: {"type": "object", "additionalProperties": _KINDS.schema(names)}),
            required=True,
        ),
    ),
    "How single characters are respelled.",
)

_TERMS = _unread(by_key(KINDS, WORDS, "term, or `term = reading`"))
_TERM_FIELDS = (
    Field("strong", _TERMS, "Terms that mean it anywhere."),
    Field("weak", _TERMS, "Terms that mean it only next to something else."),
    Field("vary", WORDS, "Words whose every respelling by `characters` is a strong term."),
    Field("except", WORDS, "Respellings to leave out."),
    Field("allow", WORDS, "Ordinary words that hold a term: the term is not found in them."),
    Field("about", TEXT, "A note for readers."),
)

LEXICON = Table(
    (
        Field("lexicon", TEXT, "name, lower-case ASCII", required=True),
        Field("reads", TEXT, "what a disguised term reads as", required=True),
        *_TERM_FIELDS,
        Field("not-after", TEXT, "characters that may not stand right before a term"),
        Field("not-before", TEXT, "characters that may not stand right behind a term"),
    ),
    "A concept with the ways in which people write it.",
)

EXTEND = Table(
    (
        Field(
            "extend", name("lexicon", fixed(Value.text, type="string")), "The lexicon that gains terms.", required=True
        ),
        *_TERM_FIELDS,
    ),
    "More terms for a lexicon of another file.",
)

RESPELL = Table(
    (
        Field("respell", WORDS, "Chinese words of two to five characters", required=True),
        Field(
            "except", WORDS, "What is no spelling of them, as it is written in simplified characters and lower case."
        ),
        Field("about", TEXT, "A note for readers."),
    ),
    "Words that are recognised however they are spelled: by sound, in pinyin, by emoji or by parts of characters.",
)
MOST_RESPELLED = 5


@dataclass
class Characters:
    """The respellings of single characters: 微 → 薇 (homophone), 信 → ❤ (emoji)."""

    variants: dict[str, list[Part]] = field(default_factory=dict)

    def add(self, value: Value) -> None:
        """Add those of a `{character: {kind: [written, …]}}` mapping."""
        for _, character, kinds in value.pairs():
            for key, kind, values in kinds.pairs():
                if kind not in DISGUISES:
                    key.unlisted(kind, DISGUISES, "kind")
                    continue
                for written in values.each(Value.text):
                    self.variants.setdefault(character, []).append(Part(written, character, kind))

    def count(self, word: str) -> int:
        """Return how many respellings a word has, without making them."""
        return prod(1 + len(self.variants.get(character, ())) for character in word) - 1

    def spellings(self, word: str) -> Iterator[tuple[str, tuple[Part, ...]]]:
        """Yield every respelling of a word but the word itself, with the characters that differ."""
        choices = [[Part(c, c, "plain"), *self.variants.get(c, ())] for c in word]
        for parts in product(*choices):
            changed = tuple(part for part in parts if part.kind != "plain")
            if changed:
                yield "".join(part.written for part in parts), changed


def read_lexicon(value: Value, characters: Characters) -> Lexicon:
    data = LEXICON.read(value)
    terms = _added({}, data, data["reads"], value, characters)
    if not terms:
        value.complain("no terms")
    return Lexicon(
        data["lexicon"],
        data["reads"],
        tuple(terms.values()),
        allow=data.get("allow", ()),
        not_after=data.get("not-after", ""),
        not_before=data.get("not-before", ""),
        path=value.path,
        line=value.line,
    )


def read_extend(value: Value, lexicons: Mapping[str, Lexicon], characters: Characters) -> Lexicon:
    """Return the lexicon that an `extend` entry names, with its terms added and the spellings that it excepts removed."""
    data = EXTEND.read(value)
    lexicon = lexicons[data["extend"]]
    terms = _added({term.text: term for term in lexicon.terms}, data, lexicon.reads, value, characters)
    for written in data.get("except", ()):
        if not terms.pop(written, None):
            value.complain("no spelling", written, lexicon.name)
    if not terms:
        value.complain("nothing left", lexicon.name)
    return replace(lexicon, terms=tuple(terms.values()), allow=(*lexicon.allow, *data.get("allow", ())))


def read_respelled(value: Value) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a `respell` entry, and what is no spelling of them."""
    data = RESPELL.read(value)
    words: tuple[str, ...] = data["respell"]
    for word in words:
        if not 2 <= len(word) <= MOST_RESPELLED or not all("\u4e00" <= character <= "\u9fff" for character in word):
            value.complain("respell", word, MOST_RESPELLED)
    return words, data.get("except", ())


def _added(
    terms: dict[str, Term], data: Mapping[str, Any], reads: str, value: Value, characters: Characters
) -> dict[str, Term]:
    """Return `terms` with those that an entry lists, and the respellings of the words that it varies.

    `reads` is what the listed disguises stand for.
    """
    for key in ("strong", "weak"):
        if key in data:
            for term in _listed(data[key], reads, key == "strong"):
                if term.text in terms:
                    data[key].complain("listed twice", term.text)
                terms[term.text] = term
    excluded = set(data.get("except", ()))
    for word in data.get("vary", ()):
        if (number := characters.count(word)) > MAX_SPELLINGS:
            value.complain("spellings", word, number, MAX_SPELLINGS)
            continue
        for written, parts in characters.spellings(word):
            if written in excluded:
                continue
            listed = terms.get(written)
            # A spelling that is listed as well keeps the listed strength and gains the parts that explain it.
            strong = listed.strong if listed else True
            terms[written] = Term(written, word, strong, parts)
    return terms


def _listed(value: Value, canonical: str, strong: bool) -> Iterator[Term]:
    """Yield the terms of a `{kind: [terms]}` mapping; `written = reading` gives a term a reading of its own."""
    for key, _, terms in value.pairs():
        kind = key.choice(KINDS)
        for entry in terms.each(read_solid):
            written, _, own = (piece.strip() for piece in entry.partition(" = "))
            if kind == "plain":
                yield Term(written, own or written, strong)
            else:
                reads = own or canonical
                yield Term(written, reads, strong, _differing(written, reads, kind))


def _differing(written: str, reads: str, kind: str) -> tuple[Part, ...]:
    """Return the characters in which a term differs from what it reads as, all of it if their lengths differ.

    All of it as well if they stand in another order (宝🍑). A Chinese character beside an emoji (薇❤) is a homophone.
    """
    pairs = [(a, b) for a, b in zip(written, reads, strict=False) if a != b]
    if len(written) != len(reads) or (kind == "emoji" and any(a in reads for a, _ in pairs)):
        return (Part(written, reads, kind),)
    return tuple(Part(a, b, "homophone" if kind == "emoji" and "\u4e00" <= a <= "\u9fff" else kind) for a, b in pairs)
