"""The view of a draft: its text with disguises undone, and the source range of every character.

The view of a draft without disguises is its text in lower case and costs one scan. Nothing is stored for characters that
read as written or as one other character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.base.lazy_regex import lazy
from xhslint.model.disguises import Disguise
from xhslint.text.fold_table import (
    JOINERS,
    KEYCAP,
    emoji,
    flags,
    kind_of,
    marks,
    ordinary,
    parts,
    readings,
    regional,
    wholes,
)
from xhslint.text.offset_map import OffsetMap, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class SkipLike(Protocol):
        """A source range, half-open, that reads as `reads`: "" as if it were not there, "\\n" as a break."""

        @property
        def start(self) -> int: ...
        @property
        def end(self) -> int: ...
        @property
        def reads(self) -> str: ...


EMPHASIS = lazy(r"(?<!\*)\*\*(?!\*)[^\n]*?(?<!\*)\*\*(?!\*)")
INSIDE_WORDS = lazy(r"[\u2e80-\u9fff]\*\*[\u2e80-\u9fff]")


class View:
    """A folded text.

    `text` is what the rules read: lower case, disguises undone. `is_identity` says that nothing was undone, so that the
    text is the source in lower case. Positions are code points, ranges half-open.
    """

    __slots__ = ("_offsets", "_skips", "_written", "is_identity", "text")

    def __init__(self, text: str, written: str, offsets: OffsetMap | None, skips: OffsetMap | None) -> None:
        self.text = text
        self.is_identity = offsets is None and skips is None
        self._written = written
        self._offsets = offsets
        self._skips = skips

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range of view characters [start, end).

        It includes marks on the last character and invisible characters inside, but none around. A character that is one
        of several made from one source character has the range of that one.
        """
        for offsets in (self._offsets, self._skips):
            if offsets:
                start, end = offsets.origin(start, end)
        return start, end

    def is_respelled(self, start: int, end: int) -> bool:
        """Tell whether a word in view characters [start, end) is written by what sounds or looks like it."""
        return False

    def written(self, start: int, end: int) -> str:
        """Return what view characters [start, end) are made from, without skipped ranges."""
        if self._offsets:
            start, end = self._offsets.origin(start, end)
        return self._written[start:end]

    def disguises(self, start: int, end: int) -> list[Disguise]:
        """Return the disguises undone in view characters [start, end), in source order; neighbours of one kind are one.

        Their text leaves out skipped ranges. Upper-case letters are no disguise, nor are strokes that read as separators.
        """
        if not self._offsets:
            return []
        undone: list[tuple[str, int, int, str]] = []
        before = self._offsets.origin(start, start)[0]
        while start < end:
            view, start, source, source_end = self._offsets.unit(start)
            if before < source:
                invisible = all(readings().get(char) == "" for char in self._written[before:source])
                undone.append(("invisible" if invisible else "separator", before, source, ""))
            reads = self.text[view:start]
            kind = _kind(self._written[source:source_end], reads)
            if kind and kind != "separator":
                undone.append((kind, source, source_end, reads))
            before = source_end
        return [Disguise(kind, self._written[a:b], reads) for kind, a, b, reads in _merged(undone)]


def fold(text: str, skips: Sequence[SkipLike] = ()) -> View:
    """Return the view of any text, in linear time; `skips`, sorted and disjoint, read as they say."""
    skipped = None
    if skips:
        text, skipped = replaced(text, ((skip.start, skip.end, skip.reads) for skip in skips))
    compact, offsets = text, None
    if ordinary()(text, 0).end() < len(text):
        compact, offsets = _undo_characters(text)
    compact = compact.lower()
    if "**" in compact and (emphasis := list(_emphasis(compact))):
        compact, offsets = replaced(compact, emphasis, offsets)
    if parts().search(compact):
        joined = ((*match.span(), wholes()[match[0]]) for match in parts().finditer(compact))
        compact, offsets = replaced(compact, joined, offsets)
    return View(compact, text, offsets, skipped)


def _suspects(text: str) -> Iterator[int]:
    """Yield the positions of characters that may read as something else."""
    run = ordinary()
    at = run(text, 0).end()
    while at < len(text):
        yield at
        at = run(text, at + 1).end()


def _undo_characters(text: str) -> tuple[str, OffsetMap | None]:
    """Return a text with each character as it reads by itself, and its offset map; None if nothing changed."""
    reading, belong, offsets = readings().get, marks(), OffsetMap()
    pieces: list[str] = []
    done = kept = shift = 0  # how far the source is in `pieces`; the end of the last flag; view minus source positions
    for at in _suspects(text):
        reads = reading(text[at])
        if reads is None:
            if at < kept or text[at] not in regional():
                continue
            if text[at : at + 2] in flags():
                kept = at + 2
                continue
            reads = regional()[text[at]]
        elif not reads:
            if text[at] in JOINERS and done < at and emoji().match(text, at - 1):
                continue
            view = at + shift
            offsets.attach(view, at) if view and text[at] in belong else offsets.vanish(view, at)
            shift -= 1
        elif len(reads) > 1:
            offsets.add(at + shift, at + shift + len(reads), at, at + 1)
            shift += len(reads) - 1
        pieces.append(text[done:at])
        pieces.append(reads)
        done = at + 1
    pieces.append(text[done:])
    return "".join(pieces), offsets if done else None


def _emphasis(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of Markdown emphasis that begins or ends inside Chinese words, with what they read as: nothing.

    A reader takes 私**信我** for one run of words, while **私信** between blanks or stops ends where they do.
    """
    for match in EMPHASIS.finditer(text):
        start, end = match.span()
        if any(INSIDE_WORDS.match(text, at - 1) for at in (start, end - 2) if at):
            yield start, start + 2, ""
            yield end - 2, end, ""


def _kind(written: str, reads: str) -> str | None:
    """Return the kind of disguise of `written`, the source of one unit: that of its base character, else of its marks."""
    if written.lower() == reads:
        return None
    base = [char for char in written if readings().get(char) != ""]
    if len(base) > 1:
        return "split"
    if KEYCAP in written:
        return "keycap"
    kind = kind_of(base[0]) if base else None
    if kind or len(written) == 1:
        return kind
    return "combining" if any(kind_of(char) == "combining" for char in written) else "invisible"


def _merged(undone: list[tuple[str, int, int, str]]) -> list[tuple[str, int, int, str]]:
    """Merge neighbours of one kind; rows are (kind, start, end, reads)."""
    merged: list[tuple[str, int, int, str]] = []
    for kind, start, end, reads in undone:
        if merged and merged[-1][0] == kind and merged[-1][2] == start:
            _, start, _, before = merged.pop()
            reads = before + reads
        merged.append((kind, start, end, reads))
    return merged
