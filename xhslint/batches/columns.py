"""The texts in a column of Arrow data, whatever its type."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.messages.catalogue import both, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Text: TypeAlias = str | bytes | None

_TEXT = ("is_string", "is_large_string", "is_string_view")
_BYTES = ("is_binary", "is_large_binary", "is_binary_view", "is_fixed_size_binary")


def _is_one_of(kind: pa.DataType, tests: tuple[str, ...]) -> bool:
    """Tell whether a type passes one of pyarrow's tests, of which older versions lack some."""
    return any(getattr(pa.types, test, bool)(kind) for test in tests if hasattr(pa.types, test))


def find_column(schema: pa.Schema, name: str) -> list[int]:
    """Return the way to a column by its name, `outer.inner` for a member of a struct: its index, then those of members.

    A column whose own name has dots comes first. Raises InputError if there is none, or more than one.
    """
    found = [number for number, each in enumerate(schema.names) if each == name]
    if len(found) == 1:
        return found
    if found:
        raise InputError([Problem("", 0, 0, both("column twice", name))])
    outer, *inner = name.split(".")
    if inner and schema.names.count(outer) == 1:
        path = [schema.get_field_index(outer)]
        kind = schema.field(path[0]).type
        for each in inner:
            if not pa.types.is_struct(kind) or kind.get_field_index(each) < 0:
                break
            path.append(kind.get_field_index(each))
            kind = kind.field(path[-1]).type
        else:
            return path
    zh, en = (say(lang, "no column", name, say(lang, "and").join(schema.names)) for lang in ("zh", "en"))
    raise InputError([Problem("", 0, 0, Bilingual(zh, en))])


def column_type(schema: pa.Schema, path: list[int]) -> pa.DataType:
    """Return the type of the column at the end of a way."""
    kind = schema.field(path[0]).type
    for each in path[1:]:
        kind = kind.field(each).type
    return kind


def require_text(kind: pa.DataType, name: str) -> None:
    """Raise InputError unless values of a type are texts, or bytes that may be texts."""
    while True:
        if isinstance(kind, pa.BaseExtensionType):
            kind = kind.storage_type
        elif pa.types.is_dictionary(kind) or _is_one_of(kind, ("is_run_end_encoded",)):
            kind = kind.value_type
        else:
            break
    if not (pa.types.is_null(kind) or _is_one_of(kind, _TEXT) or _is_one_of(kind, _BYTES)):
        raise InputError([Problem("", 0, 0, both("column type", name, kind))])


def column(batch: pa.RecordBatch, path: list[int]) -> pa.Array:
    """Return the column at the end of a way; a member of a null struct is null."""
    array = batch.column(path[0])
    return pc.struct_field(array, path[1:]) if path[1:] else array


def texts(array: pa.Array, name: str = "") -> list[Text]:
    """Return the values of an array of texts: str, None, and bytes where the encoding is not known.

    Text that is not the UTF-8 that its type promises is returned as bytes too. Raises InputError for other types; `name` is
    that of the column.
    """
    require_text(array.type, name)
    array = _plain(array)
    try:
        values: list[Text] = array.to_pylist()
    except UnicodeDecodeError:
        binary = pa.large_binary() if _is_one_of(array.type, ("is_large_string",)) else pa.binary()
        values = array.cast(binary).to_pylist()
    return values


def _plain(array: pa.Array) -> pa.Array:
    """Return an array without what wraps its values: an extension type, a dictionary, runs."""
    while True:
        if isinstance(array, pa.ExtensionArray):
            array = array.storage
        elif isinstance(array, pa.DictionaryArray):
            array = array.dictionary_decode()
        elif _is_one_of(array.type, ("is_run_end_encoded",)):
            array = pc.run_end_decode(array)
        else:
            return array
