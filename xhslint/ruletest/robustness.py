"""`xhslint test --disguise`: how many disguised variants of its own examples each rule still finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from xhslint.base.records import dataclass, field
from xhslint.drafts.draft import Draft
from xhslint.linter.dismissal import undismissed
from xhslint.linter.linter import Linter
from xhslint.linter.overlaps import longest
from xhslint.matching.phrase import Match
from xhslint.matching.scan import Scan
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rule
from xhslint.ruletest.disguise import Segment, combinations, disguise
from xhslint.ruletest.examples import found_by, strictest, unpinned


@dataclass
class Tally:
    """Variants that were made, and those that were found."""

    made: int = 0
    found: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.made if self.made else 1.0

    def add(self, hit: bool) -> None:
        self.made += 1
        self.found += hit


@dataclass(frozen=True, slots=True)
class Variant:
    """A disguised example that did not do what the plain one does."""

    rule_id: str
    example: str
    kinds: tuple[str, ...]
    text: str


@dataclass
class Robustness:
    """Recall by rule and by kind, the variants that were missed, and the `pass` variants that fired."""

    by_rule: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_kind: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[Variant] = field(default_factory=list)
    fired: list[Variant] = field(default_factory=list)
    quiet: int = 0

    @property
    def total(self) -> Tally:
        return Tally(sum(t.made for t in self.by_rule.values()), sum(t.found for t in self.by_rule.values()))

    def reaches(self, overall: float | None, each_kind: float | None) -> bool:
        """Whether recall reaches these percentages and, where one is asked for, no `pass` variant fired."""
        if overall is None and each_kind is None:
            return True
        kinds = all(100 * tally.recall >= (each_kind or 0) for tally in self.by_kind.values())
        return kinds and 100 * self.total.recall >= (overall or 0) and not self.fired


def flag_pieces(
    linter: Linter, rule: Rule, text: str, lexicons: Container[str]
) -> Iterator[tuple[str, list[Segment], str]]:
    """For each match of the rule: the text before it, its pieces, the text behind it."""
    scan = linter.scan(Draft.parse(text))
    for match in longest(undismissed(rule, scan)):
        start, end = scan.view.source(match.start, match.end)
        yield text[:start], list(pieces(scan, match, lexicons)), text[end:]


def pieces(scan: Scan, match: Match, lexicons: Container[str]) -> Iterator[Segment]:
    position = scan.view.source(match.start, match.end)[0]
    for hit in sorted(match.hits):
        start, end = scan.view.source(hit.start, hit.end)
        if start < position:
            continue
        if start > position:
            yield Segment(scan.source[position:start])
        name = hit.name if hit.name in lexicons else ""
        written = scan.source[start:end]
        yield Segment(written, name, hit.term.reads, not name and any(map(str.isascii, written)))
        position = end


def pass_pieces(linter: Linter, rule: Rule, text: str, lexicons: Container[str]) -> list[Segment]:
    """A `pass` example in pieces: the plain terms that the rule looks for, and the rest."""
    scan = linter.scan(Draft.parse(text))
    wanted = {name for phrase in rule.matcher.phrases() for slot in phrase.slots for name in slot.names}
    hits = sorted(
        {h for name in wanted if name[0] != "@" for h in scan.of(name) if h.term.plain},
        key=lambda h: (h.start, -h.end, h.name),
    )
    out, position = [], 0
    for hit in hits:
        start, end = scan.view.source(hit.start, hit.end)
        if start >= position:
            out += [
                Segment(text[position:start]),
                Segment(text[start:end], hit.name if hit.name in lexicons else "", hit.term.reads),
            ]
            position = end
    return [piece for piece in (*out, Segment(text[position:])) if piece.text]


def run(rules: Sequence[str | Path] = (), only: Sequence[str] = (), lang: str = "zh") -> Robustness:
    """Disguise every example of the rulebook in every way; raises InputError for rule files that are wrong."""
    out = Robustness()
    book = load([Path(path) for path in rules], lang=lang)
    lexicons = {lexicon.name: lexicon for lexicon in book.lexicons}
    everything = [rule.family for rule in book.rules]
    for rule in book.select(only or everything).chosen():
        if rule.is_off or not rule.matcher.disguisable:
            continue
        linter = Linter(strictest(rule), lang=lang, select=[rule.id], rules=rules)
        for example in rule.flag:
            text, _ = unpinned(example)
            for before, made_of, after in flag_pieces(linter, rule, text, lexicons):
                for kinds in combinations():
                    variant = disguise(made_of, kinds, lexicons)
                    if variant is None:
                        continue
                    span = (len(before), len(before) + len(variant))
                    variant = before + variant + after
                    hit = any(f.start < span[1] and f.end > span[0] for f in found_by(linter, rule, variant))
                    out.by_rule[rule.id].add(hit)
                    for kind in kinds:
                        out.by_kind[kind].add(hit)
                    if not hit:
                        out.missed.append(Variant(rule.id, text, kinds, variant))
        for text in rule.passes:
            made_of = pass_pieces(linter, rule, text, lexicons)
            for kinds in combinations():
                variant = disguise(made_of, kinds, lexicons)
                if variant is not None:
                    out.quiet += 1
                    if found_by(linter, rule, variant):
                        out.fired.append(Variant(rule.id, text, kinds, variant))
    return out
