"""The folder as it is written with the real Pyodide, if that is here: `npm ci` in `tests/static_page/node` brings it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from xhslint.static_page.folder import made, write
from xhslint.static_page.pyodide import Unusable, read_pyodide

NODE = Path(__file__).with_name("node")
PYODIDE = Path(os.environ.get("XHSLINT_PYODIDE") or NODE / "node_modules" / "pyodide")


def missing() -> str:
    """Return why the folder cannot be tried here; empty if it can."""
    if not shutil.which("node"):
        return "no node here"
    try:
        read_pyodide(PYODIDE)
    except (OSError, Unusable):
        return f"no Pyodide in {PYODIDE}: npm ci --prefix {NODE}"
    return ""


def write_folder(out: Path) -> None:
    """Write the folder, its modules compiled."""
    files, is_compiled = made(read_pyodide(PYODIDE), "zh")
    assert is_compiled
    write(out, files)
