"""The events of a run for more than one report, without holding them in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType

from xhslint.linter.events import Event

IN_MEMORY = 8_000_000
"""Bytes that are kept before a file is begun."""


class Spool:
    """Passes events on and remembers them; `again` gives them once more, as often as it is asked.

    All of them, even if whoever took the first ones could not go on. If they cannot be kept, the first caller does not
    hear of it: `again` raises the OSError. What does not fit into memory goes to a file without a name, which nobody else can open.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = iter(events)
        self._fault: OSError | None = None
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def first(self) -> Iterator[Event]:
        """The events as they come."""
        for event in self._events:
            self._keep(event)
            yield event

    def again(self) -> Iterator[Event]:
        for event in self._events:  # that nobody took
            self._keep(event)
        if self._fault:
            raise self._fault
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return

    def _keep(self, event: Event) -> None:
        if self._fault is None:
            try:
                pickle.dump(event, self._file, pickle.HIGHEST_PROTOCOL)
            except OSError as error:
                self._fault = error
