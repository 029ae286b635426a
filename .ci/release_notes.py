"""Print the section of docs/CHANGELOG.md about a release, which becomes the text of the release on GitHub.

Exit with a message unless the tag, such as v0.1.0, is that of the version in xhslint/base/version.py and the changelog has a
section of it with a date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def notes(tag: str, top: Path) -> str:
    """Return the notes of the release `tag` in the changelog of the tree `top`."""
    stated = re.search(r'^__version__ = "(.+)"$', (top / "xhslint/base/version.py").read_text("utf-8"), re.MULTILINE)
    if not stated or tag != f"v{stated[1]}":
        sys.exit(f"{tag} is not the tag of version {stated and stated[1]} in xhslint/base/version.py")
    heading = rf"^## {re.escape(stated[1])} - \d{{4}}-\d\d-\d\d\n+(.*?)(?=^## |\Z)"
    section = re.search(heading, (top / "docs/CHANGELOG.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    if not section or not section[1].strip():
        sys.exit(f"docs/CHANGELOG.md has no section '## {stated[1]} - YYYY-MM-DD'")
    return section[1].strip()


if __name__ == "__main__":
    print(notes(sys.argv[1], Path(__file__).parents[1]))
