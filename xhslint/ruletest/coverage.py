"""`xhslint test --coverage`: what of a rulebook none of its own examples needs.

A phrase is needed when a `flag` example of its rule is read by it, a guard's condition when a `pass` example would fire
without it. A term is needed when some `flag` example still fires, at that place, with the term put where another one of
its list stands: one sentence speaks for a whole list, and a term that can never fire, because a longer word or a guard
of its own swallows it, is found out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from xhslint.base.records import dataclass
from xhslint.drafts.draft import Draft
from xhslint.linter.dismissal import find_dismissal, undismissed
from xhslint.linter.linter import Linter
from xhslint.matching.guards import Guard
from xhslint.matching.phrase import matches, word_list
from xhslint.matching.scan import Scan
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rule, Rulebook
from xhslint.ruletest.examples import unpinned

TRIES = 64
"""Examples into which a term is put before it is given up."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that no example needs: `kind` is rule, phrase, term or guard, `text` the phrase, term or condition."""

    path: str
    line: int
    name: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term of some list stands in a `flag` example, between `before` and `after`."""

    rule: Rule
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many things were asked for, and those that no example needs."""

    asked: int
    gaps: tuple[Gap, ...]


def run(rules: Sequence[str | Path] = (), lang: str = "zh") -> Coverage:
    """The gaps of further rule files, or of the bundled rules; raises InputError for files that are wrong."""
    files = [Path(path) for path in rules]
    bundled = {shown for _, shown in rule_files()}
    examiner = CoverageCheck(load(files, lang=lang), Linter(rules=rules, lang=lang))
    return examiner.coverage(lambda path: (path in bundled) is not bool(files))


class CoverageCheck:
    """Holds a rulebook against its examples."""

    def __init__(self, book: Rulebook, linter: Linter) -> None:
        self.book = book
        self.linter = linter
        self.rules = [rule for rule in book.rules if not rule.is_off]
        self.asked = 0
        self.wanted: Callable[[str], bool] = lambda path: True

    def coverage(self, wanted: Callable[[str], bool] = lambda path: True) -> Coverage:
        """What no example needs of the files for whose names `wanted` holds."""
        self.wanted = wanted
        gaps = {*self.of_rules(), *self.of_guards(), *self.of_terms()}
        return Coverage(self.asked, tuple(sorted(gaps, key=lambda gap: (gap.path, gap.line, gap.kind, gap.text))))

    def scan(self, text: str) -> Scan:
        return self.linter.scan(Draft.parse(text))

    def of_rules(self) -> Iterator[Gap]:
        """Rules that no `flag` example fires, and phrases of which no example is read."""
        for rule in self.rules:
            if not self.wanted(rule.path):
                continue
            self.asked += 1
            scans = [self.scan(unpinned(example)[0]) for example in rule.flag]
            if not rule.matcher.limit and not any(True for scan in scans for _ in undismissed(rule, scan)):
                yield Gap(rule.path, rule.line, rule.id, "rule")
                continue
            for phrase in () if rule.matcher.loose else rule.matcher.phrases():
                self.asked += 1
                if not any(True for scan in scans for _ in matches(scan, phrase)):
                    yield Gap(rule.path, phrase.line or rule.line, rule.id, "phrase", str(phrase))

    def of_guards(self) -> Iterator[Gap]:
        """Conditions without which every `pass` example would stay quiet all the same."""
        needed: set[tuple[str, int]] = set()
        users: dict[str, Guard] = {}
        for rule in self.rules:
            users.update({guard.name: guard for guard in rule.unless})
            for example in rule.passes:
                scan = self.scan(example)
                for match in rule.matcher.find(scan):
                    reason = find_dismissal(rule, scan, match)
                    if reason and reason.by == "guard":
                        holding = [
                            (guard.name, number)
                            for guard in rule.unless
                            for number, condition in enumerate(guard.conditions)
                            if condition.reason(scan, match.start, match.end)
                        ]
                        if len(holding) == 1:
                            needed.add(holding[0])
        for guard in self.book.guards:
            if not self.wanted(guard.path):
                continue
            self.asked += len(guard.conditions)
            if guard.name not in users:
                yield Gap(guard.path, guard.line, guard.name, "guard")
                continue
            for number, condition in enumerate(guard.conditions):
                if (guard.name, number) not in needed:
                    words = [word for name in condition.names for word in word_list(name) or [name]]
                    yield Gap(guard.path, guard.line, guard.name, "guard", f"{condition.place}: {', '.join(words[:6])}")

    def of_terms(self) -> Iterator[Gap]:
        """Terms of lexicons, and words of phrases, that fire in no example."""
        places = self.places()
        users = {
            name: (rule, phrase)
            for rule in self.rules
            if not rule.matcher.loose
            for phrase in rule.matcher.phrases()
            for slot in phrase.slots
            for name in slot.names
        }
        guarding = {name for guard in self.book.guards for each in guard.conditions for name in each.names}
        for lexicon in self.book.lexicons:
            if not self.wanted(lexicon.path):
                continue
            if lexicon.name not in users:
                if lexicon.name not in guarding:
                    yield Gap(lexicon.path, lexicon.line, lexicon.name, "term")
                continue
            for term in lexicon.terms:
                self.asked += 1
                if not self.fires(term.text, places[lexicon.name]):
                    yield Gap(lexicon.path, lexicon.line, lexicon.name, "term", term.text)
        for name, (rule, phrase) in users.items():
            if not self.wanted(rule.path):
                continue
            words = word_list(name)
            self.asked += len(words)
            yield from (
                Gap(rule.path, phrase.line or rule.line, rule.id, "term", word)
                for word in words
                if not self.fires(word, places[name])
            )

    def places(self) -> dict[str, list[Place]]:
        """Where terms of each list stand in the `flag` examples."""
        out: dict[str, dict[tuple[str, str, str], Place]] = defaultdict(dict)
        for rule in self.rules:
            for example in rule.flag:
                text, _ = unpinned(example)
                scan = self.scan(text)
                for match in undismissed(rule, scan):
                    for hit in match.hits:
                        start, end = scan.view.source(hit.start, hit.end)
                        place = Place(rule, text[:start], text[end:])
                        out[hit.name].setdefault((rule.id, place.before, place.after), place)
        return defaultdict(list, {name: list(found.values()) for name, found in out.items()})

    def fires(self, term: str, places: Sequence[Place]) -> bool:
        """Whether a term is part of what its rule reads, in one of these places."""
        for place in places[:TRIES]:
            scan = self.scan(place.before + term + place.after)
            start, end = len(place.before), len(place.before) + len(term)
            for match in undismissed(place.rule, scan):
                for hit in match.hits:
                    first, last = scan.view.source(hit.start, hit.end)
                    if first <= start and end <= last:
                        return True
        return False
