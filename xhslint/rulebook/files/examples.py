"""The examples of a rule as rule files write them: a block text with one a line, or a list.

An item of a list is text; `repeat: {text: 春, times: 1001}`, for the limits of what the platform takes; or a list of
both, which are joined. A mapping has the examples of each kind of text: `{note: …, comment: …}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from xhslint.model.findings import KINDS
from xhslint.rulebook.example import Example
from xhslint.schema.fields import INTEGER, TEXT, Field, Table, Type, any_of, by_key, described
from xhslint.schema.values import Value, valid

PIN = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
if TYPE_CHECKING:
    from xhslint.schema.fields import Names, Schema

MAX_LENGTH = 100_000
"""Characters that `repeat` may make."""

_KIND = "by kind of text"
_REPEAT = Table(
    (
        Field(
            "repeat",
            Table((Field("text", TEXT, required=True), Field("times", INTEGER, required=True))),
            "A text so many times.",
            required=True,
        ),
    )
)


def _text(value: Value) -> str:
    """Return what an item stands for."""
    if value.is_list():
        if any(item.is_list() for item in value.items()):  # [[like this]] at the beginning, without quotes
            raise value.fail("brackets")
        return "".join(value.each(_text))
    if not value.is_mapping():
        return value.text()
    repeat = _REPEAT.read(value)["repeat"]
    if len(repeat["text"]) * repeat["times"] > MAX_LENGTH:
        raise value.fail("too long", MAX_LENGTH)
    return str(repeat["text"] * repeat["times"])


def _passing(value: Value) -> Example:
    return Example.at(_text(value), value.path, value.line)


def _flagged(value: Value) -> Example:
    example = _passing(value)
    if not PIN.search(example):
        raise value.fail("unpinned")
    return example


def _examples(read: Callable[[Value], Example], least: int, **limits: str) -> Type:
    """Return the type of examples that `read` reads; `limits` is the JSON Schema of the text of each."""

    def schema(names: Names) -> Schema:
        text = {"type": ["string", "number"]} if not limits else {"type": "string", **limits}
        repeat = _REPEAT.schema(names)
        joined = {"type": "array", "items": any_of({"type": "string"}, repeat)}
        items: Schema = {"type": "array", "items": any_of(text, repeat, joined)}
        if least:
            items["minItems"] = least
        listed = any_of(described({"type": "string", **limits}, "a block text (`|`), one a line"), items)
        return any_of(
            *listed["anyOf"], described(by_key(KINDS, Type(read_list, lambda _: listed)).schema(names), _KIND)
        )

    def read_list(value: Value) -> tuple[Example, ...]:
        if value.is_null():
            raise value.fail("no examples")
        return tuple(valid(read, value.lines() if value.is_block() else value.items()))

    def read_all(value: Value) -> tuple[Example, ...]:
        if not value.is_mapping():
            return read_list(value)
        found = value.mapping(dict.fromkeys(KINDS, read_list))
        return tuple(
            Example.at(each, each.path, each.line, each.column, kind)
            for kind, listed in found.items()
            for each in listed
        )

    return Type(read_all, schema)


FLAGGED = _examples(_flagged, 0, pattern=r"\[\[(.|\n)+\]\]")
PASSING = _examples(_passing, 1)
MORE_PASSING = _examples(_passing, 0)
"""Examples that an override adds, maybe none."""
