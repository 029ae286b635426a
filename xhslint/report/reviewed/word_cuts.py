"""Where in the bytes of a Word file the marks of comments are put: between elements, or in the midst of a run that is cut in two."""

from __future__ import annotations

import re
from array import array

from xhslint.base.records import NamedTuple
from xhslint.report.reviewed.source import Edit, Tag, prefix_of
from xhslint.report.reviewed.word_paragraphs import BLOCKS, Bit, Field, WordParagraph, WordText

_INLINE = frozenset(("w:p", "w:hyperlink", "w:ins", "w:moveTo", "w:smartTag"))
"""Elements in which marks of comments may stand beside runs."""
_CHARACTER = re.compile(r"&[^;&]*;|\r\n|.", re.DOTALL)


class Cut(NamedTuple):
    """Bytes in whose place marks are put, none or the end of an empty element, with what comes before and behind the marks.

    The marks are children of `holder`, which lies in `paragraph`; `top` is the child of the paragraph that they lie in, if any.
    """

    start: int
    end: int
    holder: Tag
    paragraph: Tag
    top: Tag | None = None
    before: str = ""
    behind: str = ""


class Anchor(NamedTuple):
    """What a comment hangs on: where its range begins, None for a mere point, where it ends, and where its mark stands."""

    start: Cut | None
    end: Cut
    mark: Cut


class _Path(NamedTuple):
    """The way from a paragraph that may have comments to an element: the innermost element on it that may hold marks, the child
    of this one and that of the paragraph on the way."""

    paragraph: Tag
    holder: Tag
    unit: Tag
    top: Tag


class Cuts:
    """Finds the places for the marks of comments in the bytes of a Word file."""

    def __init__(self, data: bytes, text: WordText) -> None:
        self._data = data
        self._text = text
        self._offsets: dict[Tag, array[int]] = {}
        self._cut_words: set[Tag] = set()

    def words(self, spans: list[tuple[WordParagraph, int, int]]) -> Anchor | None:
        """Return the anchor of a comment on words, ranges of one or several paragraphs in order; None where none can be.

        Words in a field or a content control are marked with all of it. Of words in paragraphs that lie in different cells, those
        in the first are marked.
        """
        paragraph, start, end = spans[0]
        first, last = paragraph.bits_of(start, end)
        begin = self._edge(first, start, False)
        if begin and len(spans) > 1:
            paragraph, further, end = spans[-1]
            other = paragraph.bits_of(further, end)[1]
            path = _path(other.tag)
            if path and path.paragraph.parent is begin.paragraph.parent:
                last = other
            else:
                end = spans[0][2]
        finish = self._edge(last, end, True) if begin else None
        if begin is None or finish is None:
            return None
        is_apart = begin.paragraph is not finish.paragraph and len(spans) == 1
        if is_apart or finish.start <= begin.start:  # a field that goes on in other paragraphs
            return Anchor(None, begin, _outside(begin))
        return Anchor(begin, finish, _outside(finish))

    def element(self, tag: Tag) -> Anchor | None:
        """Return the anchor of a comment on all of an element, such as a link; None where none can be."""
        path = _path(tag)
        if path is None:
            return None
        begin, end = _around(path, False), _around(path, True)
        return Anchor(begin, end, _outside(end))

    def end_of(self, paragraph: Tag) -> Anchor:
        """Return the anchor of a comment at the end of a paragraph."""
        if paragraph.is_empty:
            name = f"{prefix_of(self._data, paragraph)}p"
            cut = Cut(paragraph.end - 2, paragraph.end, paragraph, paragraph, None, ">", f"</{name}>")
        else:
            cut = Cut(paragraph.outer, paragraph.outer, paragraph, paragraph)
        return Anchor(None, cut, cut)

    def edits(self) -> list[Edit]:
        """Return the edits that keep the blanks at the ends of words that were cut in two."""
        edits: list[Edit] = []
        for tag in self._cut_words:
            head = self._data[tag.start : tag.inner]
            if b"xml:space" not in head:
                edits.append((tag.start, tag.inner, head[:-1].decode() + ' xml:space="preserve">'))
        return edits

    def _edge(self, bit: Bit, at: int, is_end: bool) -> Cut | None:
        """Return where a range of words begins or ends: at an offset of a paragraph that lies in or behind a bit of it."""
        if bit.field:
            return _field_edge(bit.field, is_end)
        path = _path(bit.tag)
        if path is None:
            return None
        if path.unit.name != "w:r" or bit.tag.parent is not path.unit:
            return _around(path, is_end)
        content = self._text.runs[path.unit]
        if at == (bit.end if is_end else bit.start):
            if bit.tag is (content.last if is_end else content.first):
                return _around(path, is_end)
            byte = bit.tag.end if is_end else bit.tag.start
            return self._inside(path, byte, None)
        offsets = self._character_offsets(bit)
        if offsets is None:  # a part of a text that cannot be cut
            return self._edge(bit, bit.end if is_end else bit.start, is_end)
        return self._inside(path, offsets[at - bit.start], bit.tag)

    def _inside(self, path: _Path, byte: int, words: Tag | None) -> Cut:
        """Return the cut of a run in two at an offset in its bytes, between its elements or in the midst of `words`."""
        run = path.unit
        name = f"{prefix_of(self._data, run)}r"
        properties = self._text.runs[run].properties
        before, behind = f"</{name}>", self._data[run.start : run.inner].decode()
        if properties:
            behind += self._data[properties.start : properties.end].decode()
        if words:
            self._cut_words.add(words)
            name = f"{prefix_of(self._data, words)}t"
            before, behind = f"</{name}>{before}", f'{behind}<{name} xml:space="preserve">'
        return Cut(byte, byte, path.holder, path.paragraph, path.top, before, behind)

    def _character_offsets(self, bit: Bit) -> array[int] | None:
        """Return the offset in bytes of each character of a text; None if it has anything but characters in it."""
        tag = bit.tag
        if tag not in self._offsets:
            offsets = array("Q")
            raw = self._data[tag.inner : tag.outer]
            at = tag.inner
            for unit in _CHARACTER.findall(raw.decode()) if tag.name == "w:t" and b"<" not in raw else ():
                offsets.append(at)
                at += len(unit.encode())
            self._offsets[tag] = offsets
        offsets = self._offsets[tag]
        return offsets if len(offsets) == bit.end - bit.start else None


def _field_edge(field: Field, is_end: bool) -> Cut | None:
    path = _path(field.begin)
    if path is None or not is_end:
        return _around(path, False) if path else None
    ending = _path(field.end) if field.end else None
    if ending is None or ending.paragraph is not path.paragraph:
        return _around(path, False)
    return _around(ending, True)


def _around(path: _Path, is_end: bool) -> Cut:
    """Return the place before or behind an element."""
    byte = path.unit.end if is_end else path.unit.start
    return Cut(byte, byte, path.holder, path.paragraph, None if path.holder is path.paragraph else path.top)


def _outside(cut: Cut) -> Cut:
    """Return the place for the mark of a comment that ends at a cut: a link or an insertion does not hold it."""
    if cut.top is None or cut.holder is cut.paragraph:
        return cut
    return Cut(cut.top.end, cut.top.end, cut.paragraph, cut.paragraph)


def _path(tag: Tag) -> _Path | None:
    """Return the way to an element; None if the paragraph lies where none has comments."""
    line = [tag]
    while above := line[-1].parent:
        line.append(above)
    line.reverse()
    at = next((number for number, each in enumerate(line) if each.name not in BLOCKS), len(line))
    if at + 1 >= len(line) or line[at].name != "w:p":
        return None
    paragraph = holder = line[at]
    top = line[at + 1]
    for unit in line[at + 1 :]:
        if unit.name not in _INLINE or unit.name == "w:p" or unit is tag:
            return _Path(paragraph, holder, unit, top)
        holder = unit
    return None
