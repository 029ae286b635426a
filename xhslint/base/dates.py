"""Days in ISO form."""

from __future__ import annotations

import time

from xhslint.base.errors import InputError, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


def iso_today() -> str:
    """Return the current day in local time."""
    return time.strftime("%Y-%m-%d")


def iso_day(day: str | date) -> str:
    """Return a day in ISO form; raises InputError for anything that is no day."""
    if is_day(str(day)):
        return str(day)
    raise InputError([Problem("xhslint", 0, 0, f"{str(day)!r} is no day; write it as 2026-01-31")])


def is_day(text: str) -> bool:
    """Return whether a text is a day in ISO form."""
    from datetime import date  # slow to import, and most runs check no day

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
