"""The finished parts of an interrupted run, in a folder beside the table that they will become."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress

import pyarrow as pa

from xhslint.base.atomic_write import AtomicFile, write
from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both, both_with_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

try:
    import fcntl
except ImportError:  # Windows, where two runs of one table are the user's business
    fcntl = None  # type: ignore[assignment]

_TALLY = b"xhslint.tally"
_ABOUT, _LOCK = "run.json", "lock"


def folder_of(path: str) -> str:
    """Return the folder with the parts of a table."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.join(folder, f".{name}.xhslint-parts")


class Parts:
    """The parts of one table, each a file of Arrow data named by its first row; locked while this is open.

    `about` is what the parts depend on, as JSON data. What an earlier run left that depended on something else, or is
    damaged, is removed. `rows` counts the rows that are done, `tally` what was found in them. Raises InputError if the folder cannot
    be used, or another run uses it.
    """

    def __init__(self, path: str, about: Mapping[str, Any]) -> None:
        self.path = path
        self.folder = folder_of(path)
        self.rows = 0
        self.tally: Counter[str] = Counter()
        self.names: list[str] = []
        self.was_other = False
        try:
            os.makedirs(self.folder, exist_ok=True)
            self._lock()
            self._resume(about)
        except OSError as error:
            raise self._unwritable(error) from error

    def _lock(self) -> None:
        self.lock = open(os.path.join(self.folder, _LOCK), "wb")  # noqa: SIM115 - closed by close
        if fcntl:
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.lock.close()
                raise InputError([Problem(self.path, 0, 0, both("table busy"))]) from None

    def _resume(self, about: Mapping[str, Any]) -> None:
        """Count what an earlier run has done, or remove it."""
        there = sorted(name for name in os.listdir(self.folder) if name.endswith(".arrow"))
        if there and read_about(self.path) != about:
            self.was_other = True
        elif there:
            for name in there:
                part = self._open(name)
                if part is None or name != self._name(self.rows):
                    break
                self.rows += sum(part.get_batch(number).num_rows for number in range(part.num_record_batches))
                self.tally.update(json.loads(part.schema.metadata[_TALLY]))
                self.names.append(name)
        for name in there[len(self.names) :]:
            os.unlink(os.path.join(self.folder, name))
        write(os.path.join(self.folder, _ABOUT), json.dumps(about, ensure_ascii=False).encode())

    @staticmethod
    def _name(row: int) -> str:
        return f"{row:015}.arrow"

    def _open(self, name: str) -> pa.RecordBatchFileReader | None:
        """Return a part; None if it is damaged."""
        try:
            part = pa.ipc.open_file(pa.memory_map(os.path.join(self.folder, name)))
            return part if _TALLY in (part.schema.metadata or {}) else None
        except (pa.ArrowException, OSError, ValueError):
            return None

    def add(self, table: pa.Table, tally: Counter[str]) -> None:
        """Write the next rows, with what was found in them; raises InputError."""
        if not table.num_rows:
            return
        name = self._name(self.rows)
        metadata = {**(table.schema.metadata or {}), _TALLY: json.dumps(tally).encode()}
        options = pa.ipc.IpcWriteOptions(compression="zstd", unify_dictionaries=True)
        table = table.replace_schema_metadata(metadata)
        try:
            file = AtomicFile(os.path.join(self.folder, name))
            try:
                with pa.ipc.new_file(file.stream, table.schema, options=options) as writer:
                    writer.write_table(table)
                file.commit()
            finally:
                file.discard()
        except OSError as error:
            raise self._unwritable(error) from error
        self.rows += table.num_rows
        self.tally.update(tally)
        self.names.append(name)

    def tables(self) -> Iterator[pa.Table]:
        """Yield all parts in order."""
        for name in self.names:
            table = pa.ipc.open_file(pa.OSFile(os.path.join(self.folder, name))).read_all()
            kept = {key: value for key, value in table.schema.metadata.items() if key != _TALLY}
            yield table.replace_schema_metadata(kept)

    def close(self, is_done: bool) -> None:
        """Let other runs use the folder; remove it if the table is written."""
        self.lock.close()
        if is_done:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _unwritable(self, error: OSError) -> InputError:
        return InputError([Problem(self.folder, 0, 0, both_with_reason("unwritable", error))])


def read_about(path: str) -> dict[str, Any] | None:
    """Return what the parts of a table depend on; None if there are none, or that cannot be read."""
    with suppress(OSError, ValueError), open(os.path.join(folder_of(path), _ABOUT), "rb") as file:
        about = json.load(file)
        return about if isinstance(about, dict) else None
    return None
