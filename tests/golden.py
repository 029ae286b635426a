"""What xhslint prints and writes, byte for byte, so that a change that should change nothing can be seen to do so.

    python tests/golden.py make OUT/                 write every output into a folder
    python tests/golden.py check                     compare their digests with tests/data/golden.json
    python tests/golden.py compare A/ B/             show how the outputs of two folders differ
    python tests/golden.py findings CORPUS/ OUT      write all findings in the rows of a corpus, a row a line

xhslint is run as a process, and through the public names of the package. `--python PY` names an interpreter that has it
installed; without, this checkout is run. `--slow` adds what takes minutes, and `check --write` writes the digests.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import strftime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tests.golden_inputs import Case, Files

ROOT = Path(__file__).resolve().parents[1]
DRIVER = Path(__file__).with_name("golden_driver.py")
DIGESTS = ROOT / "tests" / "data" / "golden.json"
WORKERS = 2
LINES_SHOWN = 40
LINES_COMPARED = 2000
"""Of two outputs, how many of the lines that differ are compared at most: difflib is quadratic."""
STORY = "# 周末的小事\n\n今天天气好，去公园散步。\n\n{}\n\n晚上回家做饭，早点休息。\n"
GIT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "a"), ("EMAIL", "a@b.c"))
    },
    **{f"GIT_{who}_DATE": "2026-01-31T12:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}
UNSTABLE = (
    (re.compile(rb'( timestamp| time)="[^"]*"'), rb'\1=""'),
    (re.compile(rb"(rules/[\w/.-]+\.ya?ml)(?::\d+)+"), rb"\1:N"),
    (re.compile(rb'("path": "rules/[^"]+",\s+"line": )\d+'), rb"\1N"),
)
"""What changes from run to run, or with the notation of the bundled rules: their line numbers."""


class Runner(NamedTuple):
    """Runs commands by an interpreter, below a scratch folder that holds the home and the trees of examples."""

    python: str
    scratch: Path
    here: bool

    def environment(self, **changes: str) -> dict[str, str]:
        """Return what processes are told: nothing of this machine but where its programs are."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
        home = str(self.scratch / "home")
        path = {"PYTHONPATH": str(ROOT)} if self.here else {}
        return {**kept, "HOME": home, "USERPROFILE": home, "PYTHONUTF8": "1", **GIT, **path, **changes}

    def run(
        self, command: list[str], folder: Path, given: bytes = b"", **changes: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run `xhslint …`, `python …` or another program."""
        heads = {"xhslint": [self.python, "-m", "xhslint"], "python": [self.python]}
        command = [*heads.get(command[0], command[:1]), *command[1:]]
        return subprocess.run(
            command, cwd=folder, env=self.environment(**changes), input=given, capture_output=True, timeout=900
        )

    def steady(self, data: bytes) -> bytes:
        """Return an output without what changes from run to run."""
        data = data.replace(str(self.scratch).encode(), b"SCRATCH")
        for pattern, instead in UNSTABLE:
            data = pattern.sub(instead, data)
        return data


def interpreter(python: str | None, scratch: Path) -> Runner:
    """Return a runner of an interpreter, or of this checkout."""
    (scratch / "home").mkdir(parents=True)
    found = shutil.which(python) if python else sys.executable
    if not found:
        raise SystemExit(f"no such interpreter: {python}")
    return Runner(os.path.abspath(found), scratch.resolve(), not python)


# --- outputs ----------------------------------------------------------------------------------------------------------


def plant(runner: Runner) -> int:
    """Write the examples of all rules as trees of notes; return their number."""
    done = runner.run(["xhslint", "rules", "--format", "json"], runner.scratch)
    if done.returncode:
        raise SystemExit(done.stderr.decode("utf-8", "replace"))
    trees = {name: runner.scratch / "trees" / name for name in ("notes", "few", "stories")}
    for tree in trees.values():
        tree.mkdir(parents=True)
    count = 0
    for rule in json.loads(done.stdout)["rules"]:
        for kind, texts in (("flag", [each["text"] for each in rule["flag"]]), ("pass", rule["pass"])):
            for number, text in enumerate(texts):
                name = f"{rule['id'].replace('/', '--')}-{kind}-{number:02}.md"
                (trees["notes"] / name).write_bytes(text.encode())
                count += 1
                if kind == "flag":
                    (trees["stories"] / name).write_bytes(STORY.format(text).encode())
                    if not number:
                        (trees["few"] / name).write_bytes(text.encode())
    return count


def write(folder: Path, files: Files) -> None:
    """Write files, or delete those without content."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def outputs(runner: Runner, name: str, case: Case) -> Iterator[tuple[str, bytes]]:
    """Take the steps of a case; yield what its commands said, and the files that it shows."""
    folder = runner.scratch / "cases" / name
    folder.mkdir(parents=True)
    for tree in case.trees:
        shutil.copytree(runner.scratch / "trees" / tree, folder / tree)
    shutil.copy(DRIVER, folder / DRIVER.name)
    said = []
    for step in case.steps:
        if not isinstance(step, str):
            write(folder, step)
            continue
        line, _, source = step.partition(" < ")
        done = runner.run(shlex.split(line), folder, (folder / source).read_bytes() if source else b"", **case.env)
        error = timeless(done.stderr) if "--timing" in step else done.stderr
        said += [
            f"$ {step}\n".encode(),
            done.stdout,
            b"--- stderr\n",
            error,
            f"--- exit status {done.returncode}\n\n".encode(),
        ]
    texts = {f"{name}.txt": b"".join(said)}
    texts |= {f"{name}--{each.lstrip('.')}": content(folder / each) for each in case.shown}
    for title, data in texts.items():
        yield title, runner.steady(dated(data) if name == "baseline" else data)


def content(path: Path) -> bytes:
    """Return what a file holds, or all files of a folder."""
    if path.is_dir():
        files = sorted(each for each in path.rglob("*") if each.is_file())
        return b"".join(
            f"=== {each.relative_to(path).as_posix()}\n".encode() + each.read_bytes() + b"\n" for each in files
        )
    return path.read_bytes() if path.exists() else b"(no such file)\n"


def timeless(error: bytes) -> bytes:
    """Return the table of `--timing` without numbers, its rows in order of their names."""
    lines = re.sub(rb"[\d.]+", b"N", error).splitlines()
    return b"".join(sorted(b" ".join(line.split()) + b"\n" for line in lines))


def dated(data: bytes) -> bytes:
    """Return the output of `baseline` without the day of the run."""
    return data.replace(strftime("%Y-%m-%d").encode(), b"TODAY")


def make(out: Path, python: str | None = None, slow: bool = False) -> None:
    """Write every output into a folder."""
    from tests.golden_cases import CASES

    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, ThreadPoolExecutor(WORKERS) as pool:
        runner = interpreter(python, Path(scratch).resolve() / "golden")
        plant(runner)
        jobs = [
            pool.submit(lambda *of: dict(outputs(runner, *of)), *each)
            for each in CASES.items()
            if slow or not each[1].slow
        ]
        for job in jobs:
            for name, data in job.result().items():
                (out / name).write_bytes(data)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every output in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def known() -> dict[str, str]:
    """Return the digests that were written."""
    return dict(json.loads(DIGESTS.read_text("utf-8"))) if DIGESTS.exists() else {}


def differing(made: Mapping[str, str], slow: bool = False) -> list[str]:
    """Return the names of outputs that are not as they were, are new, or were not made."""
    before = {name: digest for name, digest in known().items() if slow or not name.startswith("slow-")}
    return sorted(name for name in {*made, *before} if made.get(name) != before.get(name))


def unified(before: Path, after: Path) -> Iterator[str]:
    """Yield the first lines of the difference of two outputs."""
    old, new = (path.read_text("utf-8", "replace").split("\n") if path.exists() else [] for path in (before, after))
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    start = max(0, same - 3)
    old, new = old[start : start + LINES_COMPARED], new[start : start + LINES_COMPARED]
    lines = difflib.unified_diff(old, new, f"{before}, from line {start + 1}", f"{after}", lineterm="")
    return (line if len(line) <= 300 else f"{line[:300]} …" for line in islice(lines, LINES_SHOWN))


# --- a corpus ---------------------------------------------------------------------------------------------------------


def rows(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every row of a corpus; a title becomes the heading."""
    for path in sorted(corpus.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").split("\n")):
            if line.strip():
                row = json.loads(line)
                yield (
                    f"{path.name}:{number + 1}",
                    f"# {row['title']}\n\n{row['text']}" if row.get("title") else row["text"],
                )


def findings(corpus: Path, out: Path, python: str | None = None) -> str:
    """Write the findings in all rows, as the library and as the command line give them; return the digest."""
    with TemporaryDirectory() as name, ThreadPoolExecutor(WORKERS) as pool:
        runner = interpreter(python, Path(name).resolve() / "golden")
        names, texts = zip(*rows(corpus), strict=True)
        write(runner.scratch, {f"rows/{at:06}.md": text.encode() for at, text in enumerate(texts)})
        write(runner.scratch, {"texts.json": json.dumps(texts), DRIVER.name: DRIVER.read_bytes()})
        command = ["python", DRIVER.name, "rows", "texts.json"]
        parts = [pool.submit(runner.run, [*command, str(at), str(WORKERS)], runner.scratch) for at in range(WORKERS)]
        library = dict(json.loads(line) for part in parts for line in part.result().stdout.splitlines())
        quiet = explained(runner)
        written = [
            json.dumps([names[at], library[at], quiet[f"rows/{at:06}.md"]], ensure_ascii=False)
            for at in range(len(texts))
        ]
    text = "".join(f"{line}\n" for line in written)
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    out.write_bytes(f"{text}sha256 {digest}\n".encode("utf-8", "backslashreplace"))
    return digest


def explained(runner: Runner) -> dict[str, Any]:
    """Return what was silenced in each row, its problems, and the fingerprints of its findings."""
    options = "--profile ad --extend-select advertising --explain-quiet --as-of 2026-01-31 --no-cache --jobs 2 --fail-on never"
    runner.run(["xhslint", "rows", *options.split(), "--format=json=a.json", "--format=gitlab=b.json"], runner.scratch)
    report, issues = (json.loads((runner.scratch / name).read_bytes()) for name in ("a.json", "b.json"))
    told: dict[str, Any] = {
        path.relative_to(runner.scratch).as_posix(): {} for path in (runner.scratch / "rows").iterdir()
    }
    for draft in report["drafts"]:
        told[draft["path"]] |= {"quiet": draft.get("quiet", []), "asks": draft["asks"]}
    for problem in report["errors"]:
        told[problem["path"]].setdefault("errors", []).append(problem)
    for issue in issues:
        told[issue["location"]["path"]].setdefault("fingerprints", []).append(issue["fingerprint"])
    return told


# --- commands ---------------------------------------------------------------------------------------------------------


def check(options: argparse.Namespace) -> int:
    """Make all outputs, and compare or write their digests."""
    with TemporaryDirectory() as scratch:
        make(Path(scratch), options.python, options.slow)
        made = digests(Path(scratch))
    if options.write:
        kept = {} if options.slow else {name: digest for name, digest in known().items() if name.startswith("slow-")}
        DIGESTS.write_text(json.dumps(dict(sorted({**kept, **made}.items())), indent=2) + "\n", "utf-8")
        return 0
    different = differing(made, options.slow)
    print(*different, f"{len(different)} of {len(made)} outputs differ", sep="\n")
    return 1 if different else 0


def compare(before: Path, after: Path) -> int:
    """Print how two folders of outputs differ."""
    names = sorted({path.name for folder in (before, after) for path in folder.iterdir()})
    pairs = [(before / name, after / name) for name in names]
    different = [(a, b) for a, b in pairs if not a.exists() or not b.exists() or a.read_bytes() != b.read_bytes()]
    for pair in different:
        print(*unified(*pair), "", sep="\n")
    print(f"{len(different)} of {len(names)} outputs differ", *(f"  {a.name}" for a, _ in different), sep="\n")
    return 1 if different else 0


def main(args: Iterable[str] | None = None) -> int:
    """Run a command of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    parsers = {name: commands.add_parser(name) for name in ("make", "check", "compare", "findings")}
    for name, folders in (("make", ["out"]), ("compare", ["before", "after"]), ("findings", ["corpus", "out"])):
        for folder in folders:
            parsers[name].add_argument(folder, type=Path)
    for name in ("make", "check", "findings"):
        parsers[name].add_argument("--python", help="an interpreter that has xhslint installed; default: this checkout")
    for name in ("make", "check"):
        parsers[name].add_argument("--slow", action="store_true", help="with what takes minutes")
    parsers["check"].add_argument("--write", action="store_true", help="write the digests")
    options = parser.parse_args(None if args is None else list(args))
    if options.command == "check":
        return check(options)
    if options.command == "compare":
        return compare(options.before, options.after)
    if options.command == "make":
        make(options.out, options.python, options.slow)
    else:
        print("sha256", findings(options.corpus, options.out, options.python))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
