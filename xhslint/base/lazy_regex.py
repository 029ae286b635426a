"""Compile regular expressions when they are first used: most runs need few of those in the modules that they import."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Lazy:
    """Stands for a compiled pattern and gives its attributes."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)  # so that this method is not called for it again
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a stand-in for `re.compile(pattern, flags)`; a wrong pattern raises re.error only when it is used."""
    made: Any = Lazy(pattern, flags)
    pattern_like: re.Pattern[str] = made
    return pattern_like
