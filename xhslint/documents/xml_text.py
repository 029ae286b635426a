"""Read the XML of a document: no DTD, hence no entities but the five of XML, and memory that does not grow with its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from xml.parsers import expat

from xhslint.documents.package import Package

MAX_DEPTH = 400
"""How deep elements may lie in each other. A table in a table in a text box in a content control is 40 deep."""
MAX_NAMES = 5_000
"""How many names of elements and attributes a part may have. All of Office Open XML has some 3,000."""
MAX_TAG = 8 << 20
"""How long a tag may be in bytes; Word keeps copies of drawings in attributes."""

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SPACES = {  # of both editions of the standard, "transitional" and "strict"
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://purl.oclc.org/ooxml/package/relationships": "",
}


class ShortNames(dict[str, str]):
    """From a name as expat gives it, `space local`, to a short one, `w:p`; those in other spaces become `?:p`."""

    def __missing__(self, name: str) -> str:
        space, blank, local = name.rpartition(" ")
        prefix = _SPACES.get(space, "?") if blank else ""
        short = self[name] = f"{prefix}:{local}" if prefix else local
        return short


def parse(
    package: Package,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    is_look_ahead: bool = False,
) -> Iterator[None]:
    """Read a part and call the functions as elements start and end and for text; yield now and then, when they have been.

    Names are short, as `w:p`; elements of spreadsheets and of relations have no prefix. Raises InputError for what is no
    XML, has a DTD or goes beyond the limits of this module and of the package.
    """
    names, interned, depth = ShortNames(), dict[str, str](), 0

    def begin(name: str, values: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise package.error("office.odd")
        start(names[name], values)

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(names[name])

    def refuse(*_: object) -> None:
        raise package.error("office.odd")

    chunks = package.chunks(part, is_look_ahead)
    first = next(chunks, b"")
    # The standard allows two encodings; what the text itself names need not be known to Python.
    parser = expat.ParserCreate("utf-16" if b"\0" in first[:4] or first[:2] in _MARKS else "utf-8", " ", interned)
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.StartDoctypeDeclHandler = refuse
    if text:
        parser.CharacterDataHandler = text
    size = 0
    try:
        for chunk in chain((first,), chunks):
            parser.Parse(chunk)
            size += len(chunk)
            # A tag is read again from its start with each chunk until it ends.
            if len(interned) > MAX_NAMES or size - parser.CurrentByteIndex > MAX_TAG:
                refuse()
            yield
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise package.error("office.damaged") from None
    yield


def elements(package: Package, part: str, is_look_ahead: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the elements of a part in the order of their starts: short name, attributes."""
    found: list[tuple[str, dict[str, str]]] = []

    def take(name: str, values: dict[str, str]) -> None:
        found.append((name, values))

    for _ in parse(package, part, take, is_look_ahead=is_look_ahead):
        yield from found
        found.clear()


def attribute(values: dict[str, str], name: str) -> str | None:
    """Return the attribute with a short name such as `r:id`, in whichever space the document has it; None without it."""
    for full in _full_names(name):
        if (value := values.get(full)) is not None:
            return value
    return None


@lru_cache(maxsize=256)
def _full_names(name: str) -> tuple[str, ...]:
    prefix, _, local = name.partition(":")
    return tuple(f"{space} {local}" for space, short in _SPACES.items() if short == prefix)
