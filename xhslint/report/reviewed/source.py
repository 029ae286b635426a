"""The elements of an XML part with the bytes that they stand in, so that a part can be changed in places and kept elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from xhslint.documents.package import Package
from xhslint.documents.xml_text import ShortNames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Edit: TypeAlias = "tuple[int, int, str]"
"""The bytes from one offset to another, and what takes their place."""

_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Tag:
    """An element: its short name as `w:p` and its attributes; the offsets of its start, its content and its end.

    `inner` to `outer` is what stands between its tags; both are its end for an empty element (`<a/>`). The last two are known
    when the element has ended.
    """

    __slots__ = ("end", "inner", "is_empty", "name", "outer", "parent", "start", "values")

    def __init__(self, name: str, values: dict[str, str], start: int, inner: int, parent: Tag | None) -> None:
        self.name = name
        self.values = values
        self.start = start
        self.inner = self.outer = self.end = inner
        self.is_empty = False
        self.parent = parent


def part_bytes(package: Package, part: str) -> bytes:
    """Return the bytes of a part, in UTF-8."""
    data = b"".join(package.chunks(part))
    if b"\0" not in data[:4] and data[:2] not in _MARKS:
        return data
    try:
        encoding = "utf-16" if data[:2] in _MARKS else "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return _DECLARATION.sub("", data.decode(encoding), count=1).encode()
    except UnicodeError:
        raise package.error("office.damaged") from None


def walk(
    package: Package,
    data: bytes,
    begin: Callable[[Tag], None],
    finish: Callable[[Tag], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call the functions as the elements in some bytes start and end and for text; raises InputError as reading does."""
    names = ShortNames()
    last: Tag | None = None
    parser = expat.ParserCreate("utf-8", " ", {})
    parser.buffer_text = True

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal last
        at = parser.CurrentByteIndex
        tag = _TAG.match(data, at)
        if tag is None:
            raise package.error("office.damaged")
        last = Tag(names[name], values, at, tag.end(), last)
        last.is_empty = tag[0].endswith(b"/>")
        begin(last)

    def end(_: str) -> None:
        nonlocal last
        ended = last
        if ended is None:
            return
        last = ended.parent
        if not ended.is_empty:
            ended.outer = parser.CurrentByteIndex
            ended.end = data.index(b">", ended.outer) + 1
        if finish:
            finish(ended)

    def refuse(*_: object) -> None:
        raise package.error("office.odd")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise package.error("office.damaged") from None


def tags(package: Package, data: bytes) -> list[Tag]:
    """Return the elements in some bytes, in the order of their starts."""
    found: list[Tag] = []
    walk(package, data, found.append)
    return found


def prefix_of(data: bytes, tag: Tag) -> str:
    """Return the prefix that an element has in its part, with its colon; "" for none."""
    name = data[tag.start + 1 : tag.inner].split(None, 1)[0].rstrip(b"/>")
    prefix, colon, _ = name.partition(b":")
    return (prefix + colon).decode() if colon else ""


def space_of(data: bytes, root: Tag) -> str:
    """Return the name space of the root of a part."""
    prefix = prefix_of(data, root).rstrip(":")
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    found = re.search(rf"""\s{re.escape(name)}\s*=\s*(?:"([^"]*)"|'([^']*)')""", data[: root.inner].decode())
    return (found[1] or found[2] or "") if found else ""


def into(data: bytes, tag: Tag, xml: str) -> Edit:
    """Return the edit that adds XML at the end of an element's content."""
    if not tag.is_empty:
        return tag.outer, tag.outer, xml
    head = data[tag.start : tag.inner].decode().removesuffix("/>")
    return tag.start, tag.inner, f"{head}>{xml}</{head[1:].split(None, 1)[0]}>"


def edited_bytes(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return bytes with edits that do not overlap; those at the same offset follow each other as they are given."""
    pieces: list[bytes] = []
    done = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += data[done:start], text.encode()
        done = max(done, end)
    return b"".join((*pieces, data[done:]))


def escaped(text: str) -> str:
    """Return text as it is written in XML, between tags or in double quotes; what XML has no place for becomes U+FFFD."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _IMPOSSIBLE.sub("\ufffd", text).replace("\r", "&#13;")


_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
