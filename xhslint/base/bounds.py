"""Where paths may lead that a stranger wrote: below some folders, also when links are followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

_JUNCTION = 0xA0000003
"""The tag of a folder of Windows that is a link to another; Python takes it for a folder, and names the tag there only."""


def is_link(path: str) -> bool:
    """Return whether a path is a symbolic link or a junction."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def is_below(path: str, folder: str) -> bool:
    """Return whether a path is inside a folder, or the folder itself.

    The path as it is written is judged first, so that nothing outside, such as a network share, is looked at.
    """
    return _holds(os.path.abspath(folder), os.path.abspath(path)) and _holds(
        os.path.realpath(folder), os.path.realpath(path)
    )


def is_below_any(path: str, folders: Iterable[str]) -> bool:
    """Return whether a path is inside one of some folders."""
    return any(is_below(path, folder) for folder in folders)


def passes_link(path: str, folder: str) -> bool:
    """Return whether a path inside a folder is a link, or leads through one below the folder."""
    name = os.path.relpath(os.path.abspath(path), os.path.abspath(folder))
    direct = os.path.join(os.path.realpath(folder), name)
    return os.path.normcase(os.path.realpath(path)) != os.path.normcase(os.path.normpath(direct))


def is_behind_link(path: str) -> bool:
    """Return whether a path in the repository around the current folder, or in that folder, is a link or leads through one.

    A stranger may have put it there, so what is written goes nowhere that the path does not name.
    """
    top = repository_root(os.curdir) or os.getcwd()
    return _holds(top, os.path.abspath(path)) and passes_link(path, top)


def repository_root(folder: str) -> str | None:
    """Return the root of the repository that a folder is in, None outside of one."""
    top = os.path.abspath(folder)
    while not is_repository(top):
        parent = os.path.dirname(top)
        if parent == top:
            return None
        top = parent
    return top


def is_repository(folder: str) -> bool:
    """Return whether a folder is the root of a git repository, a submodule or another working tree."""
    return os.path.lexists(os.path.join(folder, ".git"))


def _holds(folder: str, path: str) -> bool:
    try:
        return os.path.normcase(os.path.commonpath((folder, path))) == os.path.normcase(folder)
    except ValueError:  # another drive
        return False
