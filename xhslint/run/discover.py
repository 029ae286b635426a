"""Drafts on disk: which files there are to lint, and reading one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence

from xhslint.base.errors import InputError, Problem
from xhslint.base.records import NamedTuple
from xhslint.drafts.read import unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pathspec import GitIgnoreSpec


SUFFIXES = (".md", ".markdown", ".txt")


def find_drafts(paths: Iterable[Path | str], exclude: Sequence[str] = ()) -> Iterator[Path | InputError]:
    """Yield the files to lint, each once, in the order of `paths` and by name within a folder.

    A file that is named itself is always yielded, whatever it is called. A folder gives its .md, .markdown and .txt
    files at any depth, less what is hidden (a dot in front), what .gitignore files in it and above it up to the root of
    its repository ignore, and what `exclude` matches: gitignore patterns relative to the current directory. Folders
    that are symbolic links are entered only when they are named. Relative paths stay relative.

    Yields an InputError in place of a path that does not exist or a folder that cannot be listed, then goes on.
    """
    from pathlib import Path

    return (found if isinstance(found, InputError) else Path(found) for found in find_names(paths, exclude))


def find_names(paths: Iterable[Path | str], exclude: Sequence[str] = ()) -> Iterator[str | InputError]:
    """The same as names; the command line has no need of more."""
    try:
        excluded = _spec(exclude) if exclude else None
    except ValueError as error:
        yield InputError([Problem("--exclude", 0, 0, f"排除模式有误 (invalid pattern): {error}")])
        return
    seen: set[str] = set()
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
        except (OSError, ValueError) as error:
            yield unreadable(path, error)
            continue
        real = os.path.realpath(path)
        name = _tidy(os.fspath(path))
        for found in _walk(name, real, excluded) if is_folder else [_Entry(name, real)]:
            if isinstance(found, InputError):
                yield found
            elif (target := _target(found.real)) not in seen:
                seen.add(target)
                yield found.path


def _tidy(path: str) -> str:
    """A path as pathlib writes it, which is imported for those only that look as if it would write them otherwise."""
    odd = os.sep != "/" or path.startswith(("./", "//")) or path.endswith(("/", "/.")) or "//" in path or "/./" in path
    if path and not odd:
        return path
    from pathlib import Path

    return str(Path(path))


class _Patterns(NamedTuple):
    """The patterns of one .gitignore and the folder they are relative to, with a separator at its end."""

    base: str
    spec: GitIgnoreSpec


class _Entry(NamedTuple):
    """A file or folder as the user would name it, where it really is, and the patterns that hold there."""

    path: str
    real: str
    patterns: tuple[_Patterns, ...] = ()
    is_folder: bool = False


def _walk(folder: str, real: str, excluded: GitIgnoreSpec | None) -> Iterator[_Entry | InputError]:
    """The drafts below a folder that was named, in order."""
    if excluded and excluded.match_file(_relative(folder) + "/"):
        return
    stack = [_Entry(folder, real, _patterns_above(real), is_folder=True)]
    while stack:
        entry = stack.pop()
        if not entry.is_folder:
            yield entry
            continue
        try:
            inside = _list(entry)
        except OSError as error:
            yield unreadable(entry.path, error)
            continue
        stack += [each for each in inside if not _is_ignored(each) and not (excluded and _is_excluded(each, excluded))]


def _list(folder: _Entry) -> list[_Entry]:
    """The drafts and folders in a folder, last name first."""
    with os.scandir(folder.path) as scan:
        entries = sorted(scan, key=lambda entry: entry.name, reverse=True)
    patterns = folder.patterns
    if any(entry.name == ".gitignore" for entry in entries):
        patterns += _read_patterns(folder.real)
    found = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = entry.name if folder.path == os.curdir else os.path.join(folder.path, entry.name)
        real = os.path.join(folder.real, entry.name)
        if entry.is_dir(follow_symlinks=False):
            found.append(_Entry(path, real, patterns, is_folder=True))
        elif entry.name.lower().endswith(SUFFIXES) and os.path.isfile(entry):
            found.append(_Entry(path, real, patterns))
    return found


def _is_ignored(entry: _Entry) -> bool:
    """Whether a .gitignore ignores an entry; the innermost that says anything of it decides."""
    name = entry.real + "/" if entry.is_folder else entry.real
    for patterns in reversed(entry.patterns):
        verdict = _verdict(patterns.spec, name[len(patterns.base) :])
        if verdict is not None:
            return verdict
    return False


def _is_excluded(entry: _Entry, excluded: GitIgnoreSpec) -> bool:
    name = _relative(entry.path)
    return bool(_verdict(excluded, name + "/" if entry.is_folder else name))


def _relative(path: str) -> str:
    """A path from the current directory, which there is none of from one Windows drive to another."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return os.path.abspath(path)


def _verdict(spec: GitIgnoreSpec, name: str) -> bool | None:
    """Whether the last pattern that matches a name ignores it or takes it back; None if there is no such pattern.

    `spec` itself would also match what lies in a folder that matches, which is right only where whole paths are tested:
    on a walk from folder to folder, as git's, `!folder` takes back the folder and nothing that is ignored in it.
    """
    name = name.replace(os.sep, "/")
    for pattern in reversed(spec.patterns):
        result: Any = pattern.match_file(name) if pattern.include is not None else None
        if result:
            below = result.match.groupdict().get("ps_d") and result.match.end("ps_d") < len(name)
            if not below:
                return pattern.include
    return None


def _patterns_above(real: str) -> tuple[_Patterns, ...]:
    """The .gitignore files above a folder in its repository; none if they ignore it: it was named, after all."""
    patterns: tuple[_Patterns, ...] = ()
    folder = real
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ()
        folder = parent
        patterns = _read_patterns(folder) + patterns
    return () if _is_ignored(_Entry(real, real, patterns, is_folder=True)) else patterns


def _read_patterns(folder: str) -> tuple[_Patterns, ...]:
    """The patterns of the .gitignore in a folder, if there is one."""
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8-sig", errors="surrogateescape") as file:
            lines = file.read().split("\n")
    except OSError:
        return ()
    try:
        spec = _spec(lines)
    except ValueError:
        spec = _spec(filter(_is_pattern, lines))
    return (_Patterns(os.path.join(folder, ""), spec),)


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """Compile gitignore patterns; raises ValueError for one that means nothing."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(map(_reworded, patterns))


def _reworded(pattern: str) -> str:
    """A pattern in words that mean to pathspec, asked of one folder after the other, what they mean to git."""
    if pattern.endswith("/**"):  # would match the folder too, in which then nothing could be taken back
        return pattern + "/*"
    if pattern.lstrip("!") in ("*/", "**/"):  # would not say how deep it matched
        return pattern.rstrip("*/") + "?*/"
    return pattern


def _is_pattern(line: str) -> bool:
    """Whether a line of a .gitignore compiles; git passes over one that does not."""
    try:
        _spec([line])
    except ValueError:
        return False
    return True


def _target(real: str) -> str:
    """What makes a file the same as another: where it is, for a link what it points to."""
    return os.path.realpath(real) if os.path.islink(real) else real
