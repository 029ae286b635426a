"""The baseline: findings that a project has accepted, kept in a file until they are gone."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xhslint.base.records import dataclass, field, replace
from xhslint.filters import baseline_file
from xhslint.filters.baseline_file import Entry
from xhslint.messages.catalogue import count, say
from xhslint.model.fingerprint import fingerprints

if TYPE_CHECKING:
    from xhslint.model.findings import Finding

EXCERPT = 40
"""Code points of an offence that an entry quotes, for people who read the file."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a baseline holds: numbers of findings, of their files and of findings without a reason; the day of the oldest
    finding, in ISO form ("" if there is none), and how many days ago that was.
    """

    findings: int
    drafts: int
    oldest: str
    days: int
    without_reason: int


@dataclass
class _Occurrences:
    """The findings of one fingerprint in a checked draft.

    `finding` is the first, `count` how many there are, `own` how many the draft's own entry covers, and `moved` how many
    the entries of missing drafts cover, by draft.
    """

    finding: Finding
    count: int = 0
    own: int = 0
    moved: dict[str, int] = field(default_factory=dict)


@dataclass
class Baseline:
    """The entries of a baseline, and what `filter` found of them in the drafts checked so far.

    `drafts` maps drafts to their entries; a draft is named by its path relative to the folder of the file `path`, with
    slashes. Call `stale`, `prune` and `update` after the last draft; `inactive` are the ids of rules that were not run,
    whose entries they keep.
    """

    path: Path
    drafts: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _seen: dict[str, dict[str, _Occurrences]] = field(default_factory=dict, repr=False, compare=False)
    _taken: Counter[tuple[str, str]] = field(default_factory=Counter, repr=False, compare=False)
    _partly: set[str] = field(default_factory=set, repr=False, compare=False)

    @classmethod
    def load(cls, path: Path | str) -> Baseline:
        """Read a baseline; raises InputError with every mistake in the file, or if it cannot be read."""
        return cls(Path(path), baseline_file.read(Path(path)))

    def write(self) -> None:
        """Write the entries to the file, whole or not at all; raises InputError if that is impossible."""
        baseline_file.write(self.path, self.drafts)

    def key(self, path: Path | str) -> str:
        """Return the name of a draft in the baseline."""
        folder, name = os.path.split(os.path.abspath(path))
        try:
            place = os.path.relpath(os.path.join(os.path.realpath(folder), name), self._root)
        except ValueError:  # on another Windows drive
            place = os.path.abspath(path)
        return place.replace(os.sep, "/")

    def filter(
        self, path: Path | str, findings: Iterable[Finding], text: str
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Return the new and the known findings of a draft with this text, each in the order given.

        Call it once for a draft, and once for each note of a document, whose findings are counted together.

        Of findings with the same fingerprint the first ones are known, as many as the entry counts. What is counted for a
        draft that no longer exists is known in any draft: the draft was renamed, or its text moved. A merged finding is known
        if its strictest part is; entries that count its other parts, from before they were merged, do not become stale.
        """
        key = self.key(path)
        own = {entry.fingerprint: entry.count for entry in self.drafts.get(key, ())}
        seen = self._seen.setdefault(key, {})
        new, known = [], []
        for finding in findings:
            name = fingerprint(text, finding)
            same = seen.setdefault(name, _Occurrences(finding))
            same.count += 1
            if same.own < own.get(name, 0):
                same.own += 1
                known.append(finding)
            elif origin := self._missing_draft(name):
                self._taken[origin, name] += 1
                same.moved[origin] = same.moved.get(origin, 0) + 1
                known.append(finding)
            else:
                new.append(finding)
            for part in finding.parts[1:]:
                _count_part(seen, own, fingerprint(text, part), part)
        return tuple(new), tuple(known)

    def keep(self, path: Path | str) -> None:
        """Keep the entries of a file of which a part could not be checked: what was not seen may still be there."""
        self._partly.add(self.key(path))

    def stale(self, inactive: Collection[str] = ()) -> list[tuple[str, Entry]]:
        """Return entries of checked and missing drafts that were found less often than counted, each with its draft; their
        count is the difference.
        """
        unmatched = []
        for key, entries in sorted(self.drafts.items()):
            for entry in entries if key in self._seen or key in self._missing else ():
                left = entry.count - self._matched(key, entry.fingerprint)
                if left > 0 and entry.rule not in inactive and not self._is_partly_seen(key):
                    unmatched.append((key, replace(entry, count=left)))
        return unmatched

    def prune(self, inactive: Collection[str] = ()) -> Baseline:
        """Return this baseline without stale entries, and with those of renamed drafts under the new names."""
        return self._rebuilt(inactive, "", "")

    def update(self, today: str, reason: str = "", inactive: Collection[str] = ()) -> Baseline:
        """Return this baseline with all findings of the checked drafts and without stale entries.

        Old entries keep their day and reason; new ones get `today`, in ISO form, and `reason`. Drafts that were not checked
        and still exist keep their entries.
        """
        return self._rebuilt(inactive, today, reason)

    def summary(self, today: str) -> Summary:
        """Return what the baseline holds on a day in ISO form."""
        entries = [entry for each in self.drafts.values() for entry in each]
        oldest = min((entry.since for entry in entries), default="")
        return Summary(
            findings=sum(entry.count for entry in entries),
            drafts=len(self.drafts),
            oldest=oldest,
            days=_days(oldest, today) if oldest else 0,
            without_reason=sum(entry.count for entry in entries if not entry.reason),
        )

    @cached_property
    def _root(self) -> str:
        return os.path.realpath(os.path.dirname(os.path.abspath(self.path)))

    @cached_property
    def _missing(self) -> dict[str, None]:
        """The drafts with entries that no longer exist, in order."""
        return {key: None for key in sorted(self.drafts) if not os.path.lexists(os.path.join(self._root, key))}

    @cached_property
    def _missing_counts(self) -> dict[str, list[tuple[str, int]]]:
        """By fingerprint, the missing drafts that had it, each with its count."""
        found: dict[str, list[tuple[str, int]]] = {}
        for key in self._missing:
            for entry in self.drafts[key]:
                found.setdefault(entry.fingerprint, []).append((key, entry.count))
        return found

    def _missing_draft(self, name: str) -> str:
        """Return a missing draft whose count for a fingerprint is not used up, or ""."""
        for origin, number in self._missing_counts.get(name, ()):
            if origin not in self._seen and self._taken[origin, name] < number:
                return origin
        return ""

    def _matched(self, key: str, name: str) -> int:
        """Return how many findings an entry covered, in its own draft and in others."""
        seen = self._seen.get(key, {}).get(name)
        return (seen.own if seen else 0) + self._taken[key, name]

    def _is_partly_seen(self, key: str) -> bool:
        return key in self._partly and key in self._seen

    def _rebuilt(self, inactive: Collection[str], today: str, reason: str) -> Baseline:
        """Return a baseline of what remains of the old entries and, unless `today` is empty, of new findings."""
        drafts: dict[str, list[Entry]] = {}
        old = {(key, entry.fingerprint): entry for key, entries in self.drafts.items() for entry in entries}
        for (key, name), entry in old.items():
            is_unread = self._is_partly_seen(key) and name not in self._seen[key]
            if entry.rule in inactive or is_unread or not (key in self._seen or key in self._missing):
                drafts.setdefault(key, []).append(entry)
        for key, occurrences in self._seen.items():
            for name, seen in occurrences.items():
                sources = [old[origin, name] for origin in (key, *seen.moved) if (origin, name) in old]
                number = seen.count if today else seen.own + sum(seen.moved.values())
                if self._is_partly_seen(key) and (key, name) in old:
                    number = max(number, old[key, name].count)
                if number and seen.finding.rule_id not in inactive:
                    drafts.setdefault(key, []).append(
                        _entry(name, seen.finding, number, sources, today=today, reason=reason)
                    )
        return Baseline(self.path, {key: tuple(sorted(drafts[key], key=_order)) for key in sorted(drafts)})


def fingerprint(text: str, finding: Finding) -> str:
    """Return the fingerprint of reports without the number that tells like findings of a draft apart."""
    return fingerprints(text, [finding])[0]


def summary_line(summary: Summary, lang: str) -> str:
    """Return a summary as a sentence."""
    if not summary.findings:
        return say(lang, "baseline.empty") + say(lang, "period")
    findings, drafts = count(lang, summary.findings, "place"), count(lang, summary.drafts, "file")
    parts = [
        say(lang, "baseline.holds", findings, drafts),
        say(lang, "baseline.oldest", summary.oldest, count(lang, summary.days, "day")),
    ]
    if summary.without_reason:
        parts.append(say(lang, "baseline.reasonless", summary.without_reason))
    return say(lang, "comma").join(parts) + say(lang, "period")


def _count_part(seen: dict[str, _Occurrences], own: dict[str, int], name: str, part: Finding) -> None:
    """Count a part of a merged finding, other than the strictest, for the entry of its draft that has its fingerprint."""
    if name in own:
        same = seen.setdefault(name, _Occurrences(part))
        if same.own < own[name]:
            same.own += 1
            same.count += 1


def _entry(name: str, finding: Finding, number: int, old: list[Entry], *, today: str, reason: str) -> Entry:
    """Return an entry with a new count; old entries for the same fingerprint are merged, with the earliest day and the
    first reason.
    """
    if not old:
        text = " ".join(finding.text.split())
        text = text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
        return Entry(name, finding.rule_id, text, count=number, since=today, reason=reason)
    since = min(entry.since for entry in old)
    reasons = [entry.reason for entry in old if entry.reason]
    return replace(old[0], count=number, since=since, reason=reasons[0] if reasons else "")


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.rule, entry.text, entry.fingerprint


def _days(since: str, today: str) -> int:
    from datetime import date

    return max(0, (date.fromisoformat(today) - date.fromisoformat(since)).days)
