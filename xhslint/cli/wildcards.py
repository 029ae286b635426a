"""Wildcards in paths, which the shells of Windows leave to the program."""

from __future__ import annotations

import os
from collections.abc import Sequence

SHELL_EXPANDS = os.name != "nt"


def expanded(paths: Sequence[str]) -> tuple[str, ...]:
    """Return paths with the files that match in place of each pattern; what names a file or matches none stays as it is."""
    if SHELL_EXPANDS:
        return tuple(paths)
    from glob import glob

    return tuple(name for path in paths for name in (not os.path.lexists(path) and sorted(glob(path))) or [path])
