"""How the work of a function grows with its text: counted as calls, and as CPU time of this process where C code works.

The calls decide and are the same on every machine. The CPU time of C code cannot be counted, so it is only held against what
grows in every one of several measurements: a busy machine can make one of them long, and a work that is quadratic makes all of
them long. What is measured with is an argument, so the tests of this module measure with a clock of their own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

TIMES = 8
"""How much longer the long text is than the short one."""

TRIES = 5
"""How often the CPU time is measured before the growth is believed."""

Clock = Callable[[], float]
Work = Callable[[str], object]


def count_calls(action: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, are called while `action` runs."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def seconds_of(work: Work, text: str, clock: Clock) -> float:
    """Return how far `clock` moves while `work` does `text`."""
    start = clock()
    work(text)
    return clock() - start


def assert_linear(
    work: Work, unit: str, length: int = 5_000, before: str = "", clock: Clock = time.process_time
) -> None:
    """Fail when `work` on a text of `TIMES * length` characters takes far more than `TIMES` the work on `length`.

    The texts repeat `unit` after `before`. A linear function makes 8 times the calls and takes 8 times as long, a
    quadratic one 64 times: up to 20 times the calls are taken for linear, and up to 32 times the CPU time in any of
    `TRIES` measurements.
    """
    short, long = (before + unit * max(1, size // len(unit)) for size in (length, TIMES * length))
    work(short)  # imports, caches and compiled patterns are no part of the growth
    calls = [count_calls(lambda text=text: work(text)) for text in (short, long)]  # type: ignore[misc]
    assert calls[1] <= 20 * calls[0] + 100, f"calls grow from {calls[0]} to {calls[1]}"
    measured = []
    for _ in range(TRIES):
        once, many = (seconds_of(work, text, clock) for text in (short, long))
        if many <= 32 * once + 0.01:
            return
        measured.append(f"from {once:.4f} s to {many:.4f} s")
    raise AssertionError("CPU time grows " + ", ".join(measured))
