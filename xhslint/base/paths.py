"""Where the files are that come with xhslint, and where it may keep what it computes."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

BASELINE = ".xhslint-baseline.json"
"""The baseline that is used where it lies in the current folder."""
_PACKAGE = os.path.dirname(os.path.dirname(__file__))


def data_file(name: str) -> str:
    """The path of a data file of the package."""
    return os.path.join(_PACKAGE, "data", name)


def package_modules() -> list[tuple[str, Path]]:
    """Return the Python modules of the package, at any depth, as (path below the package, path), sorted."""
    from pathlib import Path

    root = Path(_PACKAGE)
    return sorted((path.relative_to(root).as_posix(), path) for path in root.rglob("*.py"))


def rules_dir() -> Path:
    """The folder of the bundled rules: inside the installed package, or at the top of a checkout."""
    from pathlib import Path

    return Path(_PACKAGE if is_packed() else os.path.dirname(_PACKAGE), "rules")


def is_packed() -> bool:
    """Whether the rules are those of an installed package, which nobody edits, and so are what it compiled."""
    return os.path.isdir(os.path.join(_PACKAGE, "rules"))


def cache_dir() -> Path | None:
    """A folder that nobody but this user can write to, or None where there is no such thing."""
    from pathlib import Path

    try:
        folder = Path.home() / ".cache" / "xhslint"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, RuntimeError, ImportError, KeyError):  # nobody is at home, or nobody knows where
        return None
    private = os.name == "nt" or (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.getuid()
        and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )
    return folder if private else None
