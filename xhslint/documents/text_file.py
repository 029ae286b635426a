"""The text of a document that is a text file."""

from __future__ import annotations

from xhslint.drafts.decode import decode
from xhslint.drafts.file_kinds import data_kind
from xhslint.drafts.read import not_plain


def text_of(data: bytes, path: str) -> str:
    """Return the text of a file that its name calls text; raises InputError for bytes that are something else."""
    if kind := data_kind(data):
        raise not_plain(path, kind)
    return decode(data, path)
