"""The command `clean`: remove what earlier runs kept to be faster."""

from __future__ import annotations

import re
from contextlib import suppress

from xhslint.base.errors import InputError, Problem
from xhslint.base.leftovers import remove_leftovers
from xhslint.base.paths import cache_dir
from xhslint.messages.catalogue import count, say, system_reason

KEPT = re.compile(r"rulebook-[0-9a-f]+\.bin|words-.*\.(?:trie|grouped|marisa)|results\.sqlite(?:-\w+)?")
"""The names of compiled rulebooks, of jieba's dictionary and of the results of earlier runs."""


def clean(lang: str) -> str:
    """Remove the files of the cache and, if nothing else is in it, its folder; return what was done.

    Raises InputError if a file cannot be removed.
    """
    folder = cache_dir()
    if folder is None:
        return say(lang, "clean.nothing")
    remove_leftovers(str(folder))
    files = [path for path in sorted(folder.iterdir()) if KEPT.fullmatch(path.name)]
    size = sum(path.lstat().st_size for path in files)
    for path in files:
        try:
            path.unlink()
        except OSError as error:
            reason = say(lang, "unremovable", system_reason(lang, error))
            raise InputError([Problem(str(path), 0, 0, reason)]) from None
    with suppress(OSError):  # it holds other files
        folder.rmdir()
    if not files:
        return say(lang, "clean.nothing")
    return say(lang, "clean.done", count(lang, len(files), "file"), size / 1e6, folder)
