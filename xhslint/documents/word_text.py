"""The paragraphs and tables of a part of a Word file, as a reader sees them.

Inserted text is read, deleted and moved-away text is not; text boxes, content controls, fields and hidden text are. A text box
comes behind the paragraph that it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from xhslint.documents.blocks import BODY, Block, Paragraph
from xhslint.documents.links import in_field
from xhslint.documents.own_marks import REVIEWER
from xhslint.documents.package import Package
from xhslint.documents.relations import Relation, embedded_part
from xhslint.documents.word_nesting import Nesting
from xhslint.documents.word_styles import named_level, outline_level
from xhslint.documents.xml_text import attribute, parse
from xhslint.drafts.places import Place

_LEFT_OUT = frozenset(("w:del", "w:moveFrom", "w:rt"))
_PROPERTIES = frozenset(
    ("w:pPr", "w:rPr", "w:tblPr", "w:tblPrEx", "w:trPr", "w:tcPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:rubyPr")
)
_READ_PROPERTIES = frozenset(("w:pStyle", "w:outlineLvl", "w:gridSpan", "w:gridBefore", "w:del", "w:moveFrom"))
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_MARKS = {"w:commentReference": "comment", "w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_CODE = re.compile("(?!d[89a-f])(?!00)[0-9a-f]{4}", re.IGNORECASE)  # no surrogate, no control character
_COLUMNS = re.compile("[1-9][0-9]{0,3}")
_EMBEDDED = ("w:altChunk", "w:subDoc")
# What programs of today draw themselves, so that what they write for older ones (mc:Fallback) says the same again.
_DRAWN = frozenset(("wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16se", "cx1", "aink", "am3d", "a14", "v"))


class _Open:
    """A paragraph that has not yet ended."""

    __slots__ = ("inside", "is_joined", "level", "links", "number", "words")

    def __init__(self, number: int) -> None:
        self.number = number
        self.words: list[str] = []
        self.links: list[str] = []
        self.level: int | None = None
        self.is_joined = False
        self.inside: list[Block] = []  # of text boxes


class WordReader:
    """Reads the parts of a file.

    `marks` has the numbers of the paragraphs with the mark of a comment, footnote or endnote by kind and id, `embedded` those before
    a file that is part of the document and not read, `pictures` those of the pictures, by their parts.
    """

    def __init__(self, package: Package, levels: Mapping[str, int]) -> None:
        self.marks: dict[tuple[str, str], int] = {}
        self.embedded: list[int] = []
        self.pictures: dict[str, int] = {}
        self._package = package
        self._levels = levels

    def blocks(self, part: str, targets: Mapping[str, Relation], item: str = "") -> Iterator[tuple[str, Block]]:
        """Yield the blocks of a part in order, each with "" or the id of the `item` that it lies in, such as `w:comment`."""
        state = PartReader(self, targets, item)
        for _ in parse(self._package, part, state.start, state.end, state.text):
            yield from state.finished
            state.finished.clear()

    def level(self, style: str) -> int | None:
        """Return the level of a style by its id; without a part with styles the id alone says it."""
        return self._levels.get(style) if self._levels else named_level(style)


class PartReader:
    """Takes in the elements of a part; blocks at its top that have ended wait in `finished`."""

    def __init__(self, reader: WordReader, targets: Mapping[str, Relation], item: str = "") -> None:
        self.finished: list[tuple[str, Block]] = []
        self._reader = reader
        self._targets = targets
        self._item = item
        self._id = ""
        self.number = 0
        self._left_out = 0  # how deep in something that is not read
        self._properties = 0
        self._takes_words = self._takes_field = False
        self._field: list[str] = []
        self._paragraphs: list[_Open] = []
        self._nesting = nesting = Nesting(self.finish)
        self._choices: list[bool] = []  # whether what older programs are given is left out
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "w:p": self.start_paragraph,
            "w:txbxContent": self._start_box,
            "w:tbl": lambda _: nesting.start_table(),
            "w:tr": lambda _: nesting.start_row(),
            "w:tc": lambda _: nesting.start_cell(),
            "w:hyperlink": self.link,
            "?:hlinkClick": self.link,
            "?:blip": self._picture,
            "?:imagedata": self._picture,
            "w:fldSimple": self._simple_field,
            "w:fldChar": self._field_mark,
            "w:sym": self._symbol,
            "mc:Choice": self._choice,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "w:p": self.end_paragraph,
            "w:txbxContent": self._end_box,
            "w:tbl": nesting.end_table,
            "w:tc": nesting.end_cell,
        }

    def start(self, name: str, values: dict[str, str]) -> None:
        """Take in the start of an element."""
        if self._left_out:
            self._left_out += 1
            if name in _MARKS:
                self._mark(name, values)
        elif name == "w:t" or name == "m:t":
            self._takes_words = True
        elif name in _PROPERTIES:
            self._properties += 1
        elif self._properties:
            if name in _READ_PROPERTIES:
                self._property(name, values)
            elif name.endswith("PrChange"):  # what the properties were
                self._left_out += 1
        elif name in _LEFT_OUT:
            self._left_out += 1
        elif name in _SIGNS:
            self.add(_SIGNS[name])
        elif name in self._starts:
            self._starts[name](values)
        elif name == "w:instrText":
            self._takes_field = True
        elif name == "mc:AlternateContent":
            self._choices.append(False)
        elif name == "mc:Fallback" and self._choices and self._choices[-1]:
            self._left_out += 1
        elif name in _MARKS:
            self._mark(name, values)
        elif name in _EMBEDDED:
            self._reader.embedded.append(self.number)
        elif name == self._item:
            self._id = attribute(values, "w:id") or ""
            self._left_out += (
                attribute(values, "w:author") == REVIEWER
            )  # what a review wrote is no part of what is checked

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if self._left_out:
            self._left_out -= 1
        elif name == "w:t" or name == "m:t":
            self._takes_words = False
        elif name in _PROPERTIES:
            self._properties -= 1
        elif self._properties:
            pass
        elif name in self._ends:
            self._ends[name]()
        elif name == "w:instrText":
            self._takes_field = False
        elif name == "mc:AlternateContent":
            self._choices.pop()
        elif name == self._item:
            self._id = ""

    def text(self, words: str) -> None:
        """Take in text."""
        if self._takes_words:
            self.add(words)
        elif self._takes_field:
            self._field.append(words)

    def add(self, words: str) -> None:
        """Take in words of the innermost open paragraph."""
        if self._paragraphs:
            self._paragraphs[-1].words.append(words)

    def _mark(self, name: str, values: dict[str, str]) -> None:
        self._reader.marks.setdefault((_MARKS[name], attribute(values, "w:id") or ""), self.number)

    def _property(self, name: str, values: dict[str, str]) -> None:
        value = attribute(values, "w:val") or ""
        if name == "w:gridSpan" or name == "w:gridBefore":
            if _COLUMNS.fullmatch(value):
                (self._nesting.widen if name == "w:gridSpan" else self._nesting.leave_out)(int(value))
        elif self._paragraphs:
            paragraph = self._paragraphs[-1]
            if name == "w:pStyle":
                paragraph.level = self._reader.level(value) if paragraph.level is None else paragraph.level
            elif name == "w:outlineLvl":
                level = outline_level(value)
                paragraph.level = paragraph.level if level is None else level
            elif name == "w:del" or name == "w:moveFrom":  # the mark at its end
                paragraph.is_joined = True

    def start_paragraph(self, _: dict[str, str]) -> None:
        """Begin a paragraph."""
        self.number += 1
        self._paragraphs.append(_Open(self.number))

    def end_paragraph(self) -> None:
        """End the innermost open paragraph."""
        ended = self._paragraphs.pop()
        level = BODY if ended.level is None else ended.level
        place = Place(paragraph=ended.number)
        links = [(link, place) for link in ended.links]
        self._nesting.put(Paragraph([("".join(ended.words), place)], links, level, ended.is_joined))
        for block in ended.inside:
            self._nesting.put(block)

    def finish(self, block: Block) -> None:
        """Take in a block at the top of the part that has ended."""
        self.finished.append((self._id, block))

    def _start_box(self, _: dict[str, str]) -> None:
        self._nesting.start_box(self._paragraphs[-1].inside if self._paragraphs else [])

    def _end_box(self) -> None:
        blocks = self._nesting.end_box()
        for block in blocks if not self._paragraphs else ():
            self._nesting.put(block)

    def link(self, values: dict[str, str]) -> None:
        """Take in an element that leads to another part or an address, by its attributes."""
        relation = self._targets.get(attribute(values, "r:id") or "")
        if relation and relation.is_outside and self._paragraphs:
            self._paragraphs[-1].links.append(relation.target)

    def _picture(self, values: dict[str, str]) -> None:
        if part := embedded_part(values, self._targets):
            self._reader.pictures.setdefault(part, self.number)

    def _simple_field(self, values: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].links += in_field(attribute(values, "w:instr") or "")

    def _field_mark(self, _: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].links += in_field("".join(self._field))
        self._field.clear()

    def _symbol(self, values: dict[str, str]) -> None:
        code = attribute(values, "w:char") or ""
        if _CODE.fullmatch(code):
            self.add(chr(int(code, 16)))

    def _choice(self, values: dict[str, str]) -> None:
        needed = values.get("Requires", "").split()
        if self._choices:
            self._choices[-1] = self._choices[-1] or (bool(needed) and _DRAWN.issuperset(needed))
