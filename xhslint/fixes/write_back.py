"""A draft written back: in the encoding it came in, whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from xhslint.base import atomic_write
from xhslint.base.errors import InputError, Problem
from xhslint.drafts.decode import decode, sniff
from xhslint.messages.catalogue import say, system_reason


def encoded(original: bytes, text: str, path: Path | str, lang: str = "zh") -> bytes:
    """The bytes of a text in the encoding of its file, with the byte order mark that the file had.

    Raises InputError if what stayed in the text would not keep its bytes, or if the result, short as it may be by now,
    would be taken for another encoding.
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
    raise _refused(shown, say(lang, "inexact"))


def write_fixed(path: Path | str, original: bytes, text: str, lang: str = "zh") -> bool:
    """Put a fixed text in place of the file that was read as `original`; False if that changes nothing.

    The file keeps its permissions and, where the system lets us, its owner; of a symbolic link the target is replaced.
    Raises InputError, and leaves everything as it was, if the file cannot be written or is no longer what was read.
    """
    shown = os.fspath(path)
    data = encoded(original, text, path, lang)
    if data == original:
        return False
    try:
        _replace(os.path.realpath(path), original, data)
    except _NoFile:
        raise _refused(shown, say(lang, "unwritable", say(lang, "no file"))) from None
    except FileNotFoundError:  # also for what is there but is no longer what was read
        raise _refused(shown, say(lang, "changed")) from None
    except (OSError, ValueError) as error:
        raise _refused(shown, say(lang, "unwritable", system_reason(lang, error))) from error
    return True


class _NoFile(Exception):
    """A folder, a pipe or a device."""


def _replace(target: str, original: bytes, data: bytes) -> None:
    """Write beside the file, then put that in its place in one step, if it is still what was read."""
    status = os.stat(target)
    if not stat.S_ISREG(status.st_mode):
        raise _NoFile
    if not status.st_mode & 0o222:  # root may write to it, but its owner wants nobody to
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def require_unchanged() -> None:
        if _changed(target, original):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    atomic_write.write(target, data, is_durable=True, verify=require_unchanged)


def _changed(target: str, original: bytes) -> bool:
    """Whether somebody wrote to the file, or took it away, since it was read."""
    try:
        with open(target, "rb") as file:
            return file.read() != original
    except FileNotFoundError:
        return True


def _refused(path: str, reason: str) -> InputError:
    return InputError([Problem(path, 0, 0, reason)])
