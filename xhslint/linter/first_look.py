"""The first look at a draft: which rules apply to it, and which of them may match it. Most drafts end here."""

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
    from xhslint.model.findings import Level
    from xhslint.rulebook.model import Rule, Rulebook, RuleSummary


class Applicability:
    """Which rules apply on a day, and how severe their findings are.

    `levels` gives rules or families, by name, a level in place of their own; `day` is in ISO form.
    """

    def __init__(self, levels: dict[str, Level], day: str) -> None:
        self.levels = levels
        self.day = day

    def level(self, rule: Rule | RuleSummary, profile: str) -> Level:
        """Return the level given to the rule, else to its family, else its own for the profile."""
        return self.levels.get(rule.id) or self.levels.get(rule.family) or rule.severity[profile]

    def inapplicable_reason(self, rule: Rule | RuleSummary, profile: str) -> str:
        """Return why a rule applies to no draft of this profile: `profile` or `date`; "" if it applies."""
        if self.level(rule, profile) == "off":
            return "profile"
        return "" if any(source.in_force(self.day) for source in rule.sources) else "date"


class ActiveRules:
    """The rules of a rulebook that apply to some drafts, by number, prepared for the prefilter."""

    def __init__(self, rulebook: Rulebook, numbers: Collection[int]) -> None:
        summaries = rulebook.briefs
        self.rulebook = rulebook
        self.numbers = frozenset(numbers)
        self.counts = [
            (number, MEASURES[summaries[number].measure].possible, summaries[number].over)
            for number in sorted(numbers)
            if summaries[number].kind == "count"
        ]
        self.patterns = frozenset(number for number in numbers if summaries[number].kind == "pattern")
        prefilter = rulebook.prefilter
        self.prefilter = prefilter and prefilter.select(numbers)


class Candidates:
    """The rules that may match a draft.

    `alternatives` gives for the number of each such rule which of its phrases may match (None: all).
    """

    __slots__ = ("_scan", "_scanned", "_view", "alternatives", "draft")

    def __init__(self, draft: Draft, active: ActiveRules, scan: Callable[[Draft, View], Scan]) -> None:
        self.draft = draft
        self._scan = scan
        self._scanned: Scan | None = None
        self._view: View | None = None
        self.alternatives: Alternatives = {}
        prefilter = active.prefilter
        if prefilter is None:
            self.alternatives = self._by_words(active)
            return
        opened = prefilter.scanner.open
        answer = None if draft.skips else opened(draft.text, False)
        if answer is None:
            answer = opened(self.view.text, True)
            assert answer is not None
        if isinstance(answer, tuple):
            facts, *entries = answer
            self.alternatives = prefilter.alternatives(entries)
        else:
            facts = answer
        for number, possible, most in active.counts:
            if possible(draft, most, facts):
                self.alternatives[number] = None
        if self.alternatives and not active.patterns.isdisjoint(self.alternatives):
            self._drop_unmatched_patterns(active)

    @property
    def view(self) -> View:
        if self._view is None:
            self._view = fold(self.draft.text, self.draft.skips)
        return self._view

    @property
    def scan(self) -> Scan:
        """The scan of the draft, in which rules find their matches."""
        if self._scanned is None:
            self._scanned = self._scan(self.draft, self.view)
        return self._scanned

    def _by_words(self, active: ActiveRules) -> Alternatives:
        """Return the rules all of whose words occur; used where there is no prefilter."""
        index = active.rulebook.index
        possible = active.rulebook.plan.open(self.scan.patterns, index.lists_of)
        return {number: possible[number] for number in possible.keys() & active.numbers}

    def _drop_unmatched_patterns(self, active: ActiveRules) -> None:
        """Drop the pattern rules that match nowhere in the view: one search costs less than a scan."""
        for number in active.patterns & self.alternatives.keys():
            pattern: Any = active.rulebook.rules[number].matcher
            if not pattern.occurs(self.view.text):
                del self.alternatives[number]
