"""A rulebook as it was compiled, of which a run reads only what its drafts ask for.

Most drafts ask for nothing but the prefilter and what says which rules are in force. All else is made from its section by
`compiled.py` when a draft may match a rule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property

from xhslint.matching.scanner.scanner import Prefilter, prefilter
from xhslint.model.findings import PROFILES, Source
from xhslint.rulebook.compiled.container import LazyMap, LazySequence, SectionReader
from xhslint.rulebook.model import Rulebook, RuleSummary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap
    from typing import Any

    from xhslint.matching.index import Index
    from xhslint.matching.scanner.fallback import Plan
    from xhslint.rulebook.compiled.encode import Decoder


class Parts:
    """What is in the file, each part made when it is first asked for."""

    def __init__(self, file: SectionReader) -> None:
        self.file = file
        self.head: dict[str, Any] = file.json("head")
        self.ids: list[str] = self.head["ids"]
        self.sources = self.by_name("sources", lambda text: Source(*json.loads(text)))
        self.rules = file.texts("rules", lambda text: self.decoder.text(text))
        self.guards = file.texts("guards", lambda text: self.decoder.guard(text))
        self.signals = self.by_name("signals", lambda text: self.decoder.text(text))

    def by_name(self, name: str, make: Any) -> LazyMap[Any]:
        return LazyMap(
            {key: number for number, key in enumerate(self.head[name])}, self.file.texts(name, make).__getitem__
        )

    @cached_property
    def decoder(self) -> Decoder:
        from xhslint.rulebook.compiled.encode import Decoder

        names = {name: number for number, name in enumerate(self.head["guards"])}
        return Decoder(self.sources, LazyMap(names, self.guards.__getitem__))

    @cached_property
    def index(self) -> Index:
        from xhslint.rulebook.compiled.encode import index_of

        return index_of(self.file, self.decoder, self.prefilter)

    @cached_property
    def plan(self) -> Plan:
        from xhslint.rulebook.compiled.encode import plan_of

        return plan_of(self.file)

    @cached_property
    def prefilter(self) -> Prefilter | None:
        alternatives = self.file.numbers("alternatives")
        entries = LazySequence(len(alternatives), lambda number: (alternatives[number][0], alternatives[number][1] - 1))
        return prefilter(self.file.section("scanner"), entries, self.file.numbers("entries of"), self.head)

    @cached_property
    def words(self) -> list[str]:
        return str(self.file.section("words"), "utf-8").split("\n")

    @cached_property
    def briefs(self) -> list[RuleSummary]:
        sources: Mapping[str, Source] = self.sources
        return [
            RuleSummary(
                rule, dict(zip(PROFILES, levels, strict=True)), tuple(sources[key] for key in keys), kind, measure, over
            )
            for rule, (levels, keys, kind, measure, over) in zip(self.ids, self.head["briefs"], strict=True)
        ]


class CompiledRulebook(Rulebook):
    """The rulebook of a file; rulebooks that differ only in the rules in use share its parts."""

    parts: Parts

    @classmethod
    def of(cls, file: SectionReader) -> CompiledRulebook:
        parts = Parts(file)
        return cls(parts.rules, (), parts.guards, parts.sources, parts.signals, key=file.key).sharing(parts)

    def sharing(self, parts: Parts) -> CompiledRulebook:
        self.__dict__.update(parts=parts, ids=parts.ids, opt_in=frozenset(parts.head["opt-in"]))
        return self

    def with_active(self, active: frozenset[int]) -> Rulebook:
        whole = CompiledRulebook(self.rules, (), self.guards, self.sources, self.signals, active, self.key)
        return whole.sharing(self.parts)

    @property
    def index(self) -> Index:
        return self.parts.index

    @property
    def plan(self) -> Plan:
        return self.parts.plan

    @property
    def prefilter(self) -> Prefilter | None:
        return self.parts.prefilter

    @property
    def words(self) -> list[str]:
        return self.parts.words

    @property
    def briefs(self) -> Sequence[RuleSummary]:
        return self.parts.briefs


def loads(data: bytes | mmap, key: str | None) -> Rulebook | None:
    """The rulebook of `compiled.dump`; None for data that is broken, or that was made from something else."""
    try:
        return CompiledRulebook.of(SectionReader(data, key))
    except (ValueError, KeyError, TypeError, IndexError):
        return None
