"""A rulebook as plain data, and what is made of it again (`packed.py` reads it).

The file is a line of JSON, which says where its sections lie, and the sections: a MARISA trie of the terms, tables of
numbers, and texts that are parsed when they are first asked for. Nothing in it is executed, so a file of another origin
can at worst be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache

from xhslint.base.records import replace
from xhslint.matching import matchers
from xhslint.matching.detectors.accounts import DETECTORS
from xhslint.matching.guards import Condition, Guard
from xhslint.matching.index import Finder, Index, Trie, inverted
from xhslint.matching.lexicon import Lexicon, Part, Term
from xhslint.matching.phrase import Phrase, Slot
from xhslint.matching.scanner.fallback import Plan
from xhslint.matching.scanner.scanner import PYTHON, Prefilter
from xhslint.model.findings import PROFILES, Remedy, Source
from xhslint.rulebook.compiled.container import LazyMap, LazySequence, SectionReader, SectionWriter
from xhslint.rulebook.model import EngagementSignal, Rule, Rulebook, RuleSummary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Row = list[Any]

CLASSES = {
    made.__name__: made
    for made in (
        *(Lexicon, Rule, Remedy, EngagementSignal),
        *(matchers.WordsMatcher, matchers.SequenceMatcher, matchers.NearMatcher, matchers.ContactMatcher),
        *(matchers.PatternMatcher, matchers.LinkMatcher, matchers.CountMatcher),
    )
}


def row_of(whole: Phrase) -> Row:
    slots = [[s.names, s.optional, s.strong, s.gap, s.wide, sorted(s.firm)] for s in whole.slots]
    return [slots, whole.starts_clause, whole.ends_clause]


def phrase_of(row: Row) -> Phrase:
    slots = [
        Slot(tuple(names), optional, strong, gap, wide, frozenset(firm))
        for names, optional, strong, gap, wide, firm in row[0]
    ]
    return Phrase(tuple(slots), row[1], row[2])


def encode(value: Any) -> Any:
    """A value of the rulebook as JSON data; raises TypeError for a class that is not in `CLASSES`.

    Sources and guards are told by name, the phrases of a list as JSON in JSON, so that each is parsed by itself.
    """
    if isinstance(value, Phrase):
        return {"@": "phrase", "f": row_of(value)}
    if isinstance(value, Source):
        return {"@": "source", "f": value.key}
    if isinstance(value, Guard):
        return {"@": "guard", "f": value.name}
    from dataclasses import fields, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        if CLASSES.get(name) is not type(value):
            raise TypeError(f"{name} cannot be compiled")
        return {"@": name, "f": [encode(getattr(value, field.name)) for field in fields(value)]}
    if isinstance(value, (tuple, list)):
        if value and all(isinstance(item, Phrase) for item in value):
            return {"@": "phrases", "f": [text_of(row_of(item)) for item in value]}
        return [encode(item) for item in value]
    if isinstance(value, frozenset):
        return {"@": "set", "f": sorted(value)}
    if isinstance(value, dict):
        return {"@": "map", "f": {key: encode(item) for key, item in value.items()}}
    return value


class Decoder:
    """Makes values of what `encode` gave, with the sources and guards of a rulebook."""

    def __init__(self, sources: Mapping[str, Source], guards: Mapping[str, Guard]) -> None:
        self.sources = sources
        self.guards = guards

    def value(self, data: Any) -> Any:
        if isinstance(data, list):
            return tuple(map(self.value, data))
        if not isinstance(data, dict):
            return data
        name, content = data["@"], data["f"]
        if name == "set":
            return frozenset(content)
        if name == "map":
            return {key: self.value(item) for key, item in content.items()}
        if name == "phrases":
            return LazySequence(len(content), lambda number: phrase_of(json.loads(content[number])))
        if name == "phrase":
            return phrase_of(content)
        if name == "source":
            return self.sources[content]
        if name == "guard":
            return self.guards[content]
        return CLASSES[name](*map(self.value, content))

    def text(self, text: str) -> Any:
        return self.value(json.loads(text))

    @staticmethod
    def guard(text: str) -> Guard:
        return guard_of(text)


def text_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def guard_text(guard: Guard) -> str:
    conditions = [[c.place, c.names, c.within, c.scope] for c in guard.conditions]
    return text_of([guard.name, conditions, guard.about, guard.path, guard.line])


def guard_of(text: str) -> Guard:
    name, conditions, about, path, line = json.loads(text)
    made = tuple(Condition(place, tuple(names), within, scope) for place, names, within, scope in conditions)
    return Guard(name, made, about, path, line)


def owner_text(owner: Mapping[str, Term], numbers: Mapping[str, int]) -> str:
    """The lists and terms of one pattern: a line for each, with tabs between list, strength, term and parts.

    Written by hand because there are twenty thousand of them. Raises TypeError for a term that holds a tab or a line end.
    """
    lines = []
    for name, term in owner.items():
        pieces = [
            str(numbers[name]),
            "+" if term.strong else "-",
            term.text,
            "" if term.reads == term.text else term.reads,
        ]
        for part in term.parts:
            pieces += [part.written, part.reads, part.kind]
        if any("\t" in piece or "\n" in piece for piece in pieces):
            raise TypeError(f"{term.text!r} cannot be compiled")
        lines.append("\t".join(pieces))
    return "\n".join(lines)


def owner_of(text: str, names: Sequence[str]) -> dict[str, Term]:
    terms = {}
    for line in text.split("\n"):
        number, strength, written, reads, *pieces = line.split("\t")
        parts = tuple(map(Part, pieces[::3], pieces[1::3], pieces[2::3]))
        terms[names[int(number)]] = Term(written, reads or written, strength == "+", parts)
    return terms


def dump(book: Rulebook, key: str) -> bytes:
    """The rulebook without its examples; `key` says what it was made from."""
    from dataclasses import fields

    import marisa_trie

    from xhslint.matching.scanner.tables import entries_of, tables

    index, plan = book.index, book.plan
    trie = marisa_trie.Trie(index.patterns)
    patterns = [trie.restore_key(number) for number in range(len(index.patterns))]
    numbered = {pattern: number for number, pattern in enumerate(index.patterns)}
    order = [numbered[pattern] for pattern in patterns]
    owners = [index.owners[old] for old in order]
    numbers = {name: number for number, name in enumerate(index.names)}
    rules = [replace(rule, flag=(), passes=()) for rule in book.rules]
    entries = entries_of(rules)
    anchored = [name for name in index.names if name in plan.anchored]
    filling = [name for name in index.names if name in plan.slots_of]
    out = SectionWriter()
    head = {
        "guards": [guard.name for guard in book.guards],
        "sources": list(book.sources),
        "signals": list(book.signals),
        "ids": book.ids,
        "opt-in": sorted(book.opt_in),
        "briefs": list(map(brief_row, book.briefs)),
        "python": PYTHON,
    }
    lists = {
        "names": index.names,
        "symbols": "".join(sorted(index.symbols)),
        "firsts": "".join(sorted({pattern[0] for pattern in patterns})),
        "longest": max(map(len, patterns), default=0),
        "lexicons": list(index.lexicons),
        "anchored": anchored,
        "filling": filling,
        "free": sorted(plan.free),
    }
    out.add("head", text_of(head).encode())
    out.add("scanner", tables(patterns, owners, index.symbols, entries, rules))
    out.numbers("alternatives", ([rule, alternative + 1] for rule, alternative in entries))
    out.numbers("entries of", inverted([[rule] for rule, _ in entries], len(rules)))
    out.add("lists", text_of(lists).encode())
    out.add("trie", trie.tobytes())
    out.texts("patterns", patterns)
    names_of = [index.names_of[old] for old in order]
    out.numbers("names of", names_of)
    out.numbers("patterns of", inverted(names_of, len(index.names)))
    out.texts("owners", (owner_text(owner, numbers) for owner in owners))
    out.texts("lexicons", (text_of(encode(replace(one, terms=()))) for one in index.lexicons.values()))
    out.texts("rules", (text_of(encode(rule)) for rule in rules))
    out.texts("guards", map(guard_text, book.guards))
    out.texts("sources", (text_of([getattr(one, f.name) for f in fields(one)]) for one in book.sources.values()))
    out.texts("signals", (text_of(encode(one)) for one in book.signals.values()))
    out.add("words", "\n".join(book.words).encode())
    out.numbers("entries", ([rule, alternative, *slots] for rule, alternative, slots in plan.entries))
    out.numbers("anchored", (plan.anchored[name] for name in anchored))
    out.numbers("filling", (plan.slots_of[name] for name in filling))
    return out.data(key)


def brief_row(brief: RuleSummary) -> Row:
    levels = [brief.severity[profile] for profile in PROFILES]
    return [levels, [source.key for source in brief.sources], brief.kind, brief.measure, brief.over]


def index_of(file: SectionReader, decoder: Decoder, prefilter: Prefilter | None) -> Index:
    """The index of a compiled rulebook; the prefilter, where there is one, reads views as well."""
    lists = file.json("lists")
    names: list[str] = lists["names"]
    lexicons = {name: number for number, name in enumerate(lists["lexicons"])}
    index = Index(
        file.texts("patterns", str),
        names,
        file.numbers("names of"),
        file.texts("owners", lambda text: owner_of(text, names)),
        LazyMap(lexicons, file.texts("lexicons", decoder.text).__getitem__),
        frozenset(lists["symbols"]),
        DETECTORS,
        trie_of(file, lists),
        prefilter.scanner.read if prefilter else None,
    )
    index.__dict__["patterns_by_name"] = file.numbers("patterns of")  # which an index of YAML works out
    return index


def trie_of(file: SectionReader, lists: Mapping[str, Any]) -> Finder:
    """Finds patterns by a trie that is made when something is to be found."""

    @cache
    def trie() -> Trie:
        import marisa_trie

        section = file.section("trie")
        made = marisa_trie.Trie().map(section)
        return Trie(made.iter_prefixes_with_ids, lists["firsts"], lists["longest"], section)

    return lambda text: trie().find(text)


def plan_of(file: SectionReader) -> Plan:
    """The plan of a compiled rulebook."""
    lists = file.json("lists")

    def by_name(name: str) -> Mapping[str, Sequence[int]]:
        numbers = file.numbers(name)
        return LazyMap({key: number for number, key in enumerate(lists[name])}, numbers.__getitem__)

    entries = file.numbers("entries")
    return Plan(
        LazySequence(len(entries), lambda number: (entries[number][0], entries[number][1], entries[number][2:])),
        by_name("filling"),
        by_name("anchored"),
        lists["free"],
    )
