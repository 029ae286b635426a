"""Read JSON with the place of each string, which the json module does not tell; what it holds is passed on as it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]

from xhslint.base.records import NamedTuple
from xhslint.documents.cursor import Piece

MOST_LEVELS = 200
"""The most containers inside each other."""

OBJECT, ARRAY, KEY, STRING, OTHER, END = "{", "[", "key", '"', "other", "end"
"""The kinds of events; END is that of an object or array."""

_CLOSING = {OBJECT: "}", ARRAY: "]"}
_BLANK = re.compile(r"[ \t\n\r]*")
_VALUE = re.compile(
    r"""[\[{"]|(?:true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])""", re.ASCII
)
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_NEXT = re.compile(r"[ \t\n\r]*([,\]}])")

_PAIR = r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}"
_ESCAPES = re.compile(
    rf"(?P<pairs>(?:{_PAIR})+)|(?P<units>(?:(?!{_PAIR})\\u[\da-fA-F]{{4}})+)|(?P<marks>(?:\\[^u])+)|[^\\]+"
)
_WIDTHS = {None: 1, "pairs": 12, "units": 6, "marks": 2}


class Event(NamedTuple):
    """Something in JSON: for strings and keys, `value` is what they mean and `[start, end)` what is between their quotes."""

    kind: str
    start: int = 0
    end: int = 0
    value: str = ""


class Fault(Exception):
    """Where a text is no JSON, and the key of the message that says why."""

    def __init__(self, offset: int, key: str) -> None:
        self.offset = offset
        self.key = key
        super().__init__(key)


def scan(text: str) -> Iterator[Event]:
    """Yield what is in a text of JSON values, one behind the other, in order; raises Fault.

    Control characters in strings, such as line ends, are taken as they are.
    """
    closing: list[str] = []  # what the containers end with that are open
    opened = False
    at = 0
    while (at := _skip(text, at)) < len(text) or closing:
        if not (opened and text.startswith(closing[-1], at)):
            if closing and closing[-1] == "}":
                key = _key(text, at)
                yield key
                at = _behind(text, key.end + 1, _COLON, "json colon")
            event, at = _value(text, at)
            yield event
            opened = event.kind in _CLOSING
            if opened:
                if len(closing) == MOST_LEVELS:
                    raise Fault(event.start, "json deep")
                closing.append(_CLOSING[event.kind])
                continue
        opened = False
        while closing:
            at = _behind(text, at, _NEXT, "json comma")
            mark = text[at - 1]
            if mark == ",":
                break
            if mark != closing.pop():
                raise Fault(at - 1, "json comma")
            yield Event(END, at - 1, at)


def string_pieces(text: str, string: Event, base: int) -> Iterator[Piece]:
    """Yield the pieces of a string in a text that begins at an offset of its file; each escape stands for one character."""
    _, start, end, value = string
    if len(value) == end - start:
        yield base + start, value, 1
        return
    done = 0
    for piece in _ESCAPES.finditer(text, start, end):
        start, end = piece.span()
        step = _WIDTHS[piece.lastgroup]
        length = (end - start) // step
        yield base + start, value[done : done + length], step
        done += length


def _key(text: str, at: int) -> Event:
    if not text.startswith('"', at):
        raise _fault(text, at, "json key")
    key, end = _string(text, at + 1)
    return Event(KEY, at + 1, end - 1, key)


def _value(text: str, at: int) -> tuple[Event, int]:
    """Return the event of a value or of the beginning of a container, and where the text goes on."""
    found = _VALUE.match(text, at)
    if not found:
        raise _fault(text, at, "json value")
    if found[0] == STRING:
        value, end = _string(text, at + 1)
        return Event(STRING, at + 1, end - 1, value), end
    kind = found[0] if found[0] in _CLOSING else OTHER
    return Event(kind, at, found.end()), found.end()


def _string(text: str, start: int) -> tuple[str, int]:
    """Return a string that begins behind its quote, and where the text goes on."""
    try:
        value, end = scanstring(text, start, False)
    except JSONDecodeError as error:
        is_open = error.msg.startswith("Unterminated")
        raise Fault(start - 1 if is_open else error.pos, "json quote" if is_open else "json escape") from None
    return value, end


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _behind(text: str, at: int, pattern: re.Pattern[str], key: str) -> int:
    found = pattern.match(text, at)
    if not found:
        raise _fault(text, _skip(text, at), key)
    return found.end()


def _fault(text: str, at: int, key: str) -> Fault:
    return Fault(at, key if at < len(text) else "json ends")
