"""The first look at a draft: which rules are in force for it, and which of them it can match at all. Most drafts end here."""

from __future__ import annotations

from collections.abc import Callable, Collection

from xhslint.matching.measures import MEASURES
from xhslint.matching.scanner.scanner import Alternatives
from xhslint.text.view import View, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.drafts.draft import Draft
    from xhslint.matching.scan import Scan
    from xhslint.rulebook.model import Rulebook


class ActiveRules:
    """The rules of a rulebook that are in force for some drafts, ready for the prefilter."""

    def __init__(self, rulebook: Rulebook, numbers: Collection[int]) -> None:
        briefs = rulebook.briefs
        self.rulebook = rulebook
        self.numbers = frozenset(numbers)
        self.counts = [
            (number, MEASURES[briefs[number].measure].possible, briefs[number].over)
            for number in sorted(numbers)
            if briefs[number].kind == "count"
        ]
        self.patterns = frozenset(number for number in numbers if briefs[number].kind == "pattern")
        prefilter = rulebook.prefilter
        self.prefilter = prefilter and prefilter.select(numbers)


class Candidates:
    """A draft at first sight: `alternatives` are the rules that may match it."""

    __slots__ = ("_scan", "_scanned", "_view", "alternatives", "draft")

    def __init__(self, draft: Draft, in_force: ActiveRules, scan: Callable[[Draft, View], Scan]) -> None:
        self.draft = draft
        self._scan = scan
        self._scanned: Scan | None = None
        self._view: View | None = None
        self.alternatives: Alternatives = {}
        prefilter = in_force.prefilter
        if prefilter is None:
            self.alternatives = self._by_words(in_force)
            return
        opened = prefilter.scanner.open
        told = None if draft.skips else opened(draft.text, False)
        if told is None:
            told = opened(self.view.text, True)
            assert told is not None
        if isinstance(told, tuple):
            facts, *entries = told
            self.alternatives = prefilter.alternatives(entries)
        else:
            facts = told
        for number, possible, most in in_force.counts:
            if possible(draft, most, facts):
                self.alternatives[number] = None
        if self.alternatives and not in_force.patterns.isdisjoint(self.alternatives):
            self._try_patterns(in_force)

    @property
    def view(self) -> View:
        if self._view is None:
            self._view = fold(self.draft.text, self.draft.skips)
        return self._view

    @property
    def scan(self) -> Scan:
        """The draft as the rules see it."""
        if self._scanned is None:
            self._scanned = self._scan(self.draft, self.view)
        return self._scanned

    def _by_words(self, in_force: ActiveRules) -> Alternatives:
        """The rules of which all words occur, where there is no prefilter."""
        index = in_force.rulebook.index
        possible = in_force.rulebook.plan.open(self.scan.patterns, index.lists_of)
        return {number: possible[number] for number in possible.keys() & in_force.numbers}

    def _try_patterns(self, in_force: ActiveRules) -> None:
        """Leave out the patterns that match nowhere: they are asked for the price of a look, a scan is dearer."""
        for number in in_force.patterns & self.alternatives.keys():
            pattern: Any = in_force.rulebook.rules[number].matcher
            if not pattern.occurs(self.view.text):
                del self.alternatives[number]
