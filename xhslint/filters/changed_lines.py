"""Lines of drafts that changed between a commit and the working tree."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from xhslint.base.errors import InputError, Problem
from xhslint.drafts.file_kinds import may_be_document
from xhslint.drafts.read import read_draft_data
from xhslint.filters.git import Repository, repositories
from xhslint.filters.line_diff import WHOLE, changed_ranges
from xhslint.messages.catalogue import both

if TYPE_CHECKING:
    from xhslint.drafts.draft import Draft
    from xhslint.model.findings import Finding


def changed_lines(
    paths: Iterable[Path | str], since: str | None = None, max_bytes: int | Callable[[str], int] = sys.maxsize
) -> dict[Path, list[range]]:
    """Return the changed lines of those drafts that changed, from 1, as git counts them: only a line feed ends a line.

    The working tree, staged or not, is compared with the merge base of `since` and HEAD (None: with HEAD), byte by byte:
    filters and attributes of the repository do not count. All lines of an untracked draft count as changed, and so do
    those of a changed one that git takes for binary, such as UTF-16. An empty range marks a deletion before its line.
    Changed line ends and renames do not count. Drafts of more than `max_bytes`, a number or a function that returns it for a
    name, are not read; if the old text was as large, all lines count as changed. So do those of a document that has other
    line ends than git knows. Raises InputError if git is missing, a draft is in no repository, or there is no such commit.
    """
    most = max_bytes if callable(max_bytes) else lambda name: max_bytes
    changed: dict[Path, list[range]] = {}
    for root, drafts in repositories(paths).items():
        repository = Repository(root)
        base = _base(repository, since)
        ranges = _changed(repository, base, [name for _, name in drafts], most) if base else {}
        for path, name in drafts:
            if found := ranges.get(name) if base else [WHOLE]:
                changed[path] = found
    return changed


def _base(repository: Repository, since: str | None) -> str:
    """Return the commit to compare a working tree with, or "" for none.

    That of a submodule is the one that the repository around it had: its own branches may be as new as the drafts. Somebody
    who stands in the submodule speaks of its branches.
    """
    inside = os.path.realpath(os.curdir) + os.sep
    if not inside.startswith(repository.root + os.sep) and (base := repository.submodule_base(since)) is not None:
        return base
    return repository.base(since)


class ChangedLines:
    """The changed lines of one draft, `ranges` in order; those of a document, if the draft is a note out of one."""

    def __init__(self, draft: Draft, ranges: Sequence[range]) -> None:
        self._draft = draft
        self._ends = [found.start() for found in re.finditer("\n", "" if draft.places else draft.text)]
        self._ranges = ranges

    def hold(self, finding: Finding) -> bool:
        """Return whether a finding is on a changed line or spans a deletion; in a document without lines, whether it changed."""
        first, last = map(self._line, (finding.start, max(finding.start, finding.end - 1)))
        if not first:
            return bool(self._ranges)
        number = bisect_right(self._ranges, last, key=lambda lines: lines.start) - 1
        return number >= 0 and first < self._ranges[number].stop

    def _line(self, offset: int) -> int:
        """Return the line of a character, from 1; 0 in a document without lines."""
        if place := self._draft.place_at(offset):
            return place.line
        return bisect_left(self._ends, offset) + 1


def _changed(
    repository: Repository, base: str, names: Sequence[str], most: Callable[[str], int]
) -> dict[str, list[range]]:
    """Return the changed lines since a commit by name."""
    tracked, blobs = repository.tracked(), repository.blobs(base)
    gone = {name: each for name, each in blobs.items() if not os.path.lexists(os.path.join(repository.root, name))}
    found: dict[str, list[range]] = {}
    new: dict[str, bytes] = {}
    for name in names:
        data = _read(os.path.join(repository.root, name), most(name)) if name in tracked else None
        if data is None:
            found[name] = [WHOLE]
        elif _blob_ids(data, blobs).isdisjoint([blobs[name]] if name in blobs else gone.values()):
            if may_be_document(name) and b"\r" in data.replace(b"\r\n", b""):  # ends a line of a table, but none of git
                found[name] = [WHOLE]
            else:
                new[name] = data
    if not new:
        return found
    old = {name: blobs[name] for name in new if name in blobs}
    suffixes = {os.path.splitext(name)[1] for name in new if name not in blobs}
    renamed = [each for name, each in gone.items() if os.path.splitext(name)[1] in suffixes]
    sizes = repository.sizes((*old.values(), *renamed))
    if lacking := next((each for each in old.values() if each not in sizes), None):
        raise InputError([Problem(repository.root, 0, 0, both("changes.no object", lacking))])
    limits = {each: most(name) for name, each in old.items()}
    largest = max(map(most, new))  # of a text that was renamed
    contents = repository.contents(each for each, size in sizes.items() if size <= limits.get(each, largest))
    for name in [name for name, each in old.items() if each not in contents]:
        found[name] = [WHOLE]
        del old[name], new[name]
    ranges = changed_ranges(
        {name: contents[each] for name, each in old.items()},
        new,
        [contents[each] for each in renamed if each in contents],
    )
    return {**found, **ranges}


def _read(path: str, most: int) -> bytes | None:
    """Return the content of a draft; None for one that cannot be read, which the linter reports."""
    try:
        return read_draft_data(path, most)
    except InputError:
        return None


def _blob_ids(data: bytes, blobs: Mapping[str, str]) -> set[str]:
    """Return the ids that git gives a content as it is and with the line ends that a checkout may have changed.

    They are of the kind that `blobs` have.
    """
    is_sha256 = any(len(each) == 64 for each in islice(blobs.values(), 1))
    digest = hashlib.sha256 if is_sha256 else partial(hashlib.sha1, usedforsecurity=False)
    contents = {data, data.replace(b"\r\n", b"\n")}
    return {digest(b"blob %d\0" % len(content) + content).hexdigest() for content in contents}
