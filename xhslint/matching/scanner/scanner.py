"""Which rules a draft can match at all, told in one pass over it.

The pass is compiled code (`native/`), which a package that was built without a compiler lacks; then the words of the
draft alone tell, more slowly (`plan.py`). The findings are the same.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xhslint.matching.scanner._scanner import Scanner

Alternatives = dict[int, "list[int] | None"]
"""Rules that may match by number, each with its alternatives that may (None: those of a rule that looks for no words)."""
PYTHON = list(sys.version_info[:2])
"""What decides which characters are letters."""


class Prefilter:
    """`entries` are what the tables of `scanner` are about: (rule, alternative), with alternative -1 for a rule as a whole; `entries_of`
    are the numbers of the entries of each rule.
    """

    def __init__(
        self, scanner: Scanner, entries: Sequence[tuple[int, int]], entries_of: Sequence[Sequence[int]]
    ) -> None:
        self.scanner = scanner
        self.entries = entries
        self.entries_of = entries_of

    def select(self, rules: Iterable[int]) -> Prefilter:
        """The same for these rules only."""
        chosen = bytearray(len(self.entries))
        for rule in rules:
            for entry in self.entries_of[rule]:
                chosen[entry] = 1
        return Prefilter(self.scanner.select(bytes(chosen)), self.entries, self.entries_of)

    def alternatives(self, numbers: Iterable[int]) -> Alternatives:
        """The entries of these numbers by rule."""
        found: Alternatives = {}
        for number in sorted(numbers):
            rule, alternative = self.entries[number]
            if alternative < 0:
                found[rule] = None
            else:
                alternatives = found.setdefault(rule, [])
                assert alternatives is not None
                alternatives.append(alternative)
        return found


def prefilter(
    tables: memoryview,
    entries: Sequence[tuple[int, int]],
    entries_of: Sequence[Sequence[int]],
    made: Mapping[str, object],
) -> Prefilter | None:
    """The prefilter, where there is one for these tables."""
    if made.get("python") != PYTHON:
        return None
    try:
        from xhslint.matching.scanner._scanner import Scanner

        return Prefilter(Scanner(tables), entries, entries_of)
    except (ImportError, ValueError):  # none was built, or one for other tables: an old one in a checkout
        return None
