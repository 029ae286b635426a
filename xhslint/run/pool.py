"""Drafts examined by several processes, with the results in the order of the drafts."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, NoReturn

from xhslint.run.worker import FEWEST, DraftResult, DraftWorker

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 16
"""Drafts whose results come together."""
AHEAD = 4
"""Chunks of each process that may wait for their turn, beside what its pipe holds; bounds the memory of a run."""
GRACE = 3
"""Seconds that a process is given to end."""


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def examine(examiner: DraftWorker, paths: Sequence[Path | str], jobs: int) -> Iterator[DraftResult]:
    """What comes of each file, in order; in this process alone if `jobs` is 1 or there are few.

    Each process has every `jobs`th chunk. What one that could not start or was killed leaves undone is done here.
    """
    if jobs < 2 or len(paths) < FEWEST:
        for path in paths:
            yield examiner.file(str(path))
        return
    chunks = [[str(path) for path in paths[at : at + CHUNK]] for at in range(0, len(paths), CHUNK)]
    jobs = min(jobs, len(chunks))
    workers: list[_Worker] = []
    is_complete = False
    try:
        with _uninterrupted():
            for number in range(jobs):
                workers.append(_Worker(examiner, chunks[number::jobs]))
        for number, chunk in enumerate(chunks):
            results = _next(workers, workers[number % jobs])
            yield from map(examiner.file, chunk) if results is None else results
        is_complete = True
    finally:
        for worker in workers:
            worker.leave(is_complete)
        for worker in workers:
            worker.join()


class _Worker:
    """A process, seen from the one that started it."""

    def __init__(self, examiner: DraftWorker, chunks: Sequence[list[str]]) -> None:
        self.done: deque[list[DraftResult]] = deque()
        self.clock = examiner.clock
        self.results, sending = Pipe(duplex=False)
        self.process = Process(target=_work, args=(self.results, sending, examiner, chunks), daemon=True)
        self.has_ended = False
        try:
            self.process.start()
        except OSError:  # too many processes, or no memory for one more
            self.has_ended = True
        sending.close()  # so that the results end when the process does, and no other process holds it open

    def receive(self) -> None:
        try:
            examined, figures = self.results.recv()
        except (EOFError, OSError):
            self.has_ended = True
            return
        self.done.append(examined)
        if self.clock and figures:
            self.clock.figures.add(figures)

    def leave(self, is_complete: bool) -> None:
        self.results.close()
        if self.process.pid is not None and not is_complete:
            self.process.terminate()

    def join(self) -> None:
        if self.process.pid is not None:
            self.process.join(GRACE)
            if self.process.is_alive():
                self.process.kill()
                self.process.join()


def _next(workers: Sequence[_Worker], wanted: _Worker) -> list[DraftResult] | None:
    """The next results of a process, None if it ended without them; takes on the way what others have ready."""
    while True:
        open_ = {each.results: each for each in workers if not each.has_ended and len(each.done) < AHEAD}
        for ready in wait(list(open_), 0 if wanted.done or wanted.has_ended else None):
            open_[ready].receive()  # type: ignore[index]
        if wanted.done:
            return wanted.done.popleft()
        if wanted.has_ended:
            return None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: a process that starts must not hear it before `_work` says what it means there."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(results: Connection, sending: Connection, examiner: DraftWorker, chunks: Sequence[list[str]]) -> None:
    """What a process does: examine its chunks, until nobody takes the results any more."""
    results.close()  # the parent's end: once it is gone everywhere, sending fails
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends the run
    signal.signal(signal.SIGTERM, _end)
    clock = examiner.clock
    with suppress(Exception):  # whatever it is, the parent does what is missing
        if clock:
            clock.begin_work()
        for chunk in chunks:
            examined = list(map(examiner.file, chunk))
            examiner.flush()
            sending.send((examined, clock.taken() if clock else None))
    examiner.close()


def _end(number: int, frame: object) -> NoReturn:
    """End, but put away what was begun, such as a draft that is being written."""
    raise SystemExit
