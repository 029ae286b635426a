"""A stopwatch for the stages of a run, of which one is running at any moment.

A stage that begins inside another one suspends it, so the times of all stages add up to the time of the run. What belongs to no
other stage is `REST`.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from xhslint.linter.events import Figures

REST = ""
"""The stage of all work without a stage of its own: shown as "start" until the first draft, then as "rest"."""
_END = object()


class Stopwatch:
    """Measures one process, from its start; pickled as a new one, so that another process measures itself."""

    def __init__(self) -> None:
        self._began: int = _process_start()
        self._mark = self._began
        self.figures = Figures(counts=Counter(processes=1))
        self._stage = REST
        self._has_drafts = False

    def __reduce__(self) -> tuple[type[Stopwatch], tuple[()]]:
        return Stopwatch, ()

    @property
    def seconds(self) -> float:
        """The time from the start of the process to the last switch of stages."""
        return (self._mark - self._began) / 1e9

    def switch(self, stage: str) -> str:
        """Begin a stage and return the one that was running."""
        now, before = time.perf_counter_ns(), self._stage
        self.figures.spent[before or ("rest" if self._has_drafts else "start")] += now - self._mark
        self._mark, self._stage = now, stage
        return before

    def stage(self, name: str) -> _Stage:
        """Return a context in which a stage runs."""
        return _Stage(self, name)

    def each(self, stage: str, items: Iterable[Any]) -> Generator[Any]:
        """Yield the items of a generator; it is in the stage while it works, its caller is not."""
        iterator: Any = iter(items)
        try:
            while True:
                with _Stage(self, stage):
                    item = next(iterator, _END)
                if item is _END:
                    return
                yield item
        finally:
            iterator.close()

    @contextmanager
    def apart(self, stage: str, count: str) -> Iterator[None]:
        """Give all the time of what runs to one stage, whatever stages it has, and count the drafts linted in it as `count`."""
        with self.stage(stage):
            self.switch(stage)
            whole, self.figures = self.figures, Figures()
            try:
                yield
            finally:
                self.switch(stage)
                inside, self.figures = self.figures, whole
                whole.spent[stage] += inside.spent.total()
                whole.counts[count] += inside.counts["linted"]

    def stop(self) -> None:
        """End the last stage."""
        self.switch(REST)

    def begin_drafts(self) -> None:
        """Count what is without a stage as "rest" from now on."""
        self.switch(self._stage)
        self._has_drafts = True

    def begin_process(self) -> None:
        """Measure a process that checks drafts for another one, from now on; between drafts it waits to send results."""
        self.figures = Figures(counts=Counter(processes=1))
        self._stage, self._mark, self._has_drafts = "wait", time.perf_counter_ns(), True

    def take_figures(self) -> Figures:
        """Return what was measured since the last call."""
        self.switch(self._stage)
        taken, self.figures = self.figures, Figures()
        return taken


class _Stage:
    __slots__ = ("_before", "_clock", "_name")

    def __init__(self, clock: Stopwatch, name: str) -> None:
        self._clock = clock
        self._name = name

    def __enter__(self) -> None:
        self._before = self._clock.switch(self._name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clock.switch(self._before)


def _process_start() -> int:
    """Return when this process began, on the clock of `perf_counter_ns`."""
    try:
        with open("/proc/self/stat", "rb") as file:
            ticks = int(file.read().rpartition(b")")[2].split()[19])
        age = time.clock_gettime_ns(time.CLOCK_BOOTTIME) - ticks * 10**9 // os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):  # not Linux; starting is mostly computing
        age = time.process_time_ns()
    return time.perf_counter_ns() - age
