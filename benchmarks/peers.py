"""The peers that xhslint is measured beside: how to install them, whether they are there, how they are called.

python benchmarks/peers.py FOLDER   # installs them there, from npm and PyPI, in the versions that were tried
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import HERE, Failed, answer

NPM = {"textlint": "15.8.0", "textlint-rule-prh": "6.1.0", "zhlint": "0.8.2", "autocorrect-node": "2.14.0"}
PYPI = {
    "proselint": "0.16.0",
    "jieba": "0.42.1",
    "rjieba": "0.2.2",
    "pyahocorasick": "2.3.1",
    "ahocorasick_rs": "1.0.3",
}
BIN = "Scripts" if os.name == "nt" else "bin"


@dataclass(frozen=True)
class Peer:
    """A peer: `command` with {target}, {folder} or {files} in it, `says` a part of what it prints of a bad draft.

    `version` is empty when it is not installed. `sample` is how many notes it is given for its throughput (None: all,
    0: that is not measured), `starts` whether its start is measured, and one that is `timed` tells its seconds itself.
    """

    name: str
    version: str
    command: tuple[str, ...]
    says: str = ""
    sample: int | None = None
    starts: bool = True
    timed: bool = False

    def call(self, target: str) -> list[str]:
        """The command for a folder of .md files, relative to where it runs, or for one of those files."""
        path = Path(target)
        folder, files = (str(path.parent), target) if path.suffix else (target, f"{target}/*.md")
        return [part.format(target=target, folder=folder, files=files) for part in self.command]

    def require(self, folder: Path, bad: str) -> None:
        """Raise Failed if it cannot be measured: one that finds nothing in a bad draft would be measured at nothing."""
        if not self.version:
            raise Failed("not installed")
        try:
            said = answer(self.call(bad), folder)
        except OSError:
            raise Failed("does not start") from None
        if self.says not in said:
            raise Failed("does not work")


def peers(installed: Path | None, folder: Path, terms: Sequence[str]) -> list[Peer]:
    """All peers, also those that are not installed; what they must know of the terms is written to a folder."""
    home = (installed or folder / "nowhere").resolve()
    modules = home / "node_modules"
    own = home / "python" / BIN / "python"
    python = str(own if own.exists() else sys.executable)
    lines = "".join(f"      - {json.dumps(term, ensure_ascii=False)}\n" for term in terms)
    (folder / "prh.yml").write_text(f"version: 1\nrules:\n  - expected: 〔〕\n    patterns:\n{lines}", "utf-8")
    (folder / "textlint.json").write_text('{"rules": {"prh": {"rulePaths": ["./prh.yml"]}}}', "utf-8")
    (folder / "terms.txt").write_text("\n".join(terms), "utf-8")

    def words(way: str) -> tuple[str, ...]:
        return python, str(HERE / "word_tools.py"), way, "terms.txt", "{folder}"

    textlint = (_npm(modules, "textlint"), "--config", "textlint.json", "--rules-base-directory", str(modules))
    proselint = str(Path(python).with_name("proselint"))
    threads = ("--threads", "1")
    bad = "000000.md"
    jieba, rjieba, prose = (_of_python(python, name) for name in ("jieba", "rjieba", "proselint"))
    aho_c, aho_rust = (_of_python(python, name) for name in ("pyahocorasick", "ahocorasick_rs"))
    prh, zh, auto = (_of_node(modules, name) for name in ("textlint-rule-prh", "zhlint", "autocorrect-node"))
    both = prh and _of_node(modules, "textlint")
    return [
        Peer(f"{_named('jieba', jieba)}, cut only", jieba, words("jieba"), '"found"', starts=False, timed=True),
        Peer(f"{_named('jieba', jieba)}, cut and sought", jieba, words("jieba-terms"), '"found"', timed=True),
        Peer(f"{_named('rjieba', rjieba)}, cut only", rjieba, words("rjieba"), '"found"', timed=True),
        Peer(_named("pyahocorasick", aho_c), aho_c, words("ahocorasick"), '"found"', starts=False, timed=True),
        Peer(
            _named("ahocorasick_rs", aho_rust), aho_rust, words("ahocorasick_rs"), '"found"', starts=False, timed=True
        ),
        Peer(
            f"{_named('textlint', both)}, {_named('prh', prh)}",
            both,
            (*textlint, "--format", "json", "{target}"),
            '"ruleId":"prh"',
            sample=40,
        ),
        Peer(_named("zhlint", zh), zh, (_npm(modules, "zhlint"), "{files}"), bad, sample=300),
        Peer(
            _named("AutoCorrect", auto),
            auto,
            (_npm(modules, "autocorrect"), "--lint", *threads, "--format", "json", "{target}"),
            bad,
        ),
        Peer(_named("proselint", prose), prose, (proselint, "check", "{target}"), sample=0),
    ]


def _named(name: str, version: str) -> str:
    return f"{name} {version}".rstrip()


def _npm(modules: Path, name: str) -> str:
    return str(modules / ".bin" / name)


def _of_node(modules: Path, package: str) -> str:
    """The version that is installed, "" if none is."""
    path = modules / package / "package.json"
    return str(json.loads(path.read_text("utf-8"))["version"]) if path.exists() else ""


def _of_python(python: str, package: str) -> str:
    ask = f"from importlib.metadata import version; print('{package}', version('{package}'))"
    name, _, version = answer([python, "-c", ask], HERE).strip().partition(" ")
    return version if name == package else ""


def install(folder: Path) -> int:
    """Install what can be installed; the status says whether that was all."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n', "utf-8")
    venv.create(folder / "python", with_pip=True)
    python = folder / "python" / BIN / "python"
    commands = [
        ["npm", "install", "--no-audit", "--no-fund", "--save-exact", *(f"{a}@{b}" for a, b in NPM.items())],
        [str(python.absolute()), "-m", "pip", "install", "--quiet", *(f"{a}=={b}" for a, b in PYPI.items())],
    ]
    failed = 0
    for command in commands:
        try:
            failed |= subprocess.run(command, cwd=folder, check=False).returncode != 0
        except OSError as error:
            print(f"{command[0]}: {error}", file=sys.stderr)
            failed = 1
    return failed


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(install(Path(sys.argv[1])))
