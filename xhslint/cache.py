"""Results of drafts that were linted before, by the content of the draft and of all that judges it.

A SQLite file in the user's private cache: writes are atomic, two runs may use it at once, and one that is damaged,
locked or read-only costs time and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhslint import __version__
from xhslint.finding import Disguise

if TYPE_CHECKING:
    from xhslint.draft import Draft
    from xhslint.linter import Linter, Result

FORMAT = 1
KEPT = 200_000
"""Drafts whose results are kept; the oldest go first."""
BATCH = 200
"""Results that are written together."""
SCHEMA = "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"


class ResultCache:
    """The results of one file; nothing that goes wrong with it is an error."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pending: dict[bytes, str] = {}
        self.states: dict[int, bytes] = {}
        self.connection: sqlite3.Connection | None = None
        for again in (True, False):
            try:
                self.connection = self._open()
                break
            except sqlite3.DatabaseError:
                self.connection = None
                if again:  # damaged: begun anew
                    with suppress(OSError):
                        path.unlink()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=2, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(SCHEMA)
        connection.execute("SELECT key FROM results LIMIT 1").fetchone()
        with suppress(OSError):
            self.path.chmod(0o600)
        return connection

    def examine(self, linter: Linter, draft: Draft) -> Result:
        """The result of a draft, from the cache if it is there."""
        if self.connection is None:
            return linter.examine(draft)
        key = self.key(linter, draft)
        if key is None:
            return linter.examine(draft)
        with suppress(sqlite3.Error, ValueError, KeyError, TypeError, IndexError):
            row = self.connection.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
            if row:
                return restored(linter, draft, json.loads(row[0]))
        result = linter.examine(draft)
        if not result.faults:
            self.pending[key] = json.dumps([kept(finding) for finding in result.findings], ensure_ascii=False)
            if len(self.pending) >= BATCH:
                self.flush()
        return result

    def key(self, linter: Linter, draft: Draft) -> bytes | None:
        """What a result depends on; None where that cannot be said."""
        from hashlib import blake2b

        if id(linter) not in self.states:
            state = linter.state()
            if state is None:
                return None
            self.states[id(linter)] = repr((FORMAT, __version__, state)).encode()
        digest = blake2b(self.states[id(linter)], digest_size=20)
        digest.update(draft.text.encode("utf-8", "surrogatepass"))
        return digest.digest()

    def flush(self) -> None:
        """Write what is waiting."""
        if self.connection is None or not self.pending:
            return
        with suppress(sqlite3.Error):
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", list(self.pending.items()))
            (number,) = self.connection.execute("SELECT count(*) FROM results").fetchone()
            if number > KEPT:
                self.connection.execute("DELETE FROM results")
            self.connection.execute("COMMIT")
        with suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        self.pending.clear()

    def close(self) -> None:
        self.flush()
        if self.connection is not None:
            with suppress(sqlite3.Error):
                self.connection.close()
            self.connection = None


def kept(finding: Any) -> list[Any]:
    """A finding without what the rulebook knows of it."""
    disguises = [[each.kind, each.text, each.reads] for each in finding.disguises]
    return [finding.rule_id, finding.start, finding.end, finding.reading, disguises]


def restored(linter: Linter, draft: Draft, data: list[Any]) -> Result:
    from xhslint.linter import Result

    profile = linter.profile or draft.fields.get("profile") or "personal"
    findings = []
    for rule_id, start, end, reading, disguises in data:
        rule = linter.rule(rule_id)
        found = tuple(Disguise(*each) for each in disguises)
        findings.append(linter.finding(rule, profile, draft, (start, end), reading, found))
    return Result(findings, [], [])
