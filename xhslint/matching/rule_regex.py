"""Compile the regular expressions of rules: by the package `regex` or, where it is missing as in a browser, by `re`.

`re` cannot be stopped, and reads less, but for what `regex_for_re` writes anew. What it would silently read as something else
is refused: approximate matches, which to it are braces, and sets within sets. To `regex`, combining marks are part of `\\w`, to
`re` they are not; the text that rules see has hardly any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xhslint.base.lazy_regex import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

APPROXIMATE = lazy(r"(?<!\\)\{[^{}]*[deis][^{}]*\}")


class Mistake(Exception):
    """A pattern that cannot be read; `cause` is the error, None for what only `regex` reads."""

    def __init__(self, cause: Any, without_regex: bool) -> None:
        super().__init__(str(cause or ""))
        self.cause = cause
        self.without_regex = without_regex


class Plain:
    """A pattern of `re`, called like one of `regex`; no time limit can be kept."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.match, self.fullmatch = pattern.match, pattern.fullmatch
        self._search, self._finditer = pattern.search, pattern.finditer

    def search(self, text: str, timeout: float | None = None) -> re.Match[str] | None:
        return self._search(text)

    def finditer(self, text: str, timeout: float | None = None) -> Iterator[re.Match[str]]:
        return self._finditer(text)


def compiled(pattern: str) -> Any:
    """Return a pattern with the methods `search`, `finditer`, `match` and `fullmatch`, which take a `timeout` in seconds.

    Raises Mistake for one that cannot be read, MemoryError, RecursionError or OverflowError for one that is too large.
    """
    try:
        import regex
    except ModuleNotFoundError:
        return _by_re(pattern)
    try:
        return regex.compile(pattern, regex.VERSION1)
    except regex.error as error:
        raise Mistake(error, without_regex=False) from None


def _by_re(pattern: str) -> Plain:
    from warnings import catch_warnings, simplefilter

    from xhslint.matching.regex_for_re import for_re

    if APPROXIMATE.search(pattern):
        raise Mistake(None, without_regex=True)
    with catch_warnings():
        simplefilter("error", FutureWarning)  # of sets within sets
        try:
            return Plain(re.compile(for_re(pattern)))
        except re.error as error:
            raise Mistake(error, without_regex=True) from None
        except FutureWarning:
            raise Mistake(None, without_regex=True) from None
