"""Runs over the notes of a test, and the contents of the cache file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from xhslint.base.paths import cache_path
from xhslint.cli.main import main

Capture = pytest.CaptureFixture[str]
NOTES = 40
READ = [at for at in range(NOTES) if at % 29 != 7]  # the others are no text
SOUND = [at for at in READ if at % 8 != 6]  # the others have broken front matter


def store() -> Path:
    """Return the cache file."""
    return cache_path(Path(os.environ["HOME"])) / "results.sqlite"


def rows() -> list[tuple[bytes, str]]:
    """Return key and value of every cached result, the oldest first."""
    with sqlite3.connect(store()) as connection:
        found = connection.execute("SELECT key, value FROM results ORDER BY number").fetchall()
    connection.close()
    return found


def check(*args: str) -> int:
    return main(["notes", "--format=json", *args])


class Runs:
    """Check the notes; return the exit status with both streams, and how many drafts were linted."""

    def __init__(self, capsys: Capture, examined: list[str]) -> None:
        self.capsys, self.examined = capsys, examined

    def __call__(self, *args: str) -> tuple[tuple[int, str, str], int]:
        self.examined.clear()
        status = check(*args)
        return (status, *self.capsys.readouterr()), len(self.examined)
