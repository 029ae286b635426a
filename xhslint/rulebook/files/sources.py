"""What rules stand on, as rule files define it: clauses, and the engagement signals of the note score."""

from __future__ import annotations

from xhslint.base.dates import is_day
from xhslint.model.findings import KINDS, Source
from xhslint.rulebook.model import EngagementSignal
from xhslint.schema.fields import INTEGER, TEXT, TEXTS, WORDS, Field, Table, choice, fixed, list_of
from xhslint.schema.values import Value


def _day(value: Value) -> str:
    text = value.string()
    if not is_day(text):
        raise value.fail("day", text)
    return text


_DAY = fixed(_day, type="string", format="date")

SOURCE = Table(
    (
        Field("key", TEXT, "by which rules name it", required=True),
        Field("title", TEXT, "of the text", required=True),
        Field("clause", TEXT, "number and gist", required=True),
        Field("url", TEXT, "where it was read", required=True),
        Field("grade", choice(*"PSCI"), "P primary text, S secondary, C a third party's claim, I ours", required=True),
        Field("since", _DAY, "first day in force"),
        Field("until", _DAY, "last day in force"),
        Field("read", _DAY, "day of our reading"),
        Field("replaces", TEXT, "key of the clause that said so before"),
        Field("kinds", list_of(choice(*KINDS), 1), "the kinds of text that it speaks of; default: all"),
        Field("about", TEXT, "A note for readers."),
    ),
    "A clause that rules stand on.",
)

SIGNAL = Table(
    (
        Field("signal", TEXT, "key", required=True),
        Field("name", TEXTS, "Its name.", required=True),
        Field("weight", INTEGER, "what one counts in the note score", required=True),
        Field("words", WORDS, "Words that tell of it.", required=True),
        Field("about", TEXT, "A note for readers."),
    ),
    "An engagement signal of the note score.",
)


def read_source(value: Value) -> Source:
    data = SOURCE.read(value)
    if data.get("until", "9") < data.get("since", ""):
        raise value.fail("until")
    data.pop("about", None)
    return Source(**data)


def read_signal(value: Value) -> EngagementSignal:
    data = SIGNAL.read(value)
    return EngagementSignal(data["signal"], data["name"], data["weight"], data["words"])
