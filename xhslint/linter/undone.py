"""Characters of a draft that read as others, as the view of the draft has undone them."""

from __future__ import annotations

from collections.abc import Iterator

from xhslint.base.records import NamedTuple
from xhslint.matching.scan import Scan
from xhslint.model.disguises import Disguise
from xhslint.text.fold_table import readings

STYLES = frozenset(
    ("width", "enclosed", "styled", "keycap", "traditional", "variant", "radical", "combining", "separator")
)
"""Kinds of disguise that are mere style outside of terms."""
TYPEFACES = frozenset(("width", "enclosed", "styled"))
"""Kinds that keep the case of a letter."""


class Undone(NamedTuple):
    """`[start, end)` of a draft, which reads as `reads`; `disguises` say how."""

    start: int
    end: int
    reads: str
    disguises: tuple[Disguise, ...]


class Unit(NamedTuple):
    """The smallest piece of a view, `[start, end)`, that stands for a piece of the draft, `[source, source_end)`."""

    start: int
    end: int
    source: int
    source_end: int


def undone_characters(scan: Scan, start: int, end: int, styles: frozenset[str] = frozenset()) -> list[Undone]:
    """Return the characters in `[start, end)` of the view that stand for others, in order; neighbours of one kind are one.

    Those of the kinds `styles` are left out, and full-width digits and marks (２元) where no full-width letter stands.
    """
    if scan.view.is_identity or reads_as_written(scan, start, end):
        return []
    found = list(_found(scan, start, end, styles))
    if not any(_is_kind(each, "width") and any(map(str.isalpha, each.reads)) for each in found):
        found = [each for each in found if not _is_kind(each, "width")]
    return list(_joined(found))


def reads_as_written(scan: Scan, start: int, end: int) -> bool:
    """Tell whether all that stands in `[start, end)` of the view is written as it reads, but for upper case."""
    first, last = scan.view.source(start, end)
    return last - first == end - start and scan.source[first:last].lower() == scan.text[start:end]


def _found(scan: Scan, start: int, end: int, styles: frozenset[str]) -> Iterator[Undone]:
    before = -1
    for unit in _units(scan, start, end):
        hidden = scan.source[before : unit.source] if before >= 0 else ""
        if _is_hidden(hidden):
            yield Undone(before, unit.source, "", (Disguise("invisible", hidden, ""),))
        before = unit.source_end
        written, reads = scan.source[unit.source : before], scan.text[unit.start : unit.end]
        if written.lower() == reads:
            continue
        told = tuple(each for each in scan.view.disguises(unit.start, unit.end) if each.kind not in styles)
        if told:
            yield Undone(unit.source, before, _cased(written, reads, told[0].kind), told)


def _units(scan: Scan, start: int, end: int) -> list[Unit]:
    """Return the units of `[start, end)` of the view; what stands in another order than in the draft is one."""
    units: list[Unit] = []
    for at in range(start, end):
        unit = Unit(at, at + 1, *scan.view.source(at, at + 1))
        while units and unit.source < units[-1].source_end:
            last = units.pop()
            unit = Unit(last.start, at + 1, min(unit.source, last.source), max(unit.source_end, last.source_end))
        units.append(unit)
    return units


def _is_hidden(text: str) -> bool:
    """Tell whether a text that left no trace in the view hides something: marks of emphasis alone do not."""
    unseen = [readings().get(char) == "" for char in text]
    return any(unseen) and all(is_unseen or char in "*＊" for is_unseen, char in zip(unseen, text, strict=True))


def _cased(written: str, reads: str, kind: str) -> str:
    """Return what a character reads as, in upper case if it is a letter of another typeface in upper case."""
    if kind in TYPEFACES and len(written) == 1:
        from unicodedata import normalize

        plain = normalize("NFKC", written)
        return plain if plain.lower() == reads else reads
    return reads


def _is_kind(undone: Undone, kind: str) -> bool:
    return all(each.kind == kind for each in undone.disguises)


def _joined(found: list[Undone]) -> Iterator[Undone]:
    """Yield what is undone with neighbours of one kind made one."""
    run: Undone | None = None
    for each in found:
        kind = each.disguises[0].kind
        if run and run.end == each.start and _is_kind(run, kind) and _is_kind(each, kind):
            first, second = run.disguises[0], each.disguises[0]
            told = Disguise(kind, first.text + second.text, first.reads + second.reads)
            run = Undone(run.start, each.end, run.reads + each.reads, (told,))
            continue
        if run:
            yield run
        run = each
    if run:
        yield run
