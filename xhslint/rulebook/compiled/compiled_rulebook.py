"""A rulebook in compiled form, of which a run decodes only what its drafts need.

Most drafts need nothing but the scanner and the summaries of the rules. All else is decoded by `encode` when a draft may
match a rule.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property

from xhslint.matching.measures import Limit
from xhslint.matching.scanner.scanner import Prefilter, load_scanner
from xhslint.model.findings import PROFILES, Source
from xhslint.rulebook.compiled.container import LazyMap, LazySequence, SectionReader
from xhslint.rulebook.model import Rulebook, RuleSummary
from xhslint.rulebook.notices import Notice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap
    from typing import Any, TypeVar

    from xhslint.fixes.phrasing import Phrasing
    from xhslint.matching.index import Index
    from xhslint.rulebook.compiled.encode import Decoder
    from xhslint.text.segmentation import Segmentation

    T = TypeVar("T")


class CompiledRulebook(Rulebook):
    """The rulebook of a file, of which each part is decoded at its first use."""

    file: SectionReader
    head: dict[str, Any]

    def __init__(self, file: SectionReader) -> None:
        self.__dict__.update(file=file, head=file.json("head"), key=file.key)
        self.__dict__.update(active=None, lexicons=(), classifier=None, respelled=(), not_respelled=())
        self.__dict__.update(
            ids=self.head["ids"],
            opt_in=frozenset(self.head["opt-in"]),
            rules=file.texts("rules", lambda text: self.decoder.text(text)),
            guards=file.texts("guards", lambda text: self.decoder.guard(text)),
            sources=self.by_name("sources", file.texts("sources", _source)),
            signals=self.by_name("signals", file.texts("signals", lambda text: self.decoder.text(text))),
        )

    def by_name(self, section: str, items: Sequence[T]) -> LazyMap[T]:
        """Return the items of a section by the names that the head lists."""
        return LazyMap({name: number for number, name in enumerate(self.head[section])}, items.__getitem__)

    @cached_property
    def decoder(self) -> Decoder:
        from xhslint.rulebook.compiled.encode import Decoder

        return Decoder(self.sources, self.by_name("guards", self.guards))

    @cached_property
    def index(self) -> Index:
        from xhslint.rulebook.compiled.encode import index_of

        return index_of(self.file, self.decoder, self.prefilter.scanner)

    @cached_property
    def prefilter(self) -> Prefilter:
        rows = self.file.numbers("entries")
        entries = LazySequence(len(rows), lambda number: (rows[number][0], rows[number][1]))
        scanner = load_scanner(self.file.section("scanner"), self.head["python"])
        return Prefilter(scanner, entries, self.file.numbers("entries of"))

    @cached_property
    def phrasing(self) -> Phrasing | None:
        found: Phrasing | None = self.decoder.text(str(self.file.section("phrasing"), "utf-8"))
        return found

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        found: tuple[Notice, ...] = self.decoder.text(str(self.file.section("notices"), "utf-8"))
        return found

    @cached_property
    def words(self) -> list[str]:
        return str(self.file.section("words"), "utf-8").split("\n")

    def segmentation(self) -> Segmentation:
        from xhslint.text.segmenting import segmentation

        return segmentation(self.words, lambda: self.file.section("words trie"))

    @cached_property
    def summaries(self) -> list[RuleSummary]:
        return [
            RuleSummary(
                rule,
                dict(zip(PROFILES, levels, strict=True)),
                tuple([self.sources[key] for key in keys]),
                Limit(limit[0], limit[1], tuple(limit[2])) if limit else None,
                pretested,
                kinds,
            )
            for rule, (levels, keys, limit, pretested, kinds) in zip(self.ids, self.head["summaries"], strict=True)
        ]


def _source(text: str) -> Source:
    made: Any = Source
    return made(*(tuple(value) if isinstance(value, list) else value for value in json.loads(text)))  # type: ignore[no-any-return]


def loads(data: bytes | mmap, key: str | None) -> Rulebook | None:
    """Return the rulebook that `encode.dump` wrote; None for data that are broken or were made from something else."""
    try:
        return CompiledRulebook(SectionReader(data, key))
    except (ValueError, KeyError, TypeError, IndexError):
        return None
