"""Lint columns of Arrow data: record batches, tables and arrays, as engines for data hand them to Python.

Needs pyarrow (`pip install 'xhslint[arrow]'`). All functions take the settings of `Linter` as further keywords, and keep the
linter for the next call with the same ones. Nothing in a row raises: a caption that cannot be checked has null findings,
and its problem says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("xhslint.arrow needs pyarrow: pip install 'xhslint[arrow]'") from error

from xhslint.batches.columns import column, column_type, find_column, require_text
from xhslint.batches.columns import texts as values_of
from xhslint.batches.linting import lint_values, linter_for
from xhslint.batches.schema import FINDING, FINDINGS, VERSION, findings_field, problem_field, require_free

if TYPE_CHECKING:
    from typing import TypeAlias

    Column: TypeAlias = "pa.Array | pa.ChunkedArray | Sequence[str | bytes | None]"
    Batch: TypeAlias = "pa.RecordBatch | pa.Table"

__all__ = ["FINDING", "FINDINGS", "VERSION", "findings", "lint_array", "lint_batch", "output_schema"]


def lint_batch(
    batch: Batch,
    text: str = "text",
    title: str | None = None,
    into: str = "findings",
    problem: str = "problem",
    **settings: Any,
) -> Batch:
    """Return a batch or table with two more columns: the findings `into`, and what kept a row from being checked.

    `text` and `title` name the columns of the captions and of titles that are kept apart, `outer.inner` a member of
    a struct. Raises InputError for columns that do not exist, hold no text or have one of the new names.
    """
    schema = output_schema(batch.schema, text, title, into, problem, **settings)
    if isinstance(batch, pa.Table):
        parts = [lint_batch(part, text, title, into, problem, **settings) for part in batch.to_batches()]
        return pa.Table.from_batches(parts, schema)
    texts = values_of(column(batch, find_column(batch.schema, text)), text)
    titles = None if title is None else values_of(column(batch, find_column(batch.schema, title)), title)
    added = lint_values(linter_for(settings), texts, titles).arrays()
    return pa.RecordBatch.from_arrays([*batch.columns, *added], schema=schema)


def output_schema(
    schema: pa.Schema,
    text: str = "text",
    title: str | None = None,
    into: str = "findings",
    problem: str = "problem",
    **settings: Any,
) -> pa.Schema:
    """Return the schema of what `lint_batch` makes of batches with a schema; raises InputError as it does."""
    for name in (text, title):
        if name is not None:
            require_text(column_type(schema, find_column(schema, name)), name)
    require_free(schema.names, (into, problem))
    return schema.append(findings_field(into, linter_for(settings))).append(problem_field(problem))


def lint_array(texts: Column, titles: Column | None = None, **settings: Any) -> pa.StructArray | pa.ChunkedArray:
    """Return a struct for each text: its `findings` and its `problem`; chunked if the texts are.

    `titles` are as many as the texts. Raises InputError for arrays of other things than texts.
    """
    linter = linter_for(settings)
    members = [findings_field("findings", linter), problem_field("problem")]
    above = None if titles is None else _values(titles, "titles")
    linted = lint_values(linter, _values(texts, "texts"), above).arrays()
    whole = pa.StructArray.from_arrays(list(linted), fields=members)
    if not isinstance(texts, pa.ChunkedArray):
        return whole
    chunks, start = [], 0
    for chunk in texts.chunks:
        chunks.append(whole.slice(start, len(chunk)))
        start += len(chunk)
    return pa.chunked_array(chunks, whole.type)


def findings(texts: Column, titles: Column | None = None, **settings: Any) -> pa.ListArray | pa.ChunkedArray:
    """Return the findings of each text, null for one that was not checked; otherwise as `lint_array`."""
    linted = lint_array(texts, titles, **settings)
    if isinstance(linted, pa.ChunkedArray):
        return pa.chunked_array([chunk.field(0) for chunk in linted.chunks], FINDINGS)
    return linted.field(0)


def _values(given: Column, name: str) -> list[str | bytes | None]:
    if isinstance(given, pa.ChunkedArray):
        require_text(given.type, name)
        return [value for chunk in given.chunks for value in values_of(chunk, name)]
    if not isinstance(given, pa.Array):
        given = pa.array(given)
    return values_of(given, name)
