"""What changed in drafts, as git sees it: the working tree against a commit, line by line."""

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

# Where a git hook says that its repository is, although drafts count in the one that they lie in; and what would
# have a say in the form of a diff.
_UNWANTED = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
    *("GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF"),
)
# Nothing is written, nothing foreign is run, and whoever has configured git gets the same lines as anyone else.
_GIT = ("git", "--no-optional-locks", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false")
_DIFF = (
    *("diff-index", "--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--ignore-submodules=all", "--submodule=short"),
    *("--ignore-cr-at-eol", "--diff-algorithm=histogram", "--src-prefix=//", "--dst-prefix=//"),
)
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# Names stand behind //, which is in none of them, and within quotes if they are odd.
_TARGET = re.compile(rb'^\+\+\+ ("?//.*?)\t?$', re.MULTILINE)
_BINARY = re.compile(rb'^Binary files .* and ("?//.*) differ$', re.MULTILINE)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def changed_lines(paths: Iterable[Path | str], since: str | None = None) -> dict[Path, list[range]]:
    """The lines that changed in those of the drafts that changed, as git numbers them: each ends with a line feed.

    Compared are the working tree, staged or not, and the commit where HEAD left `since` (None: HEAD itself). A draft
    that git does not know is new, and so wholly changed; so is one that git takes for binary, such as UTF-16, if it
    changed at all. An empty range stands before the line where something was deleted. Line ends are no change, and the
    new name of a draft is none. Raises InputError if there is no git, no repository around a draft, or no such commit.
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


def brought_in(finding: Finding, draft: Draft, ranges: Iterable[range]) -> bool:
    """Whether a finding stands on a changed line, or across a place where something was deleted."""
    first = draft.text.count("\n", 0, finding.start) + 1
    last = first + draft.text.count("\n", finding.start, max(finding.start, finding.end - 1))
    return any(first < lines.stop and lines.start <= last for lines in ranges)


class _Repository:
    """A working tree; git is asked about it, and never told to write."""

    def __init__(self, root: str) -> None:
        self.root = root

    def base(self, since: str | None) -> str:
        """The commit to compare with; nothing if there is none yet."""
        if since is None:
            head = self.run("rev-parse", "--quiet", "--verify", "HEAD^{commit}")
            return "HEAD" if head.returncode == 0 else ""
        if not since.strip() or since.startswith("-") or "\0" in since:
            raise InputError([Problem("--since", 0, 0, both("changes.revision", repr(since), "not a revision"))])
        found = self.run("merge-base", since, "HEAD")
        if found.returncode == 0:
            return found.stdout.decode("ascii").strip()
        if words := _words(found):
            raise InputError([Problem("--since", 0, 0, both("changes.revision", since, words))])
        raise InputError([Problem("--since", 0, 0, both("changes.no base", since))])

    def tracked(self) -> frozenset[str]:
        """The names that git knows."""
        return frozenset(map(os.fsdecode, self.ask("ls-files", "-z").split(b"\0")))

    def diff(self, base: str) -> dict[str, list[range]]:
        """The changed lines by name."""
        # A line of content begins with + or -, and a line end in a name is escaped: no line is taken for another.
        lines: dict[str, list[range]] = {}
        for section in self.ask(*_DIFF, base).split(b"\ndiff --git "):
            hunk = _HUNK.search(section)
            if not hunk:
                if binary := _BINARY.search(section):
                    lines[_name(binary[1])] = [WHOLE]
            elif target := _TARGET.search(section, 0, hunk.start()):
                ranges = [_lines(found) for found in _HUNK.finditer(section)]
                lines.setdefault(_name(target[1]), []).extend(ranges)
        return lines

    def ask(self, *command: str) -> bytes:
        """What git answers; raises InputError with its own words if it fails."""
        result = self.run(*command)
        if result.returncode:
            raise InputError([Problem(self.root, 0, 0, both("changes.failed", _words(result)))])
        return result.stdout

    def run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
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
    """The drafts of each working tree, with their names in it; raises InputError with all that lie in none."""
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
    """The root of the working tree around a folder, or nothing; `tops` remembers what was found."""
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
    """What git says the root is: a `.git` need not be a repository."""
    result = _Repository(folder).run("rev-parse", "--show-toplevel")
    if result.returncode == 0:
        return os.path.realpath(os.fsdecode(result.stdout.removesuffix(b"\n")))
    words = _words(result)
    if "not a git repository" in words:
        return ""
    raise InputError([Problem(folder, 0, 0, both("changes.failed", words))])


def _lines(hunk: re.Match[bytes]) -> range:
    """The new lines of a hunk; where it only deletes, the empty range before the line that follows."""
    start, number = int(hunk[1]), int(hunk[2] or b"1")
    return range(start, start + number) if number else range(start + 1, start + 1)


def _name(written: bytes) -> str:
    """A name without the prefix, quotes and escapes that it has in a diff."""
    if written.startswith(b'"'):
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return os.fsdecode(written[2:])


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPES.get(code, code)


def _words(result: subprocess.CompletedProcess[bytes]) -> str:
    """What git says went wrong, on one line."""
    lines: Sequence[str] = result.stderr.decode("utf-8", "replace").split("\n")
    return " ".join(line.strip().removeprefix("fatal: ") for line in lines if line.strip())
