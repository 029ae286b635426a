"""A rulebook in compiled form, of which a run decodes only what its drafts need.

Most drafts need nothing but the scanner and the summaries of the rules. All else is decoded by `encode` when a draft may
match a rule.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property

from xhslint.matching.measures import Limit
from xhslint.matching.scanner.scanner import Prefilter, load_scanner
from xhslint.model.findings import PROFILES, Source
from xhslint.rulebook.compiled.container import LazyMap, LazySequence, SectionReader
from xhslint.rulebook.model import Rulebook, RuleSummary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap
    from typing import Any, TypeVar

    from xhslint.matching.index import Index
    from xhslint.rulebook.compiled.encode import Decoder

    T = TypeVar("T")


class RulebookParts:
    """The parts of a compiled rulebook, each decoded at its first use."""

    def __init__(self, file: SectionReader) -> None:
        self.file = file
        self.head: dict[str, Any] = file.json("head")
        self.ids: list[str] = self.head["ids"]
        self.sources = self.by_name("sources", lambda text: Source(*json.loads(text)))
        self.rules = file.texts("rules", lambda text: self.decoder.text(text))
        self.guards = file.texts("guards", lambda text: self.decoder.guard(text))
        self.signals = self.by_name("signals", lambda text: self.decoder.text(text))

    def by_name(self, name: str, make: Callable[[str], T]) -> LazyMap[T]:
        """Return the values of a section by the names that the head lists, each made from its text."""
        places = {key: number for number, key in enumerate(self.head[name])}
        return LazyMap(places, self.file.texts(name, make).__getitem__)

    @cached_property
    def decoder(self) -> Decoder:
        from xhslint.rulebook.compiled.encode import Decoder

        names = {name: number for number, name in enumerate(self.head["guards"])}
        return Decoder(self.sources, LazyMap(names, self.guards.__getitem__))

    @cached_property
    def index(self) -> Index:
        from xhslint.rulebook.compiled.encode import index_of

        return index_of(self.file, self.decoder, self.prefilter.scanner.read)

    @cached_property
    def prefilter(self) -> Prefilter:
        rows = self.file.numbers("entries")
        entries = LazySequence(len(rows), lambda number: (rows[number][0], rows[number][1]))
        scanner = load_scanner(self.file.section("scanner"), self.head["python"])
        return Prefilter(scanner, entries, self.file.numbers("entries of"))

    @cached_property
    def words(self) -> list[str]:
        return str(self.file.section("words"), "utf-8").split("\n")

    @cached_property
    def summaries(self) -> list[RuleSummary]:
        return [
            RuleSummary(
                rule,
                dict(zip(PROFILES, levels, strict=True)),
                tuple([self.sources[key] for key in keys]),
                Limit(*limit) if limit else None,
                pretested,
            )
            for rule, (levels, keys, limit, pretested) in zip(self.ids, self.head["summaries"], strict=True)
        ]


class CompiledRulebook(Rulebook):
    """The rulebook of a file; rulebooks that differ only in the rules in use share its parts."""

    parts: RulebookParts

    @classmethod
    def of(cls, parts: RulebookParts, active: frozenset[int] | None = None) -> CompiledRulebook:
        """Return a rulebook of these parts with the rules of `active` in use."""
        made = cls(parts.rules, (), parts.guards, parts.sources, parts.signals, active, parts.file.key)
        made.__dict__.update(parts=parts, ids=parts.ids, opt_in=frozenset(parts.head["opt-in"]))
        return made

    def with_active(self, active: frozenset[int]) -> Rulebook:
        return CompiledRulebook.of(self.parts, active)

    @property
    def index(self) -> Index:
        return self.parts.index

    @property
    def prefilter(self) -> Prefilter:
        return self.parts.prefilter

    @property
    def words(self) -> list[str]:
        return self.parts.words

    @property
    def summaries(self) -> Sequence[RuleSummary]:
        return self.parts.summaries


def loads(data: bytes | mmap, key: str | None) -> Rulebook | None:
    """Return the rulebook that `encode.dump` wrote; None for data that are broken or were made from something else."""
    try:
        return CompiledRulebook.of(RulebookParts(SectionReader(data, key)))
    except (ValueError, KeyError, TypeError, IndexError):
        return None
