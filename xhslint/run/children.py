"""Processes that work for this one: how they are started, left and waited for, and which signals they heed."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from xhslint.run.interrupts import end_cleanly
from xhslint.run.isolation import isolated

GRACE = 3
"""Seconds that a process is given to end."""


class Child:
    """A process that works for this one, seen from here; `has_ended` once nothing more can be had of it.

    `pipe` is this end of what connects the two, `other` the end of the process. `is_copy` is that of `isolated`.
    """

    def __init__(self, process: BaseProcess, pipe: Connection, other: Connection, is_copy: bool | None = None) -> None:
        self.process = process
        self.pipe = pipe
        self.has_ended = False
        try:
            with isolated(is_copy):
                process.start()
        except (OSError, EOFError):  # too many processes, or no memory for one more
            self.has_ended = True
        other.close()  # so that receiving ends when the process does, and no other process holds it open

    def leave(self, is_complete: bool) -> None:
        """Let the process end; at once, unless all that was wanted of it was taken."""
        self.pipe.close()
        if self.process.pid is not None and not is_complete:
            self.process.terminate()

    def join(self) -> None:
        """Wait until the process has ended, and kill it if it does not."""
        if self.process.pid is not None:
            self.process.join(GRACE)
            if self.process.is_alive():
                self.process.kill()
                self.process.join()


def end_all(children: Sequence[Child], is_complete: bool) -> None:
    """Let some processes end, all at the same time, and wait until they have."""
    for child in children:
        child.leave(is_complete)
    for child in children:
        child.join()


@contextmanager
def signals_of_child() -> Iterator[None]:
    """In a process started for another one: leave Ctrl-C to that one, and clean up when it ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent receives Ctrl-C and ends the run
    signal.signal(signal.SIGTERM, end_cleanly)
    try:
        yield
    finally:
        # Python prints what is raised while a process exits.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
