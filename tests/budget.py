"""Count what a run costs, in units that do not depend on the load of the machine, and compare it with a budget.

`python tests/budget.py` prints each count beside its budget.

With `--write`, what is measured becomes the budget, and a little more, for the rulebook grows.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
BUDGET = ROOT / "tests" / "data" / "budget.json"
NOTES = 1000
WARM = 300
"""Notes that are checked before memory is counted, so that what is made once does not count."""
AS_OF = "2026-01-31"
MORE, MOST = 1.1, 1.25
"""What a budget is above what was measured when it was written, and may be at most, so that what is gained is kept."""
CI_VERSION = (3, 11)


def has_prefilter() -> bool:
    """Return whether the compiled scanner is there; without it, most counts differ."""
    return find_spec("xhslint.matching.scanner._scanner") is not None


class Measure(NamedTuple):
    """A count; some change with the version of Python, most without the compiled prefilter."""

    name: str
    any_python: bool = True
    any_build: bool = False

    @property
    def applies(self) -> bool:
        return (self.any_python or sys.version_info[:2] == CI_VERSION) and (self.any_build or has_prefilter())

    @property
    def is_tight(self) -> bool:
        """Whether a budget far above it is a fault: where it was written, the count is the same to the last digit."""
        return sys.version_info[:2] == CI_VERSION and has_prefilter()


STARTS = ("clean draft", "draft with findings")
MEASURES = (
    *(
        measure
        for start in STARTS
        for measure in (
            Measure(f"{start}: modules of xhslint imported"),
            Measure(f"{start}: modules imported", any_python=False),
            Measure(f"{start}: regular expressions compiled", any_python=False),
        )
    ),
    Measure(f"{NOTES} notes: past the first look"),
    Measure(f"{NOTES} notes: rules tried"),
    Measure(f"{NOTES} notes: ways of rules tried"),
    Measure(f"{NOTES} notes: scans built"),
    Measure(f"{NOTES} notes: spans segmented", any_build=True),
    Measure("clean note: spans segmented"),
    Measure("clean note: bytes allocated at once", any_python=False),
    Measure("rulebook: bytes when compiled", any_python=False, any_build=True),
)

# What a process does, seen from inside; without site-packages' own start-up code, which may import anything.
_START = """
import sys
copy, libraries, what, draft = sys.argv[1], sys.argv[2:-2], *sys.argv[-2:]
sys.path[:0] = [copy, *libraries]
compiled = 0
def counting(compile):
    def run(*args):
        global compiled
        compiled += 1
        return compile(*args)
    return run
if what == "patterns":
    import re
    if sys.version_info < (3, 11):
        import sre_compile as compiler
    else:
        from re import _compiler as compiler
    compiler.compile = counting(compiler.compile)
before = set(sys.modules)
from xhslint.cli.main import main
status = main([draft, "--no-config", "--output", draft + ".txt"])
names = sorted(set(sys.modules) - before)
print(status, compiled, *names)
"""


class Start(NamedTuple):
    modules: list[str]
    patterns: int


def packed(folder: Path) -> Path:
    """Copy the package with compiled rules into a folder, as a wheel installs it; return the compiled rulebook."""
    shutil.copytree(ROOT / "xhslint", folder / "xhslint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rules", folder / "xhslint" / "rules")
    code = "import sys; from pathlib import Path; from xhslint.rulebook.compiled.store import pack; pack(Path(sys.argv[1]))"
    target = folder / "xhslint" / "data" / "rulebook.bin"
    subprocess.run([sys.executable, "-c", code, str(target)], cwd=ROOT, check=True)
    return target


def started(folder: Path, text: str, status: int) -> Start:
    """Check one draft in a fresh process of the packed package; return what it imported and compiled."""
    draft = folder / "draft.md"
    draft.write_text(text, "utf-8")
    libraries = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})

    def run(what: str) -> list[str]:
        command = [sys.executable, "-I", "-S", "-c", _START, str(folder), *libraries, what, str(draft)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True)
        ended, *told = done.stdout.split()
        assert int(ended) == status, done.stderr
        return told

    return Start(run("modules")[1:], int(run("patterns")[0]))


def starts(folder: Path) -> dict[str, Start]:
    with benchmarks():
        from bench import BAD, GOOD
    return {"clean draft": started(folder, GOOD, 0), "draft with findings": started(folder, BAD, 1)}


@contextmanager
def benchmarks() -> Iterator[None]:
    """Let the modules of the benchmarks be imported."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        yield
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


@contextmanager
def counting(owner: Any, name: str, count: Callable[[Any], Any]) -> Iterator[None]:
    """Pass what a function returns through `count`."""
    function = vars(owner)[name]

    @wraps(function)
    def run(*args: Any, **named: Any) -> Any:
        return count(function(*args, **named))

    setattr(owner, name, run)
    try:
        yield
    finally:
        setattr(owner, name, function)


def checked() -> dict[str, int]:
    """Return the counts of checking the notes of the benchmarks."""
    with benchmarks():
        from notes import notes
    from xhslint.drafts.draft import Draft
    from xhslint.linter.engine import Engine
    from xhslint.linter.first_look import Standard
    from xhslint.linter.linter import Linter

    made: Counter[str] = Counter()
    linter = Linter(as_of=AS_OF)

    def scans(scan: Any) -> Any:
        made["scans"] += 1
        return scan

    def edges(found: Any) -> Any:
        made["edges"] += 1
        return found

    texts = list(notes(NOTES))
    clean = []
    tried = Counter({"drafts": 0, "rules": 0, "ways": 0})
    kind = type(linter.engine.segmentation())
    asked = [counting(kind, name, edges) for name in ("straddles", "widened")]
    with counting(Engine, "scan", scans), asked[0], asked[1]:
        for text in texts:
            ways = linter.engine.look(Draft.parse(text), Standard()).alternatives
            tried.update(drafts=bool(ways), rules=len(ways), ways=sum(len(each or (0,)) for each in ways.values()))
            if not ways:
                clean.append(text)
        made.clear()
        for text in clean:
            linter.check(text)
        made_by_clean = made["edges"]
        for text in texts:
            linter.check(text)
    return {
        f"{NOTES} notes: past the first look": tried["drafts"],
        f"{NOTES} notes: rules tried": tried["rules"],
        f"{NOTES} notes: ways of rules tried": tried["ways"],
        f"{NOTES} notes: scans built": made["scans"],
        f"{NOTES} notes: spans segmented": made["edges"] - made_by_clean,
        "clean note: spans segmented": made_by_clean,
        "clean note: bytes allocated at once": allocated(linter.check, clean),
    }


def allocated(check: Callable[[str], object], texts: list[str]) -> int:
    """Return the median, over texts, of the peak of memory that checking one allocates."""
    for text in texts[:WARM]:
        check(text)
    peaks = []
    tracemalloc.start()
    try:
        for text in texts[:WARM]:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            check(text)
            peaks.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    return sorted(peaks)[len(peaks) // 2] if peaks else 0


def measured() -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return every count that applies here, in order, and the modules that each start imports."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        size = packed(folder).stat().st_size
        begun = starts(folder)
    counts = {**checked(), "rulebook: bytes when compiled": size}
    for start, (modules, patterns) in begun.items():
        counts[f"{start}: modules of xhslint imported"] = sum(each.partition(".")[0] == "xhslint" for each in modules)
        counts[f"{start}: modules imported"] = len(modules)
        counts[f"{start}: regular expressions compiled"] = patterns
    modules = {start: each.modules for start, each in begun.items()}
    return {measure.name: counts[measure.name] for measure in MEASURES if measure.applies}, modules


def most(count: int) -> int:
    """Return the budget of a count."""
    return min(int(count * MORE + 0.999), int(count * MOST))


def main(args: list[str]) -> int:
    if args not in ([], ["--write"]):
        print("usage: python tests/budget.py [--write]", file=sys.stderr)
        return 2
    budget = json.loads(BUDGET.read_text("utf-8")) if BUDGET.exists() else {"most": {}, "never imported": {}}
    counts, _ = measured()
    for measure in MEASURES:
        shown = [str(each.get(measure.name, "-")) for each in (counts, budget["most"])]
        print(f"{measure.name:52} {shown[0]:>12} {shown[1]:>12}")
    if args:
        if missing := [measure.name for measure in MEASURES if not measure.applies]:
            print(
                "not written; to be measured on Python 3.11 with the prefilter:", *missing, sep="\n  ", file=sys.stderr
            )
            return 1
        budget["most"] = {name: most(count) for name, count in counts.items()}
        BUDGET.write_text(json.dumps(budget, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # this tree, whatever is installed
    sys.exit(main(sys.argv[1:]))
