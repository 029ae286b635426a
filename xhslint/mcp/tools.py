"""What the tools do: arguments in, plain data out. Nothing here knows how they travel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from xhslint.linter.first_look import Standard, own_level
from xhslint.mcp.comparing import compared
from xhslint.mcp.notes import Refusal, finding_object, read_note, silenced_object
from xhslint.mcp.schemas import NAMES, input_schema
from xhslint.messages.catalogue import say
from xhslint.messages.suggestions import did_you_mean
from xhslint.messages.tools import tell
from xhslint.model.findings import KINDS, LANGUAGES, PROFILES
from xhslint.rulebook.files.loader import load
from xhslint.ruletest.examples import unpinned

if TYPE_CHECKING:
    from xhslint.rulebook.model import Rulebook

EXAMPLES = 5
"""The most examples of each kind that explain a rule."""


def call(name: str, arguments: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return what a tool finds, in the language that the arguments name, else in `lang`; raises Refusal."""
    asked = arguments.get("lang")
    lang = asked if isinstance(asked, str) and asked in LANGUAGES else lang
    if name not in NAMES:
        raise Refusal(tell(lang, "no tool", name, say(lang, "and").join(NAMES)))
    _require_valid(name, arguments, lang)
    tools: dict[str, Callable[..., dict[str, Any]]] = {
        "lint_note": lint_note,
        "rewrite_check": rewrite_check,
        "explain_rule": explain_rule,
    }
    return tools[name](**{**arguments, "lang": lang})


def lint_note(text: str, lang: str, profile: str | None = None, kind: str | None = None) -> dict[str, Any]:
    """Return the findings of a caption, and what to do next."""
    note = read_note("text", text, profile, kind, lang)
    is_clean = note.is_read and not note.findings
    following = "clean" if is_clean else "lint again" if note.findings else "unread"
    return {
        "clean": is_clean,
        "profile": note.profile,
        "kind": note.kind,
        "findings": [finding_object(each) for each in note.findings],
        "suppressed": [silenced_object(*each) for each in note.suppressed],
        "unlisted": note.result.unlisted,
        "problems": list(note.problems),
        "next": tell(lang, following),
    }


def rewrite_check(old: str, new: str, lang: str, profile: str | None = None, kind: str | None = None) -> dict[str, Any]:
    """Return what became of the findings of a caption; both texts are checked by the profile and as the kind of the old one."""
    before = read_note("old", old, profile, kind, lang, hints=True)
    after = read_note("new", new, before.profile, before.kind, lang, hints=True)
    if not (before.is_read and after.is_read):
        told = [*before.problems, *after.problems]
        raise Refusal("; ".join([tell(lang, "not compared"), *told]))
    return compared(before, after, lang)


def explain_rule(rule: str, lang: str, kind: str | None = None) -> dict[str, Any]:
    """Return what a rule reports, why, what to do instead, and examples; with `kind`, as it is for such texts."""
    book = _written_rules()
    if rule not in book.ids:
        raise Refusal(say(lang, "unknown rule", rule) + did_you_mean(lang, rule, book.ids))
    found = book.rules[book.ids.index(rule)]
    return {
        "rule": found.id,
        "family": found.family,
        "optIn": found.opt_in,
        "severity": {
            each: own_level(found, Standard(each, kind)) if kind else found.severity[each] for each in PROFILES
        },
        "kinds": dict(found.kinds),
        "message": found.message[lang],
        "advice": found.advice_for(kind or KINDS[0])[lang],
        "sources": [each.as_dict() for each in found.sources if not kind or each.speaks_of(kind)],
        "harmless": [guard.about[lang] for guard in found.unless],
        "flag": [unpinned(each)[0] for each in found.flag[:EXAMPLES]],
        "pass": list(found.passes[:EXAMPLES]),
    }


@cache
def _written_rules() -> Rulebook:
    """Return the rules with their examples, which the compiled ones lack."""
    return load(())


def _require_valid(name: str, arguments: Mapping[str, Any], lang: str) -> None:
    """Raise Refusal with every mistake in the arguments of a tool."""
    schema = input_schema(name, lang)
    known: dict[str, Any] = schema["properties"]
    comma = say(lang, "and")
    mistakes = [tell(lang, "bad required", each) for each in schema["required"] if each not in arguments]
    for key, value in arguments.items():
        choices = known.get(key, {}).get("enum", ())
        if key not in known:
            mistakes.append(tell(lang, "bad additionalProperties", key, comma.join(known)))
        elif not isinstance(value, str):
            mistakes.append(tell(lang, "bad type", key))
        elif choices and value not in choices:
            mistakes.append(tell(lang, "bad enum", key, value, comma.join(choices)))
    if mistakes:
        raise Refusal("; ".join(mistakes))
