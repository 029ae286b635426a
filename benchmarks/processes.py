"""What a second process brings: whole commands over many notes in a folder, in one document and in a table."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree

from bench import Bench, xhslint
from drafts import write
from measure import FINE, Failed
from notes import notes
from table import NONE, Table

PAUSE = 0.01
"""Seconds between two looks at the processes of a command; the last of these of a process is not seen."""


@dataclass(frozen=True)
class Work:
    """What a command took: seconds, those of CPU of its first process, and of the one of its others that took most."""

    seconds: float
    parent: float
    slowest: float

    @property
    def longest(self) -> float:
        """Seconds of CPU of the process that took most: with a core for each, a command takes no less."""
        return max(self.parent, self.slowest)


def table(bench: Bench) -> Table:
    columns = ("what", "one, s", "two, s", "times", "CPU one", "parent", "worker", "bound")
    made = Table(f"Processes: {bench.many:,} notes, --jobs 1 and 2", columns)
    folder = bench.folder / "many"
    try:
        commands = dict(_commands(folder, bench.many))
        taken: dict[tuple[str, int], list[Work]] = {(name, jobs): [] for name in commands for jobs in (1, 2)}
        for _ in range(bench.rounds):
            for (name, jobs), works in taken.items():
                works.append(_watched([*commands[name], "--jobs", str(jobs)], folder))
    finally:
        rmtree(folder)
    for name in commands:
        one, two = (min(work.seconds for work in taken[name, jobs]) for jobs in (1, 2))
        alone, both = (min(taken[name, jobs], key=lambda work: work.longest) for jobs in (1, 2))
        cpu = [f"{each:.2f}" for each in (alone.parent, both.parent, both.slowest)] if both.slowest else [NONE] * 3
        bound = f"{alone.parent / both.longest:.2f}" if both.slowest else NONE
        made.add(name, f"{one:.2f}", f"{two:.2f}", f"{one / two:.2f}", *cpu, bound)
    made.note = (
        f"The best of {bench.rounds} rounds of whole commands, without the cache of results. times: seconds of one process divided by those of "
        "two; on a busy machine it says little. bound: CPU time of one process divided by that of the parent or of the slower worker, "
        "whichever took longer; two processes cannot be more times as fast."
    )
    return made


def _commands(folder: Path, number: int) -> Iterator[tuple[str, list[str]]]:
    """Write the notes in each form, and yield the command that lints it."""
    texts = list(notes(number))
    write(folder / "notes", texts)
    yield "a folder", xhslint("notes", "--no-cache")
    with open(folder / "notes.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    yield "one .jsonl", xhslint("notes.jsonl", "--no-cache")
    if find_spec("pyarrow"):
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.table({"text": texts}), folder / "notes.parquet")
        yield "lint-table", xhslint("lint-table", "notes.parquet", "linted.parquet", "--force", "--text", "text")


def _watched(command: list[str], folder: Path) -> Work:
    """Run a command in a folder, its output thrown away, and look at the processes that it starts, where the system lists them."""
    start = time.perf_counter()
    null = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdin=null, stdout=null, stderr=null) as process:
        others: dict[int, float] = {}
        while True:
            number, status, usage = os.wait4(process.pid, os.WNOHANG)
            if number:
                break
            others |= _children(process.pid)
            time.sleep(PAUSE)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in FINE:
        raise Failed(f"xhslint ended with status {process.returncode}")
    whole = usage.ru_utime + usage.ru_stime  # of those that have ended and were waited for, too
    return Work(seconds, whole - sum(others.values()), max(others.values(), default=0))


def _children(parent: int) -> Mapping[int, float]:
    """Return the seconds of CPU of each process that a process has started, by its number; nothing where `/proc` does not list them."""
    found = {}
    for path in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            for number in map(int, path.read_text("ascii").split()):
                ticks = Path(f"/proc/{number}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[11:13]
                found[number] = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        except OSError:  # it has just ended
            continue
    return found
