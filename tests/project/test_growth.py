"""The measure of growth that other tests rely on tells linear from quadratic work, in Python and in C."""

from __future__ import annotations

import pytest

from tests.growth import TRIES, assert_linear, count_calls


def abs_of(number: int) -> int:
    return abs(number)


class Slow:
    """A work without calls that moves a clock of its own, so that a test measures the same on every machine.

    Each measurement of `assert_linear` works twice, after three works that are not timed. The measurements grow with
    the powers given, one after another.
    """

    def __init__(self, *powers: int) -> None:
        self.powers = powers
        self.works = 0
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    def work(self, text: str) -> None:
        measurement = max(0, self.works - 3) // 2
        self.works += 1
        self.now += len(text) ** self.powers[measurement]


def test_calls_of_python_and_of_c_are_counted() -> None:
    python, c = (lambda: [abs_of(1) for _ in range(20)]), (lambda: [abs(1) for _ in range(20)])
    nothing = count_calls(lambda: [1 for _ in range(20)])
    assert (count_calls(c) - nothing, count_calls(python) - nothing) == (20, 40)


def test_linear_work_passes() -> None:
    assert_linear(lambda text: [ord(each) for each in text], "a", clock=lambda: 0)


def test_quadratic_work_in_python_fails() -> None:
    with pytest.raises(AssertionError, match="calls grow"):
        assert_linear(
            lambda text: [ord(each) for at in range(len(text)) for each in text[:at]], "a", 100, clock=lambda: 0
        )


@pytest.mark.parametrize("tries", range(1, TRIES + 1))
def test_work_in_c_is_linear_if_one_measurement_says_so(tries: int) -> None:
    slow = Slow(*[2] * (tries - 1), 1)
    assert_linear(slow.work, "a", 100, clock=slow.clock)
    assert slow.works == 3 + 2 * tries


def test_quadratic_work_in_c_fails() -> None:
    slow = Slow(*[2] * TRIES)
    with pytest.raises(AssertionError, match="CPU time grows from 10000"):
        assert_linear(slow.work, "a", 100, clock=slow.clock)
    assert slow.works == 3 + 2 * TRIES
