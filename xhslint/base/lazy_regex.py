"""Regular expressions that are compiled when they are first used: most runs need few of those that modules hold."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Lazy:
    """Stands for a pattern, and hands out its methods."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)  # from now on found without this method
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    made: Any = Lazy(pattern, flags)
    pattern_like: re.Pattern[str] = made
    return pattern_like
