"""Runs the linter through the public names of `xhslint` alone; a process of its own, copied to a scratch folder.

`golden_driver.py notes FOLDER` prints the findings of every file of a folder, `golden_driver.py rows FILE NUMBER OF`
those of every OF-th text of a file of JSON strings, from the NUMBER-th on: a line of JSON for each.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import xhslint
from xhslint import Finding, Linter

AS_OF = "2026-01-31"
FIELDS = ["rule_id", "severity", "start", "end", "line", "column", "text", "reading", "message", "advice", "also"]
SOURCE_FIELDS = ["key", "title", "clause", "url", "grade", "since", "until", "read", "replaces"]
LINTERS: dict[str, dict[str, Any]] = {
    "personal": {"profile": "personal"},
    "paid": {"profile": "paid", "lang": "en", "extend_select": ["advertising"]},
    "ad": {"profile": "ad", "extend_select": ["advertising"]},
}


def picked(value: Any, names: list[str]) -> dict[str, Any]:
    """Return these attributes of a value."""
    return {name: getattr(value, name) for name in names}


def fields(finding: Finding) -> dict[str, Any]:
    """Return everything that a finding holds, as plain data."""
    return {
        **picked(finding, FIELDS),
        "sources": [picked(each, SOURCE_FIELDS) for each in finding.sources],
        "disguises": [picked(each, ["kind", "text", "reads"]) for each in finding.disguises],
        "signals": [picked(each, ["key", "name", "weight"]) for each in finding.signals],
        "fixes": [
            {
                **picked(fix, ["safe", "title", "start", "end"]),
                "edits": [picked(edit, ["start", "end", "text"]) for edit in fix.edits],
            }
            for fix in finding.fixes
        ],
    }


def checked(linter: Linter, text: str) -> Any:
    """Return the findings of a text, or what its front matter is refused for."""
    try:
        return [fields(finding) for finding in linter.check(text)]
    except Exception as error:
        return {"error": type(error).__name__, "says": str(error)}


def show(line: Any) -> None:
    """Print a value as a line of JSON."""
    print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


def main(args: list[str]) -> None:
    linters = {name: Linter(**settings, as_of=AS_OF) for name, settings in LINTERS.items()}
    if args[0] == "notes":
        show({"all": sorted(xhslint.__all__), "version": xhslint.__version__})
        for path in sorted(Path(args[1]).iterdir()):
            text = path.read_bytes().decode("utf-8")
            show([path.name, {name: checked(linter, text) for name, linter in linters.items()}])
        return
    texts = json.loads(Path(args[1]).read_text("utf-8"))
    number, of = map(int, args[2:])
    for at in range(number, len(texts), of):
        show([at, {name: checked(linter, texts[at]) for name, linter in linters.items()}])


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    main(sys.argv[1:])
