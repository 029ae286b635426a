"""The only module that runs git: it reads a repository and runs nothing that the repository's own settings name.

A repository may be a stranger's, with its `.git/config`. So only commands are used that know no filters, textconv or
external diff programs, the file system monitor, hooks and every network protocol are off, and text comes from
`cat-file` or from the disk.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from xhslint.base.bounds import is_repository
from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both, both_with_reason

# What git keeps of its own variables: how it is installed and how the user configures it. The others name a repository
# (in a hook, that of the hook), change the output or run programs.
_KEPT = ("GIT_CONFIG", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_SAFE = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone would fetch what it lacks; older versions of git need the next one
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1",  # refs/replace and grafts name another content or history for what was committed
    "GIT_GRAFT_FILE": os.devnull,
}
_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.quotePath": "false",
    "advice.graftFileDeprecated": "false",
    "safe.bareRepository": "explicit",
}
_SECONDS = 60
"""How long a command may take: a repository may make git wait for ever, by a pipe in place of its index."""
_REGULAR = b"100"
"""The beginning of the modes of files that are no links."""
_SUBMODULE = b"160000"
"""The mode of a submodule."""


def run_git(folder: str, *command: str, given: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Return the result of a git command in a folder, whatever its status; `given` is its standard input.

    Raises InputError if git cannot be started, or does not end in time.
    """
    inherited = {
        name: text for name, text in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    settings = [argument for name, value in _SETTINGS.items() for argument in ("-c", f"{name}={value}")]
    program = _program()
    if not program:
        raise InputError([Problem("git", 0, 0, both("changes.no git"))])
    try:
        return subprocess.run(
            [program, "--no-optional-locks", "--no-pager", *settings, *command],
            cwd=folder,
            env={**inherited, **_SAFE, **variables},
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise InputError([Problem(folder, 0, 0, both("changes.time", _SECONDS))]) from None
    except OSError as error:
        raise InputError([Problem(folder, 0, 0, both_with_reason("unreadable", error))]) from error


def error_message(result: subprocess.CompletedProcess[bytes]) -> str:
    """Return the error message of git on one line."""
    lines: Sequence[str] = result.stderr.decode("utf-8", "replace").split("\n")
    return " ".join(line.strip().removeprefix("fatal: ") for line in lines if line.strip())


def repositories(paths: Iterable[Path | str]) -> dict[str, list[tuple[Path, str]]]:
    """Return the drafts of each working tree with their names in it; raises InputError for each folder that is in none."""
    tops: dict[str, str] = {}
    found: dict[str, list[tuple[Path, str]]] = {}
    outside: dict[str, None] = {}
    for path in paths:
        real = os.path.realpath(path)
        if top := _top(os.path.dirname(real), tops):
            name = os.path.relpath(real, top).replace(os.sep, "/")
            found.setdefault(top, []).append((Path(path), name))
        else:
            outside[os.path.dirname(path) or os.curdir] = None
    if outside:
        raise InputError(Problem(folder, 0, 0, both("changes.no repository")) for folder in outside)
    return found


class Repository:
    """A working tree, from which git only reads."""

    def __init__(self, root: str) -> None:
        self.root = root

    def base(self, since: str | None) -> str:
        """Return the commit to compare with, or "" in a repository without commits; raises InputError for a wrong `since`."""
        if since is None:
            head = run_git(self.root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
            return "HEAD" if head.returncode == 0 else ""
        if not since.strip() or since.startswith("-") or "\0" in since:
            raise InputError([Problem("--since", 0, 0, both("changes.revision", repr(since)))])
        found = run_git(self.root, "merge-base", since, "HEAD")
        if found.returncode == 0:
            return found.stdout.decode("ascii").strip()
        if error_message(found):  # in English, and of no more use than its name
            key, remote = "changes.remote" if "/" in since else "changes.revision", since.partition("/")[0]
            raise InputError([Problem("--since", 0, 0, both(key, since, remote))])
        raise InputError([Problem("--since", 0, 0, both("changes.no base", since))])

    def submodule_base(self, since: str | None) -> str | None:
        """Return the commit of this submodule that the `base` of the repository around it has; None if it is no submodule.

        "" says that the base has no such submodule, or one at a commit that this working tree lacks.
        """
        around = _top(os.path.dirname(self.root), {})
        if not around:
            return None
        outer, name = Repository(around), os.path.relpath(self.root, around).replace(os.sep, "/")
        if not outer._output("ls-files", "--stage", "-z", "--", f":(top,literal){name}").startswith(_SUBMODULE):
            return None
        base = outer.base(since)
        entry = outer._output("ls-tree", "-z", "--full-tree", base, "--", name) if base else b""
        if not entry.startswith(_SUBMODULE):
            return ""
        commit = entry.split()[2].decode("ascii")
        known = run_git(self.root, "rev-parse", "--quiet", "--verify", f"{commit}^{{commit}}")
        return commit if known.returncode == 0 else ""

    def tracked(self) -> frozenset[str]:
        """Return the names of tracked files."""
        return frozenset(map(os.fsdecode, self._output("ls-files", "-z").split(b"\0")))

    def blobs(self, commit: str) -> dict[str, str]:
        """Return the id of the content of each file of a commit by its name, without links and submodules."""
        found = {}
        for entry in self._output("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            about, _, name = entry.partition(b"\t")
            if about.startswith(_REGULAR):
                found[os.fsdecode(name)] = about.split()[2].decode("ascii")
        return found

    def sizes(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the size in bytes of each blob, without those that the repository lacks."""
        given = "".join(f"{each}\n" for each in sorted(set(ids))).encode()
        rows = [row.split() for row in self._output("cat-file", "--batch-check", "--buffer", given=given).splitlines()]
        return {row[0].decode("ascii"): int(row[2]) for row in rows if row[1] == b"blob"}

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return the content of each blob as git keeps it, without those that the repository lacks."""
        wanted = sorted(set(ids))
        output = self._output("cat-file", "--batch", "--buffer", given="".join(f"{each}\n" for each in wanted).encode())
        found = {}
        at = 0
        for each in wanted:
            end = output.index(b"\n", at)
            kind, _, size = output[at:end].partition(b" ")[2].partition(b" ")
            at = end + 1
            if kind == b"blob":
                found[each] = output[at : at + int(size)]
                at += int(size) + 1
        return found

    def _output(self, *command: str, given: bytes = b"") -> bytes:
        """Return the standard output of a git command; raises InputError with its error message if it fails."""
        result = run_git(self.root, *command, given=given)
        if result.returncode:
            raise InputError([Problem(self.root, 0, 0, both("changes.failed", error_message(result)))])
        return result.stdout


def _program() -> str | None:
    """Return the path of git; names in PATH that are no absolute path, such as the current folder, do not count."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def _top(folder: str, tops: dict[str, str]) -> str:
    """Return the root of the working tree around a folder, or ""; `tops` caches it by folder."""
    climbed = []
    while folder not in tops:
        climbed.append(folder)
        if is_repository(folder):
            tops[folder] = _real_top(folder)
        elif (parent := os.path.dirname(folder)) == folder:
            tops[folder] = ""
        else:
            folder = parent
    tops.update(dict.fromkeys(climbed, tops[folder]))
    return tops[folder]


def _real_top(folder: str) -> str:
    """Return the root that git reports, or "" if it knows none: not every `.git` is a repository."""
    result = run_git(folder, "rev-parse", "--show-toplevel")
    if result.returncode == 0:
        return os.path.realpath(os.fsdecode(result.stdout.removesuffix(b"\n")))
    message = error_message(result)
    if "not a git repository" in message or "cannot use bare repository" in message:
        return ""
    raise InputError([Problem(folder, 0, 0, both("changes.failed", message))])
