"""`xhslint test --disguise`: how many disguised variants of its own examples each rule finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from xhslint.base.records import dataclass, field, replace
from xhslint.drafts.draft import Draft
from xhslint.linter.dismissal import undismissed
from xhslint.linter.linter import Linter
from xhslint.linter.overlaps import longest
from xhslint.matching.hits import Hit
from xhslint.matching.scan import Scan
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rule
from xhslint.ruletest.disguise import Lexicons, Segment, combinations, disguise
from xhslint.ruletest.examples import found_by, strictest, unpinned
from xhslint.ruletest.variants import Tally, Variant


@dataclass
class Robustness:
    """Tallies of `flag` variants by rule and by kind of disguise, the missed ones, and the `pass` variants that fired."""

    by_rule: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_kind: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[Variant] = field(default_factory=list)
    fired: list[Variant] = field(default_factory=list)
    pass_variants: int = 0

    def add(self, variant: Variant, is_found: bool) -> None:
        """Count a variant of a `flag` example."""
        for tally in (self.by_rule[variant.origin], *(self.by_kind[kind] for kind in variant.kinds)):
            tally.add(is_found)
        if not is_found:
            self.missed.append(variant)

    @property
    def total(self) -> Tally:
        """The tally of all rules."""
        return Tally.of(self.by_rule.values())

    def reaches(self, overall: float | None, each_kind: float | None) -> bool:
        """Return whether recall reaches the given percentages and, if one is given, no `pass` variant fired."""
        if overall is None and each_kind is None:
            return True
        kinds = all(100 * tally.recall >= (each_kind or 0) for tally in self.by_kind.values())
        return kinds and 100 * self.total.recall >= (overall or 0) and not self.fired


def segments(scan: Scan, hits: Iterable[Hit], span: tuple[int, int], lexicons: Container[str]) -> list[Segment]:
    """Return the terms of hits, in order, and the text between them, from the start to the end of a span of the draft."""
    position, stop = span
    out = []
    for hit in hits:
        start, end = scan.view.source(hit.start, hit.end)
        if start < position:
            continue
        lexicon, written = hit.name if hit.name in lexicons else "", scan.source[start:end]
        out.append(Segment(scan.source[position:start]))
        out.append(Segment(written, lexicon, hit.term.reads, id=not lexicon and any(map(str.isascii, written))))
        position = end
    return [segment for segment in (*out, Segment(scan.source[position:stop])) if segment.text]


def pass_segments(rule: Rule, scan: Scan, start: int, lexicons: Container[str]) -> list[Segment]:
    """Return the segments of a `pass` example from an offset on, in which the plain terms are those that its rule looks for."""
    wanted = {name for phrase in rule.matcher.phrases() for slot in phrase.slots for name in slot.names}
    hits = {hit for name in wanted if name[0] != "@" for hit in scan.of(name) if hit.term.plain}
    ordered = sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.name))
    return [replace(each, id=False) for each in segments(scan, ordered, (start, len(scan.source)), lexicons)]


def disguised(parts: Sequence[Segment], lexicons: Lexicons) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each combination of disguises that changes the segments, with the text that it makes of them."""
    for kinds in combinations():
        text = disguise(parts, kinds, lexicons)
        if text is not None:
            yield kinds, text


def measure_robustness(rules: Sequence[str | Path] = (), only: Sequence[str] = (), lang: str = "zh") -> Robustness:
    """Disguise the examples of all rules, or of those in `only`, in every way and lint them.

    `rules` are further rule files, `only` ids or families. Raises InputError for wrong rule files and unknown names.
    """
    out = Robustness()
    book = load([Path(path) for path in rules], lang=lang)
    lexicons = {lexicon.name: lexicon for lexicon in book.lexicons}
    book.require_names(only, lang)
    for rule in book.select(only or [rule.family for rule in book.rules]).chosen():
        if rule.is_off or not rule.matcher.disguisable:
            continue
        linter = Linter(strictest(rule), lang=lang, select=[rule.id], rules=rules)
        for example in rule.flag:
            text, _ = unpinned(example)
            scan = linter.engine.scan(Draft.parse(text))
            for match in longest(undismissed(rule, scan)):
                start, end = scan.view.source(match.start, match.end)
                for kinds, variant in disguised(segments(scan, sorted(match.hits), (start, start), lexicons), lexicons):
                    whole, stop = text[:start] + variant + text[end:], start + len(variant)
                    is_found = any(f.start < stop and f.end > start for f in found_by(linter, rule, whole))
                    out.add(Variant(rule.id, text, kinds, whole), is_found)
        for text in rule.passes:
            if found_by(linter, rule, text):  # a wrong example: its disguises have nothing to add
                out.fired.append(Variant(rule.id, text, (), text))
                continue
            draft = Draft.parse(text)
            head = text[: draft.front_end]  # what says the kind of text is no part of it
            parts = pass_segments(rule, linter.engine.scan(draft), len(head), lexicons)
            for kinds, variant in disguised(parts, lexicons):
                out.pass_variants += 1
                if found_by(linter, rule, head + variant):
                    out.fired.append(Variant(rule.id, text, kinds, head + variant))
    return out
