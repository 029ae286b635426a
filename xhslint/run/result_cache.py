"""Keep the results of linted drafts and what was read in pictures, by their content and all else that they depend on.

They are in a SQLite file in the user's private cache: writes are atomic and several runs may use it at once. A file that
is damaged, locked or read-only costs time, nothing else.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xhslint.base.records import replace
from xhslint.base.version import __version__
from xhslint.model.disguises import Disguise
from xhslint.model.findings import Edit, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias, TypeVar

    from xhslint.drafts.draft import Draft
    from xhslint.linter.linter import Linter
    from xhslint.model.findings import Finding
    from xhslint.model.judgements import Seen

    T = TypeVar("T")
    Rewrite: TypeAlias = Callable[[Linter, Draft, Result], Result]

FORMAT = 7
"""The version of the table and its values; a file of another version is emptied."""
KEPT = 200_000
"""Results in the file; the oldest are deleted first."""
BATCH = 200
"""Results that are written in one transaction."""
WAIT = 2
"""Seconds to wait while another run writes; then this run goes on without the cache."""
FAILURES = (sqlite3.Error, ValueError, OverflowError)
"""What SQLite raises for a file; the message about a damaged one may itself be no text."""
PASSING = ("locked", "locking", "readonly", "unable to open", "full", "disk I/O")
"""Words of the errors that are no fault of the file."""
SCHEMA = "CREATE TABLE results (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value TEXT NOT NULL)"


class ResultCache:
    """The results in one file; raises nothing.

    After the first error the file is not used for the rest of the run, and deleted if it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pending: dict[bytes, str] = {}
        self.states: dict[int, bytes] = {}
        self.connection: sqlite3.Connection | None = None
        for _ in range(2):  # again after it was damaged, or created by another run at the same moment
            try:
                self._open()
                return
            except FAILURES as error:
                self._give_up(error)

    def _open(self) -> None:
        with suppress(OSError):  # files that SQLite puts beside it get the same mode
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            self.path.chmod(0o600)
        self.connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=NORMAL")
        if self._format() != FORMAT:
            self.connection.execute("BEGIN IMMEDIATE")
            if self._format() != FORMAT:  # once more, now that no other run can write
                self.connection.execute("DROP TABLE IF EXISTS results")
                self.connection.execute(SCHEMA)
                self.connection.execute(f"PRAGMA user_version={FORMAT}")
            self.connection.execute("COMMIT")
        self.connection.execute("SELECT number, key, value FROM results LIMIT 1").fetchone()

    def _format(self) -> Any:
        assert self.connection
        return self.connection.execute("PRAGMA user_version").fetchone()[0]

    def _give_up(self, error: Exception) -> None:
        """Go on without the file; delete it if it is damaged, not if it is only locked, full or read-only."""
        if self.connection is not None:
            with suppress(*FAILURES):
                self.connection.close()
            self.connection = None
        self.pending.clear()
        is_passing = isinstance(error, sqlite3.OperationalError) and any(word in str(error) for word in PASSING)
        if not is_passing:
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    os.unlink(f"{self.path}{end}")

    def kept_or_made(
        self, key: bytes, from_text: Callable[[str], T], to_text: Callable[[T], str], make: Callable[[], T]
    ) -> T:
        """Return the value that is kept under a key, else what `make` returns, which is then kept, as text.

        What `make` raises is raised. A kept text that `from_text` cannot read is replaced.
        """
        if self.connection is not None and (text := self._read(key)) is not None:
            with suppress(ValueError, KeyError, TypeError, IndexError):
                return from_text(text)
        value = make()
        self._keep(key, to_text(value))
        return value

    def _keep(self, key: bytes, text: str) -> None:
        """Keep a text, which is written with the next ones."""
        if self.connection is not None:
            self.pending[key] = checksum(key, text) + text
            if len(self.pending) >= BATCH:
                self.flush()

    def examine(self, linter: Linter, draft: Draft, rewrite: Rewrite | None = None) -> Result:
        """Return the result for a draft, from the cache if it has one.

        `rewrite` gives its findings their sentences written anew, which are kept as well: each takes lints of its own.
        A result that was kept without them is made again.
        """
        key = None if self.connection is None else self.key(linter, draft)
        text = None if key is None else self._read(key)
        if text == _NOTHING:  # most drafts
            return Result([], [], [])
        if text is not None:
            with suppress(ValueError, KeyError, TypeError, IndexError):
                found, anew = json.loads(text)
                if not rewrite or anew:
                    return restored(linter, draft, found, anew if rewrite else [])
        result = linter.examine(draft)
        if rewrite:
            result = rewrite(linter, draft, result)
        if key is not None and not result.faults:
            self._keep(key, _text(result, bool(rewrite)) if result.findings else _NOTHING)
        return result

    def _read(self, key: bytes) -> str | None:
        """Return the kept text of a result if its checksum is right."""
        assert self.connection
        try:
            row = self.connection.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
        except FAILURES as error:
            self._give_up(error)
            return None
        if row and isinstance(row[0], str) and row[0].startswith(checksum(key, row[0][CHECKED:])):
            return row[0][CHECKED:]
        return None

    def key(self, linter: Linter, draft: Draft) -> bytes | None:
        """Return a digest of everything that a result depends on; None if the linter cannot tell."""
        if id(linter) not in self.states:
            state = linter.engine.state()
            if state is None:
                return None
            self.states[id(linter)] = repr((FORMAT, __version__, state)).encode()
        digest = blake2b(self.states[id(linter)], digest_size=20)
        if draft.places:  # the same text may be a draft, whose title is guessed, and several notes with other titles
            digest.update(repr((draft.front_end, draft.front_title, draft.in_picture)).encode())
        digest.update(b"skip" if draft.skips_code else b"check")
        digest.update(draft.text.encode("utf-8", "surrogatepass"))
        return digest.digest()

    def flush(self) -> None:
        """Write the pending results."""
        if self.connection is None or not self.pending:
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.executemany(
                "INSERT OR REPLACE INTO results (key, value) VALUES (?, ?)", list(self.pending.items())
            )
            self.connection.execute(
                "DELETE FROM results WHERE number <= (SELECT max(number) FROM results) - ?", (KEPT,)
            )
            self.connection.execute("COMMIT")
        except FAILURES as error:
            self._give_up(error)
        self.pending.clear()

    def close(self) -> None:
        self.flush()
        if self.connection is not None:
            with suppress(*FAILURES):
                self.connection.close()
            self.connection = None


_NOTHING = json.dumps([[], []])
"""The kept text of a result without findings."""
CHECKED = 16
"""Characters of the checksum before a kept text."""


def checksum(key: bytes, text: str) -> str:
    """Return a checksum by which a text damaged on the disk is noticed; SQLite does not check."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=CHECKED // 2, key=key).hexdigest()


def _text(result: Result, has_rewrites: bool) -> str:
    """Return the text to keep of a result, and of its sentences written anew if it has them."""
    found = [[kept(part) for part in finding.parts or (finding,)] for finding in result.findings]
    edits = [finding.rewrite for finding in result.findings] if has_rewrites else []
    return json.dumps([found, [edit and [edit.start, edit.end, edit.text] for edit in edits]])


def kept(finding: Any) -> list[Any]:
    """Return the parts of a finding that the rulebook does not supply."""
    disguises = [[each.kind, each.text, each.reads] for each in finding.disguises]
    seen = [[each.name, each.words] for each in finding.seen]
    undone = [[each.start, each.end, each.text] for each in finding.undone]
    return [finding.rule_id, finding.start, finding.end, undone, disguises, seen]


def restored(linter: Linter, draft: Draft, data: list[Any], anew: list[Any]) -> Result:
    """Return the result from the output of `kept` for the parts of each finding, and from the edits or None that write
    their sentences `anew`, if these are there; raises ValueError and the like for other data.
    """
    from xhslint.linter.merging import joined

    engine = linter.engine
    standard = engine.standard_of(draft)

    def part(
        rule_id: str,
        start: int,
        end: int,
        undone: list[tuple[int, int, str]],
        disguises: list[list[str]],
        seen: list[tuple[str, list[str]]],
    ) -> Finding:
        edits = tuple(Edit(*each) for each in undone)
        found = tuple(Disguise(*each) for each in disguises)
        named: tuple[Seen, ...] = ()
        if seen:
            from xhslint.linter.telling import named_parts

            named = named_parts(engine.index.classifier, seen, engine.lang)
        return engine.judge.finding(
            engine.rule(rule_id), standard, draft, (start, end), undone=edits, disguises=found, seen=named
        )

    findings = [finding for parts in data for finding in joined(part(*each) for each in parts)]
    if any(anew):
        edits = [each and Edit(*each) for each in anew]
        findings = [replace(each, rewrite=edit) for each, edit in zip(findings, edits, strict=True)]
    return Result(findings, [], [])
