"""The View: a draft as it reads once its disguises are undone, with the source range of every character.

Most drafts hold nothing to undo. Their view is the text in lower case and costs one scan; nothing is kept per character
for what is left as written, nor for one character that reads as one other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xhslint.model.findings import Disguise
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
from xhslint.text.offset_map import Edits

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


class View:
    """A folded text.

    `text` is what the rules read: lower case, disguises undone. `is_identity` says that it is the source but for its
    case, character by character. Positions are code points, ranges half-open.
    """

    __slots__ = ("_edits", "_skips", "_written", "is_identity", "text")

    def __init__(self, text: str, written: str, edits: Edits | None, skips: Edits | None) -> None:
        self.text = text
        self.is_identity = edits is None and skips is None
        self._written = written
        self._edits = edits
        self._skips = skips

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of view characters [start, end).

        Marks on the last character are in it, invisible characters inside too, those around it are not. A character
        that is one of several made from one source character has that character's range.
        """
        for edits in (self._edits, self._skips):
            if edits:
                start, end = edits.origin(start, end)
        return start, end

    def disguises(self, start: int, end: int) -> list[Disguise]:
        """What was undone in view characters [start, end), in source order; neighbours of one kind are one item.

        What a skip covers is not part of an item's text, and putting letters in lower case is not a disguise.
        """
        if not self._edits:
            return []
        undone: list[tuple[str, int, int, str]] = []
        before = self._edits.origin(start, start)[0]
        while start < end:
            view, start, source, source_end = self._edits.unit(start)
            if before < source:
                undone.append(("invisible", before, source, ""))
            reads = self.text[view:start]
            kind = _kind(self._written[source:source_end], reads)
            if kind:
                undone.append((kind, source, source_end, reads))
            before = source_end
        return [Disguise(kind, self._written[a:b], reads) for kind, a, b, reads in _merged(undone)]


def fold(text: str, skips: Sequence[SkipLike] = ()) -> View:
    """The view of a text in which `skips`, sorted and disjoint, read as they say; any string, in linear time."""
    skipped = None
    if skips:
        text, skipped = _skip(text, skips)
    compact, edits = text, None
    if ordinary()(text, 0).end() < len(text):
        compact, edits = _undo_characters(text)
    compact = compact.lower()
    if parts().search(compact):
        compact, edits = _join_parts(compact, edits or Edits())
    return View(compact, text, edits, skipped)


def _skip(text: str, skips: Sequence[SkipLike]) -> tuple[str, Edits]:
    pieces: list[str] = []
    edits = Edits()
    done = shift = 0
    for skip in skips:
        pieces += text[done : skip.start], skip.reads
        edits.add(skip.start + shift, skip.start + shift + len(skip.reads), skip.start, skip.end)
        done, shift = skip.end, shift + len(skip.reads) - (skip.end - skip.start)
    return "".join([*pieces, text[done:]]), edits


def _suspects(text: str) -> Iterator[int]:
    """Where characters stand that may read as something else."""
    run = ordinary()
    at = run(text, 0).end()
    while at < len(text):
        yield at
        at = run(text, at + 1).end()


def _undo_characters(text: str) -> tuple[str, Edits | None]:
    """Every character as it reads by itself, case aside, and the edits of those not one for one; None: all stays."""
    reading, belong, edits = readings().get, marks(), Edits()
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
            edits.attach(view, at) if view and text[at] in belong else edits.vanish(view, at)
            shift -= 1
        elif len(reads) > 1:
            edits.add(at + shift, at + shift + len(reads), at, at + 1)
            shift += len(reads) - 1
        pieces.append(text[done:at])
        pieces.append(reads)
        done = at + 1
    pieces.append(text[done:])
    return "".join(pieces), edits if done else None


def _join_parts(text: str, edits: Edits) -> tuple[str, Edits]:
    """Characters written as their parts put together, in a text that was made by `edits`."""
    pieces: list[str] = []
    joined = Edits()
    done = index = shift = 0
    for match in parts().finditer(text):
        start, end = match.span()
        index = joined.copy(edits, index, start, shift)
        joined.add(start + shift, start + shift + 1, *edits.origin(start, end))
        while index < len(edits.view) and edits.view[index] < end:
            index += 1
        pieces += text[done:start], wholes()[match[0]]
        done, shift = end, shift + 1 - (end - start)
    joined.copy(edits, index, len(text), shift)
    return "".join([*pieces, text[done:]]), joined


def _kind(written: str, reads: str) -> str | None:
    """How `written`, the source of one unit, hides what it reads as; its base tells, or else what is put on it."""
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
    merged: list[tuple[str, int, int, str]] = []
    for kind, start, end, reads in undone:
        if merged and merged[-1][0] == kind and merged[-1][2] == start:
            _, start, _, before = merged.pop()
            reads = before + reads
        merged.append((kind, start, end, reads))
    return merged
