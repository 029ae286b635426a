"""The patterns of rules where the package `regex` is missing: `re` finds the same, or says that it cannot."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.linters import book
from tests.mutations import BITS, examples, mutated_example
from tests.rules import linter
from xhslint.base.errors import InputError
from xhslint.drafts.draft import Draft
from xhslint.matching.matchers.pattern import PatternMatcher, compiled
from xhslint.matching.regex_for_re import for_re
from xhslint.matching.rule_regex import Plain
from xhslint.text.view import fold


@pytest.fixture
def without_regex(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "regex", None)
    compiled.cache_clear()
    yield
    compiled.cache_clear()


@lru_cache
def both(pattern: str) -> tuple[Any, Any]:
    return regex.compile(pattern, regex.VERSION1), re.compile(for_re(pattern))


def patterns() -> dict[str, str]:
    return {rule.id: rule.matcher.pattern for rule in book().rules if isinstance(rule.matcher, PatternMatcher)}


def found(pattern: Any, text: str) -> list[Any]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


def test_there_are_patterns_with_calls() -> None:
    assert len(patterns()) >= 3 and any("(?&" in pattern for pattern in patterns().values())


@pytest.mark.parametrize("name", patterns())
def test_re_finds_the_same_in_examples_of_all_rules_and_in_damaged_ones(name: str) -> None:
    by_regex, by_re = both(patterns()[name])
    random = Random(name)
    texts = [fold(text).text for text in examples()]
    own = [text for text in texts if by_regex.search(text)]
    assert len(own) >= 5
    for text in own:
        for _ in range(100):
            at, cut = random.randrange(len(text) + 1), random.randrange(4)
            texts.append(fold(text[:at] + random.choice(BITS) + text[at + cut :]).text)
    texts += [fold(mutated_example(random)).text for _ in range(2_000)]
    for text in texts:
        assert [span for span, _ in found(by_re, text)] == [span for span, _ in found(by_regex, text)], text


@pytest.mark.parametrize(
    "pattern",
    [
        "(?<a>信[0-9])(?:,(?&a))+",
        "(?P<a>信[0-9])(?:,(?P>a))+",
        "(?(DEFINE)(?<a>[信微])(?<b>(?&a){2}))(?&b),(?&a)",
        "(?x)(?(DEFINE) (?<a> [信微(] ) # one (\n ) (?&a) , [(] # two )\n",
        r"\p{Han}+[\p{Han}0-9](?P<n>[0-9])(?P=n)",
        r"(?<![信])(?<a>\(|\[)(?&a)",
        "(?P<信>微)(?(信)信|0)",
        "[]()]+|[^]信]0",
    ],
)
def test_what_is_written_anew_matches_the_same(pattern: str) -> None:
    by_regex, by_re = both(pattern)
    random = Random(pattern)
    seen = 0
    for _ in range(4_000):
        text = "".join(random.choices(["信0,信1", "微信,微", "(,(", "微,[", *"信微01([])"], k=random.randrange(60)))
        expected = found(by_regex, text)
        seen += bool(expected)
        calls_only = "DEFINE" in pattern  # what is only called is a group of `regex`, that of no match
        for (span, groups), (other_span, other_groups) in zip(expected, found(by_re, text), strict=True):
            assert span == other_span
            assert calls_only or groups == other_groups
    assert seen > 20


def test_han_characters_are_those_of_regex() -> None:
    by_regex, by_re = both(r"\p{Han}")
    for code in range(0x110000):
        char = chr(code)
        if (by_re.match(char) is None) != (by_regex.match(char) is None):
            assert unicodedata.category(char) == "Cn", hex(code)


@given(st.text(alphabet=r"信()?&<a>P[]\p{Han}^#x|*(DEFINE)", max_size=30))
def test_no_pattern_breaks_the_rewriting(pattern: str) -> None:
    try:
        for_re(pattern)
    except RecursionError:
        assert "(?&" in pattern or "(?P>" in pattern


def test_calls_within_calls_cannot_grow_without_end() -> None:
    calls = "".join(f"(?<a{n}>(?&a{n - 1}){{2}}(?&a{n - 1}))" for n in range(1, 40))
    with pytest.raises(MemoryError):
        for_re(f"(?<a0>信){calls}(?&a39)")


@pytest.mark.parametrize(
    "pattern", [r"\p{Greek}", r"\X信", "(?|信|微)", "(?:微信){e<=1}", "[[a-z]--[aeiou]]信", "(?V1)信", "(信"]
)
def test_what_only_regex_reads_is_a_mistake_that_says_so(tmp_path: Path, pattern: str, without_regex: None) -> None:
    with pytest.raises(InputError) as error:
        linter(tmp_path, f"pattern: '{pattern}'")
    (problem,) = error.value.problems
    assert "regex" in problem.message and problem.line > 1


def test_rules_with_patterns_work_without_regex(tmp_path: Path, without_regex: None) -> None:
    own = linter(tmp_path, r"pattern: '(?<a>闪亮[0-9])(?:、(?&a))+\p{Han}'")
    assert isinstance(compiled(r"闪亮"), Plain)
    (finding,) = own.examine(Draft.parse("说好的闪亮1、闪亮2吧。")).findings
    assert (finding.start, finding.end) == (3, 11)


def test_a_pattern_that_was_compiled_where_regex_was_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = linter(tmp_path, r"pattern: '闪亮\X'")
    monkeypatch.setitem(sys.modules, "regex", None)
    compiled.cache_clear()
    result = own.examine(Draft.parse("说好的闪亮1吧。"))
    assert not result.findings
    assert ["regex" in fault.message for fault in result.faults] == [True]
    compiled.cache_clear()
