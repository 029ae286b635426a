"""The measure of growth that other tests rely on tells linear from quadratic work, in Python and in C."""

from __future__ import annotations

import re

import pytest

from tests.growth import assert_linear, count_calls


def abs_of(number: int) -> int:
    return abs(number)


def test_calls_of_python_and_of_c_are_counted() -> None:
    python, c = (lambda: [abs_of(1) for _ in range(20)]), (lambda: [abs(1) for _ in range(20)])
    nothing = count_calls(lambda: [1 for _ in range(20)])
    assert (count_calls(c) - nothing, count_calls(python) - nothing) == (20, 40)


def test_linear_work_passes() -> None:
    assert_linear(lambda text: [ord(each) for each in text], "a")
    assert_linear(lambda text: re.findall("a+b", text), "ab ")


def test_quadratic_work_in_python_fails() -> None:
    with pytest.raises(AssertionError, match="calls grow"):
        assert_linear(lambda text: [ord(each) for at in range(len(text)) for each in text[:at]], "a", length=100)


def test_quadratic_work_in_c_fails() -> None:
    with pytest.raises(AssertionError, match="CPU time grows"):
        assert_linear(lambda text: re.search("a+b", text), "a", length=1_500)
