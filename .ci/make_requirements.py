"""Write packaging/requirements/: the versions and hashes of what xhslint is built with and runs with, for every Python and system.

    python -m pip install uv
    python .ci/make_requirements.py

Releases are built with these, and the action installs these. Run it before a release: new versions come in no other way. What
both need is among the requirements of a run. packaging/requirements/install.py installs them.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import tomllib

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = ("--universal", "--generate-hashes", "--no-annotate", "--no-header", "--python-version", "3.10", "--quiet")
HEADER = "# Written by .ci/make_requirements.py, not by hand.\n"


def write() -> None:
    """Write the requirements of the build and those of a run."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    build, run = pyproject["build-system"]["requires"], pyproject["project"]["dependencies"]
    shared = [each for each in build if name_of(each) in map(name_of, run)]
    wanted = {"build": [each for each in build if each not in shared], "run": [*run, *shared]}
    for name, requirements in wanted.items():
        pins = subprocess.run(
            ["uv", "pip", "compile", *OPTIONS, "-"],
            input="\n".join(requirements),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        (ROOT / "packaging" / "requirements" / f"{name}.txt").write_text(HEADER + pins.stdout, "utf-8")


def name_of(requirement: str) -> str:
    """Return the name of the package that a requirement is for."""
    return re.split(r"[^\w.-]", requirement)[0]


if __name__ == "__main__":
    write()
