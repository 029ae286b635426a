"""A rule as a rule file says it, and what other files may change of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from xhslint.base.records import dataclass, replace
from xhslint.fixes.actions import ACTIONS
from xhslint.matching.guards import Guard
from xhslint.matching.matchers import MATCHERS
from xhslint.messages.suggestions import names_of
from xhslint.model.findings import PROFILES, SEVERITIES, Level, Remedy, Source
from xhslint.rulebook.model import EngagementSignal, Rule
from xhslint.schema.values import Value

ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
PIN = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
REGIONS = ("title", "body", "topic", "link")


def read_severity(value: Value) -> dict[str, Level]:
    """One severity for every profile, or one for some and that of `personal` for the rest."""

    def level(v: Value) -> Level:
        return v.choice((*SEVERITIES, "off"))  # type: ignore[return-value]

    if not value.is_mapping():
        return dict.fromkeys(PROFILES, level(value))
    data = value.mapping(dict.fromkeys(PROFILES, level), required=("personal",))
    return {profile: data.get(profile, data["personal"]) for profile in PROFILES}


def read_id(value: Value) -> str:
    text = value.text()
    if not ID.fullmatch(text):
        raise value.fail(f"{text!r} is no rule id: write family/name in lower case")
    return text


def read_flag(value: Value) -> str:
    text = value.text()
    if not PIN.search(text):
        raise value.fail("a flag example marks the offence: [[like this]]")
    return text


def read_remedy(value: Value) -> Remedy:
    data = value.mapping({"do": lambda v: v.choice(ACTIONS), "safe": Value.boolean}, required=("do",))
    return Remedy(data["do"], data.get("safe", False))


def read_fix(value: Value) -> tuple[Remedy, ...]:
    """One remedy, or several of which the first that can be done at a place is tried first."""
    return value.one_or_many(read_remedy)


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may refer to by name."""

    sources: Mapping[str, Source]
    guards: Mapping[str, Guard]
    signals: Mapping[str, EngagementSignal]

    def source(self, value: Value) -> tuple[Source, ...]:
        """A clause with those that it replaced, the latest first."""
        chain = [self.sources[value.name("source", self.sources)]]
        while (earlier := self.sources.get(chain[-1].replaces)) and earlier not in chain:
            chain.append(earlier)
        return tuple(chain)

    def guard(self, value: Value) -> Guard:
        return self.guards[value.name("guard", self.guards)]

    def signal(self, value: Value) -> str:
        return value.name("signal", self.signals)


def read_rule(value: Value, known: Known) -> Rule:
    data = value.mapping(
        {
            "id": read_id,
            "severity": read_severity,
            "message": Value.texts,
            "advice": Value.texts,
            "sources": lambda v: v.each(known.source),
            "allow": lambda v: v.each(Value.text),
            "unless": lambda v: v.each(known.guard),
            "in": lambda v: v.each(lambda w: w.choice(REGIONS)),
            "boundary": Value.boolean,
            "about": Value.text,
            "signals": lambda v: v.each(known.signal),
            "fix": read_fix,
            "opt-in": Value.boolean,
            "pass": lambda v: v.each(Value.text),
            "flag": lambda v: v.each(read_flag),
            **MATCHERS,
        },
        required=("id", "severity", "message", "advice", "sources", "pass", "flag"),
    )
    keys = [key for key in MATCHERS if key in data]
    if len(keys) != 1:
        found = " and ".join(map(repr, keys)) or "none"
        raise value.fail(f"a rule has exactly one matcher ({', '.join(MATCHERS)}), found {found}")
    for key in ("sources", "pass", "flag"):
        if not data[key]:
            raise value.fail(f"a rule needs at least one entry under {key!r}")
    return Rule(
        data["id"],
        data["severity"],
        data["message"],
        data["advice"],
        tuple(dict.fromkeys(source for chain in data["sources"] for source in chain)),
        data[keys[0]],
        data.get("allow", ()),
        data.get("unless", ()),
        frozenset(data.get("in", ())),
        data.get("boundary", True),
        data["flag"],
        data["pass"],
        value.path,
        value.line,
        data.get("signals", ()),
        data.get("opt-in", False),
        data.get("fix", ()),
    )


def overridden(rules: Mapping[str, Rule], value: Value, known: Known) -> Iterable[Rule]:
    """The rules that an `override` entry names, a rule or a family, as it changes them."""
    data = value.mapping(
        {
            "override": lambda v: v.name("rule or family", names_of(rules)),
            "enabled": Value.boolean,
            "severity": read_severity,
            "allow": lambda v: v.each(Value.text),
            "unless": lambda v: v.each(known.guard),
            "fix": read_fix,
            "pass": lambda v: v.each(Value.text),
            "flag": lambda v: v.each(read_flag),
            "about": Value.text,
        },
        required=("override",),
    )
    name = data["override"]
    if name not in rules and (own := sorted({"allow", "unless", "pass", "flag"} & data.keys())):
        raise value.fail(f"{own[0]!r} belongs to one rule, and {name!r} is a family")
    return [changed(rule, data) for rule in rules.values() if name in (rule.id, rule.family)]


def changed(rule: Rule, data: Mapping[str, Any]) -> Rule:
    severity: Mapping[str, Level] = data.get("severity", rule.severity)
    if data.get("enabled") is False:
        severity = dict.fromkeys(PROFILES, "off")
    return replace(
        rule,
        severity=dict(severity),
        allow=(*rule.allow, *data.get("allow", ())),
        unless=(*rule.unless, *data.get("unless", ())),
        flag=(*rule.flag, *data.get("flag", ())),
        passes=(*rule.passes, *data.get("pass", ())),
        opt_in=rule.opt_in and not data.get("enabled"),
        fix=data.get("fix", rule.fix),
    )
