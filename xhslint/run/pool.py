"""Check drafts in several processes and yield the results in the order of the drafts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from xhslint.run.children import Child, end_all, signals_of_child
from xhslint.run.files import check_path, is_much, work_of
from xhslint.run.interrupts import sigint_blocked
from xhslint.run.isolation import process_class
from xhslint.run.jobs import affordable
from xhslint.run.worker import DraftResult, DraftWorker

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeAlias

    Batch: TypeAlias = tuple[list[DraftResult], bool]
    """Results in the order of their files, and whether they are the last of a chunk."""

CHUNK = 16
"""Files that a process is given together, and results that are sent together."""
AHEAD = 4
"""Batches of results of each process that may wait here, beside those in its pipe; this bounds the memory of a run."""
STUCK = 60
"""Seconds without a result, beyond those that the drafts of a batch may take, after which a process counts as stopped."""


def _chunks(paths: Sequence[Path | str]) -> list[list[str]]:
    """Return files in the chunks that processes are given: `CHUNK` drafts, of which the last may be a picture."""
    chunks: list[list[str]] = []
    room = 0
    for path in map(str, paths):
        if room <= 0:
            chunks.append([])
            room = CHUNK
        chunks[-1].append(path)
        room -= work_of(path)
    return chunks


def check_in_processes(worker: DraftWorker, paths: Sequence[Path | str], jobs: int) -> Iterator[DraftResult]:
    """Yield the results of the files, in order; all from this process if `jobs` is 1, there is little work, or few may be open.

    Each process gets every `jobs`th chunk. Chunks of a process that could not start or was killed are checked here.
    """
    jobs = min(jobs, affordable())
    if jobs < 2 or not is_much(paths):
        yield from _results(worker, map(str, paths))
        return
    chunks = _chunks(paths)
    jobs = min(jobs, len(chunks))
    processes: list[_WorkerProcess] = []
    is_complete = False
    try:
        with sigint_blocked():
            for number in range(jobs):
                processes.append(_WorkerProcess(worker, chunks[number::jobs]))
        for number, chunk in enumerate(chunks):
            yielded, is_done = 0, False
            while not is_done:
                batch = _next_results(processes, processes[number % jobs])
                results, is_done = batch or (list(islice(_results(worker, chunk), yielded, None)), True)
                yield from results
                yielded += len(results)
        is_complete = True
    finally:
        end_all(processes, is_complete)


def _results(worker: DraftWorker, paths: Iterable[str]) -> Iterator[DraftResult]:
    """Yield the results of files, of which a document has several."""
    for path in paths:
        yield from check_path(worker, path)


def _batches(results: Iterable[DraftResult]) -> Iterator[Batch]:
    """Yield results by `CHUNK`, so that those of a large document are not held all at once; the last batch may be empty."""
    batch: list[DraftResult] = []
    for result in results:
        if len(batch) == CHUNK:
            yield batch, False
            batch = []
        batch.append(result)
    yield batch, True


class _WorkerProcess(Child):
    """A process that checks chunks, seen from the one that started it; `done` are batches not yet yielded."""

    def __init__(self, worker: DraftWorker, chunks: Sequence[list[str]]) -> None:
        self.done: deque[Batch] = deque()
        self.worker = worker
        results, sending = Pipe(duplex=False)
        arguments = results, sending, worker, chunks
        super().__init__(process_class()(target=_work, args=arguments, daemon=True), results, sending)

    def receive(self) -> None:
        try:
            batch, figures = self.pipe.recv()
        except (EOFError, OSError):
            self.has_ended = True
            return
        self.done.append(batch)
        if figures:
            self.worker.add_figures(figures)

    def give_up(self) -> None:
        """End a process that does not come back, such as one that somebody has stopped: the parent checks what is missing."""
        self.process.kill()
        self.has_ended = True


def _next_results(processes: Sequence[_WorkerProcess], wanted: _WorkerProcess) -> Batch | None:
    """Return the next results of a process, None if it ended without them; receive meanwhile what others send."""
    patience = STUCK + CHUNK * wanted.worker.config.timeout
    while True:
        open_ = {each.pipe: each for each in processes if not each.has_ended and len(each.done) < AHEAD}
        is_waiting = not wanted.done and not wanted.has_ended
        found = wait(list(open_), patience if is_waiting else 0)
        for ready in found:
            open_[ready].receive()  # type: ignore[index]
        if is_waiting and not found:
            wanted.give_up()
        if wanted.done:
            return wanted.done.popleft()
        if wanted.has_ended:
            return None


def _work(results: Connection, sending: Connection, worker: DraftWorker, chunks: Sequence[list[str]]) -> None:
    """Check chunks, in a process started for it, until all are done or nobody takes the results any more."""
    results.close()  # the parent's end: once it is closed everywhere, sending fails
    with signals_of_child():
        with suppress(Exception):  # whatever it is, the parent checks what is missing
            worker.begin_process()
            for chunk in chunks:
                for batch in _batches(_results(worker, chunk)):
                    worker.flush()
                    sending.send((batch, worker.take_figures()))
        worker.close()
