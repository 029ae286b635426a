"""Which files a rulebook is read from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xhslint.base.errors import InputError, Problem
from xhslint.base.paths import rules_dir


def rule_files(extra: Sequence[Path] = (), base: Path | None = None) -> list[tuple[Path, str]]:
    """The bundled rule files and those that `extra` names, each with the name to show; raises InputError."""
    root = base or rules_dir()
    files = [(path, f"rules/{path.relative_to(root).as_posix()}") for path in sorted(root.rglob("*.yaml"))]
    problems = []
    for path in map(Path, extra):
        if path.is_dir():
            files += [(file, str(file)) for file in sorted(path.rglob("*.y*ml"))]
        elif path.exists():
            files.append((path, str(path)))
        else:
            problems.append(Problem(str(path), 0, 0, "no such rule file"))
    if problems:
        raise InputError(problems)
    return files
