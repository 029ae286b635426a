"""Rule files read into a rulebook, with every mistake in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import replace
from xhslint.classify.model import Classifier, CueClass
from xhslint.fixes.phrasing import Phrasing, Template
from xhslint.matching.detectors.registry import DETECTORS
from xhslint.matching.guards import Guard
from xhslint.matching.lexicon import Lexicon
from xhslint.messages.catalogue import say
from xhslint.messages.suggestions import names_of
from xhslint.model.findings import LANGUAGES, Source
from xhslint.rulebook.files.classifier_entry import read_class, read_model, written_acts
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.guard_entry import read_guard
from xhslint.rulebook.files.lexicon_entry import CHARACTERS, Characters, read_extend, read_lexicon, read_respelled
from xhslint.rulebook.files.notice_entry import read_notice
from xhslint.rulebook.files.rewrite_entry import read_rewriting, rewritable, with_words
from xhslint.rulebook.files.rule_entry import FAMILY, read_override, read_rule
from xhslint.rulebook.files.sources import read_signal, read_source
from xhslint.rulebook.model import EngagementSignal, Rule, Rulebook
from xhslint.rulebook.notices import Notice
from xhslint.schema.values import Invalid, Value, YamlReader

KINDS = (
    "characters",
    "key",
    "signal",
    "lexicon",
    "extend",
    "respell",
    "guard",
    "family",
    "anchor",
    "cue",
    "model",
    "id",
    "phrasing",
    "rewrite",
    "notice",
    "override",
)
"""The key that says what an entry is, in the order in which entries are read: what others refer to comes first."""


class Loader:
    """Reads the entries of rule files, kind by kind, for the names that they refer to may stand in any file.

    `lang` is the language in which mistakes are reported.
    """

    def __init__(self, lang: str = LANGUAGES[0]) -> None:
        self.reader = YamlReader(lang)
        self.characters = Characters()
        self.lexicons: dict[str, Lexicon] = {}
        self.guards: dict[str, Guard] = {}
        self.shared: list[Guard] = []  # by every rule
        self.sources: dict[str, Source] = {}
        self.signals: dict[str, EngagementSignal] = {}
        self.families: dict[tuple[str, str], dict[str, Any]] = {}
        self.classes: dict[str, CueClass] = {}
        self.classifier: Classifier | None = None
        self.respelled: dict[str, None] = {}
        self.not_respelled: dict[str, None] = {}
        self.rules: dict[str, Rule] = {}
        self.templates: dict[str, Template] = {}
        self.phrasing = Phrasing()
        self.notices: dict[str, Notice] = {}
        self.replaced: list[tuple[Value, str]] = []
        self.yielding: list[tuple[Value, str]] = []
        self.places: dict[tuple[int, Any], Value] = {}  # of names, by the table that they are in
        self.reader.names = {
            "lexicon": self.lexicons,
            "guard": self.guards,
            "source": self.sources,
            "signal": self.signals,
            "act": (),
            "rule or family": (),
        }

    def load(self, files: Sequence[tuple[Path, str]]) -> Rulebook:
        """Return the rulebook of these files, each with the name to show; raises InputError with every mistake."""
        roots = [root for path, shown in files if (root := self.reader.load(path, shown))]
        entries = [entry for root in roots for entry in self.entries(root)]
        for kind in KINDS:
            if kind == "rewrite":
                self.reader.names["rule or family"] = names_of(self.rules)
            for entry in entries:
                if self.kind(entry) == kind:
                    with suppress(Invalid):
                        self.read(kind, entry)
            if kind == "rewrite":
                self.add_remedies()
        self.check_names()
        if self.reader.problems:
            raise InputError(sorted(set(self.reader.problems)))
        hosts = frozenset(host for rule in self.rules.values() for host in rule.matcher.hosts)
        ordered = sorted(self.rules.values(), key=lambda rule: rule.id)
        rules = [replace(rule, matcher=rule.matcher.bind(hosts)) for rule in ordered]
        lexicons = sorted(self.lexicons.values(), key=lambda x: x.name)
        return Rulebook(
            tuple(rules),
            tuple(lexicons),
            tuple(self.guards.values()),
            self.sources,
            self.signals,
            classifier=self.classifier,
            respelled=tuple(self.respelled),
            not_respelled=tuple(self.not_respelled),
            phrasing=replace(self.phrasing, templates=tuple(self.templates.values())),
            notices=tuple(self.notices.values()),
        )

    def entries(self, root: Value) -> Iterator[Value]:
        """Yield the entries of a file whose kind is known; report the others."""
        if not root.is_list():
            names = [str(key.value) for key, _ in root.node.value] if root.is_mapping() else []
            root.complain("entries", hint=root.reader.meant(names[0], ()) if names else "")
            return
        for entry in root.items():
            if self.kind(entry):
                yield entry
            else:
                entry.complain("entry")

    @staticmethod
    def kind(entry: Value) -> str:
        """Return the key that says what an entry is, empty if it has none of them."""
        names = [key.value for key, _ in entry.node.value] if entry.is_mapping() else []
        return next((kind for kind in KINDS if kind in names), "")

    def read(self, kind: str, value: Value) -> None:
        """Add an entry of this kind; raises Invalid for one with mistakes."""
        if kind == "characters":
            self.characters.add(CHARACTERS.read(value)["characters"])
        elif kind == "key":
            source = read_source(value)
            self.add(self.sources, source.key, source, value)
            if source.replaces:
                self.replaced.append((value, source.replaces))
        elif kind == "signal":
            signal = read_signal(value)
            self.add(self.signals, signal.key, signal, value)
        elif kind == "lexicon":
            lexicon = read_lexicon(value, self.characters)
            self.add(self.lexicons, lexicon.name, lexicon, value)
        elif kind == "extend":
            lexicon = read_extend(value, self.lexicons, self.characters)
            self.lexicons[lexicon.name] = lexicon
        elif kind == "respell":
            words, exceptions = read_respelled(value)
            self.respelled |= dict.fromkeys(words)
            self.not_respelled |= dict.fromkeys(exceptions)
        elif kind == "guard":
            guard, everywhere = read_guard(value)
            self.add(self.guards, guard.name, guard, value)
            self.shared += [guard] * everywhere
        elif kind == "family":
            data = FAMILY.read(value)
            self.add(self.families, (value.path, data["family"]), data, value)
        elif kind in ("anchor", "cue"):
            made = read_class(value, kind == "anchor")
            self.add(self.classes, made.name, made, value)
            self.yielding += [(value, name) for name in made.yields_to]
        elif kind == "model":
            self.reader.names["act"] = written_acts(value)
            self.classifier = read_model(value, self.classes.values())
        elif kind == "id":
            rule = read_rule(value, self.families, self.sources, self.guards, self.shared)
            self.add(self.rules, rule.id, rule, value)
        elif kind == "phrasing":
            self.phrasing = with_words(self.phrasing, value)
        elif kind == "rewrite":
            template = read_rewriting(value)
            self.add(self.templates, template.name, template, value)
        elif kind == "notice":
            notice = read_notice(value, self.sources, self.lexicons)
            self.add(self.notices, notice.key, notice, value)
        else:
            self.rules |= {rule.id: rule for rule in read_override(value, self.rules.values(), self.guards)}

    def add_remedies(self) -> None:
        """Give the remedy to rewrite to every rule that has a template, before overrides may take it away."""
        for rule in self.rules.values():
            if any(template.serves(rule.id) for template in self.templates.values()):
                self.rules[rule.id] = rewritable(rule)

    def add(self, table: dict[Any, Any], name: str | tuple[str, str], item: Any, value: Value) -> None:
        """Add what an entry defines, and report a name that is taken; one of a file alone comes behind its path."""
        first = self.places.setdefault((id(table), name), value)
        if first is not value:
            key = "rule twice" if table is self.rules else "twice"
            value.complain(key, name if isinstance(name, str) else name[-1], f"{first.path}:{first.line}")
        table[name] = item

    def check_names(self) -> None:
        """Report names that entries could not look up when they were read: of other sources, lexicons, detectors."""
        for value, name in self.replaced:
            if name not in self.sources:
                value.unknown("unknown source", name, self.sources)
        anchors = [each.name for each in self.classes.values() if each.is_anchor]
        for value, name in self.yielding:
            if name not in anchors:
                value.unknown("unknown anchor", name, anchors)
        known = {*self.lexicons, *(f"@{name}" for name in DETECTORS)}
        users: list[tuple[str, int, str]] = []
        for rule in self.rules.values():
            phrases = rule.matcher.phrases()
            users += [(rule.path, p.line or rule.line, n) for p in phrases for s in p.slots for n in s.names]
        for guard in self.guards.values():
            users += [(guard.path, guard.line, n) for condition in guard.conditions for n in condition.names]
        for path, line, name in users:
            if name[0] != "=" and name not in known:
                self.reader.problems.append(Problem(path, *self.place_of(path, line, name), self.unknown_name(name)))

    def place_of(self, path: str, line: int, name: str) -> tuple[int, int]:
        """Return line and column where a name first stands from a line of a file on, those of the line if nowhere."""
        written = re.compile(rf"(?<![\w/@-]){re.escape(name)}(?![\w/-])")
        for number, text in enumerate(self.reader.lines.get(path, ())[line - 1 :], line):
            if found := written.search(text):
                return number, found.start() + 1
        return line, 1

    def unknown_name(self, name: str) -> str:
        """Return the message about a name in a phrase that is none: of a detector with all there are, else of a lexicon."""
        reader = self.reader
        if name[0] == "@":
            among = reader.say("among", say(reader.lang, "and").join(f"@{each}" for each in sorted(DETECTORS)))
            return reader.say("unknown detector", name) + reader.meant(name, [f"@{each}" for each in DETECTORS]) + among
        return (
            reader.say("unknown lexicon", name)
            + reader.meant(name, self.lexicons)
            + reader.say("literal word", f"={name}")
        )


def load(extra: Sequence[Path] = (), base: Path | None = None, lang: str = LANGUAGES[0]) -> Rulebook:
    """Return the bundled rulebook, or that of the folder `base`, with the rules of further files and folders.

    Raises InputError with every mistake of every file, worded in `lang`.
    """
    return Loader(lang).load(rule_files(extra, base, lang))
