"""Read the notes in a Word file (.docx), and behind them its comments, footnotes and endnotes, each as a note of its own.

Paragraphs are counted as they stand in the file, empty ones, those in cells of tables and those in text boxes too, from 1. The
place of a comment or note is the paragraph with its mark. Headers, footers and charts are not read, pictures by `embedded.py`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import groupby

from xhslint.base.errors import InputError
from xhslint.documents.block_notes import BlockNotes, aside
from xhslint.documents.columns import Columns
from xhslint.documents.package import Package
from xhslint.documents.relations import main_part, relations, target
from xhslint.documents.word_styles import heading_levels
from xhslint.documents.word_text import WordReader
from xhslint.drafts.draft import Draft
from xhslint.drafts.places import Place

_ASIDES = (("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "endnote"))


def read(data: bytes, path: str, columns: Columns) -> Generator[Draft | InputError, None, tuple[str, ...]]:
    """Yield the notes of a Word file; raises InputError where nothing behind can be read."""
    package = Package(data, path)
    document = main_part(package, "w:document")
    styles = target(package, document, "styles")
    reader = WordReader(package, heading_levels(package, styles) if styles else {})
    notes = BlockNotes(columns, path)
    for _, block in reader.blocks(document, relations(package, document)):
        yield from notes.add(block)
    yield from notes.end()
    for parts, kind in _ASIDES:
        if part := target(package, document, parts):
            yield from _asides(reader, package, part, kind, path)
    for number in reader.embedded:
        yield package.error("office.embedded", number)
    notes.require_names()
    return notes.unread


def _asides(reader: WordReader, package: Package, part: str, kind: str, path: str) -> Iterator[Draft | InputError]:
    """Yield each comment or note with the place of its mark."""
    marks = dict(reader.marks)
    blocks = reader.blocks(part, relations(package, part), f"w:{kind}")
    for id, group in groupby(blocks, key=lambda found: found[0]):
        yield from aside(path, [block for _, block in group], Place(paragraph=marks.get((kind, id), 0), field=kind))
