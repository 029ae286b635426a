"""Read HTML as browsers do, with the place of everything and in time that grows with the file, whatever is not closed in it.

The parser of the standard library tells places too, but takes quadratic time on some files in most of its versions.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from html.entities import html5

from xhslint.base.records import NamedTuple
from xhslint.documents.cursor import Piece
from xhslint.drafts.draft import KEYWORD

TEXT, START, CLOSE, COMMENT, BROKEN = "text", "start", "close", "comment", "broken"
"""The kinds of tokens; a COMMENT is one that addresses the linter. BROKEN is the last one, where something begins that is never closed and hides the rest."""

_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>]*)))?)"""
)
_COMMENT_END = re.compile(r"--!?>")
_UNREAD = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title")}
"""Elements whose text is no part of the page."""

_PIECE = re.compile(
    r"(?P<blank>[ \t\n\r\f]+)|&(?:#(?P<number>\d+);?|#[xX](?P<hex>[\da-fA-F]+);?|(?P<name>[A-Za-z][A-Za-z\d]{0,31};?))"
    r"|[^ \t\n\r\f&]+(?: [^ \t\n\r\f&]+)*|&",
    re.ASCII,
)


class Token(NamedTuple):
    """Something in HTML, from `start` to `end`.

    A tag has its name in lower case, and where the values of its attributes begin and end. `name` of what is broken is how it begins.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, tuple[int, int]] = {}


def scan(text: str) -> Iterator[Token]:
    """Yield the text and the tags of a page in order; other comments, declarations, scripts, styles and the title are left out."""
    at = 0
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0:
            break
        if opening > at:
            yield Token(TEXT, at, opening)
        tag = _TAG.match(text, opening)
        if tag:
            token = _tag(text, tag)
            yield token
            if token.kind == BROKEN:
                return
            at = token.end
            if token.kind == START and token.name in _UNREAD:
                closing = _UNREAD[token.name].search(text, at)
                if not closing:
                    yield Token(BROKEN, opening, len(text), f"<{token.name}>")
                    return
                at = closing.start()
        elif text.startswith(("<!", "<?", "</"), opening):
            at = _behind_declaration(text, opening)
            if at < 0:
                yield Token(BROKEN, opening, len(text), text[opening : opening + 4])
                return
            if text.startswith("<!--", opening) and text.endswith("-->", opening, at) and KEYWORD in text[opening:at]:
                yield Token(COMMENT, opening, at)
        else:
            yield Token(TEXT, opening, opening + 1)
            at = opening + 1
    if at < len(text):
        yield Token(TEXT, at, len(text))


def _tag(text: str, tag: re.Match[str]) -> Token:
    """Return the tag that begins somewhere."""
    at = tag.end()
    if text.startswith(">", at):
        return Token(CLOSE if tag["slash"] else START, tag.start(), at + 1, tag["name"].lower())
    attributes: dict[str, tuple[int, int]] = {}
    while found := _ATTRIBUTE.match(text, at):
        at = found.end()
        if found["end"]:
            break
        value = next((name for name in ("double", "single", "bare") if found[name] is not None), "name")
        attributes.setdefault(found["name"].lower(), found.span(value))
    else:
        return Token(BROKEN, tag.start(), len(text), tag[0])
    return Token(CLOSE if tag["slash"] else START, tag.start(), at, tag["name"].lower(), attributes)


def _behind_declaration(text: str, start: int) -> int:
    """Return where a comment or declaration ends; -1 for one that does not."""
    if not text.startswith("<!--", start):
        return text.find(">", start) + 1 or -1
    if text.startswith((">", "->"), start + 4):
        return text.index(">", start + 4) + 1
    ends = _COMMENT_END.search(text, start + 4)
    return ends.end() if ends else -1


def pieces(text: str, start: int, end: int, keeps_blanks: bool = False) -> Iterator[Piece]:
    """Yield the pieces of text, character references undone; unless blanks are kept, those in a row are one space."""
    for found in _PIECE.finditer(text, start, end):
        begin, behind = found.span()
        if found["blank"]:
            yield begin, found[0] if keeps_blanks else " ", 1
        elif found["name"]:
            yield from _named(begin, found["name"])
        elif found["number"] or found["hex"]:
            if character := _numbered(found["number"], found["hex"]):
                yield begin, character, behind - begin
        else:
            yield begin, found[0], 1


def _numbered(decimal: str, hexadecimal: str) -> str:
    """Return the character with a number, as browsers read it; "" for one that they leave out."""
    digits = (decimal or hexadecimal).lstrip("0") or "0"
    if len(digits) > 7:
        return "\ufffd"
    return html.unescape(f"&#{'' if decimal else 'x'}{digits};")


def _named(begin: int, name: str) -> Iterator[Piece]:
    """Yield what a reference by name stands for, and what follows a name that may lack its semicolon."""
    length = next((length for length in range(len(name), 1, -1) if name[:length] in html5), 0)
    if not length:
        yield begin, f"&{name}", 1
        return
    for character in html5[name[:length]]:
        yield begin, character, length + 1
    if length < len(name):
        yield begin + length + 1, name[length:], 1
