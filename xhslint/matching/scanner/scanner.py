"""The scanner and the rules that its entries belong to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.scanner import interface

try:
    from xhslint.matching.scanner._scanner import Scanner

    IS_COMPILED = True
except ImportError:  # built without a compiler
    from xhslint.matching.scanner.fallback import Scanner

    IS_COMPILED = False

Alternatives = dict[int, list[int]]
"""Rules that may match a draft, by number, each with its alternatives that may."""
PYTHON = list(sys.version_info[:2])
"""The version of Python, which decides what characters are letters."""


class Prefilter:
    """A scanner with its `entries`: (rule, alternative), by number; `entries_of` are the entries of each rule."""

    def __init__(
        self,
        scanner: interface.Scanner,
        entries: Sequence[tuple[int, int]],
        entries_of: Sequence[Sequence[int]],
    ) -> None:
        self.scanner = scanner
        self.entries = entries
        self.entries_of = entries_of

    def select(self, rules: Iterable[int]) -> Prefilter:
        """Return a prefilter for some rules, by number."""
        active = bytearray(len(self.entries))
        for rule in rules:
            for entry in self.entries_of[rule]:
                active[entry] = 1
        return Prefilter(self.scanner.select(bytes(active)), self.entries, self.entries_of)

    def alternatives(self, entries: Iterable[int]) -> Alternatives:
        """Return the alternatives that entries stand for, by rule."""
        found: Alternatives = {}
        for number in sorted(entries):
            rule, alternative = self.entries[number]
            found.setdefault(rule, []).append(alternative)
        return found


def load_scanner(tables: memoryview, python: list[int]) -> interface.Scanner:
    """Return the scanner for tables that were made by a version of Python.

    The tables of characters are those of that version, and only the compiled scanner reads them.
    """
    if python == PYTHON:
        with suppress(ValueError):  # an old one, left in a checkout
            return Scanner(tables)
    from xhslint.matching.scanner.fallback import Scanner as Fallback

    return Fallback(tables)
