"""Find the drafts that paths lead to, with the exclusions of .gitignore files and `--exclude`."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from xhslint.base.bounds import is_below, is_link, is_repository, passes_link
from xhslint.base.errors import InputError, Problem
from xhslint.base.file_reading import read_bytes
from xhslint.base.ignore_patterns import MAX_PATTERNS
from xhslint.base.records import NamedTuple
from xhslint.drafts.file_kinds import DRAFTS, is_lock, suffix, suffix_kind
from xhslint.drafts.read import unreadable
from xhslint.messages.catalogue import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from pathspec import GitIgnoreSpec


def find_drafts(
    paths: Iterable[Path | str],
    exclude: Sequence[str] = (),
    is_isolated: bool = False,
    passed_over: list[str] | None = None,
    documents: bool = False,
) -> Iterator[str | InputError]:
    """Yield the names of the files to lint, each once, in the order of `paths` and by name within a folder.

    A file that is named itself is always yielded, whatever its suffix and whichever folders are named beside it. A folder gives its .md, .markdown and .txt files
    at any depth, except hidden ones (a leading dot), those that .gitignore files inside or above it, up to the root of
    its repository, ignore, and those that `exclude` matches (gitignore patterns relative to the current folder). What Office
    keeps beside a file that it has open is passed over, and refused if it is named.
    Folders that are symbolic links are entered only if they are named, and files that are links to somewhere outside the
    named folder are passed over. Relative paths stay relative. If `is_isolated`, no .gitignore is read, all links in folders
    are passed over, and a named path that is one, or leads through one in the current folder, is refused. Files of the same
    folders that may hold captions, but not as plain text, are added to `passed_over`; with `documents`, those whose notes can be
    read are yielded instead.

    Yields an InputError in place of a path that does not exist or a folder that cannot be listed, and for a .gitignore that is no
    regular file, too large or of too many patterns, then goes on.
    """
    try:
        excluded = _spec(exclude) if exclude else None
    except ValueError as error:
        yield InputError([Problem("--exclude", 0, 0, both("bad exclude", error))])
        return
    seen: set[str] = set()
    passed: dict[str, str] = {}  # by their targets, because one that is named later is read after all
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
        except (OSError, ValueError) as error:
            yield _unreadable(path, error)
            continue
        if not is_folder and is_lock(path):
            yield InputError([Problem(os.fspath(path), 0, 0, both("file.lock"))])
            continue
        if is_isolated and _is_link(os.fspath(path)):
            yield InputError([Problem(os.fspath(path), 0, 0, both("draft is link"))])
            continue
        real = os.path.realpath(path)
        name = _tidy(os.fspath(path))
        for found in _walk(name, real, excluded, is_isolated) if is_folder else [_Entry(name, real)]:
            if isinstance(found, InputError):
                yield found
            elif (target := os.path.realpath(found.real) if found.is_link else found.real) in seen:
                continue
            elif is_folder and suffix_kind(found.path) and not (documents and _is_document(found.path)):
                if passed_over is not None and passed.setdefault(target, found.path) is found.path:
                    passed_over.append(found.path)
            else:
                seen.add(target)
                if passed_over is not None and target in passed:
                    passed_over.remove(passed.pop(target))
                yield found.path


def _unreadable(path: Path | str, error: OSError | ValueError) -> InputError:
    if not isinstance(error, FileNotFoundError):
        return unreadable(path, error)
    from xhslint.run.missing import missing

    return missing(os.fspath(path))


def _is_document(path: str) -> bool:
    from xhslint.documents.registry import is_document

    return is_document(path)


def _is_link(path: str) -> bool:
    """Return whether a path is a link, or leads through one in the current folder."""
    is_inside = os.path.abspath(path).startswith(os.path.join(os.getcwd(), ""))
    return is_link(path) or (is_inside and passes_link(path, os.curdir))


def _tidy(path: str) -> str:
    """Return a path as pathlib writes it; pathlib is imported only for paths that it may write differently."""
    odd = os.sep != "/" or path.startswith(("./", "//")) or path.endswith(("/", "/.")) or "//" in path or "/./" in path
    if path and not odd:
        return path
    from pathlib import Path

    return str(Path(path))


class _Patterns(NamedTuple):
    """The patterns of one .gitignore file, and the folder that they are relative to, ending in a separator."""

    base: str
    spec: GitIgnoreSpec


class _Entry(NamedTuple):
    """A file or folder as the user would name it, its real path, and the patterns that apply to it.

    The real path of a link is its own, not that of its target.
    """

    path: str
    real: str
    patterns: tuple[_Patterns, ...] = ()
    is_folder: bool = False
    is_link: bool = False


def _walk(folder: str, real: str, excluded: GitIgnoreSpec | None, is_isolated: bool) -> Iterator[_Entry | InputError]:
    """Yield the drafts below a named folder, and the files that may hold captions, in order."""
    if excluded and excluded.match_file(_relative(folder) + "/"):
        return
    faults: list[InputError] = []
    patterns = () if is_isolated else _patterns_above(real, faults)
    stack = [_Entry(folder, real, patterns, is_folder=True)]
    while stack:
        entry = stack.pop()
        if not entry.is_folder:
            if not entry.is_link or (is_below(entry.real, real) and not is_isolated):
                yield entry
            continue
        try:
            inside = _list(entry, faults, is_isolated)
        except OSError as error:
            yield unreadable(entry.path, error)
            continue
        yield from faults
        faults.clear()
        if excluded or (inside and inside[0].patterns):  # which all of a folder have
            inside = [each for each in inside if not (_is_ignored(each) or (excluded and _is_excluded(each, excluded)))]
        stack += inside


def _list(folder: _Entry, faults: list[InputError], is_isolated: bool) -> list[_Entry]:
    """Return the drafts, the folders and the files that may hold captions in a folder, last name first; raises OSError."""
    with os.scandir(folder.path) as scan:
        entries = sorted(scan, key=attrgetter("name"), reverse=True)
    patterns = folder.patterns
    if not is_isolated and any(entry.name == ".gitignore" for entry in entries):
        patterns += _read_patterns(folder.real, faults)
    found = []
    above = "" if folder.path == os.curdir else os.path.join(folder.path, "")
    really_above = os.path.join(folder.real, "")
    for entry in entries:
        name = entry.name  # what is asked of an entry the listing told already: calls of the system would take longer
        if name.startswith(".") or is_lock(name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not is_link(really_above + name):
                found.append(_Entry(above + name, really_above + name, patterns, is_folder=True))
        elif (name.endswith(DRAFTS) or suffix(name) in DRAFTS or suffix_kind(name)) and _is_file(entry):
            found.append(_Entry(above + name, really_above + name, patterns, False, entry.is_symlink()))
    return found


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a file, or a link to one."""
    try:
        return entry.is_file()
    except OSError:  # a link that leads round in a circle
        return False


def _is_ignored(entry: _Entry) -> bool:
    """Return whether a .gitignore ignores an entry; the innermost file with a matching pattern decides."""
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
    """Return a path relative to the current folder; an absolute one on another Windows drive."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return os.path.abspath(path)


def _verdict(spec: GitIgnoreSpec, name: str) -> bool | None:
    """Return whether the last pattern that matches a name ignores it (True) or includes it again (False); None without one.

    `spec.match_file` also matches what lies below a matching folder. That is wrong on a walk from folder to folder, like
    git's: there `!folder` includes the folder again, but nothing that is ignored inside it.
    """
    name = name.replace(os.sep, "/")
    for pattern in reversed(spec.patterns):
        result: Any = pattern.match_file(name) if pattern.include is not None else None
        if result:
            below = result.match.groupdict().get("ps_d") and result.match.end("ps_d") < len(name)
            if not below:
                return pattern.include
    return None


def _patterns_above(real: str, faults: list[InputError]) -> tuple[_Patterns, ...]:
    """Return the patterns above a folder in its repository; none if they ignore the folder, because it was named."""
    patterns: tuple[_Patterns, ...] = ()
    folder = real
    while not is_repository(folder):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ()
        folder = parent
        patterns = _read_patterns(folder, faults) + patterns
    return () if _is_ignored(_Entry(real, real, patterns, is_folder=True)) else patterns


def _read_patterns(folder: str, faults: list[InputError]) -> tuple[_Patterns, ...]:
    """Return the patterns of the .gitignore in a folder, if it has one; add to `faults` one that cannot be read."""
    path = os.path.join(folder, ".gitignore")
    try:
        text = read_bytes(path).decode("utf-8-sig", "surrogateescape")
    except (FileNotFoundError, PermissionError, IsADirectoryError):  # as git does
        return ()
    except OSError as error:
        faults.append(unreadable(_relative(path), error))
        return ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if sum(bool(line.strip()) and not line.startswith("#") for line in lines) > MAX_PATTERNS:
        faults.append(InputError([Problem(_relative(path), 0, 0, both("too many patterns", MAX_PATTERNS))]))
        return ()
    try:
        spec = _spec(lines)
    except ValueError:
        spec = _spec(filter(_is_pattern, lines))
    return (_Patterns(os.path.join(folder, ""), spec),)


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """Compile gitignore patterns; raises ValueError for an invalid one."""
    from xhslint.base.ignore_patterns import ignore_spec

    return ignore_spec(map(_reworded, patterns))


def _reworded(pattern: str) -> str:
    """Return a pattern that means to pathspec, on a walk from folder to folder, what the given one means to git."""
    if pattern.endswith("/**"):  # would match the folder too, and then nothing inside could be included again
        return pattern + "/*"
    if pattern.lstrip("!") in ("*/", "**/"):  # pathspec would not report how deep it matched
        return pattern.rstrip("*/") + "?*/"
    return pattern


def _is_pattern(line: str) -> bool:
    """Return whether a line of a .gitignore compiles; git ignores those that do not."""
    try:
        _spec([line])
    except ValueError:
        return False
    return True
