"""The paths of the files of the package and of its cache."""

from __future__ import annotations

import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

BASELINE = ".xhslint-baseline.json"
"""The baseline that is used if it is in the current folder."""
PASTED = "<stdin>"
"""The path of a draft that was pasted or piped, unless it was given another name."""
_CACHES = {"win32": ("AppData", "Local", "xhslint", "Cache"), "darwin": ("Library", "Caches", "xhslint")}
_PACKAGE = os.path.dirname(os.path.dirname(__file__))


def package_parent() -> str:
    """Return the folder from which the package is imported."""
    return os.path.dirname(_PACKAGE)


def trusted_path() -> list[str]:
    """Return where Python looks for modules, without the current folder, unless this package is there: then it is last."""
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # it is gone
        here = ""
    path = [entry for entry in sys.path if entry and os.path.realpath(entry) != here]
    return path if package_parent() in path else [*path, package_parent()]


def data_file(name: str) -> str:
    """Return the path of a data file of the package."""
    return os.path.join(_PACKAGE, "data", name)


def package_sources() -> list[tuple[str, Path]]:
    """Return the modules and the text data of the package, at any depth, as (path below the package, path), sorted."""
    from pathlib import Path

    root = Path(_PACKAGE)
    found = [*root.rglob("*.py"), *root.glob("data/*.txt")]
    return sorted((path.relative_to(root).as_posix(), path) for path in found)


def rules_dir() -> Path:
    """Return the folder of the bundled rules: inside the installed package, or at the top of a checkout."""
    from pathlib import Path

    return Path(_PACKAGE if is_packed() else package_parent(), "rules")


def is_packed() -> bool:
    """Return whether this is an installed package, whose rules nobody edits and whose build compiled them."""
    return os.path.isdir(os.path.join(_PACKAGE, "rules"))


def cache_path(home: Path) -> Path:
    """Return the cache folder of the user with this home, where the system keeps such folders."""
    return home.joinpath(*_CACHES.get(sys.platform, (".cache", "xhslint")))


def cache_dir() -> Path | None:
    """Return the cache folder, made if need be; None if there is none that only this user can write to."""
    from pathlib import Path

    try:
        folder = cache_path(Path.home())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, RuntimeError, ImportError, KeyError):  # there is no home folder, or it is unknown
        return None
    private = os.name == "nt" or (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.getuid()
        and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )
    return folder if private else None
