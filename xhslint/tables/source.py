"""Read a table file a batch at a time: Parquet, Arrow or CSV."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from xhslint.base.errors import InputError, Problem
from xhslint.drafts.decode import sniff
from xhslint.drafts.read import unreadable
from xhslint.messages.catalogue import both

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Batches = Iterator[pa.RecordBatch]

ROWS = 1024
"""Rows of a batch at most."""
BLOCK = 1 << 24
"""Bytes of a CSV file that are parsed at once, and so the most that a line may have."""
SAMPLE = 1 << 16
"""Bytes by which the encoding of a CSV file is told."""


class Source:
    """A table: its schema, its number of rows (0 if it is not known before they are read) and its rows from one on."""

    def __init__(self, schema: pa.Schema, rows: int, read: Callable[[int], Batches]) -> None:
        self.schema = schema
        self.rows = rows
        self.read = read


@contextmanager
def readable(path: str) -> Iterator[None]:
    """Turn whatever pyarrow raises for a file into an InputError that names the file."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise unreadable(path, error) from None
    except pa.ArrowMemoryError:
        raise InputError([Problem(path, 0, 0, both("out of memory"))]) from None
    except OSError as error:  # also pyarrow's, which has no number
        if error.errno is not None and not isinstance(error, pa.ArrowException):
            raise unreadable(path, error) from None
        raise _damaged(path, error) from None
    except (pa.ArrowException, ValueError, TypeError, KeyError, OverflowError, MemoryError) as error:
        raise _damaged(path, error) from None


def _damaged(path: str, error: Exception) -> InputError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return InputError([Problem(path, 0, 0, both("table damaged", reason))])


def open_source(path: str) -> Source:
    """Return the table in a file, told by its suffix; raises InputError, later for rows that cannot be read."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _OPENERS:
        raise InputError([Problem(path, 0, 0, both("table kind", ", ".join(_OPENERS)))])
    with readable(path):
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):  # a device may have no end
            number = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENODEV
            raise OSError(number, os.strerror(number))
        source = _OPENERS[suffix](path)
    plain = source.read

    def read(skip: int) -> Batches:
        batches = plain(skip)
        while True:
            with readable(path):
                batch = next(batches, None)
                if batch is not None:
                    batch.validate()
            if batch is None:
                return
            yield batch

    source.read = read
    return source


def _open_parquet(path: str) -> Source:
    file = pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 16)
    groups = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]

    def read(skip: int) -> Batches:
        for number, rows in enumerate(groups):
            if skip >= rows:
                skip -= rows
                continue
            yield from _from_row(file.iter_batches(ROWS, row_groups=[number], use_threads=False), skip)
            skip = 0

    return Source(file.schema_arrow, sum(groups), read)


def _open_arrow(path: str) -> Source:
    with open(path, "rb") as head:
        magic = head.read(8)
    if magic.startswith(b"FEA1"):
        raise InputError([Problem(path, 0, 0, both("table feather 1"))])
    if not magic.startswith(b"ARROW1"):
        return _open_stream(path)
    file = pa.ipc.open_file(pa.memory_map(path))

    def read(skip: int) -> Batches:
        return _from_row((file.get_batch(number) for number in range(file.num_record_batches)), skip)

    return Source(file.schema, sum(file.get_batch(n).num_rows for n in range(file.num_record_batches)), read)


def _open_stream(path: str) -> Source:
    schema = pa.ipc.open_stream(pa.memory_map(path)).schema
    return Source(schema, 0, lambda skip: _from_row(iter(pa.ipc.open_stream(pa.memory_map(path))), skip))


def _open_csv(path: str) -> Source:
    """Return the table of a CSV file with a header; all its columns are text, so that no number is read as another."""
    with open(path, "rb") as file:
        head = file.read(SAMPLE)
    encoding = sniff(_whole_lines(head), path).name
    tab = os.path.splitext(path)[1].lower() == ".tsv"
    settings: dict[str, Any] = {
        "parse_options": pa.csv.ParseOptions(delimiter="\t" if tab else ",", newlines_in_values=True),
        "read_options": pa.csv.ReadOptions(encoding=encoding, block_size=BLOCK, use_threads=False),
    }
    names = pa.csv.open_csv(path, **settings).schema.names
    as_text = pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    schema = pa.csv.open_csv(path, convert_options=as_text, **settings).schema

    def read(skip: int) -> Batches:
        return _from_row(iter(pa.csv.open_csv(path, convert_options=as_text, **settings)), skip)

    return Source(schema, 0, read)


def _whole_lines(head: bytes) -> bytes:
    """Return the beginning of a file without a last line that may be cut within a character."""
    return head if len(head) < SAMPLE else head[: head.rfind(b"\n") + 1] or head


def _from_row(batches: Iterator[pa.RecordBatch], skip: int) -> Batches:
    """Yield batches from a row on, in pieces of at most `ROWS`."""
    for batch in batches:
        for start in range(min(skip, batch.num_rows), batch.num_rows, ROWS):
            yield batch.slice(start, min(ROWS, batch.num_rows - start))
        skip = max(0, skip - batch.num_rows)


_OPENERS: dict[str, Callable[[str], Source]] = {
    ".parquet": _open_parquet,
    ".arrow": _open_arrow,
    ".feather": _open_arrow,
    ".csv": _open_csv,
    ".tsv": _open_csv,
}
"""How files are opened, by suffix."""
