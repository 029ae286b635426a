"""How long the work on a draft may take.

Whatever works on a draft looks at the clock between its steps, and raises `OutOfTime` from there: nothing is interrupted, so
this works on all systems, in all threads and processes. A step that has begun is finished first.
"""

from __future__ import annotations

from contextvars import ContextVar
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextvars import Token
    from types import TracebackType


class OutOfTime(Exception):
    """The work on a draft took longer than it may."""


_end: ContextVar[float] = ContextVar("end", default=float("inf"))
"""When the work that this thread does must be over."""


class time_limit:
    """Let the work inside take at most some seconds (None: any), and no longer than a limit around it allows.

    A class, because it is entered for every draft, and a generator takes several times as long.
    """

    __slots__ = ("_seconds", "_token")

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        within = _end.get()
        self._token: Token[float] = _end.set(
            within if self._seconds is None else min(within, monotonic() + self._seconds)
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _end.reset(self._token)


def check_time() -> None:
    """Raise OutOfTime if the time is up."""
    if monotonic() > _end.get():
        raise OutOfTime


def seconds_left() -> float:
    """Return how long the work may still take."""
    return max(0.0, _end.get() - monotonic())
