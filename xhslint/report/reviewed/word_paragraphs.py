"""The paragraphs of a Word file with the elements that their words stand in, found as the notes are read."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping
from operator import attrgetter

from xhslint.base.records import NamedTuple
from xhslint.documents.blocks import Block
from xhslint.documents.package import Package
from xhslint.documents.relations import Relation
from xhslint.documents.word_text import PartReader, WordReader
from xhslint.documents.xml_text import attribute
from xhslint.report.reviewed.source import Tag, walk

BLOCKS = frozenset(("w:document", "w:body", "w:tbl", "w:tr", "w:tc"))
"""Elements around paragraphs that may have comments. A content control with one loses its text in LibreOffice."""

_COMMENT_MARKS = frozenset(("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"))


class Field:
    """A field, such as a link or a page number: the marks at its beginning and its end; None without an end."""

    __slots__ = ("begin", "end")

    def __init__(self, begin: Tag) -> None:
        self.begin = begin
        self.end: Tag | None = None


class Bit(NamedTuple):
    """Words of a paragraph from one offset to another that stand in one element, and the outermost field around them."""

    start: int
    end: int
    tag: Tag
    field: Field | None


_start = attrgetter("start")


class WordParagraph:
    """A paragraph: pieces of its words, the elements that they stand in, and the elements that are links, with their addresses.

    `substitute` is the nearest paragraph at whose end a comment can stand, for one that lies where none can.
    """

    __slots__ = ("bits", "links", "pieces", "substitute", "tag")

    def __init__(self, tag: Tag, substitute: Tag | None) -> None:
        self.tag = tag
        self.substitute = substitute
        self.pieces: list[str] = []
        self.bits: list[Bit] = []
        self.links: list[tuple[str, Tag]] = []

    def bits_of(self, start: int, end: int) -> list[Bit]:
        """Return the bits with the first and the last word of a range, which is not empty."""
        return [self.bits[bisect_right(self.bits, at, key=_start) - 1] for at in (start, end - 1)]


class RunContent:
    """What stands in a run: its properties, and the first and the last element behind them."""

    __slots__ = ("first", "last", "properties")

    def __init__(self) -> None:
        self.properties: Tag | None = None
        self.first: Tag | None = None
        self.last: Tag | None = None


class WordText(PartReader):
    """Reads the text of a Word file and keeps the paragraphs with some numbers; `last` is the last one that may have comments."""

    def __init__(self, package: Package, data: bytes, targets: Mapping[str, Relation], wanted: Collection[int]) -> None:
        self.reader = WordReader(package, {})
        super().__init__(self.reader, targets)
        self.paragraphs: dict[int, WordParagraph] = {}
        self.runs: dict[Tag, RunContent] = {}
        self.root: Tag | None = None
        self.body: Tag | None = None
        self.section: Tag | None = None  # the properties of the last section, which end the body
        self.last: Tag | None = None
        self.ids: set[str] = set()
        """The ids of comments that are named in the text."""
        self._wanted = wanted
        self._starts_at = array("Q")
        self._kept: list[WordParagraph | None] = []  # of the open paragraphs
        self._tags: list[Tag] = []
        self._fields: list[Field] = []
        self._lacking: list[WordParagraph] = []  # those without a substitute, as none has come yet
        walk(package, data, self._begin, self._finish, self.text)

    def number_at(self, offset: int) -> int:
        """Return the number of the last paragraph that begins before an offset in the bytes."""
        return bisect_right(self._starts_at, offset)

    def _begin(self, tag: Tag) -> None:
        self._tags.append(tag)
        self.root = self.root or tag
        if tag.name == "w:body":
            self.body = tag
        elif tag.name == "w:sectPr" and tag.parent is self.body:
            self.section = tag
        elif tag.name in _COMMENT_MARKS:
            self.ids.add(attribute(tag.values, "w:id") or "")
        elif tag.name == "w:fldChar":
            kind = attribute(tag.values, "w:fldCharType")
            if kind == "begin":
                self._fields.append(Field(tag))
            elif kind == "end" and self._fields:
                self._fields.pop().end = tag
        above = tag.parent
        if above and above.name == "w:r" and self._kept and self._kept[-1]:
            content = self.runs.setdefault(above, RunContent())
            if tag.name == "w:rPr":
                content.properties = tag
            else:
                content.first, content.last = content.first or tag, tag
        self.start(tag.name, tag.values)

    def _finish(self, tag: Tag) -> None:
        self.end(tag.name)
        self._tags.pop()
        if tag.name == "w:p" and not self._fields and takes_comments(tag):
            self.last = tag
            for paragraph in self._lacking:
                paragraph.substitute = tag
            self._lacking.clear()

    def add(self, words: str) -> None:
        """Keep the words with the element that they stand in."""
        kept = self._kept[-1] if self._kept else None
        if kept is None or not words:
            return
        bits, tag = kept.bits, self._tags[-1]
        start = bits[-1].end if bits else 0
        kept.pieces.append(words)
        if bits and bits[-1].tag is tag:
            bits[-1] = bits[-1]._replace(end=start + len(words))
        else:
            bits.append(Bit(start, start + len(words), tag, self._fields[0] if self._fields else None))

    def start_paragraph(self, values: dict[str, str]) -> None:
        """Begin a paragraph."""
        super().start_paragraph(values)
        tag = self._tags[-1]
        self._starts_at.append(tag.start)
        kept = None
        if self.number in self._wanted:
            kept = self.paragraphs[self.number] = WordParagraph(tag, self.last)
            if self.last is None:
                self._lacking.append(kept)
        self._kept.append(kept)

    def end_paragraph(self) -> None:
        """End the innermost open paragraph."""
        super().end_paragraph()
        kept = self._kept.pop()
        if kept and not self._fields and takes_comments(kept.tag):
            kept.substitute = kept.tag

    def finish(self, block: Block) -> None:
        """Leave out a block: notes are not made here."""

    def link(self, values: dict[str, str]) -> None:
        """Keep the element of a link with the address."""
        relation = self._targets.get(attribute(values, "r:id") or "")
        if relation and self._kept and (kept := self._kept[-1]):
            kept.links.append((relation.target.strip(), self._tags[-1]))


def takes_comments(paragraph: Tag) -> bool:
    """Return whether a paragraph lies where it may have comments."""
    above = paragraph.parent
    while above and above.name in BLOCKS:
        above = above.parent
    return above is None
