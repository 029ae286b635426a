"""A rulebook as plain data and back; `compiled_rulebook` reads what `dump` writes.

The file is a line of JSON, which says where its sections lie, and the sections: the tables of the scanner, other tables of
numbers, and texts that are parsed at their first use. Nothing in it is executed, so a file of another origin can at worst
be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from xhslint.base.records import replace
from xhslint.classify.model import Classifier, CueClass, LazyWeights, write_weights
from xhslint.fixes.phrasing import Phrasing, Template
from xhslint.matching.guards import Condition, Guard
from xhslint.matching.index import Index, inverted
from xhslint.matching.lexicon import Lexicon, Part, Term
from xhslint.matching.matchers.registry import MATCHERS
from xhslint.matching.phrase import Phrase, Slot
from xhslint.model.findings import PROFILES, Remedy, Source
from xhslint.rulebook.compiled.container import LazyMap, LazySequence, SectionReader, SectionWriter
from xhslint.rulebook.model import EngagementSignal, Rule, Rulebook, RuleSummary
from xhslint.rulebook.notices import Mention, Notice
from xhslint.text.segmenting import packed_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.matching.scanner.interface import Scanner

    Row = list[Any]

CLASSES: dict[str, type[Any]] = {
    "lexicon": Lexicon,
    "rule": Rule,
    "remedy": Remedy,
    "signal": EngagementSignal,
    "template": Template,
    "phrasing": Phrasing,
    "notice": Notice,
    "mention": Mention,
    **{f"matcher {key}": matcher for key, matcher in MATCHERS.items()},
}
"""The data classes that are encoded field by field."""
NAMES = {made: name for name, made in CLASSES.items()}


class NotCompilable(Exception):
    """A term that cannot stand in a compiled rulebook."""


def row_of(phrase: Phrase) -> Row:
    """Return a phrase as JSON data."""
    slots = [[s.names, s.optional, s.strong, s.gap, s.wide, sorted(s.firm)] for s in phrase.slots]
    return [slots, phrase.starts_clause, phrase.ends_clause]


def phrase_of(row: Row) -> Phrase:
    """Return the phrase of `row_of`."""
    slots = [
        Slot(tuple(names), optional, strong, gap, wide, frozenset(firm))
        for names, optional, strong, gap, wide, firm in row[0]
    ]
    return Phrase(tuple(slots), row[1], row[2])


def encode(value: Any) -> Any:
    """Return a value of the rulebook as JSON data; raises TypeError for a class that is not in `CLASSES`.

    Sources and guards are encoded as their names, and the phrases of a list as JSON within JSON, so that each is parsed
    at its own first use.
    """
    if isinstance(value, Phrase):
        return {"@": "phrase", "f": row_of(value)}
    if isinstance(value, Source):
        return {"@": "source", "f": value.key}
    if isinstance(value, Guard):
        return {"@": "guard", "f": value.name}
    from dataclasses import fields, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        name = NAMES.get(type(value))
        if name is None:
            raise TypeError(f"{type(value).__name__} cannot be compiled")
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
    """Turns the data of `encode` back into values, with the sources and guards of a rulebook."""

    def __init__(self, sources: Mapping[str, Source], guards: Mapping[str, Guard]) -> None:
        self.sources = sources
        self.guards = guards

    def value(self, data: Any) -> Any:
        """Return the value that was encoded as `data`."""
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
        """Return the value that was encoded as JSON."""
        return self.value(json.loads(text))

    @staticmethod
    def guard(text: str) -> Guard:
        """Return the guard of `guard_text`."""
        name, conditions, about, path, line, kinds = json.loads(text)
        made = tuple(Condition(place, tuple(names), within, scope) for place, names, within, scope in conditions)
        return Guard(name, made, about, path, line, frozenset(kinds))


def text_of(value: Any) -> str:
    """Return JSON data as compact text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def guard_text(guard: Guard) -> str:
    """Return a guard as text."""
    conditions = [[c.place, c.names, c.within, c.scope] for c in guard.conditions]
    return text_of([guard.name, conditions, guard.about, guard.path, guard.line, sorted(guard.kinds)])


def owner_text(owner: Mapping[str, Term], numbers: Mapping[str, int]) -> str:
    """Return the terms of one pattern as text: a line for each, with tabs between list, strength, term and parts.

    This is not JSON because there are twenty thousand of them. Raises NotCompilable for a term with a tab or a line end.
    """
    lines = []
    for name, term in owner.items():
        cells = [
            str(numbers[name]),
            "+" if term.strong else "-",
            term.text,
            "" if term.reads == term.text else term.reads,
        ]
        for part in term.parts:
            cells += [part.written, part.reads, part.kind]
        if any("\t" in cell or "\n" in cell for cell in cells):
            raise NotCompilable(term.text)
        lines.append("\t".join(cells))
    return "\n".join(lines)


def owner_of(text: str, names: Sequence[str]) -> dict[str, Term]:
    """Return the terms of `owner_text` by list; `names` are the lists by number."""
    terms = {}
    for line in text.split("\n"):
        number, strength, written, reads, *cells = line.split("\t")
        parts = tuple(map(Part, cells[::3], cells[1::3], cells[2::3]))
        terms[names[int(number)]] = Term(written, reads or written, strength == "+", parts)
    return terms


def dump(book: Rulebook, key: str) -> bytes:
    """Return a rulebook without its examples, compiled; `key` is a digest of what it was made from.

    Raises NotCompilable for terms that cannot be compiled, OverflowError for more of them than fit into the tables.
    """
    from dataclasses import fields

    from xhslint.matching.scanner.layout import pack
    from xhslint.matching.scanner.scanner import PYTHON

    index = book.index
    rules = [replace(rule, flag=(), passes=()) for rule in book.rules]
    numbers = {name: number for number, name in enumerate(index.names)}
    head = {
        "guards": [guard.name for guard in book.guards],
        "sources": list(book.sources),
        "signals": list(book.signals),
        "ids": book.ids,
        "opt-in": sorted(book.opt_in),
        "summaries": list(map(summary_row, book.summaries)),
        "python": PYTHON,
    }
    out = SectionWriter()
    out.add("head", text_of(head).encode())
    out.add("scanner", pack(book.tables()))
    out.numbers("entries", book.entries)
    out.numbers("entries of", inverted([[rule] for rule, _ in book.entries], len(rules)))
    out.add("lists", text_of({"names": index.names, "lexicons": list(index.lexicons)}).encode())
    out.numbers("patterns of", index.numbers_by_name)
    out.texts("owners", (owner_text(owner, numbers) for owner in index.owners))
    out.texts("lexicons", (text_of(encode(replace(one, terms=()))) for one in index.lexicons.values()))
    out.texts("rules", (text_of(encode(rule)) for rule in rules))
    out.texts("guards", map(guard_text, book.guards))
    out.texts("sources", (text_of([getattr(one, f.name) for f in fields(one)]) for one in book.sources.values()))
    out.texts("signals", (text_of(encode(one)) for one in book.signals.values()))
    out.add("notices", text_of(encode(tuple(book.notices))).encode())
    out.add("phrasing", text_of(encode(book.phrasing)).encode())
    out.add("classifier", text_of(classifier_row(book.classifier)).encode())
    out.add("weights", weight_text(book.classifier).encode())
    out.add("words", "\n".join(book.words).encode())
    out.add("words trie", packed_words(book.segmentation()))
    return out.data(key)


def classifier_row(classifier: Classifier | None) -> Row | None:
    """Return a classifier as JSON data, without the weights of its features."""
    if classifier is None:
        return None
    classes = [
        [each.name, each.text, each.lexicons, each.is_anchor, each.is_harmless, each.yields_to]
        for each in classifier.classes
    ]
    acts = {act: list(each.items()) for act, each in classifier.acts.items()}
    limits = [classifier.bias, classifier.likely, classifier.possible, classifier.disguised, classifier.unlikely]
    return [classes, classifier.ordinary, limits, acts, list(classifier.cues.items()), dict(classifier.precision)]


def weight_text(classifier: Classifier | None) -> str:
    """Return the weights of the features of a classifier as text."""
    names = tuple(each.name for each in classifier.classes) if classifier else ()
    return "\n".join(write_weights(classifier.weights, names)) if classifier else ""


def classifier_of(row: Row | None, weights: Callable[[], str]) -> Classifier | None:
    """Return the classifier of `classifier_row`; `weights` returns what `weight_text` made of it."""
    if row is None:
        return None
    classes = tuple(
        CueClass(name, text, tuple(lexicons), is_anchor, is_harmless, tuple(yields_to))
        for name, text, lexicons, is_anchor, is_harmless, yields_to in row[0]
    )
    names = [each.name for each in classes]
    acts = {act: dict(each) for act, each in row[3].items()}
    lazy = LazyWeights(weights, names)
    bias, likely, possible, *limits = row[2]
    return Classifier(classes, tuple(row[1]), bias, likely, possible, lazy, acts, dict(row[4]), row[5], *limits)


def summary_row(summary: RuleSummary) -> Row:
    """Return the summary of a rule as JSON data, without its id."""
    levels = [summary.severity[profile] for profile in PROFILES]
    return [levels, [source.key for source in summary.sources], summary.limit, summary.pretested, summary.kinds]


def index_of(file: SectionReader, decoder: Decoder, scanner: Scanner) -> Index:
    """Return the index of a compiled rulebook."""
    lists = file.json("lists")
    names: list[str] = lists["names"]
    places = {name: number for number, name in enumerate(lists["lexicons"])}
    lexicons = LazyMap(places, file.texts("lexicons", decoder.text).__getitem__)
    owners = file.texts("owners", lambda text: owner_of(text, names))
    return Index(
        names,
        file.numbers("patterns of"),
        owners,
        lexicons,
        scanner.read,
        classifier=lambda: classifier_of(file.json("classifier"), lambda: str(file.section("weights"), "utf-8")),
        scored=scanner.clauses,
        spellings=scanner.spellings,
    )
