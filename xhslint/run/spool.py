"""Repeat the events of a run for several reports without holding them all in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType

from xhslint.linter.events import SessionEvent

IN_MEMORY = 8_000_000
"""Bytes that are kept in memory; more go to a file."""


class Spool:
    """Yields events by `first` and all of them once more by each call of `again`, even if `first` was not exhausted.

    The file has no name, so nobody else can open it. If events cannot be kept, `first` goes on and `again` raises the
    OSError.
    """

    def __init__(self, events: Iterable[SessionEvent]) -> None:
        self._events = iter(events)
        self._fault: OSError | None = None
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def first(self) -> Iterator[SessionEvent]:
        """Yield the events as they come."""
        for event in self._events:
            self._keep(event)
            yield event

    def again(self) -> Iterator[SessionEvent]:
        for event in self._events:  # those that `first` did not yield
            self._keep(event)
        if self._fault:
            raise self._fault
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return

    def _keep(self, event: SessionEvent) -> None:
        if self._fault is None:
            try:
                pickle.dump(event, self._file, pickle.HIGHEST_PROTOCOL)
            except OSError as error:
                self._fault = error
