"""Where compiled rulebooks are kept: one in the package, made by its build, others in this user's private cache."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

from xhslint.base.paths import cache_dir, data_file, is_packed
from xhslint.base.records import replace
from xhslint.model.findings import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap
    from pathlib import Path

    from xhslint.rulebook.model import Rulebook

PACKED = "rulebook.bin"
KEPT = 20
"""Compiled rulebooks that the cache holds; the oldest are deleted first."""


def rulebook(extra: Sequence[Path] = (), lang: str = LANGUAGES[0]) -> Rulebook:
    """Return the bundled rulebook with more rule files; raises InputError with every mistake of every file, in `lang`."""
    if not extra and is_packed() and (packed := read(data_file(PACKED), None)):
        return packed
    from xhslint.rulebook.files.discover import rule_files  # here, because most runs read what the build compiled

    files = rule_files(extra, lang=lang)
    key = key_of(files)
    folder = cache_dir()
    kept = folder / f"rulebook-{key[:32]}.bin" if folder else None
    if kept and (cached := read(kept, key)):
        return cached
    from xhslint.rulebook.compiled.compiled_rulebook import loads
    from xhslint.rulebook.compiled.encode import NotCompilable, dump
    from xhslint.rulebook.files.loader import Loader  # here, because most runs read a compiled rulebook

    book = replace(Loader(lang).load(files), key=key)
    try:
        data = dump(book, key)
    except (NotCompilable, OverflowError):  # a tab in a term, or more than sixty thousand terms
        return book
    if kept:
        write(kept, data)
    return loads(data, key) or book


def pack(target: Path) -> None:
    """Write the bundled rulebook, compiled, for the build of the package."""
    target.write_bytes(_compiled())


def bundled() -> bytes:
    """Return the bundled rulebook, compiled."""
    if is_packed():
        with suppress(OSError), open(data_file(PACKED), "rb") as file:
            return file.read()
    return _compiled()


def _compiled() -> bytes:
    from xhslint.rulebook.compiled.encode import dump
    from xhslint.rulebook.files.discover import rule_files
    from xhslint.rulebook.files.loader import Loader

    files = rule_files()
    return dump(Loader().load(files), key_of(files))


def key_of(files: Sequence[tuple[Path, str]]) -> str:
    """Return a digest of what a compiled rulebook depends on.

    That is the rule files, by name and content, the code that compiles them, and the version of Python, which decides
    what characters are letters.
    """
    import hashlib

    from xhslint.base.file_reading import read_bytes
    from xhslint.base.paths import package_sources
    from xhslint.base.version import __version__
    from xhslint.matching.scanner.scanner import PYTHON

    digest = hashlib.sha256(repr((__version__, PYTHON)).encode())
    for name, path in package_sources():
        digest.update(name.encode() + b"\0" + path.read_bytes())
    for path, shown in files:
        digest.update(os.fsencode(shown) + b"\0")
        with suppress(OSError):  # a file that cannot be read is a problem that the loader reports
            digest.update(read_bytes(path))
        digest.update(b"\0")
    return digest.hexdigest()


def read(path: Path | str, key: str | None) -> Rulebook | None:
    """Return the compiled rulebook in a file; None if there is none, or, unless `key` is None, one with another key."""
    from xhslint.rulebook.compiled.compiled_rulebook import loads

    try:
        with open(path, "rb") as file:
            # The file of an installed package is mapped: a run reads a tenth of it.
            data = file.read() if key else mapped(file.fileno())
    except (OSError, ValueError):
        return None
    return loads(data, key)


def mapped(file: int) -> mmap:
    """Return a file as memory; raises OSError or, for an empty one, ValueError."""
    from mmap import ACCESS_READ, mmap

    return mmap(file, 0, access=ACCESS_READ)


def write(path: Path, data: bytes) -> None:
    """Write a compiled rulebook to the cache, and delete old ones; a cache that cannot be written is no fault."""
    from xhslint.base import atomic_write  # here, because most runs write nothing

    with suppress(OSError):
        atomic_write.write(path, data, mode=0o600, is_durable=False)
        others = sorted(path.parent.glob("rulebook-*"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            old.unlink(missing_ok=True)
