"""A cache file with wrong contents: results are as without it, and the next run works again."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from tests.run.result_cache.helpers import READ, Runs, rows, store
from xhslint.run import result_cache as cache

Capture = pytest.CaptureFixture[str]


def test_a_file_from_before_formats_were_numbered(runs: Runs) -> None:
    connection = sqlite3.connect(store())
    connection.execute("CREATE TABLE results (key BLOB PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
    connection.close()
    expected, linted = runs()
    assert linted == len(READ) and runs() == (expected, 0)


def damage_start(data: bytearray) -> None:
    data[:100] = b"\xff" * 100


def damage_pages(data: bytearray) -> None:
    data[4096:] = b"\xa5" * (len(data) - 4096)


def damage_text(data: bytearray) -> None:
    """Other digits in what was found: SQLite sees nothing of it."""
    for at in range(4096, len(data)):
        if data[at : at + 1].isdigit() and data[at - 1 : at] == b" ":
            data[at] = ord("9") - data[at] + ord("0")


def cut(data: bytearray) -> None:
    del data[len(data) // 2 :]


def cut_off(data: bytearray) -> None:
    del data[50:]


def empty(data: bytearray) -> None:
    data.clear()


def no_database(data: bytearray) -> None:
    data[:] = "这不是数据库\n".encode() * 500


def damage_schema(data: bytearray) -> None:
    """No UTF-8 in a statement that SQLite quotes in its error."""
    at = data.index(b"number INTEGER")
    data[at] = 0xB9


def damage_names(data: bytearray) -> None:
    """A column of another name."""
    at = data.index(b"key BLOB")
    data[at] = ord("q")


def damage_version(data: bytearray) -> None:
    """A file that only a later SQLite reads."""
    data[18:20] = b"\x09\x09"


@pytest.mark.parametrize(
    "damage",
    [
        damage_schema,
        damage_names,
        damage_version,
        damage_start,
        damage_pages,
        damage_text,
        cut,
        cut_off,
        empty,
        no_database,
    ],
)
def test_a_damaged_file(damage: Any, runs: Runs) -> None:
    expected, linted = runs()
    assert expected[0] == 2 and linted == len(READ)
    data = bytearray(store().read_bytes())
    damage(data)
    store().write_bytes(data)
    assert runs()[0] == expected
    assert runs()[0] == expected
    assert runs() == (expected, 0)  # it works again


def test_a_result_under_the_key_of_another(runs: Runs) -> None:
    expected, _ = runs()
    with sqlite3.connect(store()) as connection:
        values = [value for _, value in rows()]
        connection.execute("UPDATE results SET value = ?", (max(values, key=len),))
    connection.close()
    assert runs()[0] == expected


@pytest.mark.parametrize(
    "value", ["", "[]", "null", "[[1, 2, 3]]", '[["no/rule", 0, 1, "", []]]', b"\xff\xfe", None, 7]
)
@pytest.mark.parametrize("has_checksum", [False, True])
def test_a_result_that_is_none(value: Any, has_checksum: bool, runs: Runs) -> None:
    expected, linted = runs()
    with sqlite3.connect(store()) as connection:
        connection.execute("CREATE TABLE other (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value)")
        for key, _ in rows():
            is_text = has_checksum and isinstance(value, str) and value != "[]"
            given = cache.checksum(key, value) + value if is_text else value
            connection.execute("INSERT INTO other (key, value) VALUES (?, ?)", (key, given))
        connection.execute("DROP TABLE results")
        connection.execute("ALTER TABLE other RENAME TO results")
    connection.close()
    assert runs() == (expected, linted)
