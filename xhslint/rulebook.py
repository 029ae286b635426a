"""All rules, lexicons, guards, sources and signals of a run, and which of the rules are in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from xhslint.errors import InputError, Problem
from xhslint.finding import Level, Source
from xhslint.guards import Guard
from xhslint.ids import DETECTORS
from xhslint.index import Index
from xhslint.lexicon import Lexicon
from xhslint.names import names_of
from xhslint.phrase import word_list
from xhslint.plan import Plan
from xhslint.records import dataclass, replace
from xhslint.schema import guess

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matchers import Matcher


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do about the findings of a rule: an action of `xhslint.fixactions`, and whether it is safe."""

    do: str
    safe: bool = False


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
        return self.id.split("/")[0]


@dataclass(frozen=True, slots=True)
class Measure:
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
    signals: dict[str, Measure]
    active: frozenset[int] | None = None
    key: str | None = None

    @cached_property
    def index(self) -> Index:
        """Every term that some rule or guard looks for."""
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
    def words(self) -> list[str]:
        """The rulebook's plain words, which the segmentation must know as words."""
        plain = {term.text for lexicon in self.lexicons for term in lexicon.terms if term.plain}
        return sorted(word for word in plain if 2 <= len(word) <= 6 and re.fullmatch(r"[\u4e00-\u9fff]+", word))

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
        chosen, ignored, added = set(select), set(ignore), set(extend)
        names = [names_of([rule_id]) for rule_id in self.ids]
        known = names_of(self.ids)
        problems = [
            Problem("xhslint", 0, 0, f"unknown rule or family {name!r}{guess(name, known)}")
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
        book = replace(self, active=active)
        kept = ("index", "words", "plan", "ids", "opt_in")  # none of which depends on what is in use
        book.__dict__.update({name: getattr(self, name) for name in kept})
        return book
