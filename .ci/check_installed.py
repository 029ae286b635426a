"""Check the xhslint that this Python has installed, far from the checkout, as people get it.

    python -I .ci/check_installed.py compiled     # `python` for a wheel without the compiled scanner

It has that scanner and finds the same as ever: the examples of the rules hold, and of the drafts in docs/examples those with
"clean" in their names are clean and all others are not. Exit with a message if it is otherwise.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCANNERS = {"compiled": "scanner: compiled", "python": "scanner: pure Python"}


def xhslint(*args: str, expect: int = 0) -> str:
    """Return what a command prints; exit if its status is not `expect`."""
    command = [sys.executable, "-I", "-X", "utf8", "-m", "xhslint", *args, "--lang", "en"]
    done = subprocess.run(command, cwd=tempfile.gettempdir(), capture_output=True, encoding="utf-8", check=False)
    if done.returncode != expect:
        sys.exit(f"xhslint {' '.join(args)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(scanner: str) -> None:
    """Check the installed xhslint, which is to have this scanner."""
    import xhslint as package

    if Path(package.__file__).is_relative_to(ROOT / "xhslint"):
        sys.exit("this is the checkout, not an installed package")
    version = xhslint("--version").strip()
    if SCANNERS[scanner] not in version:
        sys.exit(f"{version}: not the {scanner} scanner")
    print(version, "on Python", sys.version.split()[0])
    print(xhslint("test").splitlines()[-1])
    report = json.loads(xhslint("check", "--isolated", "--format", "json", str(ROOT / "docs" / "examples"), expect=1))
    found = {Path(draft["path"]).name: bool(draft["findings"]) for draft in report["drafts"]}
    expected = {path.name: "clean" not in path.name for path in (ROOT / "docs" / "examples").glob("*.md")}
    if found != expected:
        sys.exit(f"docs/examples: {sorted(found.items() ^ expected.items())}")
    print(f"{len(found)} drafts of docs/examples")


if __name__ == "__main__":
    check(sys.argv[1])
