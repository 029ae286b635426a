"""The most memory that xhslint holds: over folders it must stay flat, over one long line it must grow by its length."""

from __future__ import annotations

import os
from collections.abc import Iterable
from shutil import rmtree

from bench import Bench, xhslint
from drafts import write
from measure import MB, Spent, process, size
from notes import notes, one_line
from table import NONE, Table

COMMAND = "--no-cache", "--jobs", "1"


def table(bench: Bench) -> Table:
    """Folders of made notes, and drafts of one line, each of which is run only if the one before says that it can be."""
    columns = ("xhslint, one process", "MB", "seconds", "s/MB", "peak MB", "more/MB")
    made = Table("Memory: folders, and one draft that is a single line", columns)
    few = process(xhslint(bench.line), bench.folder).peak
    made.add("one short draft", NONE, NONE, NONE, f"{few:.0f}")
    for number in bench.folders:
        whole, spent = _run(bench, notes(number))
        made.add(f"{number:,} notes", *_cells(whole, spent))
    slowness = growth = 0.0
    for megabytes in bench.sizes:
        name = f"a line of {megabytes:g} MB"
        if megabytes * slowness > bench.limit:
            made.add(name, NONE, f"not run: about {megabytes * slowness:.0f}")
        elif megabytes * growth > _most():
            made.add(name, NONE, NONE, NONE, f"not run: about {megabytes * growth:.0f}")
        else:
            whole, spent = _run(bench, ["".join(one_line(int(megabytes * MB)))])
            slowness, growth = spent.seconds / whole, (spent.peak - few) / whole
            made.add(name, *_cells(whole, spent), f"{growth:.1f}")
    made.note = (
        "One run each. more/MB: what the peak is above that of a short draft, for each MB of the draft. It should be the "
        "same for every length, like s/MB; over folders the peak should."
    )
    return made


def _run(bench: Bench, drafts: Iterable[str]) -> tuple[float, Spent]:
    """Megabytes of drafts, and what xhslint takes for them."""
    folder = bench.folder / "large"
    try:
        whole = size(write(folder, drafts))
        return whole, process(xhslint(folder.name, *COMMAND), bench.folder)
    finally:
        rmtree(folder)


def _cells(whole: float, spent: Spent) -> list[str]:
    return [f"{whole:.1f}", f"{spent.seconds:.1f}", f"{spent.seconds / whole:.2f}", f"{spent.peak:.0f}"]


def _most() -> float:
    """Megabytes that a process may be expected to take: half of what the machine has."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / MB / 2
    return 2000
