"""Whose turn it is: one question is answered at a time, and a check does not wait for what can be asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from xhslint.base.time_limit import Recall, recallable

CHECK = "check"
"""The question that somebody who writes waits for."""
REMEDIES = "remedies"
"""The question that gives way to a check: its answer takes seconds for a long text, and is of no use once the text is another one."""


class Turns:
    """Lets questions be answered one at a time, in the threads that bring them."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._state = Lock()  # of the two below
        self._checks_waiting = 0
        self._yielding: Recall | None = None

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait for the turn of a question. Remedies that are at work, or begin, while a check waits are called off."""
        if name == CHECK:
            self._wait_as_check()
        else:
            self._turn.acquire()
        try:
            recall = Recall()
            with self._state:
                self._yielding = recall if name == REMEDIES else None
                if self._yielding and self._checks_waiting:
                    recall.call()
            with recallable(recall):
                yield
        finally:
            with self._state:
                self._yielding = None
            self._turn.release()

    def _wait_as_check(self) -> None:
        with self._state:
            self._checks_waiting += 1
            if self._yielding:
                self._yielding.call()
        try:
            self._turn.acquire()
        finally:
            with self._state:
                self._checks_waiting -= 1
