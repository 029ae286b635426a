"""All rules, lexicons, guards, sources and signals of a run, and which of the rules are in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass, replace
from xhslint.messages.suggestions import names_of
from xhslint.model.findings import Level, Remedy, Source, family_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.guards import Guard
    from xhslint.matching.index import Index
    from xhslint.matching.lexicon import Lexicon
    from xhslint.matching.matchers import Matcher
    from xhslint.matching.scanner.fallback import Plan
    from xhslint.matching.scanner.scanner import Prefilter


@dataclass(frozen=True)
class Rule:
    """One entry of a rule file; `severity` by profile, texts by language.

    `signals` are keys of the engagement signals that the offence may game. A rule that is `opt_in` runs only when it is
    asked for. `fix` are the remedies for its findings, the best first.
    """

    id: str
    severity: dict[str, Level]
    message: dict[str, str]
    advice: dict[str, str]
    sources: tuple[Source, ...]
    matcher: Matcher
    allow: tuple[str, ...]
    unless: tuple[Guard, ...]
    regions: frozenset[str]
    boundary: bool
    flag: tuple[str, ...]
    passes: tuple[str, ...]
    path: str
    line: int
    signals: tuple[str, ...] = ()
    opt_in: bool = False
    fix: tuple[Remedy, ...] = ()

    @property
    def is_off(self) -> bool:
        """Whether it is switched off for every profile."""
        return set(self.severity.values()) == {"off"}

    @property
    def family(self) -> str:
        return family_of(self.id)


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """As much of a rule as tells whether it is in force; `kind` is its matcher's key.

    `measure` and `over` are those of a rule that counts.
    """

    id: str
    severity: dict[str, Level]
    sources: tuple[Source, ...]
    kind: str
    measure: str = ""
    over: int = 0

    @property
    def family(self) -> str:
        return family_of(self.id)


@dataclass(frozen=True, slots=True)
class EngagementSignal:
    """An engagement signal as the rulebook defines it: its weight in the note score, and the words that tell of it."""

    key: str
    name: dict[str, str]
    weight: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Rulebook:
    """Rules by id order, and what they refer to.

    `active` are the numbers of the rules in use (None: all but opt-in ones), `key` says what it was made from.
    """

    rules: Sequence[Rule]
    lexicons: Sequence[Lexicon]
    guards: Sequence[Guard]
    sources: Mapping[str, Source]
    signals: Mapping[str, EngagementSignal]
    active: frozenset[int] | None = None
    key: str | None = None

    @cached_property
    def index(self) -> Index:
        """Every term that some rule or guard looks for."""
        from xhslint.matching.detectors.accounts import DETECTORS
        from xhslint.matching.index import Index
        from xhslint.matching.phrase import word_list

        lists: dict[str, list[str]] = {}
        for name in self.used_names():
            if words := word_list(name):
                lists[name] = words
        for rule in self.rules:
            if rule.allow:
                lists[f"allow:{rule.id}"] = list(rule.allow)
        return Index.build(self.lexicons, lists, DETECTORS)

    @cached_property
    def plan(self) -> Plan:
        """Which rules the words of a draft can match."""
        from xhslint.matching.scanner.fallback import Plan

        index = self.index
        words: dict[str, list[str]] = {name: [] for name in index.names}
        for pattern, numbers in zip(index.patterns, index.names_of, strict=True):
            for number in numbers:
                words[index.names[number]].append(pattern)
        return Plan.of(self.rules, words)

    def used_names(self) -> set[str]:
        slots = {slot for rule in self.rules for phrase in rule.matcher.phrases() for slot in phrase.slots}
        return {n for slot in slots for n in slot.names} | {
            n for guard in self.guards for condition in guard.conditions for n in condition.names
        }

    @cached_property
    def prefilter(self) -> Prefilter | None:
        """The prefilter of a compiled rulebook."""
        return None

    @cached_property
    def words(self) -> list[str]:
        """The rulebook's plain words, which the segmentation must know as words."""
        import re

        plain = {term.text for lexicon in self.lexicons for term in lexicon.terms if term.plain}
        return sorted(word for word in plain if 2 <= len(word) <= 6 and re.fullmatch(r"[\u4e00-\u9fff]+", word))

    @cached_property
    def briefs(self) -> Sequence[RuleSummary]:
        """Every rule in brief."""
        return [
            RuleSummary(
                rule.id,
                rule.severity,
                rule.sources,
                rule.matcher.key,
                getattr(rule.matcher, "measure", ""),
                getattr(rule.matcher, "over", 0),
            )
            for rule in self.rules
        ]

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all rules, in their order."""
        return [rule.id for rule in self.rules]

    @cached_property
    def opt_in(self) -> frozenset[int]:
        """The numbers of the rules that run only when they are asked for."""
        return frozenset(number for number, rule in enumerate(self.rules) if rule.opt_in)

    @cached_property
    def in_use(self) -> frozenset[int]:
        """The numbers of the rules that a linter of this rulebook runs."""
        return frozenset(range(len(self.ids))) - self.opt_in if self.active is None else self.active

    def chosen(self) -> list[Rule]:
        """The rules in use, in their order."""
        return [self.rules[number] for number in sorted(self.in_use)]

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = (), extend: Iterable[str] = ()) -> Rulebook:
        """The rulebook with only the rules of `select` in use (default: all but opt-in ones), `extend` added and
        `ignore` left out; each takes ids and families. Raises InputError for unknown ones.
        """
        from xhslint.messages.suggestions import did_you_mean

        chosen, ignored, added = set(select), set(ignore), set(extend)
        names = [names_of([rule_id]) for rule_id in self.ids]
        known = names_of(self.ids)
        problems = [
            Problem(
                "xhslint",
                0,
                0,
                f"unknown rule or family {name!r}{did_you_mean('en', name, known, 'rules.did you mean')}",
            )
            for name in sorted(chosen | ignored | added)
            if name not in known
        ]
        if problems:
            raise InputError(problems)
        active = frozenset(
            number
            for number, each in enumerate(names)
            if (bool(each & chosen) if chosen else number not in self.opt_in) or each & added
            if not each & ignored
        )
        return self.with_active(active)

    def with_active(self, active: frozenset[int]) -> Rulebook:
        """The same rulebook with these rules in use."""
        book = replace(self, active=active)
        kept = ("index", "words", "plan", "ids", "opt_in", "briefs")  # none of which depends on what is in use
        book.__dict__.update({name: getattr(self, name) for name in kept})
        return book
