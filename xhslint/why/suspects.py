"""The findings and near misses of a draft, ranked by how well they fit a notice of the platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from xhslint.base.records import dataclass
from xhslint.drafts.draft import Draft
from xhslint.linter.linter import Linter
from xhslint.model.explanations import Dismissed
from xhslint.model.findings import Finding, Result, Source, family_of
from xhslint.why.faint import faint_calls
from xhslint.why.mentions import mentions, quoted_words
from xhslint.why.reading import Reading, Told, plain

Level: TypeAlias = Literal["fits", "maybe", "other"]

SURE = {"error": 1.0, "warning": 0.9, "info": 0.75}
"""How sure a finding of each severity is an offence."""
NEAR = {
    "score": 0.55,
    "profile": 0.6,
    "region": 0.5,
    "kind": 0.4,
    "date": 0.4,
    "word": 0.45,
    "guard": 0.35,
    "classifier": 0.35,
    "allow": 0.15,
}
"""How likely a machine of the platform takes a match for an offence that xhslint does not, by why it does not."""
OTHER = 0.2
"""What a finding counts that the notice does not speak of."""
MENTION = 0.3
"""How likely a machine takes a mere mention, which an opt-in rule finds, for an offence."""
QUOTED = 0.8
"""What something counts at least whose words the notice quotes."""
FITS = 0.6
"""From which fit on something is called fitting."""


@dataclass(frozen=True)
class Suspect:
    """Something in a draft that a notice may mean.

    `fit` says how well it fits, from 0 to 1; `told` is the kind of notices that means it (None: the notice speaks of something
    else, or, without `is_known`, of nothing that was recognised), `is_quoted` that the notice quotes its words, which no rule may
    have reported (`rule_id` is then ""). `sources` are the clauses of its rule.
    """

    what: Finding | Dismissed
    fit: float
    told: Told | None
    sources: tuple[Source, ...]
    is_quoted: bool = False
    is_known: bool = True

    @property
    def is_besides(self) -> bool:
        """Whether the notice speaks of something else in the first place, and only may mean this."""
        rules = (self.what.rule_id, *(self.what.also if isinstance(self.what, Finding) else ()))
        names = {*rules, *map(family_of, rules)}
        return self.told is not None and names.isdisjoint(self.told.notice.punishes)

    @property
    def level(self) -> Level:
        """How well it fits, in one word."""
        if self.told is None and not self.is_quoted:
            return "other" if self.is_known else "maybe"
        return "fits" if self.fit >= FITS else "maybe"


def suspects(draft: Draft, result: Result, reading: Reading, linter: Linter) -> list[Suspect]:
    """Return what the notice may mean, what fits best first.

    If nothing of the notice was recognised, these are all findings and what the classifier nearly reported, by severity.
    """
    kind = linter.engine.kind_of(draft)
    mere = {id(each) for each in result.findings if _is_mention(each, linter)}
    last = [each for each in result.findings if id(each) in mere]
    findings = [each for each in result.findings if id(each) not in mere]
    near: list[Dismissed] = [*result.dismissed, *faint_calls(draft, linter), *mentions(draft, reading, linter, kind)]
    near.sort(key=lambda each: -NEAR.get(each.by, 0))
    found = [
        _of_finding(each, reading, MENTION if id(each) in mere else SURE[each.severity], kind)
        if isinstance(each, Finding)
        else _of_dismissed(each, reading, linter, kind)
        for each in _apart((*findings, *(each for each in near if _may_be_meant(each, reading, kind)), *last))
    ]
    known = [(each.what.start, each.what.end) for each in found]
    found += [
        Suspect(each, QUOTED, None, (), is_quoted=True, is_known=bool(reading.told))
        for each in quoted_words(draft, reading, linter)
        if not any(start < each.end and each.start < end for start, end in known)
    ]
    return sorted(found, key=lambda each: (not each.is_quoted, -each.fit, each.what.start, each.what.rule_id))


def _is_mention(finding: Finding, linter: Linter) -> bool:
    """Tell whether an opt-in rule found a mere mention (微信), which only a machine takes for an offence."""
    return finding.severity == "info" and linter.engine.rule(finding.rule_id).opt_in


def _may_be_meant(each: Dismissed, reading: Reading, kind: str) -> bool:
    """Tell whether a near miss is what the notice speaks of or quotes; of an unknown notice, one of the classifier."""
    if each.by not in NEAR:
        return False
    return (
        bool(reading.weight(each.rule_id, kind)[1])
        or _is_quoted(each.text, reading)
        or (not reading.told and each.by == "score")
    )


def _apart(found: Iterable[Finding | Dismissed]) -> Iterator[Finding | Dismissed]:
    """Yield all findings but mere mentions, and of the rest, which is sorted, one of a family at a place."""
    taken: list[tuple[int, int, str]] = []
    for each in found:
        family = family_of(each.rule_id)
        is_sure = isinstance(each, Finding) and each.severity != "info"
        if is_sure or not any(start < each.end and each.start < end for start, end, other in taken if other == family):
            taken.append((each.start, each.end, family))
            yield each


def _of_finding(finding: Finding, reading: Reading, sure: float, kind: str) -> Suspect:
    rules = finding.rule_id, *finding.also
    weight, told = max((reading.weight(rule, kind) for rule in rules), key=lambda each: each[0])
    meant = weight if reading.told else 1.0
    is_quoted = _is_quoted(finding.text, reading)
    fit = max((meant or OTHER) * sure, QUOTED if is_quoted else 0)
    return Suspect(finding, fit, told, finding.sources, is_quoted, bool(reading.told))


def _of_dismissed(each: Dismissed, reading: Reading, linter: Linter, kind: str) -> Suspect:
    weight, told = reading.weight(each.rule_id, kind)
    engine = linter.engine
    sources = engine.applicability.sources(engine.rule(each.rule_id), kind)
    is_quoted = _is_quoted(each.text, reading)
    fit = max((weight or OTHER) * NEAR[each.by], QUOTED if is_quoted else 0)
    return Suspect(each, fit, told, sources, is_quoted, bool(reading.told))


def _is_quoted(text: str, reading: Reading) -> bool:
    """Tell whether the notice quotes words of the draft."""
    words = plain(text)
    return bool(words) and any(plain(each) in words or words in plain(each) for each in reading.quoted if plain(each))
