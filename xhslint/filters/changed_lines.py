"""Lines of drafts that changed between a commit and the working tree, as git reports them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both

if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.model.findings import Finding

WHOLE = range(1, sys.maxsize)
"""The lines of a draft that is new, or that git cannot compare by lines."""

# Removed from git's environment: the first six are set in git hooks and would name the hook's repository instead of the
# draft's, the others would change the form of a diff.
_UNWANTED = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
    *("GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF"),
)
# Git must write nothing and run no other program, and its user configuration must not change the output.
_GIT = ("git", "--no-optional-locks", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false")
_DIFF = (
    *("diff-index", "--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=all", "--submodule=short"),
    *("--ignore-cr-at-eol", "--diff-algorithm=histogram", "--src-prefix=//", "--dst-prefix=//"),
)
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# Names follow the prefix //, which no name contains; unusual names are quoted.
_TARGET = re.compile(rb'^\+\+\+ ("?//.*?)\t?$', re.MULTILINE)
_BINARY = re.compile(rb'^Binary files .* and ("?//.*) differ$', re.MULTILINE)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def changed_lines(paths: Iterable[Path | str], since: str | None = None) -> dict[Path, list[range]]:
    """Return the changed lines of those drafts that changed, from 1, as git counts them: only a line feed ends a line.

    The working tree, staged or not, is compared with the merge base of `since` and HEAD (None: with HEAD). All lines of
    an untracked draft count as changed, and so do those of a changed one that git takes for binary, such as UTF-16. An
    empty range marks a deletion before its line. Changed line ends and renames do not count. Raises InputError if git is
    missing, a draft is in no repository, or there is no such commit.
    """
    changed: dict[Path, list[range]] = {}
    for root, drafts in _repositories(paths).items():
        repository = _Repository(root)
        base = repository.base(since)
        lines = repository.diff(base) if base else {}
        tracked = repository.tracked() if base else frozenset()
        for path, name in drafts:
            if name not in tracked:
                changed[path] = [WHOLE]
            elif ranges := lines.get(name):
                changed[path] = ranges
    return changed


def is_changed(finding: Finding, draft: Draft, ranges: Iterable[range]) -> bool:
    """Return whether a finding is on a changed line or spans a deletion."""
    first = draft.text.count("\n", 0, finding.start) + 1
    last = first + draft.text.count("\n", finding.start, max(finding.start, finding.end - 1))
    return any(first < lines.stop and lines.start <= last for lines in ranges)


class _Repository:
    """A working tree, from which git only reads."""

    def __init__(self, root: str) -> None:
        self.root = root

    def base(self, since: str | None) -> str:
        """Return the commit to compare with, or "" in a repository without commits; raises InputError for a wrong `since`."""
        if since is None:
            head = self.run("rev-parse", "--quiet", "--verify", "HEAD^{commit}")
            return "HEAD" if head.returncode == 0 else ""
        if not since.strip() or since.startswith("-") or "\0" in since:
            raise InputError([Problem("--since", 0, 0, both("changes.revision", repr(since), "not a revision"))])
        found = self.run("merge-base", since, "HEAD")
        if found.returncode == 0:
            return found.stdout.decode("ascii").strip()
        if message := _error_message(found):
            raise InputError([Problem("--since", 0, 0, both("changes.revision", since, message))])
        raise InputError([Problem("--since", 0, 0, both("changes.no base", since))])

    def tracked(self) -> frozenset[str]:
        """Return the names of tracked files."""
        return frozenset(map(os.fsdecode, self.output("ls-files", "-z").split(b"\0")))

    def diff(self, base: str) -> dict[str, list[range]]:
        """Return the changed lines by file name."""
        # Lines of content begin with + or -, and line ends in names are escaped, so headers are unambiguous.
        lines: dict[str, list[range]] = {}
        for section in self.output(*_DIFF, base).split(b"\ndiff --git "):
            hunk = _HUNK.search(section)
            if not hunk:
                if binary := _BINARY.search(section):
                    lines[_name(binary[1])] = [WHOLE]
            elif target := _TARGET.search(section, 0, hunk.start()):
                ranges = [_lines(found) for found in _HUNK.finditer(section)]
                lines.setdefault(_name(target[1]), []).extend(ranges)
        return lines

    def output(self, *command: str) -> bytes:
        """Return the standard output of a git command; raises InputError with its error message if it fails."""
        result = self.run(*command)
        if result.returncode:
            raise InputError([Problem(self.root, 0, 0, both("changes.failed", _error_message(result)))])
        return result.stdout

    def run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        """Return the result of a git command, whatever its status; raises InputError if git cannot be started."""
        environment = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
        environment.update(LC_ALL="C", GIT_OPTIONAL_LOCKS="0", GIT_TERMINAL_PROMPT="0")
        try:
            return subprocess.run(
                [*_GIT, *command],
                cwd=self.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            if os.path.isdir(self.root):
                raise InputError([Problem("git", 0, 0, both("changes.no git"))]) from error
            raise InputError([Problem(self.root, 0, 0, both("unreadable", error.strerror))]) from error


def _repositories(paths: Iterable[Path | str]) -> dict[str, list[tuple[Path, str]]]:
    """Return the drafts of each working tree with their names in it; raises InputError for all that are in none."""
    tops: dict[str, str] = {}
    found: dict[str, list[tuple[Path, str]]] = {}
    problems = []
    for path in paths:
        real = os.path.realpath(path)
        if top := _top(os.path.dirname(real), tops):
            name = os.path.relpath(real, top).replace(os.sep, "/")
            found.setdefault(top, []).append((Path(path), name))
        else:
            problems.append(Problem(os.fspath(path), 0, 0, both("changes.no repository")))
    if problems:
        raise InputError(problems)
    return found


def _top(folder: str, tops: dict[str, str]) -> str:
    """Return the root of the working tree around a folder, or ""; `tops` caches it by folder."""
    climbed = []
    while folder not in tops:
        climbed.append(folder)
        if os.path.lexists(os.path.join(folder, ".git")):
            tops[folder] = _real_top(folder)
        elif (parent := os.path.dirname(folder)) == folder:
            tops[folder] = ""
        else:
            folder = parent
    tops.update(dict.fromkeys(climbed, tops[folder]))
    return tops[folder]


def _real_top(folder: str) -> str:
    """Return the root that git reports, or "" if it knows none: not every `.git` is a repository."""
    result = _Repository(folder).run("rev-parse", "--show-toplevel")
    if result.returncode == 0:
        return os.path.realpath(os.fsdecode(result.stdout.removesuffix(b"\n")))
    message = _error_message(result)
    if "not a git repository" in message:
        return ""
    raise InputError([Problem(folder, 0, 0, both("changes.failed", message))])


def _lines(hunk: re.Match[bytes]) -> range:
    """Return the new lines of a hunk; for a mere deletion, the empty range before the next line."""
    start, number = int(hunk[1]), int(hunk[2] or b"1")
    return range(start, start + number) if number else range(start + 1, start + 1)


def _name(written: bytes) -> str:
    """Return a file name without the prefix, quotes and escapes of a diff."""
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return os.fsdecode(written[2:])


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPES.get(code, code)


def _error_message(result: subprocess.CompletedProcess[bytes]) -> str:
    """Return the error message of git on one line."""
    lines: Sequence[str] = result.stderr.decode("utf-8", "replace").split("\n")
    return " ".join(line.strip().removeprefix("fatal: ") for line in lines if line.strip())
