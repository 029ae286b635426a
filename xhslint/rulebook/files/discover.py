"""The files that a rulebook is read from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xhslint.base.bounds import is_below
from xhslint.base.errors import InputError, Problem
from xhslint.base.paths import rules_dir
from xhslint.messages.catalogue import say
from xhslint.model.findings import LANGUAGES


def rule_files(
    extra: Sequence[Path] = (), base: Path | None = None, lang: str = LANGUAGES[0]
) -> list[tuple[Path, str]]:
    """Return the bundled rule files and those of the files and folders `extra`, each with the name to show.

    Raises InputError, worded in `lang`, for those of `extra` that do not exist, for folders without
    a rule file, and for links in a folder that lead out.
    """
    root = base or rules_dir()
    files = [(path, f"rules/{path.relative_to(root).as_posix()}") for path in sorted(root.rglob("*.yaml"))]
    problems = []
    for path in map(Path, extra):
        if path.is_dir():
            below = sorted(path.rglob("*.y*ml"))
            if not below:
                problems.append(Problem(str(path), 0, 0, say(lang, "rules.no files")))
            for file in below:
                if not is_below(str(file), str(path)):
                    problems.append(Problem(str(file), 0, 0, say(lang, "rules.linked")))
                files.append((file, str(file)))
        elif path.exists():
            files.append((path, str(path)))
        else:
            problems.append(Problem(str(path), 0, 0, say(lang, "rules.no file")))
    if problems:
        raise InputError(problems)
    return files
