"""How measurements are taken: whole processes, in turn with what they are compared to, and the median of the pairs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
ALONE = (sys.executable, "-I", "-S", str(HERE / "alone.py"))
MB = 1e6
FINE = (0, 1)
"""The exit statuses of a linter that did its work."""


class Failed(Exception):
    """A command did not do what it was to be measured at."""


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds, those of CPU (its own and of what it started), and the most memory that one held, in MB."""

    seconds: float
    cpu: float
    peak: float


Taken = tuple[float, float]
"""Of one pair: a value, and the same of what it is compared to."""


def process(command: Sequence[str], folder: Path, statuses: Sequence[int] = FINE) -> Spent:
    """Run a command in a folder, its output thrown away."""
    done = subprocess.run([*ALONE, *command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{Path(command[0]).name} could not be started")
    seconds, cpu, peak, status = done.stdout.split()
    if int(status) not in statuses:
        raise Failed(f"{Path(command[0]).name} ended with status {status}")
    return Spent(float(seconds), float(cpu), float(peak))


def answer(command: Sequence[str], folder: Path) -> str:
    """What a command prints, on either stream."""
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8", "replace")


def told(command: Sequence[str], folder: Path) -> dict[str, Any]:
    """What one of our own scripts measured inside its process, as the JSON that it prints."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Failed(f"{Path(command[1]).name}: {(done.stderr.strip().splitlines() or ['no output'])[-1]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def in_turn(number: int, one: Callable[[], float], other: Callable[[], float]) -> list[Taken]:
    """Pairs of measurements, one right after the other, so that both meet the machine in the same mood."""
    return [(one(), other()) for _ in range(number)]


def middle(pairs: Sequence[Taken]) -> Taken:
    """The median of the values, and the median of the ratios of the pairs."""
    return median(value for value, _ in pairs), median(value / other for value, other in pairs)


def size(files: Sequence[Path]) -> float:
    """Megabytes of UTF-8 in files."""
    return sum(path.stat().st_size for path in files) / MB


def machine() -> dict[str, str]:
    """What the figures were taken on."""
    import platform
    from importlib.metadata import version

    name = next((line.partition(":")[2].strip() for line in _cpu() if line.startswith("model name")), "")
    return {
        "xhslint": version("xhslint"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": name or platform.processor() or "unknown",
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
    }


def _cpu() -> Iterator[str]:
    path = Path("/proc/cpuinfo")
    return iter(path.read_text("utf-8", "replace").splitlines() if path.exists() else ())
