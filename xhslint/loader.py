"""Rules, lexicons, guards, sources and signals as they are read from YAML, with every mistake in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from xhslint.errors import InputError, Problem
from xhslint.finding import SEVERITIES, Level, Source
from xhslint.guards import Guard, read_guard
from xhslint.ids import DETECTORS
from xhslint.lexicon import Characters, Lexicon, read_lexicon
from xhslint.matchers import MATCHERS, LinkTo
from xhslint.rulebook import LANGUAGES, PROFILES, Measure, Rule, Rulebook
from xhslint.rulefiles import rule_files
from xhslint.schema import Invalid, Reader, Value, guess

ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
PIN = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
KINDS = ("characters", "key", "signal", "lexicon", "guard", "id")
"""The key that says what an entry is; what may be referred to is read first."""
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def read_texts(value: Value) -> dict[str, str]:
    data: dict[str, str] = value.mapping(dict.fromkeys(LANGUAGES, Value.text), required=LANGUAGES)
    return data


def read_severity(value: Value) -> dict[str, Level]:
    """One severity for every profile, or one for some and that of `personal` for the rest."""

    def level(v: Value) -> Level:
        return v.choice((*SEVERITIES, "off"))  # type: ignore[return-value]

    if not value.is_mapping():
        return dict.fromkeys(PROFILES, level(value))
    data = value.mapping(dict.fromkeys(PROFILES, level), required=("personal",))
    return {profile: data.get(profile, data["personal"]) for profile in PROFILES}


def read_day(value: Value) -> str:
    """A day as an ISO date."""
    text = value.string()
    if not DAY.fullmatch(text):
        raise value.fail(f"expected a day such as 2026-01-31, found {text!r}")
    return text


def read_source(value: Value) -> Source:
    days = dict.fromkeys(("since", "until", "read"), read_day)
    keys = dict.fromkeys(("key", "title", "clause", "url", "about"), Value.text)
    grade = {"grade": lambda v: v.choice("PSCI")}
    data = value.mapping({**keys, **grade, **days}, required=("key", "title", "clause", "url", "grade"))
    if data.get("until", "9") < data.get("since", ""):
        raise value.fail("'until' is before 'since'")
    data.pop("about", None)
    return Source(**data)


def read_measure(value: Value) -> Measure:
    data = value.mapping(
        {
            "signal": Value.text,
            "name": read_texts,
            "weight": Value.integer,
            "words": lambda v: v.each(Value.text),
            "about": Value.text,
        },
        required=("signal", "name", "weight", "words"),
    )
    return Measure(data["signal"], data["name"], data["weight"], data["words"])


class Loader:
    """Reads rule files in two rounds: what may be referred to first, then the rules."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.characters = Characters()
        self.lexicons: dict[str, Lexicon] = {}
        self.guards: dict[str, Guard] = {}
        self.sources: dict[str, Source] = {}
        self.signals: dict[str, Measure] = {}
        self.rules: dict[str, Rule] = {}

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
        hosts = frozenset(h for r in self.rules.values() if isinstance(r.matcher, LinkTo) for h in r.matcher.hosts)
        rules = [
            replace(r, matcher=replace(r.matcher, known=hosts)) if isinstance(r.matcher, LinkTo) else r
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
                    "an entry has one of the keys 'id' (rule), 'lexicon', 'characters', 'guard', 'key' (source), 'signal'"
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
        elif kind == "signal":
            measure = read_measure(value)
            self.add(self.signals, measure.key, measure, value)
        elif kind == "lexicon":
            lexicon = read_lexicon(value, self.characters)
            self.add(self.lexicons, lexicon.name, lexicon, value)
        elif kind == "guard":
            guard = read_guard(value)
            self.add(self.guards, guard.name, guard, value)
        else:
            rule = self.read_rule(value)
            self.add(self.rules, rule.id, rule, value)

    def add(self, table: dict[str, Any], name: str, item: Any, value: Value) -> None:
        if name in table:
            value.complain(f"{name!r} is defined twice")
        table[name] = item

    def read_rule(self, value: Value) -> Rule:
        data = value.mapping(
            {
                "id": self.read_id,
                "severity": read_severity,
                "message": read_texts,
                "advice": read_texts,
                "sources": lambda v: v.each(self.read_reference),
                "allow": lambda v: v.each(Value.text),
                "unless": lambda v: v.each(self.read_unless),
                "in": lambda v: v.each(lambda w: w.choice(("title", "body", "topic", "link"))),
                "boundary": Value.boolean,
                "about": Value.text,
                "signals": lambda v: v.each(self.read_signal),
                "opt-in": Value.boolean,
                "pass": lambda v: v.each(Value.text),
                "flag": lambda v: v.each(self.read_flag),
                **MATCHERS,
            },
            required=("id", "severity", "message", "advice", "sources", "pass", "flag"),
        )
        keys = [key for key in MATCHERS if key in data]
        if len(keys) != 1:
            found = " and ".join(map(repr, keys)) or "none"
            raise value.fail(f"a rule has exactly one matcher ({', '.join(MATCHERS)}), found {found}")
        for key in ("sources", "pass", "flag"):
            if not data[key]:
                raise value.fail(f"a rule needs at least one entry under {key!r}")
        return Rule(
            data["id"],
            data["severity"],
            data["message"],
            data["advice"],
            data["sources"],
            data[keys[0]],
            data.get("allow", ()),
            data.get("unless", ()),
            frozenset(data.get("in", ())),
            data.get("boundary", True),
            data["flag"],
            data["pass"],
            value.path,
            value.line,
            data.get("signals", ()),
            data.get("opt-in", False),
        )

    @staticmethod
    def read_id(value: Value) -> str:
        text = value.text()
        if not ID.fullmatch(text):
            raise value.fail(f"{text!r} is no rule id: write family/name in lower case")
        return text

    @staticmethod
    def read_flag(value: Value) -> str:
        text = value.text()
        if not PIN.search(text):
            raise value.fail("a flag example marks the offence: [[like this]]")
        return text

    def read_reference(self, value: Value) -> Source:
        text = value.text()
        if text not in self.sources:
            raise value.fail(f"unknown source {text!r}{guess(text, self.sources)}")
        return self.sources[text]

    def read_unless(self, value: Value) -> Guard:
        text = value.text()
        if text not in self.guards:
            raise value.fail(f"unknown guard {text!r}{guess(text, self.guards)}")
        return self.guards[text]

    def read_signal(self, value: Value) -> str:
        return value.choice(self.signals)

    def check_names(self) -> None:
        """Report names of lexicons and detectors that do not exist."""
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
