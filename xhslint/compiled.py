"""A rulebook as plain data, which is read in milliseconds where the YAML takes a second.

Everything in it is JSON, and what a run may not need (the terms, the rules) is JSON in strings, read when it is first
asked for. Nothing in it is executed, so a file of another origin can at worst be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, overload

from xhslint import finding, guards, lexicon, matchers, phrase, rulebook
from xhslint.ids import DETECTORS
from xhslint.lexicon import Lexicon, Part, Term
from xhslint.rulebook import Rulebook
from xhslint.scan import Index

T = TypeVar("T")
FORMAT = 4
CLASSES = {
    made.__name__: made
    for made in (
        *(finding.Source, guards.Guard, guards.Condition, lexicon.Lexicon, lexicon.Term, lexicon.Part),
        *(phrase.Phrase, phrase.Slot, rulebook.Rule, rulebook.Remedy, rulebook.Measure),
        *(matchers.Words, matchers.Sequence, matchers.Near, matchers.Contact),
        *(matchers.Pattern, matchers.LinkTo, matchers.Count),
    )
}


class Lazily(Sequence[T]):
    """A sequence whose items are made from text when they are first asked for."""

    def __init__(self, texts: Sequence[str], make: Callable[[str], T]) -> None:
        self._texts = texts
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        if number not in self._made:
            self._made[number] = self._make(self._texts[number])
        return self._made[number]


class LazyMap(Mapping[str, T]):
    """The same for a mapping."""

    def __init__(self, texts: Mapping[str, str], make: Callable[[str], T]) -> None:
        self._texts = texts
        self._make = make
        self._made: dict[str, T] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._texts[key])
        return self._made[key]


def encode(value: Any) -> Any:
    """A value of the rulebook as JSON data; raises TypeError for a class that is not in `CLASSES`."""
    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        if CLASSES.get(name) is not type(value):
            raise TypeError(f"{name} cannot be compiled")
        return {"@": name, "f": [encode(getattr(value, field.name)) for field in fields(value)]}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, frozenset):
        return {"@": "set", "f": sorted(value)}
    if isinstance(value, dict):
        return {"@": "map", "f": {key: encode(item) for key, item in value.items()}}
    return value


def decode(data: Any) -> Any:
    """What `encode` was given; lists come back as tuples."""
    if isinstance(data, list):
        return tuple(map(decode, data))
    if not isinstance(data, dict):
        return data
    name, content = data["@"], data["f"]
    if name == "set":
        return frozenset(content)
    if name == "map":
        return {key: decode(item) for key, item in content.items()}
    return CLASSES[name](*map(decode, content))


def text_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def value_of(text: str) -> Any:
    return decode(json.loads(text))


def owner_text(owner: Mapping[str, Term]) -> str:
    """The lists and terms of one pattern: a line for each, and tabs between the list, the strength, the term and its parts.

    Written by hand because there are ten thousand of them, and JSON in JSON is twice as long. Raises TypeError for a
    term that holds a tab or a line end.
    """
    lines = []
    for name, term in owner.items():
        pieces = [name, "+" if term.strong else "-", term.text, "" if term.reads == term.text else term.reads]
        for part in term.parts:
            pieces += [part.written, part.reads, part.kind]
        if any("\t" in piece or "\n" in piece for piece in pieces):
            raise TypeError(f"{term.text!r} cannot be compiled")
        lines.append("\t".join(pieces))
    return "\n".join(lines)


def owner(text: str) -> dict[str, Term]:
    terms = {}
    for line in text.split("\n"):
        name, strength, written, reads, *pieces = line.split("\t")
        parts = tuple(map(Part, pieces[::3], pieces[1::3], pieces[2::3]))
        terms[name] = Term(written, reads or written, strength == "+", parts)
    return terms


def light(whole: Lexicon) -> Lexicon:
    """A lexicon without its terms, which the index holds."""
    return Lexicon(whole.name, whole.reads, (), whole.allow, whole.not_after, whole.not_before, whole.path, whole.line)


def dump(book: Rulebook, key: str) -> str:
    """The rulebook as text; `key` says what it was made from."""
    index, (anchored, free) = book.index, book.plan
    return text_of(
        {
            "format": FORMAT,
            "key": key,
            "patterns": list(index.patterns),
            "owners": list(map(owner_text, index.owners)),
            "patterns_of": {name: " ".join(map(str, sorted(index.patterns_of[name]))) for name in index.patterns_of},
            "symbols": "".join(sorted(index.symbols)),
            "guarded": {name: text_of(encode(light(one))) for name, one in index.lexicons.items()},
            "rules": [text_of(encode(rule)) for rule in book.rules],
            "guards": [text_of(encode(guard)) for guard in book.guards],
            "sources": encode(book.sources),
            "signals": encode(book.signals),
            "ids": book.ids,
            "opt-in": sorted(book.opt_in),
            "words": book.words,
            "anchored": {name: sorted(numbers) for name, numbers in anchored.items()},
            "free": sorted(free),
        }
    )


def loads(text: str, key: str) -> Rulebook | None:
    """The rulebook of `dump`; None for text that is broken, or that was made from something else."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT or data["key"] != key:
            return None
        return restored(data)
    except (ValueError, KeyError, TypeError):
        return None


def restored(data: Mapping[str, Any]) -> Rulebook:
    book = Rulebook(
        Lazily(data["rules"], value_of),
        (),  # their terms are in the index
        Lazily(data["guards"], value_of),
        decode(data["sources"]),
        decode(data["signals"]),
    )
    index = Index(
        data["patterns"],
        Lazily(data["owners"], owner),
        LazyMap(data["patterns_of"], lambda numbers: frozenset(map(int, numbers.split()))),
        LazyMap(data["guarded"], value_of),
        frozenset(data["symbols"]),
        DETECTORS,
    )
    anchored = {name: set(numbers) for name, numbers in data["anchored"].items()}
    # What a rulebook of YAML works out when it is asked: cached properties, filled in.
    plan = anchored, frozenset(data["free"])
    opt_in = frozenset(data["opt-in"])
    book.__dict__.update(index=index, words=data["words"], plan=plan, ids=data["ids"], opt_in=opt_in)
    return book
