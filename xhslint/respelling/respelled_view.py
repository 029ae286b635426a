"""A view in which some characters are replaced by those that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from xhslint.model.disguises import Disguise
from xhslint.respelling.readings import ALIKE, DIGIT, EMOJI, HAN, PARTS, PINYIN, WHOLE_PARTS
from xhslint.respelling.spelling import INITIAL, Piece
from xhslint.text.offset_map import replaced
from xhslint.text.view import View

DISGUISE_KINDS = {
    HAN: "homophone",
    EMOJI: "emoji",
    DIGIT: "digit",
    PINYIN: "pinyin",
    PARTS: "split",
    WHOLE_PARTS: "split",
    INITIAL: "initials",
    ALIKE: "lookalike",
}


def disguise_kind(written: str, kind: int, reads: str) -> str:
    """Return the kind of disguise of a piece that was read by a kind of reading."""
    if written == reads * 2:
        return "doubled"
    if written[1:] == reads:
        return "separator"  # 〇页 in 主〇页
    return "reversed" if is_backwards(written, reads) else DISGUISE_KINDS[kind]


def is_backwards(written: str, reads: str) -> bool:
    """Tell whether what is written is a word from its end."""
    return len(reads) > 1 and written == reads[::-1]


class RespelledView(View):
    """`base` with `pieces` of it, sorted and disjoint, replaced by what they read as."""

    __slots__ = ("_base", "_kinds", "_places", "_respelled")

    def __init__(self, base: View, pieces: Sequence[Piece]) -> None:
        self._base = base
        self.text, self._respelled = replaced(base.text, ((piece.start, piece.end, piece.reads) for piece in pieces))
        self._places = list(self._respelled.view)
        kinds = (disguise_kind(base.text[piece.start : piece.end], piece.kind, piece.reads) for piece in pieces)
        self._kinds = dict(zip(self._places, kinds, strict=True))
        self.is_identity = False

    def source(self, start: int, end: int) -> tuple[int, int]:
        return self._base.source(*self._respelled.origin(start, end))

    def disguises(self, start: int, end: int) -> list[Disguise]:
        found: list[Disguise] = []
        before = -1  # where the piece before ends
        while start < end:
            view, behind, first, last = self._respelled.unit(start)
            kind = self._kinds.get(view, "")
            if kind:
                written, reads = self._base.written(first, last), self.text[view:behind]
                if before == first and found[-1].kind == kind:
                    written, reads = found[-1].text + written, found.pop().reads + reads
                found.append(Disguise(kind, written, reads))
                before = last
            else:
                behind = min(end, self._next_piece(behind))
                found += self._base.disguises(first, self._respelled.origin(start, behind)[1])
            start = behind
        return found

    def is_respelled(self, start: int, end: int) -> bool:
        return self._next_piece(start) < end

    def written(self, start: int, end: int) -> str:
        return self._base.written(*self._respelled.origin(start, end))

    def _next_piece(self, at: int) -> int:
        """Return where the first piece at or behind a place of the view begins."""
        number = bisect_left(self._places, at)
        return self._places[number] if number < len(self._places) else len(self.text)
