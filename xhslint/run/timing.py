"""Where the time of a run goes: a stopwatch in place of what it measures, so that no other run knows of it.

At any moment one stage is running. One that begins inside another stops it meanwhile, so all stages together are all the
time there was; a rule is a stage too, under its id.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from types import TracebackType
from typing import Any

from xhslint.cli import check as checkcli
from xhslint.drafts import decode
from xhslint.drafts.draft import Draft
from xhslint.linter import first_look as looking
from xhslint.linter.events import Figures
from xhslint.linter.first_look import Candidates
from xhslint.linter.linter import Linter
from xhslint.matching.scan import Scan
from xhslint.model.findings import Finding, Result
from xhslint.run.session import CheckSession
from xhslint.run.worker import DraftResult, DraftWorker
from xhslint.text import view

REST = ""
"""The stage of all that has none of its own: "start" until the first draft, then "rest"."""
_END = object()


class Stopwatch:
    """Measures the run inside its `with`; pickled as a new one, for another process to measure itself."""

    def __init__(self) -> None:
        self._began = self._mark = _process_start()
        self.figures = Figures(counts=Counter(processes=1))
        self._stage = REST
        self._has_drafts = False
        self._replaced: list[tuple[Any, str, Any]] = []

    def __reduce__(self) -> tuple[type[Stopwatch], tuple[()]]:
        return Stopwatch, ()

    def __enter__(self) -> Stopwatch:
        for owner, name, make in self._places():
            self._replace(owner, name, make)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.turn(REST)
        while self._replaced:
            setattr(*self._replaced.pop())

    @property
    def seconds(self) -> float:
        """The time from the start of the process to the last turn."""
        return (self._mark - self._began) / 1e9

    def begin_work(self) -> None:
        """Measure a process that examines drafts for another one; when it does not, it waits to hand them over."""
        if not self._replaced:  # not a copy of a process that measures
            self.__enter__()
        self.figures = Figures(counts=Counter(processes=1))
        self._stage, self._mark, self._has_drafts = "wait", time.perf_counter_ns(), True

    def taken(self) -> Figures:
        """What was measured since it was last taken."""
        self.turn(self._stage)
        taken, self.figures = self.figures, Figures()
        return taken

    def turn(self, stage: str) -> str:
        """Begin a stage; gives the one that ends, to be turned back to."""
        now, before = time.perf_counter_ns(), self._stage
        self.figures.spent[before or ("rest" if self._has_drafts else "start")] += now - self._mark
        self._mark, self._stage = now, stage
        return before

    def timed(self, stage: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Makes of a function the same as a stage."""

        def replacement(function: Callable[..., Any]) -> Callable[..., Any]:
            def run(*args: Any, **named: Any) -> Any:
                before = self.turn(stage)
                try:
                    return function(*args, **named)
                finally:
                    self.turn(before)

            return run

        return replacement

    def _each(self, stage: str) -> Callable[[Callable[..., Iterator[Any]]], Callable[..., Iterator[Any]]]:
        """The same of a generator, whose caller is not in the stage."""

        def replacement(function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
            return lambda *args: self._steps(stage, function(*args))

        return replacement

    def _steps(self, stage: str, items: Any) -> Iterator[Any]:
        try:
            while True:
                before = self.turn(stage)
                try:
                    item = next(items, _END)
                finally:
                    self.turn(before)
                if item is _END:
                    return
                yield item
        finally:
            items.close()

    def _places(self) -> Iterator[tuple[Any, str, Callable[[Any], Any]]]:
        """What is replaced, where it stands, by something made of it."""
        yield CheckSession, "events", self._each(REST)
        yield CheckSession, "_find", self.timed("find")
        yield CheckSession, "_changed", self.timed("find")
        yield CheckSession, "_examined", self._drafts
        yield DraftWorker, "examined", self._examined
        yield DraftWorker, "repaired", self.timed("fix")
        yield DraftWorker, "result", self._result
        yield DraftWorker, "flush", self.timed("cache")
        yield DraftWorker, "close", self.timed("cache")
        yield decode, "decode", self.timed("read")
        yield Draft, "parse", lambda parse: classmethod(self.timed("parse")(parse.__func__))
        yield Linter, "examine", self._linted
        yield Linter, "look", self._looked
        yield Linter, "scan", self.timed("match")
        yield Scan, "_reading", lambda reading: _cached("_reading", Scan, self.timed("match")(reading.func))
        for owner in (looking, view):
            yield owner, "fold", self._folded
        for name in ("_report", "_preview", "_filter", "_tell_fixes"):
            yield checkcli, name, self.timed("report")

    def _replace(self, owner: Any, name: str, make: Callable[[Any], Any]) -> None:
        before = vars(owner)[name]
        self._replaced.append((owner, name, before))
        setattr(owner, name, make(before))

    def _drafts(self, function: Callable[..., Iterator[DraftResult]]) -> Callable[..., Iterator[DraftResult]]:
        """All drafts of the run; what is not spent on one of them goes to the processes that examine them."""
        each = self._each("wait")(function)

        def run(checking: CheckSession, drafts: Any) -> Iterator[DraftResult]:
            self.turn(self._stage)
            self._has_drafts = True
            yield from each(checking, drafts)

        return run

    def _examined(self, function: Callable[..., DraftResult]) -> Callable[..., DraftResult]:
        timed = self.timed(REST)

        def run(examiner: DraftWorker, name: str, read: Callable[[], bytes], is_file: bool) -> DraftResult:
            def counted() -> bytes:
                data = reading()
                self.figures.counts["bytes"] += len(data)
                return bytes(data)

            self.figures.counts["drafts"] += 1
            reading = self.timed("read")(read)
            examined: DraftResult = timed(function)(examiner, name, counted, is_file)
            return examined

        return run

    def _result(self, function: Callable[..., Result]) -> Callable[..., Result]:
        timed = self.timed("cache")

        def run(examiner: DraftWorker, linter: Linter, draft: Draft) -> Result:
            if not examiner.cache or examiner.explain:
                return function(examiner, linter, draft)
            linted = self.figures.counts["linted"]
            result: Result = timed(function)(examiner, linter, draft)
            self.figures.counts["asked"] += 1
            self.figures.counts["kept"] += linted == self.figures.counts["linted"]
            return result

        return run

    def _linted(self, function: Callable[..., Result]) -> Callable[..., Result]:
        timed = self.timed("match")

        def run(*args: Any) -> Result:
            result: Result = timed(function)(*args)
            self.figures.counts["linted"] += 1
            self.figures.found.update([finding.rule_id for finding in result.findings])
            return result

        return run

    def _looked(self, function: Callable[..., Candidates]) -> Callable[..., Candidates]:
        timed = self.timed("look")

        def run(*args: Any) -> Candidates:
            look: Candidates = timed(function)(*args)
            self.figures.counts["looked"] += 1
            if look.alternatives:
                self.figures.counts["matched"] += 1
                self._follow_rules()
            return look

        return run

    def _folded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        timed = self.timed("fold")

        def run(*args: Any) -> Any:
            self.figures.counts["folded"] += 1
            return timed(function)(*args)

        return run

    def _follow_rules(self) -> None:
        """Measure rules from the first draft on that may match one, when their module is imported anyway."""
        from xhslint.linter.judge import Judge

        if not any(owner is Judge for owner, _, _ in self._replaced):
            self._replace(Judge, "evaluate", self._told)

    def _told(self, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        def run(judge: Any, rule: Any, *args: Any) -> Iterator[Finding | tuple[Any, Any]]:
            self.figures.tried[rule.id] += 1
            return self._steps(rule.id, function(judge, rule, *args))

        return run


def _cached(name: str, owner: type, function: Callable[[Any], Any]) -> cached_property[Any]:
    made = cached_property(function)
    made.__set_name__(owner, name)
    return made


def _process_start() -> int:
    """When this process began, on the clock of `perf_counter_ns`."""
    try:
        with open("/proc/self/stat", "rb") as file:
            ticks = int(file.read().rpartition(b")")[2].split()[19])
        age = time.clock_gettime_ns(time.CLOCK_BOOTTIME) - ticks * 10**9 // os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):  # elsewhere than on Linux; starting is mostly computing
        age = time.process_time_ns()
    return time.perf_counter_ns() - age
