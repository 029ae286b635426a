"""Find the configuration file of a folder. A project without one costs only lookups of a few names."""

from __future__ import annotations

import os
import re

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
    """Return the configuration for a folder: its own, else that of the nearest folder above; None if there is none."""
    try:
        folder = os.path.abspath(start)
    except OSError:  # the current directory is gone
        return None
    while True:
        if found := find_in(folder):
            from pathlib import Path

            return Path(found)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def find_in(folder: str) -> str | None:
    """Return the configuration in a folder itself; a pyproject.toml counts if it has the table."""
    for name in NAMES:
        path = _inside(folder, name)
        if os.path.isfile(path) or (
            os.path.islink(path) and not os.path.exists(path)
        ):  # reading a dead link reports it
            return path
    path = _inside(folder, PYPROJECT)
    try:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
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
