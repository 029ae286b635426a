"""The marks of comments in the text of a Word file: where the range of each begins and ends, and where it hangs."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.report.reviewed.source import Edit, Tag, into, prefix_of
from xhslint.report.reviewed.word_cuts import Anchor, Cut
from xhslint.report.reviewed.word_paragraphs import WordText


class _Place:
    """The ids of the comments whose ranges end, that hang, and whose ranges begin at one place, in this order."""

    __slots__ = ("begun", "cut", "ended", "hung")

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.ended: list[int] = []
        self.hung: list[int] = []
        self.begun: list[int] = []


class Marks:
    """Takes in comments with their anchors and gives the edits that mark them; `space` is the name space of the text."""

    def __init__(self, data: bytes, space: str, text: WordText) -> None:
        self._data = data
        self._space = space
        self._text = text
        self._places: dict[tuple[int, int], _Place] = {}
        self._behind: list[int] = []

    def add(self, id: int, anchor: Anchor | None) -> None:
        """Take in a comment; one without an anchor hangs in a paragraph of its own behind all others."""
        if anchor is None:
            self._behind.append(id)
            return
        if anchor.start:
            self._at(anchor.start).begun.append(id)
            self._at(anchor.end).ended.append(id)
        self._at(anchor.mark).hung.append(id)

    def edits(self) -> Iterator[Edit]:
        """Yield the edits."""
        for place in self._places.values():
            cut = place.cut
            prefix, declared = self._prefix(cut.holder)
            lines = [f'<{prefix}commentRangeEnd{declared} {prefix}id="{id}"/>' for id in place.ended]
            lines += [_mark(prefix, declared, id) for id in place.hung]
            lines += [f'<{prefix}commentRangeStart{declared} {prefix}id="{id}"/>' for id in place.begun]
            yield cut.start, cut.end, f"{cut.before}{''.join(lines)}{cut.behind}"
        holder = self._text.body or self._text.root
        if self._behind and holder:
            prefix, declared = self._prefix(holder)
            marks = "".join(_mark(prefix, "", id) for id in self._behind)
            paragraph = f"<{prefix}p{declared}>{marks}</{prefix}p>"
            section = self._text.section
            yield (section.start, section.start, paragraph) if section else into(self._data, holder, paragraph)

    def _at(self, cut: Cut) -> _Place:
        return self._places.setdefault((cut.start, cut.end), _Place(cut))

    def _prefix(self, holder: Tag) -> tuple[str, str]:
        """Return the prefix of elements in one that is to hold them, and how it is declared unless the holder has it.

        Attributes need a prefix even where elements have none.
        """
        prefix = prefix_of(self._data, holder)
        return (prefix, "") if prefix else ("w:", f' xmlns:w="{self._space}"')


def _mark(prefix: str, declared: str, id: int) -> str:
    return f'<{prefix}r{declared}><{prefix}commentReference {prefix}id="{id}"/></{prefix}r>'
