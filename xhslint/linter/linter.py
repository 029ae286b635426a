"""The linter: a draft in, findings out."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property, lru_cache

from xhslint.base.dates import iso_day, iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.drafts.draft import Draft
from xhslint.linter.first_look import ActiveRules, Candidates
from xhslint.model.findings import LANGUAGES, PROFILES, Disguise, Finding, Fix, Level, Result, Signal, later
from xhslint.rulebook.compiled.store import rulebook
from xhslint.rulebook.model import Rule, Rulebook, RuleSummary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import Any

    from xhslint.matching.index import Index
    from xhslint.matching.scan import Scan
    from xhslint.text.segmentation import Segmentation
    from xhslint.text.view import View


@lru_cache(8)
def shared_rulebook(extra: tuple[str, ...], stamps: tuple[int, ...]) -> Rulebook:
    """Rulebooks are read once a process; `stamps` are the files' times, so that an edited file is read again."""
    if not extra:
        return rulebook()
    from pathlib import Path

    return rulebook([Path(path) for path in extra])


def rulebook_for(extra: Sequence[str | Path]) -> Rulebook:
    paths = tuple(map(str, extra))
    return shared_rulebook(paths, tuple(os.stat(path).st_mtime_ns if os.path.isfile(path) else 0 for path in paths))


class Linter:
    """Lints drafts by one rulebook.

    `profile` is whose note it is (None: the draft's own front matter says, else personal), `lang` the language of
    messages, `rules` further rule files. `select` and `ignore` are ids or families of rules, and so is `extend_select`,
    which adds opt-in ones to those that run anyway. `as_of` is the day whose rules are applied, as a date or in ISO
    form (None: today). `severity` gives rules or families another one. Raises InputError for unknown names and for rule
    files that are wrong. A linter holds no state of a draft: it may be shared among threads, and is pickled as its
    settings.
    """

    def __init__(
        self,
        profile: str | None = None,
        *,
        lang: str = "zh",
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        extend_select: Iterable[str] = (),
        rules: Sequence[str | Path] = (),
        as_of: str | date | None = None,
        severity: Iterable[tuple[str, Level]] = (),
    ) -> None:
        for name, value, known in (("profile", profile, PROFILES), ("language", lang, LANGUAGES)):
            if value is not None and value not in known:
                from xhslint.schema.values import guess

                raise InputError([Problem("xhslint", 0, 0, f"unknown {name} {value!r}{guess(value, known)}")])
        self.profile = profile
        self.lang = lang
        self.as_of = iso_today() if as_of is None else iso_day(as_of)
        choice = tuple(select), tuple(ignore), tuple(extend_select)
        self.levels = dict(severity)
        self._settings = (*choice, tuple(rules), self.as_of, tuple(self.levels.items()))
        whole = rulebook_for(tuple(rules))
        self.rulebook = whole.select(*choice) if any(choice) else whole
        self._segmentation: Segmentation | None = None
        self._in_force: dict[tuple[str, bool], ActiveRules] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self.profile, self.lang, *self._settings)

    @cached_property
    def index(self) -> Index:
        return self.rulebook.index

    @cached_property
    def ran(self) -> frozenset[str]:
        """The ids of the rules in use."""
        ids = self.rulebook.ids
        return frozenset(ids[number] for number in self.rulebook.in_use)

    def state(self) -> Hashable:
        """What its findings depend on beside the draft; None when the rulebook does not say what it was made from."""
        if self.rulebook.key is None:
            return None
        in_force = tuple(key for key, source in self.rulebook.sources.items() if source.in_force(self.as_of))
        return self.rulebook.key, self.profile, tuple(sorted(self.rulebook.in_use)), self._settings[-1], in_force

    def rule(self, rule_id: str) -> Rule:
        """A rule of the rulebook; raises ValueError for an unknown id."""
        return self.rulebook.rules[self.rulebook.ids.index(rule_id)]

    def check(self, text: str) -> list[Finding]:
        """The findings of a caption, in order; raises InputError for front matter that is broken."""
        return self.examine(Draft.parse(text)).findings

    def examine(self, draft: Draft, explain: bool = False) -> Result:
        """The findings of a draft, what went wrong with rules on the way and, to `explain`, what was silenced."""
        profile = self.profile or draft.fields.get("profile") or "personal"
        look = self.look(draft, profile, explain)
        if not look.alternatives:
            return Result([], [], [], [])
        from xhslint.linter.judge import judged  # here, because most drafts can match nothing

        return judged(self, look, profile, explain)

    def look(self, draft: Draft, profile: str, explain: bool = False) -> Candidates:
        """The first look at a draft; to `explain`, rules that do not apply to it are looked for as well."""
        key = profile, explain
        if key not in self._in_force:
            briefs = self.rulebook.briefs
            numbers = [n for n in self.rulebook.in_use if explain or not self.inapplicable_reason(briefs[n], profile)]
            self._in_force[key] = ActiveRules(self.rulebook, numbers)
        return Candidates(draft, self._in_force[key], self.scan)

    def scan(self, draft: Draft, view: View | None = None) -> Scan:
        """A draft as the rules see it."""
        from xhslint.matching.scan import Scan
        from xhslint.text.view import fold

        return Scan(draft.text, view or fold(draft.text, draft.skips), self.index, self.segmentation)

    def inapplicable_reason(self, rule: Rule | RuleSummary, profile: str) -> str:
        """Why a rule does not apply to a draft of this profile at all, if so: `profile` or `date`."""
        if self.level(rule, profile) == "off":
            return "profile"
        return "" if any(source.in_force(self.as_of) for source in rule.sources) else "date"

    def level(self, rule: Rule | RuleSummary, profile: str) -> Level:
        """The severity of a rule: the one that its id is given, or its family, or its own."""
        return self.levels.get(rule.id) or self.levels.get(rule.family) or rule.severity[profile]

    def segmentation(self) -> Segmentation:
        """The segmentation with the rulebook's words; built when first asked for."""
        if self._segmentation is None:
            from xhslint.text.segmentation import Segmentation

            self._segmentation = Segmentation(self.rulebook.words)
        return self._segmentation

    def finding(
        self,
        rule: Rule,
        profile: str,
        draft: Draft,
        span: tuple[int, int],
        reading: str,
        disguises: tuple[Disguise, ...] = (),
    ) -> Finding:
        start, end = span
        severity = self.level(rule, profile)
        assert severity != "off"
        line, column = draft.position(start)
        return Finding(
            rule.id,
            severity,
            start,
            end,
            line,
            column,
            draft.text[start:end],
            reading,
            rule.message[self.lang],
            rule.advice[self.lang],
            tuple(source for source in rule.sources if source.in_force(self.as_of)),
            disguises,
            self.signals(rule, reading),
            later(lambda: self.fixes(rule, draft, span)) if rule.fix else (),
        )

    def fixes(self, rule: Rule, draft: Draft, span: tuple[int, int]) -> tuple[Fix, ...]:
        """The ways that a rule knows to take an offence out of a draft."""
        from xhslint.fixes.actions import fixes
        from xhslint.fixes.offence import Offence

        over = getattr(rule.matcher, "over", 0)
        return fixes(rule.fix, Offence(draft, *span, over), self.lang)

    def signals(self, rule: Rule, reading: str) -> tuple[Signal, ...]:
        """The signals of a rule that the words tell of, or all of them where the words name none."""
        measures = [self.rulebook.signals[key] for key in rule.signals]
        named = [measure for measure in measures if any(word in reading for word in measure.words)]
        return tuple(Signal(each.key, each.name[self.lang], each.weight) for each in named or measures)


def _unpickle(
    profile: str | None, lang: str, select: Any, ignore: Any, extend_select: Any, rules: Any, as_of: str, severity: Any
) -> Linter:
    return Linter(
        profile,
        lang=lang,
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        rules=rules,
        as_of=as_of,
        severity=severity,
    )
