"""Linters with the rules of the package, one with compiled code and one without."""

from __future__ import annotations

from functools import cache

import pytest

from xhslint.linter.linter import Linter
from xhslint.matching.scanner import fallback, scanner
from xhslint.rulebook.compiled import compiled_rulebook as packed
from xhslint.rulebook.compiled import encode as compiled
from xhslint.rulebook.files.loader import load
from xhslint.rulebook.model import Rulebook
from xhslint.text.segmentation import Segmentation


@cache
def linter() -> Linter:
    return Linter()


@cache
def book() -> Rulebook:
    """Return the rulebook as it is read from YAML."""
    return load()


@cache
def plain_linter() -> Linter:
    """Return a linter that uses no compiled code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "Scanner", fallback.Scanner)
        read = packed.loads(compiled.dump(book(), "k"), "k")
        assert read and isinstance(read.prefilter.scanner, fallback.Scanner)
    words = read.words
    read.__dict__["segmentation"] = lambda: Segmentation(words)
    return Linter(rulebook=read)
