"""The registry of rule types: a class that lacks a part, or its place in the registry, is an error."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from tests.rules import linter
from xhslint.matching import matchers
from xhslint.matching.matchers.count import CountMatcher
from xhslint.matching.matchers.matcher import Matcher
from xhslint.matching.matchers.registry import MATCHERS, registry
from xhslint.matching.matchers.words import WordsMatcher
from xhslint.rulebook.compiled.encode import dump


def test_every_matcher_of_the_package_is_registered() -> None:
    found = set()
    for info in iter_modules(matchers.__path__):
        for value in vars(import_module(f"{matchers.__name__}.{info.name}")).values():
            if isinstance(value, type) and issubclass(value, Matcher) and value is not Matcher:
                assert MATCHERS[value.key] is value
                found.add(value.key)
    assert found == set(MATCHERS)


PARTS = ("key", "description", "written", "read", "alternatives", "find")


@pytest.mark.parametrize("part", PARTS)
def test_a_class_without_a_part_is_refused(part: str) -> None:
    parts: dict[str, Any] = {name: getattr(WordsMatcher, name) for name in PARTS}
    del parts[part]
    with pytest.raises(TypeError, match=f"Lacking lacks {part}$"):
        registry(type("Lacking", (Matcher,), parts))


def test_two_classes_with_one_key_are_refused() -> None:
    class Second(WordsMatcher):
        key = "words"

    with pytest.raises(TypeError, match="Second has the key 'words' of WordsMatcher"):
        registry(WordsMatcher, Second)


def test_a_matcher_that_is_not_registered_does_not_compile(tmp_path: Path) -> None:
    class Stray(CountMatcher):
        pass

    book = linter(tmp_path, "words: [互粉]").engine.rulebook
    stray = replace(book, rules=(replace(book.rules[0], matcher=Stray("title", 1)),))
    assert dump(book, "k")
    with pytest.raises(TypeError, match="Stray cannot be compiled"):
        dump(stray, "k")
