"""Offsets in UTF-16 units, in which editors and browsers count, for offsets in code points."""

from __future__ import annotations

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Utf16Offsets:
    """The offsets of one text in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]

    def units(self, offset: int) -> int:
        """Return the offset in UTF-16 units of an offset in code points."""
        return offset + bisect_left(self._wide, offset)
