"""Temporary files that killed processes left behind: known by their names, and told from those in use by a lock."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress

try:
    import fcntl
except ImportError:  # Windows, which removes no file that is open
    fcntl = None  # type: ignore[assignment]

_NAME = r"\.xhslint-[0-9a-f]{16}\.tmp"
_searched: set[str] = set()
"""The folders that this process has searched."""


def temporary_name() -> str:
    """Return a name that nobody can guess; it begins with a dot, so that a search for drafts passes over it."""
    return f".xhslint-{os.urandom(8).hex()}.tmp"


def claim(handle: int) -> bool:
    """Lock a new temporary file until it is closed; return False if another process has already removed it."""
    if fcntl:
        with suppress(OSError):  # a file system without locks, where nobody removes anything either
            fcntl.flock(handle, fcntl.LOCK_EX)
    return os.fstat(handle).st_nlink > 0


def remove_leftovers(folder: str) -> None:
    """Remove the temporary files in a folder that no process works on; a process searches each folder once."""
    if folder in _searched:
        return
    _searched.add(folder)
    with suppress(OSError):
        for name in os.listdir(folder):
            if re.fullmatch(_NAME, name):
                _remove_unclaimed(os.path.join(folder, name))


def _remove_unclaimed(path: str) -> None:
    with suppress(OSError):
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return
        if not fcntl:
            os.unlink(path)
            return
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(path)
        finally:
            os.close(handle)
