"""What an entry of a file is made of: keys, each with the type of its value.

One table per kind of entry says how its keys are read and how JSON Schema describes them, so that the two cannot differ.
A type is generous in JSON Schema where only reading can tell (names of other files, patterns).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from xhslint.base.records import dataclass
from xhslint.model.findings import LANGUAGES
from xhslint.schema.values import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Schema = dict[str, Any]
    Names = Mapping[str, Sequence[str]]

MAX_WORD = 200
"""Characters of a word that rules look for; its compiled form needs memory by the square of them."""


@dataclass(frozen=True)
class Type:
    """How a value is read, and its JSON Schema, given the names of each kind to offer for completion.

    `read` reports a wrong value and raises Invalid.
    """

    read: Callable[[Value], Any]
    schema: Callable[[Names], Schema]


@dataclass(frozen=True)
class Field:
    """A key of an entry; `description` is for JSON Schema, where the type has none of its own."""

    key: str
    type: Type | Table
    description: str = ""
    required: bool = False

    def schema(self, names: Names) -> Schema:
        return described(self.type.schema(names), self.description)


@dataclass(frozen=True)
class Table:
    """The keys of an entry, and so the type of a mapping."""

    fields: tuple[Field, ...]
    description: str = ""

    @property
    def required(self) -> list[str]:
        return [field.key for field in self.fields if field.required]

    def read(self, value: Value, also_required: Iterable[str] = ()) -> dict[str, Any]:
        """Return the values by key; raises Invalid when every mistake is reported."""
        return value.mapping({field.key: field.type.read for field in self.fields}, (*self.required, *also_required))

    def schema(self, names: Names) -> Schema:
        made: Schema = {"description": self.description} if self.description else {}
        made |= {"type": "object", "properties": {field.key: field.schema(names) for field in self.fields}}
        made["additionalProperties"] = False
        return {**made, "required": self.required} if self.required else made

    def type(self, build: Callable[[dict[str, Any]], Any]) -> Type:
        """Return the type of a mapping with these keys, from whose values `build` makes something."""
        return Type(lambda value: build(self.read(value)), self.schema)


def described(schema: Schema, description: str) -> Schema:
    """Return a schema with a description, behind what kind of value it is and before what limits it."""
    if not description:
        return schema
    limits: Schema = {key: schema[key] for key in ("minItems", "pattern") if key in schema}
    return {**{key: schema[key] for key in schema if key not in limits}, "description": description, **limits}


def fixed(read: Callable[[Value], Any], **schema: Any) -> Type:
    """Return a type whose schema depends on no names."""
    return Type(read, lambda names: schema)


def choice(*words: str) -> Type:
    """Return the type of one of a few words."""
    return fixed(lambda value: value.choice(words), enum=list(words))


def key_of(table: Mapping[str, Any]) -> Type:
    """Return the type of one of the keys of a table."""
    return fixed(lambda value: value.choice(table), enum=sorted(table))


def name(kind: str, written: Type) -> Type:
    """Return the type of a name of this kind; JSON Schema takes any that is `written` so, for other files may have it."""
    return Type(
        lambda value: value.name(kind), lambda names: any_of({"enum": list(names[kind])}, written.schema(names))
    )


def list_of(item: Type, least: int = 0) -> Type:
    """Return the type of a list; that it has at least so many items is left to the reader of the whole entry."""
    limit = {"minItems": least} if least else {}
    return Type(
        lambda value: value.each(item.read), lambda names: {"type": "array", "items": item.schema(names), **limit}
    )


def some_of(item: Type) -> Type:
    """Return the type of a list of words that is not empty."""
    listed = list_of(item, 1)

    def read(value: Value) -> Any:
        if not value.items():
            raise value.fail("no words")
        return listed.read(value)

    return Type(read, listed.schema)


def one_or_many(item: Type) -> Type:
    """Return the type of a list that may be written as its only item."""

    def schema(names: Names) -> Schema:
        one = item.schema(names)
        return any_of(one, {"type": "array", "items": one})

    return Type(lambda value: value.one_or_many(item.read), schema)


def any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def by_key(keys: Iterable[str], item: Type, description: str = "") -> Table:
    """Return the table of keys that all have one type."""
    return Table(tuple(Field(key, item, description) for key in keys))


def read_word(value: Value) -> str:
    """Return a word that rules look for; raises Invalid for one that is too long."""
    text = value.text()
    if len(text) > MAX_WORD:
        raise value.fail("long word", MAX_WORD)
    if mark := next((mark for mark in "，、" if mark in text), ""):
        raise value.fail("joined words", text, mark)
    return text


TEXT = fixed(Value.text, type="string")
WORD = fixed(read_word, type=["string", "number"])  # 1688 is a word, too
WORDS = list_of(WORD)
INTEGER = fixed(Value.integer, type="integer", minimum=0)
BOOLEAN = fixed(Value.boolean, type="boolean")
_BY_LANGUAGE = Table(tuple(Field(lang, TEXT) for lang in LANGUAGES))


def _texts(value: Value) -> dict[str, str]:
    """Return the text for each language: its own, or else that of the other one."""
    given = _BY_LANGUAGE.read(value) if value.is_mapping() else {"": value.text()}
    if not given:
        raise value.fail("no text")
    return {lang: given.get(lang, next(iter(given.values()))) for lang in LANGUAGES}


TEXTS = Type(_texts, lambda names: any_of(TEXT.schema(names), {**_BY_LANGUAGE.schema(names), "minProperties": 1}))
"""A text, or one in each language."""
