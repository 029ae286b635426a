"""Write a fixed draft back in its encoding, whole or not at all, and never over a file that changed meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from xhslint.base import atomic_write
from xhslint.base.errors import InputError, Problem
from xhslint.drafts.decode import decode, sniff
from xhslint.messages.catalogue import say, system_reason


def encode_like(original: bytes, text: str, path: Path | str, lang: str = "zh") -> bytes:
    """Return a text in the encoding of `original`, with its byte order mark.

    Raises InputError if unchanged text would not keep its bytes, or if the result would be read in another encoding.
    """
    shown = os.fspath(path)
    encoding = sniff(original, shown)
    mark = original[: encoding.bom]
    try:
        exact = mark + decode(original, shown).encode(encoding.name) == original
        data = mark + text.encode(encoding.name)
        if exact and decode(data, shown) == text:
            return data
    except (InputError, UnicodeEncodeError):
        pass
    raise _error(shown, say(lang, "inexact"))


def write_fixed(path: Path | str, original: bytes, text: str, lang: str = "zh") -> bool:
    """Replace a file that was read as `original` by a fixed text; return False if that changes nothing.

    The file keeps its permissions and, where the system allows it, its owner; the target of a symbolic link is replaced.
    Raises InputError and changes nothing if the file cannot be written or is no longer what was read.
    """
    shown = os.fspath(path)
    data = encode_like(original, text, path, lang)
    if data == original:
        return False
    try:
        _replace_unchanged(os.path.realpath(path), original, data)
    except _NoFile:
        raise _error(shown, say(lang, "unwritable", say(lang, "ENODEV"))) from None
    except FileNotFoundError:  # also for what is there but is no longer what was read
        raise _error(shown, say(lang, "changed")) from None
    except (OSError, ValueError) as error:
        raise _error(shown, say(lang, "unwritable", system_reason(lang, error))) from error
    return True


class _NoFile(Exception):
    """The path is a folder, a pipe or a device."""


def _replace_unchanged(target: str, original: bytes, data: bytes) -> None:
    """Replace a file by `data` in one step if it still holds `original`; raises FileNotFoundError if not."""
    status = os.stat(target)
    if not stat.S_ISREG(status.st_mode):
        raise _NoFile
    if not status.st_mode & 0o222:  # root may write to it, but its owner wants nobody to
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def require_unchanged() -> None:
        if _changed(target, original):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    atomic_write.write(target, data, is_strict=True, verify=require_unchanged)


def _changed(target: str, original: bytes) -> bool:
    """Return whether a file is gone or no longer holds `original`."""
    try:
        with open(target, "rb") as file:
            return file.read() != original
    except FileNotFoundError:
        return True


def _error(path: str, reason: str) -> InputError:
    return InputError([Problem(path, 0, 0, reason)])
