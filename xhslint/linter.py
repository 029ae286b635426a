"""The linter: a draft in, findings out."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhslint.arrange import arranged, outermost
from xhslint.draft import Draft
from xhslint.errors import InputError, Problem
from xhslint.finding import LANGUAGES, PROFILES, Disguise, Finding, Fix, Level, Quiet, Signal
from xhslint.matchers import Count, PatternTimeout
from xhslint.phrase import Match
from xhslint.quiet import Silence, hushed, silenced, worth_telling
from xhslint.reading import read
from xhslint.rulebook import Rule, Rulebook
from xhslint.scan import Scan
from xhslint.schema import guess
from xhslint.store import rulebook
from xhslint.view import fold
from xhslint.words import Words

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Result:
    """What a draft gave: findings in order, the faults of rules that could not be run to their end and, when asked for,
    the matches that were silenced. `covered` are findings that another of their family makes needless.
    """

    findings: list[Finding]
    faults: list[Problem]
    quiet: list[Quiet]
    covered: Sequence[Finding] = ()


@lru_cache(8)
def shared_rulebook(extra: tuple[str, ...], stamps: tuple[int, ...]) -> Rulebook:
    """Rulebooks are read once a process; `stamps` are the files' times, so that an edited file is read again."""
    return rulebook([Path(path) for path in extra])


def rulebook_for(extra: Sequence[str | Path]) -> Rulebook:
    paths = tuple(map(str, extra))
    stamps = tuple(Path(p).stat().st_mtime_ns if Path(p).is_file() else 0 for p in paths)
    return shared_rulebook(paths, stamps)


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
                raise InputError([Problem("xhslint", 0, 0, f"unknown {name} {value!r}{guess(value, known)}")])
        self.profile = profile
        self.lang = lang
        self.as_of = iso_today() if as_of is None else iso_day(as_of)
        choice = tuple(select), tuple(ignore), tuple(extend_select)
        self.levels = dict(severity)
        self._settings = (*choice, tuple(rules), self.as_of, tuple(self.levels.items()))
        whole = rulebook_for(tuple(rules))
        self.rulebook = whole.select(*choice) if any(choice) else whole
        self.index = whole.index
        self._words: Words | None = None
        self._in_force: dict[tuple[str, bool], InForce] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self.profile, self.lang, *self._settings)

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
        if not look.ways:
            return Result([], [], [])
        scan = look.scan
        found: list[Finding] = []
        faults: list[Problem] = []
        quiet: list[Quiet] = []
        for number, ways in sorted(look.ways.items()):
            rule = self.rulebook.rules[number]
            try:
                for told in self.told(rule, profile, draft, scan, ways):
                    if isinstance(told, Finding):
                        found.append(told)
                    elif explain:
                        quiet.append(hushed(rule, draft, scan, *told, self.lang))
            except PatternTimeout:
                faults.append(
                    Problem(rule.path, rule.line, 1, f"{rule.id}: pattern stopped, it ran too long on {draft.path}")
                )
        kept = arranged(found)
        ids = set(map(id, kept))
        covered = [finding for finding in found if id(finding) not in ids]
        return Result(kept, faults, worth_telling(quiet, found, kept) if explain else [], covered)

    def scan(self, draft: Draft) -> Scan:
        """A draft as the rules see it."""
        return Scan(draft.text, fold(draft.text, draft.skips), self.index, self.words)

    def told(
        self, rule: Rule, profile: str, draft: Draft, scan: Scan, ways: list[int] | None
    ) -> Iterator[Finding | tuple[Match, Silence]]:
        """The findings of a rule, and its matches that are none, with the reason."""
        barred = self.barred(rule, profile)
        if isinstance(rule.matcher, Count):
            for start, end in [] if barred else rule.matcher.spans(draft):
                yield self.finding(rule, profile, draft, (start, end), draft.text[start:end])
            return
        standing: list[Match] = []
        for match in rule.matcher.find(scan, ways):
            if silence := silenced(rule, scan, match) or barred:
                yield match, silence
            else:
                standing.append(match)
        for match in outermost(standing):
            span = scan.view.source(match.start, match.end)
            region = draft.region_at(span[0]) if rule.regions else ""
            if rule.regions and region not in rule.regions:
                yield match, Silence("region", region)
            else:
                yield self.finding(rule, profile, draft, span, *read(scan, match))

    def barred(self, rule: Rule, profile: str) -> Silence | None:
        """Why a rule does not apply to the draft at all, if so."""
        if self.level(rule, profile) == "off":
            return Silence("profile", profile)
        if not any(source.in_force(self.as_of) for source in rule.sources):
            return Silence("date", self.as_of)
        return None

    def level(self, rule: Rule, profile: str) -> Level:
        """The severity of a rule: the one that its id is given, or its family, or its own."""
        return self.levels.get(rule.id) or self.levels.get(rule.family) or rule.severity[profile]

    def candidates(self, scan: Scan) -> list[tuple[Rule, list[int] | None]]:
        """The rules in use that the words of the draft can match at all, in the rulebook's order, and in which ways."""
        possible = self.rulebook.plan.open(scan.patterns, self.index.lists_of)
        return [
            (self.rulebook.rules[number], possible[number]) for number in sorted(possible.keys() & self.rulebook.in_use)
        ]

    def words(self) -> Words:
        """The segmentation with the rulebook's words; built when first asked for."""
        if self._words is None:
            self._words = Words(self.rulebook.words)
        return self._words

    def standing(self, rule: Rule, scan: Scan) -> Iterator[Match]:
        """The matches of a rule that nothing explains."""
        return (match for match in rule.matcher.find(scan) if silenced(rule, scan, match) is None)

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
            self.fixes(rule, draft, span) if rule.fix else (),
        )

    def fixes(self, rule: Rule, draft: Draft, span: tuple[int, int]) -> tuple[Fix, ...]:
        """The ways that a rule knows to take an offence out of a draft."""
        from xhslint.fixactions import Offence, fixes

        over = rule.matcher.over if isinstance(rule.matcher, Count) else 0
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


def iso_today() -> str:
    return time.strftime("%Y-%m-%d")


def iso_day(day: str | date) -> str:
    """A day in ISO form; raises InputError for what is none."""
    try:
        if time.strftime("%Y-%m-%d", time.strptime(str(day), "%Y-%m-%d")) == str(day):
            return str(day)
    except ValueError:
        pass
    raise InputError([Problem("xhslint", 0, 0, f"{str(day)!r} is no day; write it as 2026-01-31")])
