"""Kinds of notices as rule files define them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from xhslint.matching.lexicon import Lexicon
from xhslint.model.findings import KINDS, Source
from xhslint.rulebook.notices import Mention, Notice
from xhslint.schema.fields import TEXT, TEXTS, WORD, WORDS, Field, Table, choice, list_of, name
from xhslint.schema.values import Value

_RULES = list_of(name("rule or family", TEXT))
_MENTION = Table(
    (
        Field("rule", name("rule or family", TEXT), "The rule that judges the words by what they say.", required=True),
        Field("lexicons", list_of(name("lexicon", WORD)), "Lexicons of such words."),
        Field("words", WORDS, "Further words."),
        Field("allow", WORDS, "Longer words in which they mean something else."),
    )
)

NOTICE = Table(
    (
        Field("notice", TEXT, "key", required=True),
        Field("name", TEXTS, "What the platform objects to.", required=True),
        Field("says", WORDS, "Words of such notices; the longest that occur decide.", required=True),
        Field("punishes", _RULES, "The rules and families that it speaks of, the likeliest first."),
        Field("may", _RULES, "Rules and families that it may mean besides."),
        Field("kinds", list_of(choice(*KINDS), 1), "The kinds of text that it speaks of; default: all."),
        Field(
            "mentions",
            list_of(_MENTION.type(dict)),
            "Words that a machine may take for an offence wherever they stand; near misses of the rule.",
        ),
        Field("sources", list_of(name("source", WORD), 1), "The clauses that use these words.", required=True),
        Field("look", list_of(TEXTS), "What to look at by hand."),
        Field("about", TEXT, "A note for readers."),
    ),
    "What the platform's notices of a punishment say, for `xhslint why`.",
)


def read_notice(value: Value, sources: Mapping[str, Source], lexicons: Mapping[str, Lexicon]) -> Notice:
    """Return the kind of notices of an entry."""
    data = NOTICE.read(value)
    return Notice(
        data["notice"],
        data["name"],
        data["says"],
        data.get("punishes", ()),
        tuple(sources[key] for key in data["sources"]),
        data.get("look", ()),
        data.get("may", ()),
        data.get("kinds", ()),
        tuple(_mention(each, lexicons) for each in data.get("mentions", ())),
    )


def _mention(data: Mapping[str, tuple[str, ...]], lexicons: Mapping[str, Lexicon]) -> Mention:
    """Return the words of a mention with those of its lexicons; written disguises are undone before words are looked for."""
    named = [lexicons[each] for each in data.get("lexicons", ())]
    words = chain((term.text for each in named for term in each.terms if term.plain), data.get("words", ()))
    allow = chain((word for each in named for word in each.allow), data.get("allow", ()))
    return Mention(str(data["rule"]), tuple(dict.fromkeys(words)), tuple(dict.fromkeys(allow)))
