"""Makes Arrow tables of Python rows without loading pandas.

`pyarrow.array` asks whether a list is a pandas object and imports pandas for it (measured: 1.3 s a process,
in a run that takes two). Arrow's own JSON reader, given the schema, does not, and is as strict: a value of
another type, a missing one where none may be missing, an unknown column are errors. What the rows mean does
not belong here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.json as pj

_EPOCH = date(1970, 1, 1)


def arrow_table(schema: pa.Schema, rows: Iterable[Sequence[Any]]) -> pa.Table:
    """Rows, each with a value a column, as a table of exactly this schema.

    Raises `pa.ArrowInvalid` when a value does not fit its column, `ValueError` for a row of another length.
    """
    names = schema.names
    lines = [
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_plain) for row in rows
    ]
    if not lines:
        return pa.Table.from_batches([], schema=schema)
    content = "\n".join(lines).encode("utf-8")
    read = pj.read_json(
        BytesIO(content),
        # One block: a line may be longer than the reader's usual block of a megabyte.
        read_options=pj.ReadOptions(use_threads=False, block_size=len(content) + 1),
        parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )
    return read.select(names).cast(schema)


def _plain(value: object) -> object:
    """Days as Arrow's JSON reader takes them: a date as days since 1970, a time as ISO text."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return (value - _EPOCH).days
    raise TypeError(f"no column value: {value!r} ({type(value).__name__})")
