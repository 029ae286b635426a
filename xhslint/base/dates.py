"""Days in ISO form."""

from __future__ import annotations

import time


def iso_today() -> str:
    """Return the current day in local time."""
    return time.strftime("%Y-%m-%d")


def is_day(text: str) -> bool:
    """Return whether a text is a day in ISO form."""
    from datetime import date  # slow to import, and most runs check no day

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
