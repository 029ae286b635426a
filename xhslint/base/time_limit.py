"""How long the work on a draft may take, and whether somebody else has called it off.

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

    Limit = tuple[float, "Recall"]


class OutOfTime(Exception):
    """The work on a draft took longer than it may."""


class Recall:
    """Lets another thread end some work before its time."""

    __slots__ = ("is_called",)

    def __init__(self) -> None:
        self.is_called = False

    def call(self) -> None:
        """End the work: it raises OutOfTime at its next look at the clock."""
        self.is_called = True


_NONE = float("inf"), Recall()  # which nobody calls
_limit: ContextVar[Limit] = ContextVar("limit", default=_NONE)
"""When the work that this thread does must be over, and what may end it before."""


class time_limit:
    """Let the work inside take at most some seconds (None: any), and no longer than a limit around it allows.

    A class, because it is entered for every draft, and a generator takes several times as long.
    """

    __slots__ = ("_seconds", "_token")

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        within = _limit.get()
        if self._seconds is not None:
            within = min(within[0], monotonic() + self._seconds), within[1]
        self._token: Token[Limit] = _limit.set(within)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _limit.reset(self._token)


class recallable:
    """Let `recall`, and none that was given around, end the work inside before its time."""

    __slots__ = ("_recall", "_token")

    def __init__(self, recall: Recall) -> None:
        self._recall = recall

    def __enter__(self) -> None:
        self._token: Token[Limit] = _limit.set((_limit.get()[0], self._recall))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _limit.reset(self._token)


def check_time() -> None:
    """Raise OutOfTime if the time is up, or the work was called off."""
    end, recall = _limit.get()
    if monotonic() > end or recall.is_called:
        raise OutOfTime


def is_called_off() -> bool:
    """Return whether somebody has called the work off."""
    return _limit.get()[1].is_called


def seconds_left() -> float:
    """Return how long the work may still take."""
    return max(0.0, _limit.get()[0] - monotonic())
