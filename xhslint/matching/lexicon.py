"""Lexicons: one concept a list, with the ways in which people write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from xhslint.base.records import dataclass, field, replace
from xhslint.schema.values import Value, guess

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS = ("plain", "homophone", "initials", "emoji", "alias", "split", "lookalike")
MAX_SPELLINGS = 600


@dataclass(frozen=True, slots=True)
class Part:
    """Written characters of a term that stand for others."""

    written: str
    reads: str
    kind: str


@dataclass(frozen=True, slots=True)
class Term:
    """One way to write a concept; a *strong* one means it anywhere, a weak one only next to something else."""

    text: str
    reads: str
    strong: bool = True
    parts: tuple[Part, ...] = ()

    @property
    def plain(self) -> bool:
        return not self.parts


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A named concept.

    `allow` holds longer phrases in which its terms mean something else (增加 for 加), `not_after` and `not_before`
    characters that may not touch a term.
    """

    name: str
    reads: str
    terms: tuple[Term, ...]
    allow: tuple[str, ...] = ()
    not_after: str = ""
    not_before: str = ""
    path: str = ""
    line: int = 0


@dataclass
class Characters:
    """How single characters are respelled: 微 → 薇 (homophone), 信 → ❤ (emoji)."""

    variants: dict[str, list[Part]] = field(default_factory=dict)

    def read(self, value: Value) -> None:
        for key, kinds in value.pairs():
            character = key.string()
            for kind, values in kinds.pairs():
                name = kind.string()
                if name not in KINDS[1:]:
                    kind.complain(f"unknown kind {name!r}{guess(name, KINDS[1:])}; one of: {', '.join(KINDS[1:])}")
                    continue
                for written in values.each(Value.text):
                    self.variants.setdefault(character, []).append(Part(written, character, name))

    def spellings(self, word: str) -> Iterator[tuple[str, tuple[Part, ...]]]:
        """Every respelling of a word by its characters, the word itself left out."""
        choices = [[Part(c, c, "plain"), *self.variants.get(c, ())] for c in word]
        for parts in product(*choices):
            changed = tuple(part for part in parts if part.kind != "plain")
            if changed:
                yield "".join(part.written for part in parts), changed


def differing(written: str, reads: str, kind: str) -> tuple[Part, ...]:
    """The characters in which a term differs from what it reads as; the whole of it when the lengths differ."""
    if len(written) != len(reads):
        return (Part(written, reads, kind),)
    return tuple(Part(a, b, kind) for a, b in zip(written, reads, strict=True) if a != b)


def read_terms(value: Value, canonical: str, strong: bool) -> Iterator[Term]:
    """The terms of a `{kind: [terms]}` mapping; `written = reading` gives a term a reading of its own."""
    for kind_value, terms in value.pairs():
        kind = kind_value.choice(KINDS)
        for entry in terms.each(Value.text):
            written, _, own = (piece.strip() for piece in entry.partition(" = "))
            if kind == "plain":
                yield Term(written, own or written, strong)
            else:
                reads = own or canonical
                yield Term(written, reads, strong, differing(written, reads, kind))


TERM_KEYS: dict[str, Callable[[Value], Any]] = {
    "strong": lambda v: v,
    "weak": lambda v: v,
    "vary": lambda v: v.each(Value.text),
    "except": lambda v: v.each(Value.text),
    "allow": lambda v: v.each(Value.text),
    "about": Value.text,
}


def read_lexicon(value: Value, characters: Characters) -> Lexicon:
    """A lexicon from its node; the keys are documented in docs/writing-rules.md."""
    data = value.mapping(
        {
            **TERM_KEYS,
            "lexicon": Value.text,
            "reads": Value.text,
            "not-after": Value.text,
            "not-before": Value.text,
        },
        required=("lexicon", "reads"),
    )
    terms = add_terms({}, data, data["reads"], value, characters)
    if not terms:
        value.complain("a lexicon needs terms: 'strong', 'weak' or 'vary'")
    return Lexicon(
        data["lexicon"],
        data["reads"],
        tuple(terms.values()),
        tuple(data.get("allow", ())),
        data.get("not-after", ""),
        data.get("not-before", ""),
        value.path,
        value.line,
    )


def extended(lexicons: Mapping[str, Lexicon], value: Value, characters: Characters) -> Lexicon:
    """A lexicon with the terms and ordinary words of an `extend` entry, and without the spellings that it excepts."""
    data = value.mapping({**TERM_KEYS, "extend": lambda v: v.name("lexicon", lexicons)}, required=("extend",))
    lexicon = lexicons[data["extend"]]
    terms = add_terms({term.text: term for term in lexicon.terms}, data, lexicon.reads, value, characters)
    for written in data.get("except", ()):
        if not terms.pop(written, None):
            value.complain(f"{written!r} is no spelling of {lexicon.name!r}")
    if not terms:
        value.complain(f"nothing is left of {lexicon.name!r}")
    return replace(lexicon, terms=tuple(terms.values()), allow=(*lexicon.allow, *data.get("allow", ())))


def add_terms(
    terms: dict[str, Term], data: Mapping[str, Any], reads: str, value: Value, characters: Characters
) -> dict[str, Term]:
    """`terms` with those that an entry lists and those that its words vary into."""
    for key, strong in (("strong", True), ("weak", False)):
        if key in data:
            for term in read_terms(data[key], reads, strong):
                if term.text in terms:
                    data[key].complain(f"{term.text!r} is listed twice")
                terms[term.text] = term
    excluded = set(data.get("except", ()))
    for word in data.get("vary", ()):
        spellings = list(characters.spellings(word))
        if len(spellings) > MAX_SPELLINGS:
            value.complain(f"{word!r} has {len(spellings)} spellings, more than {MAX_SPELLINGS}: vary a shorter word")
            continue
        for written, parts in spellings:
            if written in excluded:
                continue
            listed = terms.get(written)
            # A spelling that is listed as well keeps the listed strength and gains the parts that explain it.
            strong = listed.strong if listed else True
            terms[written] = Term(written, word, strong, parts)
    return terms


def symbols(terms: Iterable[str]) -> set[str]:
    """The marks that carry meaning in some term, and so are not noise: ❤ in 薇❤, + in +v."""
    return {c for text in terms for c in text if not (c.isalnum() or c.isspace())}
