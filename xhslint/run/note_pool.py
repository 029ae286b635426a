"""Check the notes of one document in several processes and yield the results in the order of the notes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from xhslint.base.records import replace
from xhslint.drafts.draft import Draft
from xhslint.run.children import Child, end_all, signals_of_child
from xhslint.run.interrupts import sigint_blocked
from xhslint.run.isolation import process_class
from xhslint.run.jobs import affordable, processors
from xhslint.run.worker import DraftResult

if TYPE_CHECKING:
    from typing import TypeAlias

    from xhslint.run.worker import DraftWorker

    Item: TypeAlias = Draft | DraftResult
    Check: TypeAlias = Callable[[DraftWorker, Draft], DraftResult]

BATCH = 64
"""Notes that a process is given together; it has one batch at a time."""
NO_DRAFT = Draft("")
"""Stands for the draft of a result on its way."""
STUCK = 60
"""Seconds without a result, beyond those that the notes of a batch may take, after which a process counts as stopped."""


def check_in_processes(
    worker: DraftWorker, notes: Iterable[Item], check: Check, jobs: int | None
) -> Iterator[DraftResult]:
    """Yield the result of each note by `check`, and those that are among the notes; no more notes are read ahead than are at work.

    `jobs` is the number of processes (None: as many as processors). What a process leaves that could not start, or was killed, is checked here.
    """
    jobs = max(1, min(jobs or processors(), affordable()))
    worker.close()  # no process may go on with a copy of an open cache
    processes: list[_NoteProcess] = []
    is_complete = False
    try:
        with sigint_blocked():
            for _ in range(jobs):
                processes.append(_NoteProcess(worker, check))
        yield from chain.from_iterable(_in_order(processes, _batches(notes)))
        is_complete = True
    finally:
        end_all(processes, is_complete)


def _batches(notes: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for note in notes:
        batch.append(note)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _in_order(processes: Sequence[_NoteProcess], batches: Iterable[list[Item]]) -> Iterator[list[DraftResult]]:
    """Yield the results of each batch; the next one is read while the processes are at work."""
    idle, busy = deque(processes), deque[_NoteProcess]()
    for batch in batches:
        results: list[DraftResult] = []
        if not idle:
            idle.append(busy.popleft())
            results = idle[0].results()
        process = idle.popleft()
        process.begin(batch)
        busy.append(process)
        yield results
    for process in busy:
        yield process.results()


class _NoteProcess(Child):
    """A process that checks batches of notes, one after the other, seen from the one that started it."""

    def __init__(self, worker: DraftWorker, check: Check) -> None:
        self.worker, self.check = worker, check
        self.batch: list[Item] = []
        pipe, other = Pipe()
        process = process_class()(target=_work, args=(pipe, other, worker, check), daemon=True)
        super().__init__(process, pipe, other)

    def begin(self, batch: list[Item]) -> None:
        """Send the notes of a batch."""
        self.batch = batch
        self._send([_sent(each) for each in batch if isinstance(each, Draft)])

    def results(self) -> list[DraftResult]:
        """Return the results of the batch that was begun last."""
        notes = [each for each in self.batch if isinstance(each, Draft)]
        received = self._received() or [self.check(self.worker, note) for note in notes]
        checked = iter(
            [
                replace(result, draft=note) if result.draft else result
                for note, result in zip(notes, received, strict=True)
            ]
        )
        return [next(checked) if isinstance(each, Draft) else each for each in self.batch]

    def _received(self) -> list[DraftResult] | None:
        """Return the results that the process sends for the notes of its batch; None if it ended without them."""
        if self.has_ended:
            return None
        try:
            if self.pipe.poll(STUCK + BATCH * self.worker.config.timeout):
                results, figures = self.pipe.recv()
                if figures:
                    self.worker.add_figures(figures)
                return results  # type: ignore[no-any-return]
            self.process.kill()  # it does not come back: somebody has stopped it
        except (EOFError, OSError):
            pass
        self.has_ended = True
        return None

    def _send(self, notes: list[Draft] | None) -> None:
        try:
            if not self.has_ended:
                self.pipe.send(notes)
        except OSError:
            self.has_ended = True

    def leave(self, is_complete: bool) -> None:
        if is_complete:
            self._send(None)
        super().leave(is_complete)


def _sent(note: Draft) -> Draft:
    """Return a note without the places of all but its first part, which take longer to send than it takes to check the text.

    Where a finding stands in the document is told from the whole note. What keeps a note from being checked is told of its beginning.
    """
    rest = note.fields, note.skips, note.front_end, note.front_title, note.skips_code
    return Draft(note.text, note.path, *rest, note.places[:1])


def _bare(result: DraftResult) -> DraftResult:
    """Return a result with nothing for its draft but that it has one: the parent has the note."""
    return replace(result, draft=NO_DRAFT) if result.draft else result


def _work(theirs: Connection, pipe: Connection, worker: DraftWorker, check: Check) -> None:
    """Check batches of notes, in a process started for it, until there are no more or nobody takes the results."""
    theirs.close()  # once it is closed everywhere, receiving ends
    with signals_of_child():
        with suppress(Exception):  # whatever it is, the parent checks what is missing
            worker.begin_process()
            while (notes := pipe.recv()) is not None:
                results = [_bare(check(worker, note)) for note in notes]
                worker.flush()
                pipe.send((results, worker.take_figures()))
        worker.close()
