"""Recognise text whose Chinese was replaced by question marks on its way: nothing could be found in it, and it would pass as clean."""

from __future__ import annotations

import os
import re

from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

# Question marks where a word would stand: at the start of a line, behind a blank or a comma, or right before a letter. In
# English they stand behind a word ("really???").
_IN_PLACE_OF_WORDS = re.compile(rb"(?:^|[\s,.:;(#@\"])\?{2,}|\?{2,}[A-Za-z0-9]", re.MULTILINE)
_FEWEST = 4  # question marks


def require_characters(data: bytes, path: Path | str) -> None:
    """Raise InputError for bytes in ASCII alone in which question marks stand for words, as PowerShell 5 pipes Chinese."""
    if b"??" in data and data.isascii() and data.count(b"?") >= _FEWEST and _IN_PLACE_OF_WORDS.search(data):
        raise InputError([Problem(os.fspath(path), 0, 0, both("lost characters"))])
