"""The baseline: findings that were there when a repository adopted xhslint, kept in a file until they are gone."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xhslint.base.paths import BASELINE
from xhslint.base.records import dataclass, field, replace
from xhslint.messages.catalogue import count, say
from xhslint.model.fingerprint import fingerprints

if TYPE_CHECKING:
    from xhslint.model.findings import Finding

DEFAULT = BASELINE  # the name under which it is documented
EXCERPT = 40
"""Code points of an offence that a baseline quotes, for those who read it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """So many alike offences in a draft: the rule, what was written, how often, since when and why they may stay.

    `since` is the day on which the first of them was recorded, in ISO form; `reason` may be empty.
    """

    fingerprint: str
    rule: str
    text: str
    count: int
    since: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ages:
    """What a baseline holds: how many findings in how many drafts, the day of the oldest one and how many days ago that
    was, how many of them have no reason.
    """

    findings: int
    drafts: int
    oldest: str
    days: int
    without_reason: int


@dataclass
class _Seen:
    """The offences of one fingerprint in a checked draft: one of them, how many, and which entries account for them."""

    finding: Finding
    count: int = 0
    own: int = 0
    moved: dict[str, int] = field(default_factory=dict)


@dataclass
class Baseline:
    """A baseline and, as drafts pass through `filter`, what it met of them.

    `drafts` holds the entries by the path of their draft: with slashes, relative to the folder of the file `path`. Ask
    `stale`, `prune` and `update` once all drafts have passed; `asleep` are the ids of rules that were not run, whose
    entries they leave as they are.
    """

    path: Path
    drafts: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _seen: dict[str, dict[str, _Seen]] = field(default_factory=dict, repr=False, compare=False)
    _taken: Counter[tuple[str, str]] = field(default_factory=Counter, repr=False, compare=False)

    @classmethod
    def load(cls, path: Path | str) -> Baseline:
        """Read a baseline; raises InputError with every mistake in the file, or if it cannot be read."""
        from xhslint.filters.baseline_file import read

        return cls(Path(path), read(Path(path)))

    def write(self) -> None:
        """Replace the file by what this baseline holds, whole or not at all; raises InputError if that is impossible."""
        from xhslint.filters.baseline_file import write

        write(self.path, self.drafts)

    def key(self, path: Path | str) -> str:
        """The name under which a draft is entered."""
        folder, name = os.path.split(os.path.abspath(path))
        try:
            place = os.path.relpath(os.path.join(os.path.realpath(folder), name), self._root)
        except ValueError:  # on another Windows drive
            place = os.path.abspath(path)
        return place.replace(os.sep, "/")

    def filter(
        self, path: Path | str, findings: Iterable[Finding], text: str
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The new and the known findings of a draft with this text, each in the order given. To be called once a draft.

        Of offences that are alike as many are known as the baseline counts, the first ones. Those that it counts for a
        draft which is no longer there are known in whatever draft they turn up: it was renamed, or its text moved.
        """
        key = self.key(path)
        own = {entry.fingerprint: entry.count for entry in self.drafts.get(key, ())}
        seen = self._seen[key] = {}
        new, known = [], []
        for finding in findings:
            name = fingerprint(text, finding)
            alike = seen.setdefault(name, _Seen(finding))
            alike.count += 1
            if alike.own < own.get(name, 0):
                alike.own += 1
                known.append(finding)
            elif origin := self._origin(name):
                self._taken[origin, name] += 1
                alike.moved[origin] = alike.moved.get(origin, 0) + 1
                known.append(finding)
            else:
                new.append(finding)
        return tuple(new), tuple(known)

    def stale(self, asleep: Collection[str] = ()) -> list[tuple[str, Entry]]:
        """Entries that were not met, with their draft and as many as were not: those of drafts that were checked or are
        no longer there.
        """
        unmet = []
        for key, entries in sorted(self.drafts.items()):
            for entry in entries if key in self._seen or key in self._gone else ():
                left = entry.count - self._met(key, entry.fingerprint)
                if left > 0 and entry.rule not in asleep:
                    unmet.append((key, replace(entry, count=left)))
        return unmet

    def prune(self, asleep: Collection[str] = ()) -> Baseline:
        """This baseline without what is stale, and with what moved where it is now."""
        return self._made(asleep, "", "")

    def update(self, today: str, reason: str = "", asleep: Collection[str] = ()) -> Baseline:
        """This baseline with all findings that passed and without what is stale.

        What it held already keeps its day and its reason; what is new gets the day, in ISO form, and the reason given.
        Drafts that did not pass and are still there keep their entries.
        """
        return self._made(asleep, today, reason)

    def ages(self, today: str) -> Ages:
        """What it holds, seen from a day in ISO form."""
        entries = [entry for each in self.drafts.values() for entry in each]
        oldest = min((entry.since for entry in entries), default="")
        return Ages(
            sum(entry.count for entry in entries),
            len(self.drafts),
            oldest,
            _days(oldest, today) if oldest else 0,
            sum(entry.count for entry in entries if not entry.reason),
        )

    @cached_property
    def _root(self) -> str:
        return os.path.realpath(os.path.dirname(os.path.abspath(self.path)))

    @cached_property
    def _gone(self) -> dict[str, None]:
        """The drafts that are no longer there, by name."""
        return {key: None for key in sorted(self.drafts) if not os.path.lexists(os.path.join(self._root, key))}

    @cached_property
    def _homeless(self) -> dict[str, list[tuple[str, int]]]:
        """By fingerprint, the drafts that are no longer there and how often each had it."""
        found: dict[str, list[tuple[str, int]]] = {}
        for key in self._gone:
            for entry in self.drafts[key]:
                found.setdefault(entry.fingerprint, []).append((key, entry.count))
        return found

    def _origin(self, name: str) -> str:
        """The draft that is no longer there and has an offence left over that is alike."""
        for origin, number in self._homeless.get(name, ()):
            if origin not in self._seen and self._taken[origin, name] < number:
                return origin
        return ""

    def _met(self, key: str, name: str) -> int:
        seen = self._seen.get(key, {}).get(name)
        return (seen.own if seen else 0) + self._taken[key, name]

    def _made(self, asleep: Collection[str], today: str, reason: str) -> Baseline:
        """What remains of the old entries and, if there is a day for them, what is new."""
        drafts: dict[str, list[Entry]] = {}
        old = {(key, entry.fingerprint): entry for key, entries in self.drafts.items() for entry in entries}
        for (key, _), entry in old.items():
            if entry.rule in asleep or not (key in self._seen or key in self._gone):
                drafts.setdefault(key, []).append(entry)
        for key, alike in self._seen.items():
            for name, seen in alike.items():
                sources = [old[origin, name] for origin in (key, *seen.moved) if (origin, name) in old]
                number = seen.count if today else seen.own + sum(seen.moved.values())
                if number and seen.finding.rule_id not in asleep:
                    drafts.setdefault(key, []).append(_entry(name, seen.finding, number, sources, today, reason))
        return Baseline(self.path, {key: tuple(sorted(drafts[key], key=_order)) for key in sorted(drafts)})


def fingerprint(text: str, finding: Finding) -> str:
    """What a baseline knows a finding of a draft by: the fingerprint of reports, the same for all that are alike."""
    return fingerprints(text, [finding])[0]


def age_line(ages: Ages, lang: str) -> str:
    """What a baseline holds, as a sentence."""
    return "".join(_age_parts(ages, lang)) + say(lang, "period")


def _age_parts(ages: Ages, lang: str) -> Iterator[str]:
    if not ages.findings:
        yield say(lang, "baseline.empty")
        return
    yield say(lang, "baseline.holds", count(lang, ages.findings, "place"), count(lang, ages.drafts, "draft"))
    yield say(lang, "comma") + say(lang, "baseline.oldest", ages.oldest, count(lang, ages.days, "day"))
    if ages.without_reason:
        yield say(lang, "comma") + say(lang, "baseline.reasonless", ages.without_reason)


def _entry(name: str, finding: Finding, number: int, old: list[Entry], today: str, reason: str) -> Entry:
    """An entry for so many alike offences; the first of those that it had already lends it what they say."""
    if not old:
        text = " ".join(finding.text.split())
        text = text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
        return Entry(name, finding.rule_id, text, number, today, reason)
    since = min(entry.since for entry in old)
    reasons = [entry.reason for entry in old if entry.reason]
    return replace(old[0], count=number, since=since, reason=reasons[0] if reasons else "")


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.rule, entry.text, entry.fingerprint


def _days(since: str, today: str) -> int:
    from datetime import date

    return max(0, (date.fromisoformat(today) - date.fromisoformat(since)).days)
