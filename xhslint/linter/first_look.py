"""The first look at a draft: which rules apply to it, and which of them may match it. Most drafts end here."""

from __future__ import annotations

from collections.abc import Callable, Collection

from xhslint.base.records import NamedTuple
from xhslint.drafts.openings import is_plain
from xhslint.matching.facts import HIDDEN, RESPELLED
from xhslint.matching.measures import MEASURES
from xhslint.matching.scanner.scanner import Alternatives
from xhslint.model.findings import KINDS, LEVELS, PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.matching.scan import Scan
    from xhslint.matching.scanner.interface import Found, Scanner
    from xhslint.model.findings import Level, Source
    from xhslint.rulebook.model import Rule, Rulebook, RuleSummary
    from xhslint.text.view import View


UNCLEAR = RESPELLED | HIDDEN
"""Facts by which rules without words may match a text."""


class Standard(NamedTuple):
    """What a draft is held to: whose it is, and what kind of text it is."""

    profile: str = PROFILES[0]
    kind: str = KINDS[0]


class Applicability:
    """Which rules of a rulebook apply on a day, and how severe their findings are; what was asked once is kept.

    `levels` gives rules or families, by name, a level in place of their own; `day` is in ISO form.
    """

    def __init__(self, levels: dict[str, Level], day: str) -> None:
        self.levels = levels
        self.day = day
        self._reasons: dict[tuple[str, Standard], str] = {}
        self._levels: dict[tuple[str, Standard], Level] = {}
        self._sources: dict[tuple[str, str], tuple[Source, ...]] = {}

    def level(self, rule: Rule | RuleSummary, standard: Standard) -> Level:
        """Return the level given to the rule, else to its family, else its own.

        A kind of text of which a rule does not speak stays off, whatever is given.
        """
        level = self._levels.get((rule.id, standard))
        if level is None:
            level = own = own_level(rule, standard)
            if own != "off" or standard.kind not in rule.kinds:
                level = self.levels.get(rule.id) or self.levels.get(rule.family) or own
            self._levels[rule.id, standard] = level
        return level

    def is_lowered(self, rule: Rule, standard: Standard) -> bool:
        """Tell whether this very rule was given a milder level than its own."""
        given = self.levels.get(rule.id)
        return given is not None and LEVELS.index(given) > LEVELS.index(own_level(rule, standard))

    def inapplicable_reason(self, rule: Rule | RuleSummary, standard: Standard) -> str:
        """Return why a rule applies to no draft of this standard: `kind`, `profile` or `date`; "" if it applies."""
        reason = self._reasons.get((rule.id, standard))
        if reason is None:
            reason = "" if self.sources(rule, standard.kind) else "date"
            if self.level(rule, standard) == "off":
                reason = "kind" if standard.kind in rule.kinds else "profile"
            self._reasons[rule.id, standard] = reason
        return reason

    def sources(self, rule: Rule | RuleSummary, kind: str) -> tuple[Source, ...]:
        """Return the clauses in force on which a rule rests for a kind of text."""
        sources = self._sources.get((rule.id, kind))
        if sources is None:
            sources = tuple(source for source in rule.sources if source.in_force(self.day, kind))
            self._sources[rule.id, kind] = sources
        return sources


def own_level(rule: Rule | RuleSummary, standard: Standard) -> Level:
    """Return the level of a rule: that for the kind of text, if it has one, else that for the profile."""
    return rule.kinds.get(standard.kind) or rule.severity[standard.profile]


class ActiveRules:
    """The rules of a rulebook that apply to drafts of one standard, by number, and their prefilter."""

    def __init__(self, rulebook: Rulebook, numbers: Collection[int]) -> None:
        summaries = rulebook.summaries
        self.rulebook = rulebook
        limits = [(number, limit) for number in sorted(numbers) if (limit := summaries[number].limit)]
        self.limits, self.picture_limits = (
            [
                (number, MEASURES[limit.measure].possible, limit.most)
                for number, limit in limits
                if limit.in_pictures is in_pictures
            ]
            for in_pictures in (False, True)
        )
        measured = [(MEASURES[limit.measure], limit.most) for _, limit in limits if not limit.in_pictures]
        self.text_limits = [(measure.in_text, most) for measure, most in measured if measure.in_text]
        self.pretested = frozenset(number for number in numbers if summaries[number].pretested)
        self.prefilter = rulebook.prefilter.select(numbers)

    def glance(self, text: str) -> Found:
        """Return what the scanner finds in a text that is a draft as it stands; None where it has to be read first."""
        return self.prefilter.scanner.open(text, False) if is_plain(text) else None

    def is_clear(self, text: str, found: Found) -> bool:
        """Tell whether no rule can match a text in which a glance found this."""
        if type(found) is not int or found & UNCLEAR:
            return False
        for may_exceed, most in self.text_limits:  # noqa: SIM110  # a generator takes longer than what it asks
            if may_exceed(text, most):
                return False
        return True


class Candidates:
    """A draft with the rules that it may match: `alternatives` holds their numbers, each with its alternatives that may match.

    `found` is what a glance at its text found, if there was one.
    """

    __slots__ = ("_fold", "_scan", "_scanned", "_view", "alternatives", "draft")

    def __init__(
        self,
        draft: Draft,
        active: ActiveRules,
        fold: Callable[[Draft], View],
        scan: Callable[[Draft, View], Scan],
        found: Found = None,
    ) -> None:
        self.draft = draft
        self._fold = fold
        self._scan = scan
        self._scanned: Scan | None = None
        self._view: View | None = None
        self.alternatives: Alternatives = {}
        scanner = active.prefilter.scanner
        if found is None and not draft.skips:
            found = scanner.open(draft.text, False)
        facts, entries = self._look_at_view(scanner) if found is None else _parted(found)
        if facts & RESPELLED and self._respell(active.rulebook):
            more, entries = self._look_at_view(scanner, is_disguised=True)
            facts |= more
        if entries:
            self.alternatives = active.prefilter.alternatives(entries)
        for number, possible, most in active.picture_limits if draft.places and draft.in_picture else active.limits:
            if possible(draft, most, facts):
                self.alternatives[number] = []
        if self.alternatives and not active.pretested.isdisjoint(self.alternatives):
            self._pretest(active)

    @property
    def view(self) -> View:
        """The draft, folded, and with disguised words as they are meant."""
        if self._view is None:
            self._view = self._fold(self.draft)
        return self._view

    @property
    def scan(self) -> Scan:
        """The scan of the draft, in which rules find their matches."""
        if self._scanned is None:
            self._scanned = self._scan(self.draft, self.view)
        return self._scanned

    def _look_at_view(self, scanner: Scanner, is_disguised: bool = False) -> tuple[int, tuple[int, ...]]:
        found = scanner.open(self.view.text, True, is_disguised)
        assert found is not None
        return _parted(found)

    def _respell(self, rulebook: Rulebook) -> bool:
        """Undo the disguises of words in the view; tell whether there were any."""
        folded = self.view
        self._view = rulebook.respeller.respell(folded)
        return self._view is not folded

    def _pretest(self, active: ActiveRules) -> None:
        """Leave out the rules whose matchers can rule out a match by themselves: a scan costs more."""
        for number in active.pretested & self.alternatives.keys():
            if not active.rulebook.rules[number].matcher.may_match(self.view.text):
                del self.alternatives[number]


def _parted(found: int | tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """Return the facts and the entries in what a scanner found."""
    return (found[0], found[1:]) if isinstance(found, tuple) else (found, ())
