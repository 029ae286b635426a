"""JSON-RPC as the Language Server Protocol uses it: kinds of messages, error codes, and parameters read with care."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
NOT_INITIALIZED = -32002
CANCELLED = -32800

ERROR, WARNING, INFO, LOG = 1, 2, 3, 4
"""Kinds of messages to the user (`MessageType`); the first three are also severities of diagnostics."""
QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.xhslint"
KINDS = (QUICK_FIX, FIX_ALL)
"""The kinds of actions that are offered."""
UNNECESSARY = 1
"""The tag of a diagnostic for what does nothing any more."""


class ProtocolError(Exception):
    """Raised for a message that cannot be answered as it asks; sent back with its code."""

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        super().__init__(message)


def need(params: object, key: str, kind: type[T]) -> T:
    """Return a member of an object in a message; raises ProtocolError if it is missing or of another type."""
    value = params.get(key) if isinstance(params, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ProtocolError(INVALID_PARAMS, f"{key} must be {_NAMES.get(kind, kind.__name__)}")
    return value


def ask(params: object, *keys: str) -> Any:
    """Return what lies under nested keys of an object in a message; None where there is no such thing."""
    for key in keys:
        params = params.get(key) if isinstance(params, dict) else None
    return params


def need_count(params: object, key: str) -> int:
    """Return a member that is a whole number from 0 on; raises ProtocolError."""
    value = need(params, key, int)
    if value < 0:
        raise ProtocolError(INVALID_PARAMS, f"{key} must not be negative")
    return value


def document_uri(params: object) -> str:
    """Return the address of the document that a message is about; raises ProtocolError."""
    return need(need(params, "textDocument", dict), "uri", str)


def is_id(value: object) -> bool:
    """Return whether a value may be the id of a request."""
    return isinstance(value, int | str) and not isinstance(value, bool)


_NAMES: dict[type, str] = {dict: "an object", list: "an array", str: "a string", int: "an integer"}
