"""Find the configuration file of a folder. A project without one costs only lookups of a few names."""

from __future__ import annotations

import errno
import os
import re

from xhslint.base.bounds import is_repository, repository_root
from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both

NAMES = (".xhslint.yaml", ".xhslint.yml")
PYPROJECT = "pyproject.toml"

_HEADER = rb"""^[ \t]*\[\[?[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?xhslint["']?[ \t]*[].]"""
_OTHER = rb"""xhslint["']?[ \t]*(?:\.|=(?!=))"""  # a key, not an item of a list of requirements
# Where such a key can occur: [tool], tool.xhslint, tool = {…}; or anywhere if a name is written with an escape.
_TOOL = rb"""^(?:\xef\xbb\xbf)?[ \t]*(?:\[[ \t]*["']?tool["']?[ \t]*\]|["']?tool["']?[ \t]*[.=])|\\[uU]"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def find(start: Path | str) -> Path | None:
    """Return the configuration for a folder: its own, else that of the nearest folder above; None if there is none.

    Nothing is looked for above the root of a repository and above the home folder. Raises InputError for a configuration
    above `start`, in no repository, that belongs to another user.
    """
    try:
        folder = first = os.path.abspath(start)
    except OSError:  # the current directory is gone
        return None
    home = os.path.realpath(os.path.expanduser("~"))
    while True:
        if found := find_in(folder):
            if folder != first and _is_foreign(found):
                raise InputError([Problem(found, 0, 0, both("config.not yours"))])
            from pathlib import Path

            return Path(found)
        parent = os.path.dirname(folder)
        if folder in (parent, home) or is_repository(folder):
            return None
        folder = parent


def _is_foreign(path: str) -> bool:
    """Return whether a file outside of a repository belongs to another user, whose configuration must not hold here."""
    if not hasattr(os, "getuid") or os.lstat(path).st_uid in (os.getuid(), 0):
        return False
    return repository_root(os.path.dirname(path)) is None


def find_in(folder: str) -> str | None:
    """Return the configuration in a folder itself; a pyproject.toml counts if it has the table."""
    for name in NAMES:
        path = _inside(folder, name)
        if os.path.lexists(path) and not os.path.isdir(path):  # reading reports a dead link, a device, a pipe
            return path
    path = _inside(folder, PYPROJECT)
    try:
        if not os.path.isfile(path):
            return None
        from xhslint.base.file_reading import read_bytes

        data = read_bytes(path)
    except OSError as error:
        return path if error.errno == errno.EFBIG else None  # loading it reports that
    return path if b"xhslint" in data and has_table(data) else None


def has_table(data: bytes) -> bool:
    """Return whether a TOML file has the table; in a broken file its header is enough."""
    if re.search(_HEADER, data, re.MULTILINE):
        return True
    if not re.search(_OTHER, data) or not re.search(_TOOL, data, re.MULTILINE):
        return False
    from xhslint.config.toml_nodes import holds_table

    return holds_table(data)


def _inside(folder: str, name: str) -> str:
    return name if folder == os.curdir else os.path.join(folder, name)
