"""How sentences are rewritten, as rule files define it."""

from __future__ import annotations

from xhslint.base.records import replace
from xhslint.fixes.phrasing import KEPT, PARTS, PLACES, REMNANTS, REWRITE, WORDS, Phrasing, Template
from xhslint.model.findings import KINDS, PROFILES, Remedy
from xhslint.rulebook.model import Rule
from xhslint.schema.fields import (
    TEXT,
    Field,
    Table,
    Type,
    any_of,
    choice,
    list_of,
    name,
    one_or_many,
)
from xhslint.schema.fields import (
    WORDS as WORD_LIST,
)
from xhslint.schema.values import Value

_BY_PROFILE = Table(tuple(Field(profile, TEXT) for profile in PROFILES))


def _put(value: Value) -> dict[str, str]:
    """Return the text for each profile: one for all, or those that are named."""
    if value.is_mapping():
        return dict(_BY_PROFILE.read(value))
    return dict.fromkeys(PROFILES, value.string())


_PUT = Type(_put, lambda names: any_of({"type": "string"}, _BY_PROFILE.schema(names)))

REWRITING = Table(
    (
        Field("rewrite", TEXT, "name", required=True),
        Field("for", list_of(name("rule or family", TEXT), 1), "The rules and families that it serves.", required=True),
        Field("in", choice(*PLACES), "in the body, the default, or in a title that cannot be left out"),
        Field(
            "keep", one_or_many(choice(*PARTS)), "What of the sentence is kept; the first that is there.", required=True
        ),
        Field("kinds", list_of(choice(*KINDS), 1), "The kinds of text that it is made for (default: all)."),
        Field("put", _PUT, "The text for all profiles, or by profile; {} stands for what is kept.", required=True),
        Field("about", TEXT, "A note for readers."),
    ),
    "What is put in place of an offence, see docs/fixes.md. The first that fits is taken.",
)

PHRASING = Table(
    (
        Field("phrasing", choice(*WORDS), required=True),
        Field("words", WORD_LIST, "More words of this kind.", required=True),
        Field("about", TEXT, "A note for readers."),
    ),
    "Words by which the parts of a sentence are known that is rewritten.",
)


def read_rewriting(value: Value) -> Template:
    """Return a template; raises Invalid for one that leaves out what it keeps."""
    data = REWRITING.read(value)
    if not set(REMNANTS).issuperset(data["keep"]) and any(KEPT not in text for text in data["put"].values()):
        raise value.fail("no kept part", KEPT)
    place, kinds = data.get("in", PLACES[0]), tuple(data.get("kinds", KINDS))
    return Template(data["rewrite"], tuple(data["for"]), place, tuple(data["keep"]), data["put"], kinds)


def with_words(phrasing: Phrasing, value: Value) -> Phrasing:
    """Return the phrasing with the words of an entry added."""
    data = PHRASING.read(value)
    key = data["phrasing"]
    return replace(phrasing, words={**phrasing.words, key: (*phrasing.words.get(key, ()), *data["words"])})


def rewritable(rule: Rule) -> Rule:
    """Return a rule that has a template with the remedy that uses it, behind the safe ones."""
    if any(remedy.do == REWRITE for remedy in rule.fix):
        return rule
    safe = tuple(remedy for remedy in rule.fix if remedy.safe)
    return replace(rule, fix=(*safe, Remedy(REWRITE), *rule.fix[len(safe) :]))
