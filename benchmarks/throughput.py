"""Megabytes (UTF-8) a second in memory of the fold alone and of a whole check, and the share that the fold takes.

python benchmarks/throughput.py FILES_OR_FOLDERS   # .md, .txt, or .jsonl with the keys title and text
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from xhslint import Linter
from xhslint.view import fold


def texts(paths: list[str]) -> Iterator[str]:
    for path in map(Path, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix == ".jsonl":
                for line in file.read_text("utf-8").split("\n"):
                    row = json.loads(line) if line else {}
                    yield "\n\n".join(row[key] for key in ("title", "text") if row.get(key))
            elif file.suffix in (".md", ".txt"):
                yield file.read_text("utf-8")


def timed(work: Callable[[str], object], drafts: list[str]) -> float:
    """Seconds for all drafts, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for draft in drafts:
            work(draft)
        best = min(best, time.perf_counter() - start)
    return best


def main(paths: list[str]) -> None:
    drafts = [text for text in texts(paths) if text]
    size = sum(len(text.encode()) for text in drafts) / 1e6
    linter = Linter()
    linter.check("加微信 momo_8812")
    folded, checked = timed(fold, drafts), timed(linter.check, drafts)
    print(f"{len(drafts)} drafts, {size:.2f} MB: fold {size / folded:.1f} MB/s, check {size / checked:.2f} MB/s")
    print(f"the fold takes {100 * folded / checked:.1f} % of a check")


if __name__ == "__main__":
    main(sys.argv[1:])
