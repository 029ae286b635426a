"""Patterns of files in a configuration."""

from __future__ import annotations

import os
from functools import cached_property

from xhslint.base.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True)
class Globs:
    """Patterns that match as those of a .gitignore in `folder` do."""

    folder: str
    patterns: tuple[str, ...]

    @cached_property
    def spec(self) -> GitIgnoreSpec:
        """The compiled patterns; raises ValueError for an invalid one."""
        from xhslint.base.ignore_patterns import ignore_spec

        return ignore_spec(self.patterns)

    def match(self, path: str | os.PathLike[str]) -> bool:
        """Return whether a file matches; files outside the folder never do."""
        name = self._name(os.path.abspath(path), self.folder)
        if name is None:  # a symbolic link may lead there
            name = self._name(os.path.realpath(path), os.path.realpath(self.folder))
        return name is not None and self.spec.match_file(name)

    @staticmethod
    def _name(path: str, folder: str) -> str | None:
        try:
            name = os.path.relpath(path, folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return None
        return None if name == ".." or name.startswith("../") else name
