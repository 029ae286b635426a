"""Measures cold start, throughput and memory of xhslint, beside its peers, and prints the tables.

python benchmarks/run.py [--peers FOLDER] [--drafts FILE_OR_FOLDER...] [--markdown] [--json FILE]

Run it from an environment in which xhslint is installed from its wheel: what is installed there is what is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import cold_start
import documents
import editor
import memory
import page
import processes
import throughput
from bench import Bench
from measure import Failed, machine, size
from table import Table

PARTS: Mapping[str, Callable[[Bench], list[Table]]] = {
    "cold": lambda bench: [cold_start.table(bench)],
    "throughput": lambda bench: [throughput.table(bench)],
    "processes": lambda bench: [processes.table(bench)],
    "memory": lambda bench: [memory.table(bench)],
    "documents": lambda bench: [documents.table(bench)],
    "editor": lambda bench: [editor.table(bench)],
    "page": lambda bench: [page.table(bench)],
}


def options() -> argparse.Namespace:
    about, _, usage = str(__doc__).partition("\n")
    parser = argparse.ArgumentParser(description=about, epilog=usage.strip().splitlines()[-1])
    add = parser.add_argument
    add("--peers", type=Path, metavar="FOLDER", help="where benchmarks/peers.py installed the peers")
    add(
        "--drafts", nargs="+", default=[], metavar="PATH", help=".jsonl (title, text), .md or .txt; default: made notes"
    )
    add("--notes", type=int, default=1000, help="notes of a throughput run (%(default)s)")
    add("--many", type=int, default=20_000, help="notes of the runs in two processes (%(default)s)")
    add("--pairs", type=int, default=15, help="pairs of each cold start (%(default)s)")
    add("--rounds", type=int, default=5, help="pairs of each throughput (%(default)s)")
    add("--folders", type=_numbers, default=[1000, 10_000], help="notes of the folders for memory (1000,10000)")
    add("--sizes", type=_numbers, default=[1, 10, 50], help="MB of the single lines for memory (1,10,50)")
    add("--limit", type=float, default=120, help="seconds that a single line may be expected to take (%(default)s)")
    add("--full", action="store_true", help="a folder of 100,000 notes too")
    add("--only", type=lambda names: names.split(","), default=list(PARTS), help=",".join(PARTS))
    add("--markdown", action="store_true", help="print Markdown, for docs/performance.md")
    add("--json", type=Path, metavar="FILE", help="write the figures there as well")
    given = parser.parse_args()
    if unknown := set(given.only) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if min(given.notes, given.many, given.pairs, given.rounds) < 1:
        parser.error("--notes, --many, --pairs and --rounds are at least 1")
    return given


def _numbers(text: str) -> list[float]:
    return [float(each) if "." in each else int(each) for each in text.split(",")]


def main() -> int:
    given = options()
    tables: list[Table] = []
    faults = 0
    with TemporaryDirectory() as scratch:
        try:
            bench = _prepared(given, Path(scratch))
        except (OSError, ValueError) as error:
            sys.exit(f"cannot read the drafts: {error}")
        about = _about(bench)
        print(about)
        for name in given.only:
            try:
                made = PARTS[name](bench)
            except Failed as error:  # xhslint itself; a peer that fails has a row that says so
                print(f"\n{name}: {error}", file=sys.stderr)
                faults += 1
                continue
            for table in made:
                print("\n" + (table.markdown() if given.markdown else table.text()), flush=True)
            tables += made
    if given.json:
        data = {"machine": machine(), "about": about, "tables": [table.data() for table in tables]}
        given.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 1 if faults else 0


def _prepared(given: argparse.Namespace, scratch: Path) -> Bench:
    return Bench.prepare(
        scratch,
        given.drafts,
        given.notes,
        given.peers,
        many=given.many,
        pairs=given.pairs,
        rounds=given.rounds,
        folders=[*map(int, given.folders), *([100_000] if given.full else [])],
        sizes=given.sizes,
        limit=given.limit,
    )


def _about(bench: Bench) -> str:
    on = machine()
    kind = "made for it" if bench.made else "of somebody's own"
    return (
        f"xhslint {on['xhslint']}, Python {on['python']}, {on['system']}, {on['cores']} cores.\n"
        f"{on['processor']}.\n"
        f"{len(bench.files)} notes {kind}, {size(bench.files):.2f} MB."
    )


if __name__ == "__main__":
    sys.exit(main())
