"""Read drafts and other text files."""

from __future__ import annotations

import errno
import os

from xhslint.base.errors import Bilingual, InputError, Problem
from xhslint.base.file_reading import read_bytes
from xhslint.drafts.decode import decode
from xhslint.drafts.file_kinds import data_kind, saved_as, suffix_kind, text_kind
from xhslint.messages.catalogue import both, both_with_reason, is_in_use, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.drafts.draft import Draft


def read_draft(path: Path | str) -> Draft:
    """Return the draft in a file; raises InputError for whatever is wrong with the file or its front matter."""
    from xhslint.drafts.draft import Draft

    return Draft.parse(draft_text(read_data(path), path), os.fspath(path))


def draft_text(data: bytes, path: Path | str) -> str:
    """Return the text of a draft from its bytes; raises InputError for bytes that are no text, or whose text is not plain."""
    if kind := suffix_kind(path) or data_kind(data):
        raise not_plain(path, kind)
    if b"?" in data and b"??" in data:  # few drafts; a single byte is found faster
        from xhslint.drafts.lost_characters import require_characters

        require_characters(data, path)
    text = decode(data, os.fspath(path))
    if kind := text_kind(text):
        raise not_plain(path, kind)
    return text


def not_plain(path: Path | str, kind: str) -> InputError:
    """Return the error for a file of a kind (a key of `file_kinds`) that is not read as text."""
    better = saved_as(path)
    is_own = kind == "pdf" or (kind == "picture" and suffix_kind(path) != kind)
    key = "not read" if better else f"not plain.{kind}" if is_own else "not plain"
    zh, en = (say(lang, key, say(lang, f"file.{kind}"), better) for lang in ("zh", "en"))
    return InputError([Problem(os.fspath(path), 0, 0, Bilingual(zh, en))])


def read_text(path: Path | str, limit: int | None = None, allow_pipe: bool = True) -> str:
    """Return the text of a file in any known encoding; raises InputError if it cannot be read or is not text.

    For `limit` and `allow_pipe` see `base.file_reading`.
    """
    return decode(read_data(path, limit, allow_pipe), os.fspath(path))


def read_data(path: Path | str, limit: int | None = None, allow_pipe: bool = True) -> bytes:
    """Return the bytes of a file or pipe; raises InputError if it cannot be read."""
    try:
        return read_bytes(path, limit, allow_pipe)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def read_draft_data(path: Path | str, most: int, key: str = "draft too large") -> bytes:
    """Return the bytes of a draft in a file or pipe, `most` at most; raises InputError, with text `key` if there are more."""
    try:
        return read_bytes(path, most, allow_pipe=True)
    except (OSError, ValueError) as error:
        is_large = isinstance(error, OSError) and error.errno == errno.EFBIG
        raise (too_large(path, most, key) if is_large else unreadable(path, error)) from None


def too_large(path: Path | str, most: int, key: str = "draft too large") -> InputError:
    """Return the error for a draft of more than `most` bytes, or another text `key` about that."""
    return InputError([Problem(os.fspath(path), 0, 0, both(key, most))])


def unreadable(path: Path | str, error: OSError | ValueError) -> InputError:
    """Return the error for a path that could not be read, in words that need no knowledge of programming."""
    if isinstance(error, FileNotFoundError):
        reason = both("no file")
    elif isinstance(error, IsADirectoryError):
        reason = both("is folder")
    elif isinstance(error, PermissionError) and not is_in_use(error):
        reason = both("no permission")
    elif isinstance(error, OSError):
        reason = both_with_reason("unreadable", error)
    else:
        reason = both("bad path")
    return InputError([Problem(os.fspath(path), 0, 0, reason)])
