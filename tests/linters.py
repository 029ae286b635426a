"""Linters with the rules of the package, one for each of the two scanners."""

from __future__ import annotations

from functools import cache

import pytest

from xhslint.linter.linter import Linter
from xhslint.matching.scanner import fallback, scanner
from xhslint.rulebook.compiled import compiled_rulebook as packed
from xhslint.rulebook.compiled import encode as compiled
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rulebook


@cache
def linter() -> Linter:
    return Linter()


@cache
def book() -> Rulebook:
    """Return the rulebook as it is read from YAML."""
    return load()


@cache
def plain_linter() -> Linter:
    """Return a linter as it is where no compiled code could be built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "Scanner", fallback.Scanner)
        read = packed.loads(compiled.dump(book(), "k"), "k")
        assert read and isinstance(read.prefilter.scanner, fallback.Scanner)
    return Linter(rulebook=read)
