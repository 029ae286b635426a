"""Kinds of notices as rule files define them."""

from __future__ import annotations

from collections.abc import Mapping

from xhslint.model.findings import Source
from xhslint.rulebook.model import Notice
from xhslint.schema.fields import TEXT, TEXTS, WORD, WORDS, Field, Table, list_of, name
from xhslint.schema.values import Value

NOTICE = Table(
    (
        Field("notice", TEXT, "key", required=True),
        Field("name", TEXTS, "What the platform objects to.", required=True),
        Field("says", WORDS, "Words of such notices; the longest that occur decide.", required=True),
        Field(
            "punishes",
            list_of(name("rule or family", TEXT), 1),
            "The rules and families that it speaks of, the likeliest first.",
            required=True,
        ),
        Field("sources", list_of(name("source", WORD), 1), "The clauses that use these words.", required=True),
        Field("look", list_of(TEXTS), "What to look at by hand."),
        Field("about", TEXT, "A note for readers."),
    ),
    "What the platform's notices of a punishment say, for `xhslint why`.",
)


def read_notice(value: Value, sources: Mapping[str, Source]) -> Notice:
    """Return the kind of notices of an entry."""
    data = NOTICE.read(value)
    clauses = tuple(sources[key] for key in data["sources"])
    return Notice(data["notice"], data["name"], data["says"], data["punishes"], clauses, data.get("look", ()))
