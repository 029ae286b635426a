"""Lint the notes of a table file into another one."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from xhslint.base.dates import iso_today
from xhslint.base.errors import InputError, Problem
from xhslint.base.records import dataclass
from xhslint.base.version import __version__
from xhslint.batches.columns import column, column_type, find_column, require_text, texts
from xhslint.batches.linting import linter_for
from xhslint.batches.schema import VERSION, findings_field, problem_field, require_free
from xhslint.messages.catalogue import both
from xhslint.run.interrupts import interruptible
from xhslint.tables.parts import Parts, read_about
from xhslint.tables.processes import lint_all
from xhslint.tables.source import ROWS, Source, open_source
from xhslint.tables.target import require_target, target_schema, write_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xhslint.tables.processes import Texts

PART_ROWS = 1 << 13
"""Rows of a part, at most; a run that is killed loses what it has done since the last one."""
PART_BYTES = 1 << 26
"""Bytes in memory from which a part is written, however few rows it has."""
PART_SECONDS = 10
"""Seconds from which a part is written."""


@dataclass(frozen=True)
class TableJob:
    """A table to lint: the files, the names of its columns and of the new ones, the settings of the linter.

    `jobs` is the number of processes; `is_forced` replaces a file that is there.
    """

    source: str
    target: str
    text: str
    title: str | None
    into: str
    problem: str
    settings: Mapping[str, Any]
    jobs: int = 1
    is_forced: bool = False

    def run(self, progress: Callable[[int, int], None]) -> TableResult:
        """Write the target, going on where an earlier run of the same job stopped, and return what was found.

        `progress` is called with the rows that are done, and with how many there are: 0 if that is not known. Raises InputError for whatever
        cannot be read or written, and KeyboardInterrupt; then what is done is kept for the next run.
        """
        require_target(self.target, self.is_forced)
        if os.path.exists(self.target) and os.path.exists(self.source) and os.path.samefile(self.source, self.target):
            raise InputError([Problem(self.target, 0, 0, both("table is source"))])
        source = open_source(self.source)
        for name in filter(None, (self.text, self.title)):
            require_text(column_type(source.schema, find_column(source.schema, name)), name)
        require_free(source.schema.names, (self.into, self.problem))
        settings = {"as_of": self._day(), **self.settings}
        linter = linter_for(settings)
        schema = source.schema.append(findings_field(self.into, linter)).append(problem_field(self.problem))
        written = target_schema(self.target, schema)
        parts = Parts(self.target, self._about(settings, linter.engine.rulebook.key or ""))
        is_done = False
        try:
            resumed = parts.rows
            self._lint(source, schema, settings, parts, progress)
            write_table(self.target, written, parts.tables())
            is_done = True
        finally:
            parts.close(is_done)
        return TableResult(parts.rows, resumed, parts.was_other, parts.tally)

    def _day(self) -> str:
        """Return the day whose clauses are in force: today, or that of the run that was interrupted."""
        earlier = (read_about(self.target) or {}).get("settings", {})
        day = earlier.get("as_of") if isinstance(earlier, dict) else None
        return day if isinstance(day, str) else iso_today()

    def _about(self, settings: Mapping[str, Any], rulebook: str) -> dict[str, Any]:
        """Return what the results depend on, as JSON data."""
        status = os.stat(self.source)
        return {
            "source": [os.path.abspath(self.source), status.st_size, status.st_mtime_ns],
            "columns": [self.text, self.title, self.into, self.problem],
            "settings": {name: _plain(value) for name, value in sorted(settings.items())},
            "rules": [VERSION, __version__, rulebook],
        }

    def _lint(
        self,
        source: Source,
        schema: pa.Schema,
        settings: Mapping[str, Any],
        parts: Parts,
        progress: Callable[[int, int], None],
    ) -> None:
        """Add the parts that are missing; those that are finished are kept when this is interrupted."""
        waiting: list[pa.RecordBatch] = []
        read: list[pa.RecordBatch] = []
        began = time.monotonic()
        done = parts.rows

        def keep() -> None:
            nonlocal began
            if waiting:
                table = pa.Table.from_batches(waiting, schema)
                parts.add(table, _tally(table.column(self.into), table.column(self.problem)))
                waiting.clear()
            began = time.monotonic()

        jobs = self.jobs if not source.rows or source.rows - done > ROWS else 1
        try:
            for found, problems in interruptible(lint_all(settings, self._texts(source, done, read), jobs)):
                batch = read.pop(0)
                waiting.append(pa.RecordBatch.from_arrays([*batch.columns, found, problems], schema=schema))
                done += batch.num_rows
                progress(done, source.rows)
                rows, size = sum(each.num_rows for each in waiting), sum(each.nbytes for each in waiting)
                if rows >= PART_ROWS or size >= PART_BYTES or time.monotonic() - began >= PART_SECONDS:
                    keep()
        finally:
            keep()

    def _texts(self, source: Source, skip: int, read: list[pa.RecordBatch]) -> Iterator[Texts]:
        """Yield the texts and titles of the batches of a table from a row on; add the batches to `read`."""
        text = find_column(source.schema, self.text)
        title = find_column(source.schema, self.title) if self.title is not None else None
        for batch in source.read(skip):
            read.append(batch)
            titles = texts(column(batch, title), self.title or "") if title is not None else None
            yield texts(column(batch, text), self.text), titles


@dataclass(frozen=True)
class TableResult:
    """What a job did: the rows of the table, those of them that an earlier run had done, and what was found.

    `was_other` says that an earlier run, of other rules or data, was thrown away. `tally` counts findings by severity,
    rows with findings as `rows` and those that were not checked, or not by all rules, as `problem`.
    """

    rows: int
    resumed: int
    was_other: bool
    tally: Counter[str]


def _tally(found: pa.ChunkedArray, problems: pa.ChunkedArray) -> Counter[str]:
    """Return what was found in a part, counted as in `TableResult`."""
    tally = Counter({"problem": len(problems) - problems.null_count})
    tally["rows"] = pc.sum(pc.greater(pc.list_value_length(found), 0)).as_py() or 0
    severities = pc.struct_field(pc.list_flatten(found), "severity")
    for pair in pc.value_counts(severities).to_pylist():
        tally[pair["values"]] += pair["counts"]
    return tally


def _plain(value: Any) -> Any:
    """Return a setting as JSON data."""
    return [_plain(each) for each in value] if isinstance(value, (tuple, list)) else value
