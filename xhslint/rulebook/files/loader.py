"""Rules, lexicons, guards, sources and signals as they are read from YAML, with every mistake in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import replace
from xhslint.matching.detectors.accounts import DETECTORS
from xhslint.matching.guards import Guard, read_guard
from xhslint.matching.lexicon import Characters, Lexicon, extended, read_lexicon
from xhslint.matching.matchers import LinkMatcher
from xhslint.model.findings import Source
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.rule_entry import Known, overridden, read_rule
from xhslint.rulebook.files.sources import read_measure, read_source
from xhslint.rulebook.model import EngagementSignal, Rule, Rulebook
from xhslint.schema.values import Invalid, Value, YamlReader, guess

KINDS = ("characters", "key", "signal", "lexicon", "extend", "guard", "id", "override")
"""The key that says what an entry is; what may be referred to is read first."""


class Loader:
    """Reads rule files in two rounds: what may be referred to first, then the rules."""

    def __init__(self) -> None:
        self.reader = YamlReader()
        self.characters = Characters()
        self.lexicons: dict[str, Lexicon] = {}
        self.guards: dict[str, Guard] = {}
        self.sources: dict[str, Source] = {}
        self.signals: dict[str, EngagementSignal] = {}
        self.rules: dict[str, Rule] = {}
        self.replaced: list[tuple[Value, str]] = []
        self.known = Known(self.sources, self.guards, self.signals)

    def load(self, files: Sequence[tuple[Path, str]]) -> Rulebook:
        roots = [root for path, shown in files if (root := self.reader.load(path, shown))]
        entries = [entry for root in roots for entry in self.entries(root)]
        for kind in KINDS:
            for entry in entries:
                if self.kind(entry) == kind:
                    with suppress(Invalid):
                        self.read(kind, entry)
        self.check_names()
        if self.reader.problems:
            raise InputError(sorted(set(self.reader.problems)))
        hosts = frozenset(h for r in self.rules.values() if isinstance(r.matcher, LinkMatcher) for h in r.matcher.hosts)
        rules = [
            replace(r, matcher=replace(r.matcher, known=hosts)) if isinstance(r.matcher, LinkMatcher) else r
            for r in sorted(self.rules.values(), key=lambda r: r.id)
        ]
        lexicons = sorted(self.lexicons.values(), key=lambda x: x.name)
        return Rulebook(tuple(rules), tuple(lexicons), tuple(self.guards.values()), self.sources, self.signals)

    def entries(self, root: Value) -> Iterator[Value]:
        if not root.is_list():
            root.complain("a rule file is a list of entries (rules, lexicons, guards, sources)")
            return
        for entry in root.items():
            if self.kind(entry):
                yield entry
            else:
                entry.complain(
                    "an entry has one of the keys 'id' (rule), 'override', 'lexicon', 'extend', 'characters', 'guard', "
                    "'key' (source), 'signal'"
                )

    @staticmethod
    def kind(entry: Value) -> str:
        names = [key.value for key, _ in entry.node.value] if entry.is_mapping() else []
        return next((kind for kind in KINDS if kind in names), "")

    def read(self, kind: str, value: Value) -> None:
        if kind == "characters":
            value.mapping({"characters": self.characters.read})
        elif kind == "key":
            source = read_source(value)
            self.add(self.sources, source.key, source, value)
            if source.replaces:
                self.replaced.append((value, source.replaces))
        elif kind == "signal":
            measure = read_measure(value)
            self.add(self.signals, measure.key, measure, value)
        elif kind == "lexicon":
            lexicon = read_lexicon(value, self.characters)
            self.add(self.lexicons, lexicon.name, lexicon, value)
        elif kind == "extend":
            lexicon = extended(self.lexicons, value, self.characters)
            self.lexicons[lexicon.name] = lexicon
        elif kind == "override":
            self.rules.update({rule.id: rule for rule in overridden(self.rules, value, self.known)})
        elif kind == "guard":
            guard = read_guard(value)
            self.add(self.guards, guard.name, guard, value)
        else:
            rule = read_rule(value, self.known)
            self.add(self.rules, rule.id, rule, value)

    def add(self, table: dict[str, Any], name: str, item: Any, value: Value) -> None:
        if name in table:
            value.complain(f"{name!r} is defined twice")
        table[name] = item

    def check_names(self) -> None:
        """Report names of lexicons and detectors that do not exist."""
        for value, name in self.replaced:
            if name not in self.sources:
                value.complain(f"unknown source {name!r}{guess(name, self.sources)}")
        known = {*self.lexicons, *(f"@{name}" for name in DETECTORS)}
        users: list[tuple[str, int, str]] = []
        for rule in self.rules.values():
            users += [(rule.path, rule.line, n) for p in rule.matcher.phrases() for s in p.slots for n in s.names]
        for guard in self.guards.values():
            users += [(guard.path, guard.line, n) for condition in guard.conditions for n in condition.names]
        for path, line, name in users:
            if name[0] != "=" and name not in known:
                self.reader.problems.append(Problem(path, line, 1, f"unknown lexicon {name!r}{guess(name, known)}"))


def load(extra: Sequence[Path] = (), base: Path | None = None) -> Rulebook:
    """The bundled rulebook with more rule files added; raises InputError with every problem of every file."""
    return Loader().load(rule_files(extra, base))
