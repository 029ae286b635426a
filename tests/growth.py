"""How the work of a function grows with its text: counted as calls, and as CPU time of this process where C code works.

A wall clock decides nothing here. CPU time is compared with CPU time, never with a number of seconds: the margin between
linear (8) and quadratic (64) is wide enough for a busy machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

TIMES = 8
"""How much longer the long text is than the short one."""


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


def cpu_seconds(action: Callable[[], object]) -> float:
    """Return the CPU time that `action` takes, the least of three runs."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


def assert_linear(work: Callable[[str], object], unit: str, length: int = 5_000, before: str = "") -> None:
    """Fail when `work` on a text of `TIMES * length` characters takes far more than `TIMES` the work on `length`.

    The texts repeat `unit` after `before`. A linear function makes 8 times the calls and takes 8 times as long, a
    quadratic one 64 times: up to 20 times the calls and 32 times the CPU time are taken for linear.
    """
    short, long = (before + unit * max(1, size // len(unit)) for size in (length, TIMES * length))
    work(short)  # imports, caches and compiled patterns are no part of the growth
    calls = [count_calls(lambda text=text: work(text)) for text in (short, long)]  # type: ignore[misc]
    assert calls[1] <= 20 * calls[0] + 100, f"calls grow from {calls[0]} to {calls[1]}"
    seconds = [cpu_seconds(lambda text=text: work(text)) for text in (short, long)]  # type: ignore[misc]
    assert seconds[1] <= 32 * seconds[0] + 0.01, f"CPU time grows from {seconds[0]:.4f} s to {seconds[1]:.4f} s"
