"""Changed lines between texts, as git's diff finds them, in a scratch folder outside of any repository."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from xhslint.base.errors import InputError, Problem
from xhslint.filters.git import error_message, run_git
from xhslint.messages.catalogue import both

WHOLE = range(1, sys.maxsize)
"""The lines of a text that is new, or that git cannot compare by lines."""

_DIFF = (
    *("diff", "--no-index", "--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--ignore-cr-at-eol", "--diff-algorithm=histogram"),
    *("--src-prefix=//", "--dst-prefix=//", "--", "old", "new"),
)
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_TARGET = re.compile(rb"^\+\+\+ //new/(\d+)$", re.MULTILINE)
_BINARY = re.compile(rb"^Binary files .* and //new/(\d+) differ$", re.MULTILINE)


def changed_ranges(
    old: Mapping[str, bytes], new: Mapping[str, bytes], gone: Iterable[bytes] = ()
) -> dict[str, list[range]]:
    """Return the changed lines of each text of `new` that differs from the text of that name in `old`.

    A text without one there may be a renamed text of those that are `gone`. Changed line ends do not count.
    """
    names = list(new)
    with TemporaryDirectory(prefix="xhslint-") as scratch:
        folder = Path(os.path.realpath(scratch))
        for side in ("old", "new"):
            (folder / side).mkdir()
        for number, name in enumerate(names):
            (folder / "new" / str(number)).write_bytes(new[name])
            if name in old:
                (folder / "old" / str(number)).write_bytes(old[name])
        for number, content in enumerate(gone):
            (folder / "old" / f"gone-{number}").write_bytes(content)
        result = run_git(str(folder), *_DIFF, GIT_CEILING_DIRECTORIES=str(folder.parent))
    if result.returncode not in (0, 1):
        raise InputError([Problem("git", 0, 0, both("changes.failed", error_message(result)))])
    return {names[number]: ranges for number, ranges in _ranges(result.stdout).items()}


def _ranges(diff: bytes) -> dict[int, list[range]]:
    """Return the changed lines of each file by its number."""
    # Lines of content begin with + or -, so headers are unambiguous.
    lines: dict[int, list[range]] = {}
    for section in diff.split(b"\ndiff --git "):
        hunk = _HUNK.search(section)
        if not hunk:
            if binary := _BINARY.search(section):
                lines[int(binary[1])] = [WHOLE]
        elif target := _TARGET.search(section, 0, hunk.start()):
            lines[int(target[1])] = [_lines(found) for found in _HUNK.finditer(section)]
    return lines


def _lines(hunk: re.Match[bytes]) -> range:
    """Return the new lines of a hunk; for a mere deletion, the empty range before the next line."""
    start, number = int(hunk[1]), int(hunk[2] or b"1")
    return range(start, start + number) if number else range(start + 1, start + 1)
