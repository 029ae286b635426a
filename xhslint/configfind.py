"""Which configuration file holds. A project without one pays no more than a look for their names."""

from __future__ import annotations

import os
from pathlib import Path

NAMES = (".xhslint.yaml", ".xhslint.yml")
PYPROJECT = "pyproject.toml"


def find(start: Path | str) -> Path | None:
    """The configuration that holds in a folder: its own, else that of the nearest folder above that has one."""
    try:
        folder = os.path.abspath(start)
    except OSError:  # the current directory is gone
        return None
    while True:
        if found := find_in(folder):
            return Path(found)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def find_in(folder: str) -> str | None:
    """The configuration in a folder itself; a pyproject.toml counts if it has the table."""
    for name in NAMES:
        path = str(Path(folder, name))
        if os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path)):  # a dead link is told of
            return path
    path = str(Path(folder, PYPROJECT))
    try:
        data = Path(path).read_bytes() if os.path.isfile(path) else b""
    except OSError:
        return None
    if b"xhslint" not in data:
        return None
    from xhslint.configtoml import has_table

    return path if has_table(data) else None
