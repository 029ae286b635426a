"""Rules as rule files define them, and what an `override` of another file may change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xhslint.base.records import replace
from xhslint.fixes.actions import ACTIONS
from xhslint.matching.guards import Guard
from xhslint.matching.matchers.registry import MATCHERS
from xhslint.model.findings import KINDS, LEVELS, PROFILES, Level, Remedy, Source, family_of
from xhslint.rulebook.example import Example
from xhslint.rulebook.files.examples import FLAGGED, MORE_PASSING, PASSING
from xhslint.rulebook.model import Rule
from xhslint.schema.fields import (
    BOOLEAN,
    TEXT,
    TEXTS,
    WORD,
    WORDS,
    Field,
    Table,
    Type,
    any_of,
    choice,
    fixed,
    list_of,
    name,
    one_or_many,
)
from xhslint.schema.values import Invalid, Value

ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
REGIONS = ("title", "body", "topic", "link")


def _id(value: Value) -> str:
    text = value.text()
    if not ID.fullmatch(text):
        raise value.fail("id", text)
    return text


def _family_name(value: Value) -> str:
    text = value.text()
    if not _FAMILY_NAME.fullmatch(text):
        raise value.fail("family", text)
    return text


_LEVEL = choice(*LEVELS)
_BY_PROFILE = Table(tuple(Field(profile, _LEVEL, required=profile == PROFILES[0]) for profile in PROFILES))


def _severity(value: Value) -> dict[str, Level]:
    """Return the severity for each profile: one for all, or that of the first for those that are not named."""
    if not value.is_mapping():
        return dict.fromkeys(PROFILES, _LEVEL.read(value))
    data = _BY_PROFILE.read(value)
    return {profile: data.get(profile, data[PROFILES[0]]) for profile in PROFILES}


_SEVERITY = Type(_severity, lambda names: any_of(_LEVEL.schema(names), _BY_PROFILE.schema(names)))
_BY_KIND = Table(tuple(Field(kind, _LEVEL) for kind in KINDS))


def _kinds(value: Value) -> dict[str, Level]:
    """Return the severity for each kind of text that has one of its own, "off" for those that a list does not name."""
    if value.is_mapping():
        return _BY_KIND.read(value)
    named = _KIND_LIST.read(value)
    return {kind: "off" for kind in KINDS if kind not in named}


_KIND_LIST = list_of(choice(*KINDS), 1)
_KINDS = Field(
    "kinds",
    Type(_kinds, lambda names: any_of(_KIND_LIST.schema(names), _BY_KIND.schema(names))),
    "The kinds of text that it speaks of (default: all), or the severity by kind; off: it does not speak of that kind.",
)
_REMEDY = Table(
    (
        Field("do", choice(*ACTIONS), required=True),
        Field("safe", BOOLEAN, "true: `--fix` does it; else only `--unsafe-fixes`"),
    )
)
_FIX = Field(
    "fix",
    one_or_many(_REMEDY.type(lambda data: Remedy(data["do"], data.get("safe", False)))),
    "What takes the offence out, see docs/fixes.md; of several the first that can be done.",
)
_SEVERITY_FIELD = Field("severity", _SEVERITY, "One for all profiles, or by profile.")
_SOURCES = Field("sources", list_of(name("source", WORD), 1), "The clauses the rule stands on.")
_SIGNALS = Field("signals", list_of(name("signal", WORD)), "The engagement signals that the offence games.")
_OPT_IN = Field("opt-in", BOOLEAN, "true: runs only when it is selected by name or family")
_UNLESS = Field("unless", list_of(name("guard", WORD)), "Guards: any of them makes a match harmless.")
_IN = Field("in", list_of(choice(*REGIONS)), "Only in these parts of a draft; default: everywhere")
_BOUNDARY = Field("boundary", BOOLEAN, "false: a word of the dictionary across the edge of a match does not drop it")
_FAMILY_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


def _placed(value: Value) -> dict[str, str]:
    """Return the text for each language, which knows where it stands: that of the other one if it has none of its own."""
    texts = TEXTS.read(value)
    own = {str(key.value): value.at(node) for key, node in value.node.value} if value.is_mapping() else {}
    places = {lang: own.get(lang, next(iter(own.values()), value)) for lang in texts}
    return {lang: Example.at(text, value.path, places[lang].line, places[lang].column) for lang, text in texts.items()}


_ADVICE = Type(_placed, TEXTS.schema)
_ADVICE_BY_KIND = Field(
    "advice-by-kind",
    Table(tuple(Field(kind, _ADVICE) for kind in KINDS)).type(dict),
    "What to do in kinds of text for which the advice makes no sense. It must lint clean there.",
)

RULE = Table(
    (
        Field("id", fixed(_id, type="string", pattern=f"^{ID.pattern}$"), "family/name, in lower case", required=True),
        _SEVERITY_FIELD,
        Field("message", TEXTS, "What is wrong, as the writer of the note should read it.", required=True),
        Field("advice", _ADVICE, "What to do within the platform. It must lint clean.", required=True),
        _ADVICE_BY_KIND,
        _SOURCES,
        Field("about", TEXT, "A note for readers of the rule file."),
        _SIGNALS,
        _FIX,
        _OPT_IN,
        _UNLESS,
        Field(
            "allow",
            WORDS,
            "Ordinary phrases: a match inside one, or overlapping one that reaches beyond it, is dropped.",
        ),
        _IN,
        _KINDS,
        Field("unless-stated", choice("ai"), "It is quiet in drafts whose front matter has this field."),
        _BOUNDARY,
        Field(
            "flag",
            FLAGGED,
            "Sentences that must be found, the offence in [[ ]]: five or more, two of them disguised.",
            required=True,
        ),
        Field("pass", PASSING, "Sentences that must stay quiet: five or more near neighbours.", required=True),
        *(
            Field(key, Type(matcher.read, matcher.written().schema), matcher.description)
            for key, matcher in MATCHERS.items()
        ),
    ),
    "A rule: what is found, why, by which clause, with its examples.",
)

FAMILY = Table(
    (
        Field("family", fixed(_family_name, type="string", pattern=f"^{_FAMILY_NAME.pattern}$"), "name", required=True),
        Field("about", TEXT, "A note for readers of the rule file."),
        *(_SEVERITY_FIELD, _SOURCES, _SIGNALS, _FIX, _OPT_IN, _UNLESS, _IN, _KINDS, _ADVICE_BY_KIND, _BOUNDARY),
    ),
    "What the rules of a family in this file have unless they say otherwise.",
)

OVERRIDE = Table(
    (
        Field("override", name("rule or family", TEXT), "The rule or family that is changed.", required=True),
        Field("enabled", BOOLEAN, "false: switched off for every profile; true: an opt-in rule is in use"),
        _SEVERITY_FIELD,
        Field("allow", WORDS, "More ordinary phrases."),
        Field("unless", _UNLESS.type, "More guards."),
        _KINDS,
        _ADVICE_BY_KIND,
        _FIX,
        Field("flag", FLAGGED, "More sentences that must be found."),
        Field("pass", MORE_PASSING, "More sentences that must stay quiet."),
        Field("about", TEXT, "Why."),
    ),
    "Changes a rule, or all rules of a family, of another file.",
)


def read_rule(
    value: Value,
    families: Mapping[tuple[str, str], Mapping[str, Any]],
    sources: Mapping[str, Source],
    guards: Mapping[str, Guard],
    shared: Iterable[Guard],
) -> Rule:
    """Return the rule of an entry; `families` are the defaults by file and family, `shared` the guards of every rule."""
    ids = (str(node.value) for key, node in value.node.value if key.value == "id")
    defaults = families.get((value.path, family_of(next(ids))), {})
    mistakes = len(value.reader.problems)
    keys = [key for key in MATCHERS if any(node.value == key for node, _ in value.node.value)]
    if len(keys) > 1:
        value.complain("matchers", ", ".join(MATCHERS), value.reader.say("matcher and").join(map(repr, keys)))
    data = {**defaults, **RULE.read(value, [key for key in ("severity", "sources") if key not in defaults])}
    if not keys:
        value.complain("matchers", ", ".join(MATCHERS), value.reader.say("no matcher"))
    if len(keys) != 1:
        raise Invalid
    for key in ("sources", "pass", "flag"):
        if not data[key] and len(value.reader.problems) == mistakes:
            value.complain("no items", key)
    if not (data["sources"] and data["pass"] and data["flag"]):
        raise Invalid
    clauses = (clause for key in data["sources"] for clause in _with_earlier(key, sources))
    return Rule(
        id=data["id"],
        severity=data["severity"],
        message=data["message"],
        advice=data["advice"],
        sources=tuple(dict.fromkeys(clauses)),
        matcher=data[keys[0]],
        allow=data.get("allow", ()),
        unless=tuple(
            guards[name] for name in dict.fromkeys([*data.get("unless", ()), *(guard.name for guard in shared)])
        ),
        regions=frozenset(data.get("in", ())),
        boundary=data.get("boundary", True),
        flag=data["flag"],
        passes=data["pass"],
        path=value.path,
        line=value.line,
        signals=data.get("signals", ()),
        opt_in=data.get("opt-in", False),
        fix=data.get("fix", ()),
        kinds=data.get("kinds", {}),
        unless_stated=data.get("unless-stated", ""),
        advice_by_kind=data.get("advice-by-kind", {}),
    )


def _with_earlier(key: str, sources: Mapping[str, Source]) -> list[Source]:
    """Return a clause and those that it replaced, the latest first."""
    chain = [sources[key]]
    while (earlier := sources.get(chain[-1].replaces)) and earlier not in chain:
        chain.append(earlier)
    return chain


def read_override(value: Value, rules: Iterable[Rule], guards: Mapping[str, Guard]) -> Iterator[Rule]:
    """Yield the rules that an `override` entry names, a rule or a family, with its changes."""
    data = OVERRIDE.read(value)
    named = data["override"]
    if "/" not in named and (own := sorted({"allow", "unless", "pass", "flag"} & data.keys())):
        raise value.fail("of a rule", own[0], named)
    for rule in rules:
        if named in (rule.id, rule.family):
            yield _overridden(rule, data, tuple(guards[guard] for guard in data.get("unless", ())))


def _overridden(rule: Rule, data: Mapping[str, Any], unless: tuple[Guard, ...]) -> Rule:
    severity: Mapping[str, Level] = data.get("severity", rule.severity)
    if data.get("enabled") is False:
        severity = dict.fromkeys(PROFILES, "off")
    return replace(
        rule,
        severity=dict(severity),
        allow=(*rule.allow, *data.get("allow", ())),
        unless=(*rule.unless, *unless),
        flag=(*rule.flag, *data.get("flag", ())),
        passes=(*rule.passes, *data.get("pass", ())),
        opt_in=rule.opt_in and not data.get("enabled"),
        fix=data.get("fix", rule.fix),
        kinds={**rule.kinds, **data.get("kinds", {})},
        advice_by_kind={**rule.advice_by_kind, **data.get("advice-by-kind", {})},
    )
