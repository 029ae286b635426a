"""Patterns that are refused before they are compiled."""

from __future__ import annotations

import pytest
import regex

from xhslint.matching.pattern_limits import refusal

CALLS = (
    *("(?R)*a", "a(?R)?b", "(a(?1)?b)", "x(?0)?", "(?<n>a(?&n)?b)", "(?<n>a(?P>n)?b)", "(a(?-1)?)b", "(?+1)*(a|b)c"),
    *("(?P<a>x(?&b)?)(?P<b>y(?&a)?)", "(?P<n>a)(?P<n>b(?&n)?)", "(?|(a)|(b(?1)?))"),
)


@pytest.mark.parametrize("pattern", CALLS)
def test_patterns_that_could_hold_themselves(pattern: str) -> None:
    assert refusal(pattern) == refusal(f"a|{pattern}") == "pattern calls"


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"\(?1\d", r"[a-z]+\\(?:x|y)", "(?P<n>a)(?P=n)", r"(a)\1", "(?>a+)b", "(?i:a)b", "(?<!a)b", "(?|(a)|(b))"),
        *("(?P<n>a)b(?&n)", "(?<n>a)b(?P>n)", "(a)(?1)(?-1)", r"([)(?R]a)(?1)", "(?(DEFINE)(?P<n>a))(?&n)"),
    ],
)
def test_patterns_that_only_look_so(pattern: str) -> None:
    assert regex.compile(pattern, regex.VERSION1)
    assert refusal(pattern) == ""
