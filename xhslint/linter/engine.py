"""The engine of a linter: from a draft over the first look, the views and the scan to the judge."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property

from xhslint.linter.first_look import ActiveRules, Applicability, Candidates, Standard
from xhslint.model.findings import KINDS, PROFILES, Level, Result, clean_result
from xhslint.rulebook.model import Rule, Rulebook
from xhslint.text.view import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.linter.judge import Judge
    from xhslint.matching.index import Index
    from xhslint.matching.scan import Scan
    from xhslint.matching.scanner.interface import Found
    from xhslint.text.segmentation import Segmentation
    from xhslint.text.view import View


class Engine:
    """Finds the offences in drafts; holds no state of a draft.

    `profile` is whose note it is and `kind` what kind of text (None: the draft says, else a personal note), `lang` the
    language of messages, `as_of` the day in ISO form whose clauses are in force, `levels` the severities given to rules and
    families by name.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        profile: str | None,
        kind: str | None,
        lang: str,
        as_of: str,
        levels: Mapping[str, Level],
    ) -> None:
        self.rulebook = rulebook
        self.profile = profile
        self.kind = kind
        self.lang = lang
        self.as_of = as_of
        self.applicability = Applicability(dict(levels), as_of)
        self._standard = Standard(profile or PROFILES[0], kind or KINDS[0])
        self._segmentation: Segmentation | None = None
        self._active: dict[tuple[Standard, bool], ActiveRules] = {}

    @property
    def index(self) -> Index:
        """The index of the rulebook's terms."""
        return self.rulebook.index

    @cached_property
    def active_ids(self) -> frozenset[str]:
        """The ids of the rules in use."""
        ids = self.rulebook.ids
        return frozenset(ids[number] for number in self.rulebook.in_use)

    @cached_property
    def judge(self) -> Judge:
        """What evaluates rules; imported when first needed, because most drafts can match none."""
        from xhslint.linter.judge import Judge

        return Judge(self.rulebook, self.applicability, self.lang)

    def state(self) -> Hashable:
        """Return all that findings depend on beside the draft; None if the rulebook does not say what it was made from."""
        if self.rulebook.key is None:
            return None
        in_force = tuple(key for key, source in self.rulebook.sources.items() if source.in_force(self.as_of))
        levels = tuple(self.applicability.levels.items())
        return self.rulebook.key, self.profile, self.kind, tuple(sorted(self.rulebook.in_use)), levels, in_force

    def rule(self, rule_id: str) -> Rule:
        """Return a rule of the rulebook; raises ValueError for an unknown id."""
        return self.rulebook.rules[self.rulebook.ids.index(rule_id)]

    def profile_of(self, draft: Draft) -> str:
        """Return the profile by which a draft is linted."""
        return self.profile or draft.fields.get("profile") or PROFILES[0]

    def kind_of(self, draft: Draft) -> str:
        """Return the kind of text as which a draft is linted."""
        return self.kind or draft.fields.get("kind") or KINDS[0]

    def standard_of(self, draft: Draft) -> Standard:
        """Return the standard that a draft is held to."""
        if not draft.fields:
            return self._standard
        return Standard(self.profile_of(draft), self.kind_of(draft))

    def examine(self, draft: Draft, explain: bool = False, found: Found = None) -> Result:
        """Return the findings of a draft and the faults of rules; with `explain`, the dismissed matches as well.

        `found` is what a glance at its text found, if there was one.
        """
        standard = self.standard_of(draft)
        candidates = self.look(draft, standard, explain, found)
        if not candidates.alternatives:
            return clean_result()
        return self.judge.judge(candidates, standard, explain)

    def look(self, draft: Draft, standard: Standard, explain: bool = False, found: Found = None) -> Candidates:
        """Return the rules that may match a draft; with `explain`, rules that do not apply to it are included."""
        return Candidates(draft, self._active_rules(standard, explain), self.fold, self.scan, found)

    def glance(self, text: str) -> tuple[bool, Found]:
        """Tell whether a text surely has no findings, without making a draft of it; and what the scanner found in it."""
        active = self._plain_rules
        found = active.glance(text)
        return active.is_clear(text, found), found

    @cached_property
    def _plain_rules(self) -> ActiveRules:
        """The rules that apply to drafts without front matter."""
        return self._active_rules(self._standard, False)

    def _active_rules(self, standard: Standard, explain: bool) -> ActiveRules:
        key = standard, explain
        if key not in self._active:
            summaries, inapplicable = self.rulebook.summaries, self.applicability.inapplicable_reason
            numbers = [n for n in self.rulebook.in_use if explain or not inapplicable(summaries[n], standard)]
            self._active[key] = ActiveRules(self.rulebook, numbers)
        return self._active[key]

    def fold(self, draft: Draft) -> View:
        """Return the view of a draft: its text as readers take it, with the disguises of characters undone."""
        return fold(draft.text, draft.skips)

    def view(self, draft: Draft) -> View:
        """Return the view of a draft with disguised words as they are meant."""
        return self.rulebook.respeller.respell(self.fold(draft))

    def plain_view(self, draft: Draft) -> View:
        """Return the view of a draft with those disguised words as they are meant that are read without the classifier."""
        return self.rulebook.respeller.respell(self.fold(draft), by_calls=False)

    def scan(self, draft: Draft, view: View | None = None) -> Scan:
        """Return the scan of a draft, in which rules find their matches."""
        from xhslint.matching.scan import Scan

        return Scan(draft.text, view or self.view(draft), self.index, self.segmentation, self.kind_of(draft))

    def segmentation(self) -> Segmentation:
        """Return the segmentation with the rulebook's words; made when first asked for."""
        if self._segmentation is None:
            self._segmentation = self.rulebook.segmentation()
        return self._segmentation
