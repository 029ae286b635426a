"""Compile the modules ahead, which makes the page start in less than half the time; needs Node, which comes with npm."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from xhslint.static_page.pyodide import ABI

SECONDS = 600
_HERE = Path(__file__).parent


def compiled(pyodide: Mapping[str, bytes], package: bytes) -> tuple[bytes, bytes] | None:
    """Return the standard library and the package with compiled modules; None where that cannot be done.

    `pyodide` are the files of Pyodide, which were checked, `package` is the archive of the modules. What is compiled depends on
    the version of Python, so Pyodide itself does it.
    """
    node = shutil.which("node")
    if not node:
        return None
    with tempfile.TemporaryDirectory(prefix="xhslint-") as scratch:
        folder = Path(scratch)
        for name, data in {**pyodide, "package.tar": package}.items():
            (folder / name).write_bytes(data)
        command = [node, str(_HERE / "prepare.mjs"), str(folder), str(_HERE / "compiling.py"), ABI]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, cwd=folder)
            return (folder / "library.zip").read_bytes(), (folder / "compiled.tar").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
