"""How a draft names pictures in its text, in Markdown and HTML; the addresses of pictures are no text of a note."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy

PICTURE_MARKS = ("![", "<img", "<IMG")
"""What a text that names no picture does not hold."""

INLINE = lazy(r"(?<!\\)!\[[^\[\]\n]*\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
EMBEDDED = lazy(r"(?<!\\)!\[\[([^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\]")
LABELLED = lazy(r"(?<!\\)!\[([^\[\]\n]*)\](?:\[([^\[\]\n]*)\])?(?!\()")
LABEL = lazy(r"(?m)^ {0,3}\[([^\[\]\n]+)\]:[ \t]*(?:<([^<>\n]+)>|(\S+))")
TAG = lazy(r"<(?i:img)\b([^<>]*)>")
SOURCE = lazy(r"""(?<![\w-])(?i:src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_LINKED = lazy(r"(?<![!\]\\])\[([^\[\]\n]+)\](?:\[([^\[\]\n]*)\])?(?![(:\[])")
_SOURCES = lazy(r"""(?<![\w-])(?i:(?:data-)?src(?:set)?)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CODE = lazy(r"(?<!`)(`{1,2})(?!`)[^`\n]+\1(?!`)")
_ADDRESS = lazy(
    r"\s*<?(?:[A-Za-z][A-Za-z0-9+.-]{1,20}:|//|\.{0,2}/|www\.)"
    r"|[^\"'\n]*\.(?i:png|jpe?g|gif|webp|bmp|tiff?|hei[cf]|avif|svg)(?![A-Za-z0-9])"
)


def picture_addresses(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the addresses of pictures from an offset on, in no order; what is shown as code is none.

    Only what looks like an address counts: words where one should stand are text that somebody reads.
    """
    if not any(mark in text for mark in PICTURE_MARKS):
        return
    code = [match.span() for match in _CODE.finditer(text, start)] if "`" in text else []
    for span in _named(text, start):
        if span[0] < span[1] and _ADDRESS.match(text, *span) and not any(a < span[1] and span[0] < b for a, b in code):
            yield span


def _named(text: str, start: int) -> Iterator[tuple[int, int]]:
    for pattern in (INLINE, EMBEDDED) if "![" in text else ():
        yield from (match.span(1) for match in pattern.finditer(text, start))
    if "![" in text and "]:" in text:
        pictures = {_name(match[2] or match[1]) for match in LABELLED.finditer(text, start)}
        pictures -= {_name(match[2] or match[1]) for match in _LINKED.finditer(text, start)} if pictures else set()
        for match in LABEL.finditer(text, start) if pictures else ():
            if _name(match[1]) in pictures:
                yield match.span(2 if match[2] else 3)
    if "<img" in text or "<IMG" in text:
        for tag in TAG.finditer(text, start):
            for source in _SOURCES.finditer(text, *tag.span(1)):
                yield source.span(source.lastindex or 0)


def _name(label: str) -> str:
    return label.strip().lower()
