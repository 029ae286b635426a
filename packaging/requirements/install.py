"""Install into this Python what xhslint is built with and runs with: the versions of this folder, with their hashes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PIP = (sys.executable, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")
BUILD, RUN = (str(Path(__file__).with_name(f"{name}.txt")) for name in ("build", "run"))

if __name__ == "__main__":
    subprocess.run([*PIP, "--only-binary", ":all:", "--requirement", BUILD], check=True)
    # PyPI has no wheel of jieba: it is built with what was installed before.
    subprocess.run([*PIP, "--no-build-isolation", "--requirement", RUN], check=True)
