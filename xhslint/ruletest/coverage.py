"""`xhslint test --coverage`: which parts of a rulebook its own examples do not cover.

A phrase is covered if it matches in a `flag` example of its rule, a condition of a guard if a `pass` example would fire
without it. A term is covered if it fires in some `flag` example in place of another term of its list: one example covers
the whole list, except for terms that can never fire, because a longer word or a guard prevents it. Lexicons that only the
classifier reads need no example: training weighs their words, and `python -m xhslint.train` says how well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from xhslint.base.records import dataclass, replace
from xhslint.drafts.draft import Draft
from xhslint.linter.dismissal import own_dismissal, undismissed
from xhslint.linter.linter import Linter
from xhslint.matching.guards import Guard
from xhslint.matching.phrase import matches, word_list
from xhslint.matching.scan import Scan
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rule, Rulebook
from xhslint.ruletest.examples import run_examples, unpinned

MAX_CONTEXTS = 64
"""How many contexts are tried for a term."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part that no example covers: `kind` is rule, phrase, term, guard or text.

    `text` is the phrase, term or condition, or the kind of text that a rule judges by a severity of its own.
    """

    path: str
    line: int
    name: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The text around a term of a list in a `flag` example of a rule."""

    rule: Rule
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many parts were checked, those that no example covers, and how many examples fail: what they cover says little."""

    checked: int
    gaps: tuple[Gap, ...]
    failing: int = 0


def measure_coverage(rules: Sequence[str | Path] = (), lang: str = "zh") -> Coverage:
    """Return the coverage of further rule files, or of the bundled rules; raises InputError for files that are wrong."""
    files = [Path(path) for path in rules]
    bundled = {shown for _, shown in rule_files()}
    check = CoverageCheck(load(files, lang=lang), Linter(rules=rules, lang=lang))
    covered = check.coverage(lambda path: (path in bundled) is not bool(files))
    if not files:
        return covered  # the bundled examples are run by `xhslint test` alone
    own = run_examples(rules, lang).own
    return replace(covered, failing=len(own.failures) if own else 0)


class CoverageCheck:
    """Compares a rulebook with its examples."""

    def __init__(self, book: Rulebook, linter: Linter) -> None:
        self.book = book
        self.linter = linter
        self.rules = [rule for rule in book.rules if not rule.is_off]
        self.checked = 0
        self.is_wanted: Callable[[str], bool] = lambda path: True

    def coverage(self, is_wanted: Callable[[str], bool] = lambda path: True) -> Coverage:
        """Return the coverage of the files for whose paths `is_wanted` holds."""
        self.is_wanted = is_wanted
        gaps = {*self.of_rules(), *self.of_guards(), *self.of_terms()}
        return Coverage(self.checked, tuple(sorted(gaps, key=lambda gap: (gap.path, gap.line, gap.kind, gap.text))))

    def scan(self, text: str) -> Scan:
        return self.linter.engine.scan(Draft.parse(text))

    def of_rules(self) -> Iterator[Gap]:
        """Yield rules that fire in no `flag` example, and phrases that match in none."""
        for rule in self.rules:
            if not self.is_wanted(rule.path):
                continue
            self.checked += 1
            scans = [self.scan(unpinned(example)[0]) for example in rule.flag]
            if not rule.matcher.limit and not any(True for scan in scans for _ in undismissed(rule, scan)):
                yield Gap(rule.path, rule.line, rule.id, "rule")
                continue
            shown = {scan.kind for scan in scans}
            for kind in (kind for kind, level in rule.kinds.items() if level != "off"):
                self.checked += 1
                if kind not in shown:
                    yield Gap(rule.path, rule.line, rule.id, "text", kind)
            for phrase in () if rule.matcher.loose else rule.matcher.phrases():
                self.checked += 1
                if not any(True for scan in scans for _ in matches(scan, phrase)):
                    yield Gap(rule.path, phrase.line or rule.line, rule.id, "phrase", str(phrase))

    def of_guards(self) -> Iterator[Gap]:
        """Yield guards that no rule uses, and conditions without which no `pass` example would fire."""
        needed: set[tuple[str, int]] = set()
        users: dict[str, Guard] = {}
        for rule in self.rules:
            users.update({guard.name: guard for guard in rule.unless})
            for example in rule.passes:
                scan = self.scan(example)
                for match in rule.matcher.find(scan):
                    dismissal = own_dismissal(rule, scan, match)
                    if dismissal and dismissal.by == "guard":
                        holding = [
                            (guard.name, number)
                            for guard in rule.unless
                            for number, condition in enumerate(guard.conditions)
                            if guard.holds_in(scan.kind) and condition.reason(scan, match.start, match.end)
                        ]
                        if len(holding) == 1:
                            needed.add(holding[0])
        for guard in self.book.guards:
            if not self.is_wanted(guard.path):
                continue
            self.checked += len(guard.conditions)
            if guard.name not in users:
                yield Gap(guard.path, guard.line, guard.name, "guard")
                continue
            for number, condition in enumerate(guard.conditions):
                if (guard.name, number) not in needed:
                    words = [word for name in condition.names for word in word_list(name) or [name]]
                    yield Gap(guard.path, guard.line, guard.name, "guard", f"{condition.place}: {', '.join(words[:6])}")

    def of_terms(self) -> Iterator[Gap]:
        """Yield terms of lexicons, and words of phrases, that fire in no example."""
        contexts = self.contexts()
        users = {
            name: (rule, phrase)
            for rule in self.rules
            if not rule.matcher.loose
            for phrase in rule.matcher.phrases()
            for slot in phrase.slots
            for name in slot.names
        }
        needed_elsewhere = {name for guard in self.book.guards for each in guard.conditions for name in each.names}
        if classifier := self.book.classifier:
            needed_elsewhere.update(classifier.table, classifier.ordinary)
        lists: list[tuple[str, Gap, Sequence[str]]] = []  # name, the gap for one of its terms, terms
        for lexicon in self.book.lexicons:
            gap = Gap(lexicon.path, lexicon.line, lexicon.name, "term")
            if lexicon.name in users:
                lists.append((lexicon.name, gap, [term.text for term in lexicon.terms]))
            elif lexicon.name not in needed_elsewhere and self.is_wanted(lexicon.path):
                yield gap
        for name, (rule, phrase) in users.items():
            lists.append((name, Gap(rule.path, phrase.line or rule.line, rule.id, "term"), word_list(name)))
        for name, gap, terms in lists:
            if self.is_wanted(gap.path):
                self.checked += len(terms)
                yield from (replace(gap, text=term) for term in terms if not self.fires(term, contexts[name]))

    def contexts(self) -> dict[str, list[Context]]:
        """Return the contexts of the terms of each list in the `flag` examples, each once a rule."""
        out: dict[str, dict[tuple[str, str, str], Context]] = defaultdict(dict)
        for rule in self.rules:
            for example in rule.flag if rule.matcher.phrases() else ():
                text, _ = unpinned(example)
                scan = self.scan(text)
                for match in undismissed(rule, scan):
                    for hit in match.hits:
                        start, end = scan.view.source(hit.start, hit.end)
                        before, after = text[:start], text[end:]
                        out[hit.name].setdefault((rule.id, before, after), Context(rule, before, after))
        return defaultdict(list, {name: list(found.values()) for name, found in out.items()})

    def fires(self, term: str, contexts: Sequence[Context]) -> bool:
        """Return whether a term is part of a match of its rule in one of some contexts."""
        for context in contexts[:MAX_CONTEXTS]:
            scan = self.scan(context.before + term + context.after)
            start, end = len(context.before), len(context.before) + len(term)
            for match in undismissed(context.rule, scan):
                for hit in match.hits:
                    first, last = scan.view.source(hit.start, hit.end)
                    if first <= start and end <= last:
                        return True
        return False
