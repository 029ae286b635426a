"""Guards as rule files define them."""

from __future__ import annotations

from xhslint.matching.fields import NAMES
from xhslint.matching.guards import PLACES, Condition, Guard
from xhslint.model.findings import KINDS
from xhslint.schema.fields import BOOLEAN, INTEGER, TEXT, TEXTS, Field, Table, Type, choice, key_of, list_of
from xhslint.schema.values import Value
from xhslint.text.skeleton import SCOPES

CONDITION = Table(
    (
        *(Field(place, NAMES, f"Words or lexicons {place} the match.") for place in PLACES),
        Field("within", INTEGER, "solid characters at most, default 6"),
        Field("scope", key_of(SCOPES)),
    )
)


def _condition(value: Value) -> Condition:
    data = CONDITION.read(value)
    places = [place for place in PLACES if place in data]
    if len(places) != 1:
        raise value.fail("places")
    return Condition(places[0], data[places[0]], data.get("within", 6), data.get("scope", "clause"))


GUARD = Table(
    (
        Field("guard", TEXT, "name", required=True),
        Field("about", TEXTS, "What it takes for harmless.", required=True),
        Field("kinds", list_of(choice(*KINDS), 1), "It holds in texts of these kinds only; default: in all"),
        Field("everywhere", BOOLEAN, "true: every rule listens to it, whether it names it or not"),
        Field(
            "any",
            list_of(Type(_condition, CONDITION.schema)),
            "Any of these conditions silences the match.",
            required=True,
        ),
    ),
    "What makes a match harmless.",
)


def read_guard(value: Value) -> tuple[Guard, bool]:
    """Return a guard, and whether every rule listens to it."""
    data = GUARD.read(value)
    kinds = frozenset(data.get("kinds", ()))
    guard = Guard(data["guard"], data["any"], data["about"], value.path, value.line, kinds)
    return guard, data.get("everywhere", False)
