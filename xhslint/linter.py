"""The linter: a draft in, findings out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from xhslint.draft import Draft
from xhslint.errors import InputError, Problem
from xhslint.finding import SEVERITIES, Disguise, Finding, Severity
from xhslint.matchers import Count, PatternTimeout
from xhslint.phrase import Match
from xhslint.rulebook import LANGUAGES, PROFILES, Rule, Rulebook
from xhslint.scan import Hit, Scan
from xhslint.schema import guess
from xhslint.skeleton import noise_pattern
from xhslint.store import rulebook
from xhslint.view import fold
from xhslint.words import Words

NOISE = noise_pattern()


@dataclass(frozen=True)
class Result:
    """What a draft gave: findings in order, and the faults of rules that could not be run to their end."""

    findings: list[Finding]
    faults: list[Problem]


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
    messages, `select` and `ignore` ids or families of rules, `rules` further rule files. Raises InputError for unknown
    names and for rule files that are wrong. A linter holds no state of a draft: it may be shared among threads, and is
    pickled as its settings.
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
    ) -> None:
        for name, value, known in (("profile", profile, PROFILES), ("language", lang, LANGUAGES)):
            if value is not None and value not in known:
                raise InputError([Problem("xhslint", 0, 0, f"unknown {name} {value!r}{guess(value, known)}")])
        self.profile = profile
        self.lang = lang
        self._settings = (tuple(select), tuple(ignore), tuple(extend_select), tuple(rules))
        whole = rulebook_for(self._settings[3])
        self.rulebook = whole.select(*self._settings[:3]) if any(self._settings[:3]) else whole
        self.index = whole.index
        self._words: Words | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self.profile, self.lang, *self._settings)

    def check(self, text: str) -> list[Finding]:
        """The findings of a caption, in order; raises InputError for front matter that is broken."""
        return self.examine(Draft.parse(text)).findings

    def examine(self, draft: Draft) -> Result:
        """The findings of a draft, and what went wrong with rules on the way."""
        profile = self.profile or draft.fields.get("profile") or "personal"
        scan = Scan(draft.text, fold(draft.text, draft.skips), self.index, self.words)
        found: list[Finding] = []
        faults: list[Problem] = []
        for rule in self.candidates(scan):
            severity = rule.severity[profile]
            if severity == "off":
                continue
            if isinstance(rule.matcher, Count):
                for span in rule.matcher.spans(draft):
                    found.append(self.finding(rule, severity, draft, span, draft.text[span[0] : span[1]]))
                continue
            try:
                for match in outermost(self.standing(rule, scan)):
                    span = scan.view.source(match.start, match.end)
                    if not rule.regions or draft.region_at(span[0]) in rule.regions:
                        found.append(self.finding(rule, severity, draft, span, *read(scan, match)))
            except PatternTimeout:
                faults.append(
                    Problem(rule.path, rule.line, 1, f"{rule.id}: pattern stopped, it ran too long on {draft.path}")
                )
        return Result(arranged(found), faults)

    def candidates(self, scan: Scan) -> list[Rule]:
        """The rules for which some word occurs that they cannot do without, in the rulebook's order."""
        anchored, free = self.rulebook.plan
        numbers = free.union(*(anchored[name] for name in scan.names if name in anchored))
        return [self.rulebook.rules[number] for number in sorted(numbers & self.rulebook.in_use)]

    def words(self) -> Words:
        """The segmentation with the rulebook's words; built when first asked for."""
        if self._words is None:
            self._words = Words(self.rulebook.words)
        return self._words

    def standing(self, rule: Rule, scan: Scan) -> Iterator[Match]:
        """The matches of a rule that no guard explains."""
        allowed = scan.raw(f"allow:{rule.id}") if rule.allow else []
        for match in rule.matcher.find(scan):
            if allowed and scan.allowed(match.start, match.end, allowed):
                continue
            if rule.boundary and cut_out(scan, match):
                continue
            if not any(guard.holds(scan, match.start, match.end) for guard in rule.unless):
                yield match

    def finding(
        self,
        rule: Rule,
        severity: Severity,
        draft: Draft,
        span: tuple[int, int],
        reading: str,
        disguises: tuple[Disguise, ...] = (),
    ) -> Finding:
        start, end = span
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
            rule.sources,
            disguises,
        )


def _unpickle(profile: str | None, lang: str, select: Any, ignore: Any, extend_select: Any, rules: Any) -> Linter:
    return Linter(profile, lang=lang, select=select, ignore=ignore, extend_select=extend_select, rules=rules)


def cut_out(scan: Scan, match: Match) -> bool:
    """Whether an ordinary word crosses the edge of one of the match's runs of adjoining hits."""
    runs: list[tuple[int, int]] = []
    for hit in match.hits:
        if runs and (hit.start <= runs[-1][1] or scan.rank(hit.start) == scan.rank(runs[-1][1])):
            runs[-1] = (runs[-1][0], max(hit.end, runs[-1][1]))
        else:
            runs.append((hit.start, hit.end))
    return any(any(scan.straddled(*run)) for run in runs)


def outermost(matches: Iterable[Match]) -> list[Match]:
    """The longest of matches that overlap, leftmost first; of equal ones that which explains most characters."""

    def rank(match: Match) -> tuple[int, int, int, int, list[tuple[str, str]]]:
        explained = sum(hit.end - hit.start for hit in match.hits)
        terms = [(hit.term.reads, hit.term.text) for hit in match.hits]
        return match.start, -match.end, -explained, len(match.hits), terms

    out: list[Match] = []
    for match in sorted(matches, key=rank):
        if not out or match.start >= out[-1].end:
            out.append(match)
        elif match.end - match.start > out[-1].end - out[-1].start:
            out[-1] = match
    return out


def read(scan: Scan, match: Match) -> tuple[str, tuple[Disguise, ...]]:
    """What a match reads as, and the disguises that were undone on the way, in order."""
    pieces: list[str] = []
    found = list(scan.view.disguises(match.start, match.end))
    position = match.start
    for hit in sorted(match.hits):
        if hit.start > position:
            between = NOISE.sub("", scan.text[position : hit.start])
            # An id keeps its distance: 微信 momo_8812, not 微信momo_8812.
            pieces.append(between or " " * (bool(pieces) and hit.term.reads.isascii()))
        pieces.append(hit.term.reads)
        found += [Disguise(part.kind, part.written, part.reads) for part in hit.term.parts]
        found += [Disguise("separator", gap, "") for gap in gaps(scan, hit)]
        position = max(position, hit.end)
    return "".join(pieces), tuple(dict.fromkeys(found))


def gaps(scan: Scan, hit: Hit) -> list[str]:
    """The noise inside a term."""
    if hit.end - hit.start == len(hit.term.text) or any(part.kind == "numeral" for part in hit.term.parts):
        return []
    return NOISE.findall(scan.text[hit.start : hit.end])


def arranged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order, less those that one of the same family makes needless.

    That is one which holds them and is no milder, or one which overlaps them and is stricter.
    """
    ordered = sorted(findings, key=in_order)
    reached: dict[tuple[str, str], int] = {}  # how far the findings of a family and severity extend so far
    held: list[Finding] = []
    for finding in ordered:
        family, stricter = family_of(finding), SEVERITIES[: SEVERITIES.index(finding.severity) + 1]
        if any(reached.get((family, severity), -1) >= finding.end for severity in stricter):
            continue
        key = (family, finding.severity)
        reached[key] = max(reached.get(key, -1), finding.end)
        held.append(finding)
    strict: dict[str, list[Finding]] = {}
    out: list[Finding] = []
    for severity in SEVERITIES:
        level = [f for f in held if f.severity == severity and not overlapped(f, strict.get(family_of(f), []))]
        out += level
        for finding in level:
            strict.setdefault(family_of(finding), []).append(finding)
        for kept in strict.values():
            kept.sort(key=lambda f: f.start)
    return sorted(out, key=in_order)


def in_order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.start, -finding.end, SEVERITIES.index(finding.severity), finding.rule_id


def family_of(finding: Finding) -> str:
    return finding.rule_id.split("/")[0]


def overlapped(finding: Finding, others: list[Finding]) -> bool:
    """Whether one of `others`, sorted by start and none inside another, shares a character with the finding."""
    index = bisect_left(others, finding.end, key=lambda f: f.start)
    return index > 0 and others[index - 1].end > finding.start
