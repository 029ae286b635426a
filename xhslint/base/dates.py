"""Days in ISO form."""

from __future__ import annotations

import time

from xhslint.base.errors import InputError, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


def iso_today() -> str:
    return time.strftime("%Y-%m-%d")


def iso_day(day: str | date) -> str:
    """A day in ISO form; raises InputError for what is none."""
    try:
        if time.strftime("%Y-%m-%d", time.strptime(str(day), "%Y-%m-%d")) == str(day):
            return str(day)
    except ValueError:
        pass
    raise InputError([Problem("xhslint", 0, 0, f"{str(day)!r} is no day; write it as 2026-01-31")])


def is_day(text: str) -> bool:
    """Whether a text is a day in ISO form."""
    from datetime import date  # only a draft that suppresses something needs it

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
