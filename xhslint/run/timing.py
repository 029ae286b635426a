"""Measure where the time of a run goes, by subclasses of what does the work: a run without `--timing` imports none of this.

What measures is `stopwatch.py`. A rule is a stage as well, under its id.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from xhslint.drafts.draft import Draft
from xhslint.linter.engine import Engine
from xhslint.linter.events import Figures, Rendered, SessionEvent
from xhslint.linter.first_look import Candidates, Standard
from xhslint.linter.linter import Linter
from xhslint.matching.scan import Scan
from xhslint.model.findings import Result
from xhslint.run.session import CheckSession
from xhslint.run.stopwatch import REST, Stopwatch
from xhslint.run.worker import DraftResult, DraftWorker

if TYPE_CHECKING:
    from pathlib import Path

    from xhslint.base.errors import InputError, Problem
    from xhslint.config.settings import Settings
    from xhslint.drafts.draft import Draft
    from xhslint.linter.dismissal import Dismissal
    from xhslint.linter.judge import Judge
    from xhslint.matching.phrase import Match
    from xhslint.matching.scanner.interface import Found
    from xhslint.model.findings import Finding
    from xhslint.rulebook.model import Rule
    from xhslint.text.view import View


class TimedSession(CheckSession):
    """A session whose worker measures it."""

    worker: TimedWorker

    @property
    def clock(self) -> Stopwatch:
        return self.worker.clock

    def events(self) -> Generator[SessionEvent]:
        return self.clock.each(REST, super().events())

    def find_drafts(self) -> list[str | InputError]:
        with self.clock.stage("find"):
            return super().find_drafts()

    def changed_lines(self, drafts: list[str]) -> Mapping[Path, Sequence[range]] | None:
        with self.clock.stage("find"):
            return super().changed_lines(drafts)

    def check_drafts(self, drafts: Sequence[str]) -> Iterator[DraftResult]:
        """Yield the results; the time not spent on a draft in this process is that of waiting for others."""
        self.clock.begin_drafts()
        return self.clock.each("wait", super().check_drafts(drafts))


class TimedWorker(DraftWorker):
    """A worker that measures each draft."""

    def __init__(self, clock: Stopwatch, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.clock = clock
        self.make_linter = partial(TimedLinter, clock)

    def begin_process(self) -> None:
        self.clock.begin_process()

    def take_figures(self) -> Figures:
        return self.clock.take_figures()

    def add_figures(self, figures: Figures) -> None:
        self.clock.figures.add(figures)

    def flush(self) -> None:
        with self.clock.stage("cache"):
            super().flush()

    def close(self) -> None:
        with self.clock.stage("cache"):
            super().close()

    def check(self, name: str, read: Callable[[], bytes], is_file: bool) -> DraftResult:
        def timed_read() -> bytes:
            with self.clock.stage("read"):
                data = read()
            self.clock.figures.counts["bytes"] += len(data)
            return data

        self.clock.figures.counts["drafts"] += 1
        with self.clock.stage(REST):
            return super().check(name, timed_read, is_file)

    def read_notes(self, data: bytes, path: str) -> Iterator[Draft | InputError]:
        self.clock.figures.counts["bytes"] += len(data)
        return self.clock.each("read", super().read_notes(data, path))

    def check_note(self, note: Draft) -> DraftResult:
        self.clock.figures.counts["drafts"] += 1
        with self.clock.stage(REST):
            return super().check_note(note)

    def decode(self, data: bytes, name: str) -> str:
        with self.clock.stage("read"):
            return super().decode(data, name)

    def parse(self, text: str, name: str) -> tuple[Draft, tuple[Problem, ...]]:
        with self.clock.stage("parse"):
            return super().parse(text, name)

    def lint(self, linter: Linter, draft: Draft) -> Result:
        if not self.cache or self.explain:
            return super().lint(linter, draft)
        counts = self.clock.figures.counts
        linted = counts["linted"]
        with self.clock.stage("cache"):
            result = super().lint(linter, draft)
        counts["asked"] += 1
        counts["kept"] += linted == counts["linted"]
        return result

    def rendered(self, draft: Draft, settings: Settings, result: Result) -> Rendered:
        with self.clock.stage("report"):
            return super().rendered(draft, settings, result)

    def rewritten(self, linter: Linter, draft: Draft, result: Result) -> Result:
        if not self.rewrite or not result.findings:
            return result
        with self.clock.apart("rewrite", "trials"):
            return super().rewritten(linter, draft, result)

    def repair(self, linter: Linter, settings: Settings, draft: Draft, data: bytes | None) -> DraftResult:
        with self.clock.stage("fix"):
            return super().repair(linter, settings, draft, data)


class TimedLinter(Linter):
    """A linter with a timed engine."""

    def __init__(self, clock: Stopwatch, *args: Any, **settings: Any) -> None:
        self.clock = clock
        super().__init__(*args, **settings)

    def _make_engine(self, *parts: Any) -> Engine:
        return _TimedEngine(self.clock, *parts)


class _TimedEngine(Engine):
    """An engine that measures the first look, each view and scan that it makes, and each rule."""

    def __init__(self, clock: Stopwatch, *parts: Any) -> None:
        super().__init__(*parts)
        self.clock = clock

    def examine(self, draft: Draft, explain: bool = False, found: Found = None) -> Result:
        with self.clock.stage("match"):
            result = super().examine(draft, explain, found)
        self.clock.figures.counts["linted"] += 1
        self.clock.figures.found.update(
            [name for finding in result.findings for name in (finding.rule_id, *finding.also)]
        )
        return result

    def look(self, draft: Draft, standard: Standard, explain: bool = False, found: Found = None) -> Candidates:
        with self.clock.stage("look"):
            candidates = super().look(draft, standard, explain, found)
        self.clock.figures.counts["looked"] += 1
        self.clock.figures.counts["matched"] += bool(candidates.alternatives)
        return candidates

    def fold(self, draft: Draft) -> View:
        self.clock.figures.counts["folded"] += 1
        with self.clock.stage("fold"):
            return super().fold(draft)

    def scan(self, draft: Draft, view: View | None = None) -> Scan:
        with self.clock.stage("match"):
            scan = _TimedScan(draft.text, view or self.view(draft), self.index, self.segmentation)
        scan.clock = self.clock
        return scan

    @cached_property
    def judge(self) -> Judge:
        from xhslint.linter.judge import Judge  # here, because most drafts can match no rule

        clock = self.clock

        class TimedJudge(Judge):
            def evaluate(self, rule: Rule, *args: Any) -> Iterator[Finding | tuple[Match, Dismissal]]:
                clock.figures.tried[rule.id] += 1
                return clock.each(rule.id, super().evaluate(rule, *args))

        return TimedJudge(self.rulebook, self.applicability, self.lang)


class _TimedScan(Scan):
    """A scan that is made when the first rule needs it, but not at the cost of that rule."""

    clock: Stopwatch

    @cached_property
    def _reading(self) -> Any:
        with self.clock.stage("match"):
            return super()._reading
