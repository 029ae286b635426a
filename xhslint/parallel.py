"""Drafts examined by several processes, with the results in the order of the drafts."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from xhslint.examining import Examined, Examiner

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 16
"""Drafts that a process is given at once."""
AHEAD = 4
"""Chunks for each process that may wait or be done before their turn; bounds the memory of a run."""

_examiner: Examiner | None = None


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def examine(examiner: Examiner, paths: Sequence[Path], jobs: int) -> Iterator[Examined]:
    """What comes of each file, in order."""
    chunks = [[str(path) for path in paths[at : at + CHUNK]] for at in range(0, len(paths), CHUNK)]
    done = 0
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_begin, initargs=(examiner,))
    try:
        for results in _in_order(pool, chunks, AHEAD * jobs):
            yield from results
            done += 1
    except BrokenProcessPool:  # one was killed: the rest is done here
        for chunk in chunks[done:]:
            yield from map(examiner.file, chunk)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, chunks: Sequence[list[str]], ahead: int) -> Iterator[list[Examined]]:
    waiting: deque[Future[list[Examined]]] = deque()
    for chunk in chunks:
        waiting.append(pool.submit(_examine, chunk))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begin(examiner: Examiner) -> None:
    global _examiner
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends the run
    _examiner = examiner


def _examine(paths: list[str]) -> list[Examined]:
    assert _examiner
    results = list(map(_examiner.file, paths))
    _examiner.flush()
    return results
