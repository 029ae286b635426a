"""What rules stand on, as rule files say it: clauses, and the signals of the note score."""

from __future__ import annotations

import re

from xhslint.model.findings import Source
from xhslint.rulebook.model import EngagementSignal
from xhslint.schema.values import Value

DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def read_day(value: Value) -> str:
    """A day as an ISO date."""
    text = value.string()
    if not DAY.fullmatch(text):
        raise value.fail(f"expected a day such as 2026-01-31, found {text!r}")
    return text


def read_source(value: Value) -> Source:
    days = dict.fromkeys(("since", "until", "read"), read_day)
    keys = dict.fromkeys(("key", "title", "clause", "url", "replaces", "about"), Value.text)
    grade = {"grade": lambda v: v.choice("PSCI")}
    data = value.mapping({**keys, **grade, **days}, required=("key", "title", "clause", "url", "grade"))
    if data.get("until", "9") < data.get("since", ""):
        raise value.fail("'until' is before 'since'")
    data.pop("about", None)
    return Source(**data)


def read_measure(value: Value) -> EngagementSignal:
    data = value.mapping(
        {
            "signal": Value.text,
            "name": Value.texts,
            "weight": Value.integer,
            "words": lambda v: v.each(Value.text),
            "about": Value.text,
        },
        required=("signal", "name", "weight", "words"),
    )
    return EngagementSignal(data["signal"], data["name"], data["weight"], data["words"])
