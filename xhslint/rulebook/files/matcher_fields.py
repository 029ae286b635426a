# mypy: ignore-errors
"""temporary"""

from __future__ import annotations

from xhslint.matching.detectors.accounts import GRAMMARS
from xhslint.matching.fields import NAMES, PHRASE, PHRASES
from xhslint.matching.matchers.registry import MATCHERS
from xhslint.matching.measures import MEASURES
from xhslint.schema.fields import (
    BOOLEAN,
    INTEGER,
    TEXT,
    WORDS,
    Field,
    Table,
    Type,
    any_of,
    choice,
    described,
    list_of,
    one_or_many,
)
from xhslint.text.skeleton import SCOPES


def any_words(names):
    return {**described(NAMES.schema(names), "Words, or names of lexicons."), "minItems": 1}


NEAR = Table(
    (
        Field("all", list_of(PHRASE, 2), required=True),
        Field("within", INTEGER, "solid characters", required=True),
        Field("scope", choice(*sorted(SCOPES))),
    )
)
CONTACT = Table(
    (Field("introducer", PHRASES, required=True), Field("id", one_or_many(choice(*sorted(GRAMMARS))), required=True))
)
LINK = Table(
    (
        Field("hosts", WORDS, "hosts, and all below them"),
        Field("others", BOOLEAN, "true: any host that no rule names"),
        Field("except", WORDS, "hosts that are left out"),
        Field("bare", BOOLEAN, "true: only hosts that stand alone; false: only those with a scheme, www. or a path"),
    )
)
REGEX = Field("regex", TEXT, "of the regex package, over the folded lower-case view", required=True)
PATTERN = Table(
    (
        REGEX,
        Field("needs", Type(None, lambda names: any_of(any_words(names), PHRASE.schema(names)))),
        Field("holds", TEXT, "characters; every match has one of them"),
    )
)
COUNT = Table(
    (
        Field("of", choice(*sorted(MEASURES)), required=True),
        Field("over", INTEGER, "the most that is taken", required=True),
    )
)
SCHEMAS = {
    "words": any_words,
    "sequence": PHRASES.schema,
    "near": NEAR.schema,
    "contact": CONTACT.schema,
    "link": LINK.schema,
    "pattern": lambda names: any_of(REGEX.schema(names), PATTERN.schema(names)),
    "count": COUNT.schema,
}
DESCRIBED = {
    "words": "Any of these words, or any strong term of a lexicon.",
    "sequence": "Any of these phrases.",
    "near": "One match of each phrase, in any order, close together.",
    "contact": "An introducer and behind it an id.",
    "link": "Links to hosts.",
    "pattern": "A regular expression.",
    "count": "More of something than the platform takes.",
}
MATCHER_FIELDS = tuple(Field(key, Type(each.read, SCHEMAS[key]), DESCRIBED[key]) for key, each in MATCHERS.items())
