"""Regular expressions that are compiled when they are first used: most runs need few of those that modules hold."""

from __future__ import annotations

import re
from typing import Any, cast


class Lazy:
    """Stands for a pattern, and hands out its methods."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)  # from now on found without this method
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return cast("re.Pattern[str]", Lazy(pattern, flags))
