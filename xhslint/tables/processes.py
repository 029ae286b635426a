"""Lint batches of texts in several processes, in order."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

import pyarrow as pa

from xhslint.batches.linting import lint_values, linter_for
from xhslint.run.children import Child, end_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from xhslint.batches.columns import Text

    Texts: TypeAlias = "tuple[list[Text], list[Text] | None]"
    """The texts of a batch, and its titles if they have a column."""
    Linted: TypeAlias = "tuple[pa.Array, pa.Array]"


def lint_texts(settings: Mapping[str, Any], texts: Texts) -> Linted:
    """Return the findings and the problems of a batch."""
    return lint_values(linter_for(settings), *texts).arrays()


def lint_all(settings: Mapping[str, Any], batches: Iterable[Texts], jobs: int) -> Iterator[Linted]:
    """Yield the findings and the problems of each batch, in order; no more batches are read ahead than there are jobs.

    All is done in this process for one job; so is what a process leaves that could not start, or was killed.
    """
    if jobs < 2:
        yield from (lint_texts(settings, texts) for texts in batches)
        return
    workers: list[_Worker] = []
    try:
        for _ in range(jobs):
            workers.append(_Worker(settings))
        waiting: deque[tuple[_Worker, Texts]] = deque()
        idle = deque(workers)
        for texts in batches:
            if not idle:
                worker, sent = waiting.popleft()
                linted = worker.receive(sent)
                worker.send(texts)
                waiting.append((worker, texts))
                yield linted
            else:
                worker = idle.popleft()
                worker.send(texts)
                waiting.append((worker, texts))
        for worker, sent in waiting:
            yield worker.receive(sent)
    finally:
        end_all(workers, is_complete=True)  # they end with their pipes


class _Worker(Child):
    """A process that lints batches, one after the other, seen from the one that started it."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        context = get_context("spawn")  # a copy of this process would lack the threads of pyarrow
        pipe, other = context.Pipe()
        process = context.Process(target=_work, args=(other, dict(settings)), daemon=True)
        super().__init__(process, pipe, other, is_copy=False)

    def send(self, texts: Texts) -> None:
        try:
            if not self.has_ended:
                self.pipe.send(texts)
        except OSError:
            self.has_ended = True

    def receive(self, texts: Texts) -> Linted:
        """Return the results of the batch that was sent last, which is done here if the process has ended."""
        try:
            if not self.has_ended:
                batch = pa.ipc.read_record_batch(*self.pipe.recv())
                return batch.column(0), batch.column(1)
        except (OSError, EOFError):
            self.has_ended = True
        return lint_texts(self.settings, texts)


def _work(pipe: Connection, settings: dict[str, Any]) -> None:
    """Lint what comes through a pipe, in a process started for it, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent receives Ctrl-C and ends the run
    with suppress(EOFError, OSError):
        while True:
            arrays = lint_texts(settings, pipe.recv())
            batch = pa.RecordBatch.from_arrays(list(arrays), names=["findings", "problem"])
            pipe.send((batch.serialize().to_pybytes(), batch.schema))
