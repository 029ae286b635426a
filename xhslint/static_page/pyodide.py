"""The files of Pyodide, which is Python for browsers, as the npm package `pyodide` has them: one version, checked file by file."""

from __future__ import annotations

import hashlib
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

VERSION = "314.0.7"
PYTHON = (3, 14)
"""The version of Python that it is."""
ABI = "2026_0"
"""What its list of packages, which is not needed here, would have to name."""
SOURCE = "https://github.com/pyodide/pyodide/tree/" + VERSION
DIGESTS = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}
"""The SHA-256 of each file."""
ARCHIVE = f"pyodide-{VERSION}.tgz"
"""What `npm pack` writes."""
MOST_BYTES = 16 << 20


class Unusable(Exception):
    """Files that are not those of this version; the arguments are the key of a message and what fills it in."""


def read_pyodide(place: Path) -> dict[str, bytes]:
    """Return the files by name, from the archive of `npm pack` or a folder that has them, its own or that of `npm install`.

    Raises Unusable if one is missing or differs, OSError if it cannot be read.
    """
    with _reader(place) as read:
        found = {name: read(name) for name in DIGESTS}
    for name, digest in DIGESTS.items():
        data = found[name]
        if data is None:
            raise Unusable("static.missing", name)
        if hashlib.sha256(data).hexdigest() != digest:
            raise Unusable("static.differs", name, VERSION)
    return {name: data for name, data in found.items() if data is not None}


class _reader:
    """Gives a function that returns the bytes of a file by name, None for one that is not there."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._archive: tarfile.TarFile | None = None

    def __enter__(self) -> Callable[[str], bytes | None]:
        if self._place.is_dir():
            return self._in_folder
        try:
            self._archive = tarfile.open(self._place)
        except (tarfile.TarError, EOFError, zlib.error):
            raise Unusable("static.no archive") from None
        return self._in_archive

    def __exit__(self, *_: object) -> None:
        if self._archive:
            self._archive.close()

    def _in_folder(self, name: str) -> bytes | None:
        for folder in (self._place, self._place / "package", self._place / "node_modules" / "pyodide"):
            path = folder / name
            if path.is_file():
                with path.open("rb") as file:
                    return file.read(MOST_BYTES)
        return None

    def _in_archive(self, name: str) -> bytes | None:
        assert self._archive
        try:
            file = self._archive.extractfile(f"package/{name}")
            return file.read(MOST_BYTES) if file else None
        except KeyError:
            return None
        except (tarfile.TarError, EOFError, zlib.error, OSError):
            raise Unusable("static.no archive") from None
