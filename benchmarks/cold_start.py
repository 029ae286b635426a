"""How long `xhslint DRAFT` takes as a whole process, beside `python -c "import click, regex"` in turn.

python benchmarks/cold_start.py DRAFT [RUNS]
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main(draft: str, runs: str = "15") -> None:
    ours = [sys.executable, "-m", "xhslint", draft]
    base = [sys.executable, "-c", "import click, regex"]
    seconds(ours), seconds(base)
    pairs = [(seconds(ours), seconds(base)) for _ in range(int(runs))]
    print(f"xhslint {median(a for a, _ in pairs):.3f} s, import click, regex {median(b for _, b in pairs):.3f} s")
    print(f"ratio {median(a / b for a, b in pairs):.2f} (median of {len(pairs)} pairs)")


if __name__ == "__main__":
    main(*sys.argv[1:])
