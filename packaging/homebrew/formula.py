"""Print the Homebrew formula of a release: `formula.py SDIST PYLOCK > xhslint.rb`.

SDIST is the source distribution of the release. PYLOCK lists the packages that it needs, in the format of PEP 751, as
`uv pip compile pyproject.toml --format pylock.toml` writes it. The hash of SDIST is computed, the others are those of the list.
Exit with a message if a package has no source distribution on PyPI with a hash, for Homebrew builds from source.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from string import Template
from typing import Any

import tomllib

PYPI = "https://files.pythonhosted.org/packages/"
RESOURCE = Template("""
  resource "$name" do
    url "$url"
    sha256 "$sha256"
  end
""")


def formula(source: Path, lock: dict[str, Any]) -> str:
    """Return the formula for a source distribution and the packages of a lock file."""
    if not re.fullmatch(r"xhslint-[\w.]+\.tar\.gz", source.name):
        sys.exit(f"{source.name}: not a source distribution of xhslint")
    template = Template(Path(__file__).with_name("formula.rb.in").read_text("utf-8"))
    return template.substitute(
        url=f"{PYPI}source/x/xhslint/{source.name}",
        sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
        resources="".join(resource(package) for package in sorted(lock["packages"], key=lambda each: each["name"])),
    )


def resource(package: dict[str, Any]) -> str:
    """Return the stanza of a package that is installed with xhslint."""
    name, source = package["name"], package.get("sdist", {})
    url, sha256 = source.get("url", ""), source.get("hashes", {}).get("sha256", "")
    if not re.fullmatch(re.escape(PYPI) + r"[\w./+-]+", url) or not re.fullmatch("[0-9a-f]{64}", sha256):
        sys.exit(f"{name}: no source distribution on PyPI with a SHA-256 hash")
    return RESOURCE.substitute(name=name, url=url, sha256=sha256)


if __name__ == "__main__":
    print(formula(Path(sys.argv[1]), tomllib.loads(Path(sys.argv[2]).read_text("utf-8"))), end="")
