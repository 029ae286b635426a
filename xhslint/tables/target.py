"""Write a table file: Parquet or Arrow, which appears when it is complete."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from xhslint.base.atomic_write import AtomicFile
from xhslint.base.errors import InputError, Problem
from xhslint.messages.catalogue import both, both_with_reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

SUFFIXES = (".parquet", ".arrow", ".feather")
GROUP = 1 << 15
"""Rows of a row group."""
GROUP_BYTES = 1 << 26
"""Bytes in memory from which a row group is written, however few rows it has."""


def require_target(path: str, is_forced: bool) -> None:
    """Raise InputError for a file that is there already, unless this is forced, and for a kind that cannot hold findings."""
    if os.path.splitext(path)[1].lower() not in SUFFIXES:
        raise InputError([Problem(path, 0, 0, both("table target", ", ".join(SUFFIXES)))])
    if os.path.isdir(path):
        raise InputError([Problem(path, 0, 0, both("is folder"))])
    if os.path.lexists(path) and not is_forced:
        raise InputError([Problem(path, 0, 0, both("table exists"))])


def target_schema(path: str, schema: pa.Schema) -> pa.Schema:
    """Return the schema of a file with columns of `schema`; raises InputError if a column cannot be written.

    An Arrow file cannot hold the dictionaries of many batches, so their values are written in plain.
    """
    if not _is_parquet(path):
        for number, field in enumerate(schema):
            if pa.types.is_dictionary(field.type):
                schema = schema.set(number, field.with_type(field.type.value_type))
    try:
        with _writer(path, io.BytesIO(), schema) as writer:
            writer.write_table(schema.empty_table())
    except pa.ArrowException as error:
        reason = both("table unwritable", " ".join(str(error).split()))
        raise InputError([Problem(path, 0, 0, reason)]) from None
    return schema


def _is_parquet(path: str) -> bool:
    return os.path.splitext(path)[1].lower() == ".parquet"


def _writer(path: str, stream: BinaryIO, schema: pa.Schema) -> pq.ParquetWriter | pa.RecordBatchFileWriter:
    return (
        pq.ParquetWriter(stream, schema, compression="zstd") if _is_parquet(path) else pa.ipc.new_file(stream, schema)
    )


def write_table(path: str, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    """Write tables as one file of a schema of `target_schema`.

    Raises InputError if it cannot be written, and leaves nothing then.
    """
    try:
        file = AtomicFile(path)
        try:
            with _writer(path, file.stream, schema) as writer:
                for table in _grouped(tables):
                    writer.write_table(table.cast(schema))
            file.commit()
        finally:
            file.discard()
    except OSError as error:
        raise InputError([Problem(path, 0, 0, both_with_reason("unwritable", error))]) from error


def _grouped(tables: Iterable[pa.Table]) -> Iterable[pa.Table]:
    """Yield tables put together, so that a row group is no smaller than it should be."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(t.num_rows for t in waiting) >= GROUP or sum(t.nbytes for t in waiting) >= GROUP_BYTES:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()
