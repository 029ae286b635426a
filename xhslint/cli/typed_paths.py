"""Paths as the shells of Windows hand them over: with wildcards, and with a quotation mark that was to end them."""

from __future__ import annotations

import os
from collections.abc import Sequence

SHELL_EXPANDS = os.name != "nt"


def expanded(paths: Sequence[str]) -> tuple[str, ...]:
    """Return paths with the files that match in place of each pattern; what names a file or matches none stays as it is.

    PowerShell 5 hands `'my notes\\'`, which Tab completes, over as `my notes"`; no name of Windows holds a quotation mark.
    """
    if SHELL_EXPANDS:
        return tuple(paths)
    return tuple(name for path in paths for name in _named(path.removesuffix('"') or path))


def _named(path: str) -> list[str]:
    if os.path.lexists(path):
        return [path]
    from glob import glob

    from xhslint.drafts.file_kinds import is_lock

    return sorted(name for name in glob(path) if not is_lock(name)) or [path]
