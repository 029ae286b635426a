"""Patterns of .gitignore: what they match, and that it takes linear work however many wildcards they have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from tests.growth import assert_linear
from xhslint.base.ignore_patterns import ignore_spec

PIECES = st.sampled_from(["a", "b", "*", "**", "?", "/", "/**/", "**/", "[ab]", "[!a]", r"\*", "."])
NAMES = st.lists(st.text("ab*.", min_size=1, max_size=5), min_size=1, max_size=5).map("/".join)


@given(st.lists(PIECES, min_size=1, max_size=9).map("".join), st.lists(NAMES, max_size=20), st.sampled_from(["", "/"]))
def test_the_same_names_match(pattern: str, names: list[str], end: str) -> None:
    try:
        plain = GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        with pytest.raises(ValueError, match="pattern"):
            ignore_spec([pattern])
        return
    for one, other in zip(plain.patterns, ignore_spec([pattern]).patterns, strict=True):
        if one.regex is None:
            assert other.regex is None
            continue
        expected = re.compile(one.regex.pattern.replace("[^a]", "[^a/]"))  # as in git, where no set holds the slash
        for name in names:
            found, match = expected.match(name + end), other.regex.match(name + end)
            assert bool(found) == bool(match), name
            if found and match:
                assert found.groupdict().get("ps_d") == match.groupdict().get("ps_d")


@pytest.mark.parametrize(
    ("pattern", "unit"),
    [
        ("a*a*a*a*a*a*a*a*b", "a"),
        ("*a*a*a*a*[!b]*?b", "a"),
        ("*" * 40 + "b", "a"),
        ("**/a/**/a/**/a/**/a/**/b", "a/"),
        ("**/*a*/**/*a*/**/*a*b", "aba/"),
        ("a/**/a/**/*a*/**/*a*a*/b", "a/"),
        ("*.a*.a*.md", ".a"),
    ],
)
def test_a_pattern_takes_linear_work(pattern: str, unit: str) -> None:
    (compiled,) = ignore_spec([pattern]).patterns
    assert_linear(lambda name: compiled.match_file(name + "c"), unit, 500)


def test_a_folder_of_long_names(tmp_path: object) -> None:
    spec = ignore_spec(["a*a*a*a*a*a*a*a*b"])
    assert spec.match_file("x/" + "a" * 100 + "b") and not spec.match_file("x/" + "a" * 100)
