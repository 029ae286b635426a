"""The kinds of documents that can be read. A new one is a module with a function `read` and a line in `READERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xhslint.base.errors import InputError
from xhslint.documents.columns import Columns
from xhslint.drafts.draft import Draft
from xhslint.drafts.file_kinds import suffix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

Reader: TypeAlias = "Callable[[bytes, str, Columns], Iterator[Draft | InputError]]"

# Suffix → module, imported only when such a document is read.
READERS: dict[str, str] = {
    ".csv": "xhslint.documents.delimited",
    ".docx": "xhslint.documents.docx",
    ".htm": "xhslint.documents.html_text",
    ".html": "xhslint.documents.html_text",
    ".json": "xhslint.documents.json_notes",
    ".jsonl": "xhslint.documents.json_notes",
    ".ndjson": "xhslint.documents.json_notes",
    ".tsv": "xhslint.documents.delimited",
    ".xlsx": "xhslint.documents.xlsx",
}


def is_document(path: Path | str) -> bool:
    """Return whether a name is that of a document whose notes can be read."""
    return suffix(path) in READERS


def read_notes(data: bytes, path: str, columns: Columns) -> Iterator[Draft | InputError]:
    """Yield the notes in a document, in its order, and an InputError in place of what could not be read.

    A reader of tables returns last the names of columns that are not read and in which prose stands.
    `path` names the document in messages and is that of every draft. Memory and time are bounded whatever the bytes are.
    """
    from importlib import import_module

    reader: Reader = import_module(READERS[suffix(path)]).read
    return reader(data, path, columns)
