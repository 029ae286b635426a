"""All rules, lexicons, guards and sources that are in force for a run, read from YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from xhslint.errors import InputError, Problem
from xhslint.finding import SEVERITIES, Level, Source
from xhslint.guards import Guard, read_guard
from xhslint.ids import DETECTORS
from xhslint.lexicon import Characters, Lexicon, read_lexicon
from xhslint.matchers import MATCHERS, LinkTo, Matcher
from xhslint.phrase import word_list
from xhslint.resources import rules_dir
from xhslint.scan import Index
from xhslint.schema import Invalid, Reader, Value, guess

PROFILES = ("personal", "pro", "paid", "ad")
LANGUAGES = ("zh", "en")
ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
PIN = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """One entry of a rule file; `severity` by profile, texts by language."""

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

    @property
    def family(self) -> str:
        return self.id.split("/")[0]


@dataclass(frozen=True)
class Rulebook:
    """Rules by id order, and what they refer to."""

    rules: Sequence[Rule]
    lexicons: Sequence[Lexicon]
    guards: Sequence[Guard]
    sources: dict[str, Source]

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
    def plan(self) -> tuple[dict[str, set[int]], frozenset[int]]:
        """The numbers of rules by the lists of which they need a hit, and of those that need none."""
        anchored: dict[str, set[int]] = {}
        free = set()
        for number, rule in enumerate(self.rules):
            names = rule.matcher.anchors(self.index)
            if names is None:
                free.add(number)
            for name in names or ():
                anchored.setdefault(name, set()).add(number)
        return anchored, frozenset(free)

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

    def select(self, select: Iterable[str], ignore: Iterable[str]) -> Rulebook:
        """The rulebook with only the rules that are asked for; ids and families, InputError for unknown ones."""
        known = {rule.id for rule in self.rules} | {rule.family for rule in self.rules}
        chosen, ignored = tuple(select), set(ignore)
        problems = [
            Problem("xhslint", 0, 0, f"unknown rule or family {name!r}{guess(name, known)}")
            for name in (*chosen, *sorted(ignored))
            if name not in known
        ]
        if problems:
            raise InputError(problems)
        rules = [
            rule
            for rule in self.rules
            if (not chosen or rule.id in chosen or rule.family in chosen)
            and rule.id not in ignored
            and rule.family not in ignored
        ]
        chosen_book = replace(self, rules=tuple(rules))
        chosen_book.__dict__.update(index=self.index, words=self.words)  # the terms are the same
        return chosen_book


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


def read_source(value: Value) -> dict[str, Any]:
    keys = ("key", "title", "clause", "url", "grade", "since", "until", "read", "about")
    data = value.mapping(dict.fromkeys(keys, Value.text), required=("key", "title", "clause", "url", "grade"))
    if data["grade"] not in "PSCI":
        raise value.fail(f"unknown grade {data['grade']!r}; one of: P, S, C, I")
    return data


class Loader:
    """Reads rule files in two rounds: what may be referred to first, then the rules."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.characters = Characters()
        self.lexicons: dict[str, Lexicon] = {}
        self.guards: dict[str, Guard] = {}
        self.sources: dict[str, Source] = {}
        self.rules: dict[str, Rule] = {}

    def load(self, files: Sequence[tuple[Path, str]]) -> Rulebook:
        roots = [root for path, shown in files if (root := self.reader.load(path, shown))]
        entries = [entry for root in roots for entry in self.entries(root)]
        for kind in ("characters", "key", "lexicon", "guard", "id"):
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
        return Rulebook(tuple(rules), tuple(lexicons), tuple(self.guards.values()), self.sources)

    def entries(self, root: Value) -> Iterator[Value]:
        if not root.is_list():
            root.complain("a rule file is a list of entries (rules, lexicons, guards, sources)")
            return
        for entry in root.items():
            if self.kind(entry):
                yield entry
            else:
                entry.complain(
                    "an entry has one of the keys 'id' (rule), 'lexicon', 'characters', 'guard', 'key' (source)"
                )

    @staticmethod
    def kind(entry: Value) -> str:
        names = [key.value for key, _ in entry.node.value] if entry.is_mapping() else []
        return next((kind for kind in ("id", "lexicon", "characters", "guard", "key") if kind in names), "")

    def read(self, kind: str, value: Value) -> None:
        if kind == "characters":
            value.mapping({"characters": self.characters.read})
        elif kind == "key":
            data = read_source(value)
            source = Source(data["key"], data["title"], data["clause"], data["url"], data["grade"])
            self.add(self.sources, source.key, source, value)
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


def rule_files(extra: Sequence[Path] = (), base: Path | None = None) -> list[tuple[Path, str]]:
    """The bundled rule files and those that `extra` names, each with the name to show; raises InputError."""
    root = base or rules_dir()
    files = [(path, f"rules/{path.relative_to(root).as_posix()}") for path in sorted(root.rglob("*.yaml"))]
    problems = []
    for path in map(Path, extra):
        if path.is_dir():
            files += [(file, str(file)) for file in sorted(path.rglob("*.y*ml"))]
        elif path.exists():
            files.append((path, str(path)))
        else:
            problems.append(Problem(str(path), 0, 0, "no such rule file"))
    if problems:
        raise InputError(problems)
    return files
