"""What belongs to a file beside its content: owner, permissions, access control lists and other extended attributes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

SYSTEMS_OWN = ("security.", "trusted.")
"""Attributes that the system gives a new file by itself, or that only root may set."""


def give_identity(path: str, status: os.stat_result, handle: int, is_strict: bool) -> None:
    """Give an open file the owner and the extended attributes of a file, but not yet its permissions.

    By its handle: somebody who may write to the folder could put a link in place of the name. Raises OSError for what
    the system does not allow, only if `is_strict`. Python reads extended attributes, which hold the access control lists,
    on Linux only.
    """
    for give in (_give_owner, _give_attributes):
        try:
            give(path, status, handle)
        except OSError:
            if is_strict:
                raise


def _give_owner(path: str, status: os.stat_result, handle: int) -> None:
    mine = os.fstat(handle)
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
        os.chown(handle, status.st_uid, status.st_gid)


def _give_attributes(path: str, status: os.stat_result, handle: int) -> None:
    if sys.platform != "linux":
        return
    names: list[str] = []
    with suppress(OSError):  # a file system without attributes
        names = os.listxattr(path)
    for name in names:
        try:
            os.setxattr(handle, name, os.getxattr(path, name))
        except OSError:
            if not name.startswith(SYSTEMS_OWN):
                raise
