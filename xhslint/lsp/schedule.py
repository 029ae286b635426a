"""When which document is checked: at once where that is quick, else when its author pauses."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

QUICK = 0.02
"""Seconds that a check may take without being put off: a note takes a tenth of that."""
REST = 4
"""How many times as long as its last check a document must rest before the next one."""
LONGEST = 1.0
"""Seconds for which a check is put off at most, however much its author writes."""


class Schedule:
    """The documents that wait to be checked; `clock` tells the seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._due: dict[str, float] = {}
        self._latest: dict[str, float] = {}

    def add(self, uri: str, spent: float) -> None:
        """Put a document off, whose last check took some seconds: until it rests, but not for ever."""
        now = self._clock()
        latest = self._latest.setdefault(uri, now + LONGEST)
        self._due[uri] = now if spent <= QUICK else min(now + REST * spent, latest)

    def remove(self, uri: str) -> None:
        """Forget a document."""
        self._due.pop(uri, None)
        self._latest.pop(uri, None)

    def seconds(self) -> float | None:
        """Return how long to wait until a document is due; None if none waits."""
        return max(0.0, min(self._due.values()) - self._clock()) if self._due else None

    def is_overdue(self) -> bool:
        """Return whether a document must not wait for further messages."""
        return any(latest <= self._clock() for latest in self._latest.values())

    def take(self) -> str | None:
        """Return the document that is due the longest, and forget it; None if none is due."""
        uri = min(self._due, key=self._due.__getitem__, default=None)
        if uri is None or self._due[uri] > self._clock():
            return None
        self.remove(uri)
        return uri
