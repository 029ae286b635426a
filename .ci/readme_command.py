"""Print a command of README.md: the code block after the line `<!-- command: NAME -->`.

Exit with a message unless there is exactly one such block and every README.*.md holds the same command.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def command(name: str, top: Path) -> str:
    """Return the command `name` of the README in folder `top`."""
    marker = rf"^<!-- command: {re.escape(name)} -->[ \t]*\n\s*```[a-z]*\n(.*?)^```[ \t]*$"
    blocks: list[str] = re.findall(marker, (top / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    if len(blocks) != 1 or not blocks[0].strip():
        sys.exit(f"README.md: {len(blocks)} code blocks after <!-- command: {name} -->, not one")
    found = blocks[0].strip()
    for other in top.glob("README.*.md"):
        if found not in other.read_text("utf-8"):
            sys.exit(f"{other.name}: lacks the command {found!r} of README.md")
    return found


if __name__ == "__main__":
    print(command(sys.argv[1], Path(__file__).parents[1]))
