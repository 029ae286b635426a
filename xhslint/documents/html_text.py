"""Read the notes in web pages, such as exports of Feishu and Notion: a note for each h1 or h2, or for each row of a table."""

from __future__ import annotations

import re
from collections.abc import Generator

from xhslint.base.errors import InputError
from xhslint.base.time_limit import check_time
from xhslint.documents.block_notes import BlockNotes
from xhslint.documents.columns import Columns
from xhslint.documents.html_blocks import Page
from xhslint.documents.text_file import text_of
from xhslint.drafts.draft import Draft

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*(big5)", re.IGNORECASE)
_BEGINNING = 2_048  # bytes in which the encoding is declared


def read(data: bytes, path: str, columns: Columns) -> Generator[Draft | InputError, None, tuple[str, ...]]:
    """Yield the notes of a page; raises InputError where it cannot be read any further."""
    page = Page(_decoded(data, path), path)
    notes = BlockNotes(columns, path)
    try:
        for block in page.blocks():
            check_time()
            yield from notes.add(block)
    except InputError as error:
        yield from notes.end()
        raise error
    yield from notes.end()
    if page.broken:
        yield page.broken
    notes.require_names()
    return notes.unread


def _decoded(data: bytes, path: str) -> str:
    """Return the text of a page: traditional Chinese in Big5 has to be declared, all else is recognised."""
    if _DECLARED.search(data[:_BEGINNING]):
        try:
            return data.decode("big5hkscs")
        except UnicodeDecodeError:
            pass  # what it declares is not what it is
    return text_of(data, path)
