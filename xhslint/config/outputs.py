"""What a configuration that was found may write: new files and earlier reports below its own folder, through no link."""

from __future__ import annotations

import os

from xhslint.base.bounds import is_below, passes_link
from xhslint.report.earlier import HEAD, is_report
from xhslint.schema.values import Value


def require_no_link(value: Value, path: str) -> None:
    """Report a path inside the bounds that is a link or leads through one, and raise Invalid."""
    folder = _own_folder(value, path)
    if passes_link(path, folder):
        raise value.fail("link", path)


def require_own_report(value: Value, form: str, path: str) -> None:
    """Report a path inside the bounds at which no report in a format may be written, and raise Invalid.

    Names that begin with a dot belong to other tools: a file in `.git`, or an `.envrc`, can make one run a program.
    """
    require_no_link(value, path)
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(_own_folder(value, path)))
    if any(name.startswith(".") for name in inside.split(os.sep)):
        raise value.fail("hidden", path)
    if os.path.lexists(path) and not (os.path.isfile(path) and is_report(form, _head(path))):
        raise value.fail("no report", path)


def _own_folder(value: Value, path: str) -> str:
    return next(folder for folder in value.reader.bounds or () if is_below(path, folder))


def _head(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError:  # so nothing is known of it
        return b"?"
