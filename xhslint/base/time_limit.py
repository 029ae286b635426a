"""How long the work on a draft may take.

Whatever works on a draft looks at the clock between its steps, and raises `OutOfTime` from there: nothing is interrupted, so
this works on all systems, in all threads and processes. A step that has begun is finished first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic


class OutOfTime(Exception):
    """The work on a draft took longer than it may."""


_end: ContextVar[float] = ContextVar("end", default=float("inf"))
"""When the work that this thread does must be over."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Let the work inside take at most some seconds (None: any), and no longer than a limit around it allows."""
    if seconds is None:
        yield
        return
    token = _end.set(min(_end.get(), monotonic() + seconds))
    try:
        yield
    finally:
        _end.reset(token)


def check_time() -> None:
    """Raise OutOfTime if the time is up."""
    if monotonic() > _end.get():
        raise OutOfTime


def seconds_left() -> float:
    """Return how long the work may still take."""
    return max(0.0, _end.get() - monotonic())
