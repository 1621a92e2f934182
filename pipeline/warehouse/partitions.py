"""Writes and reads the Parquet partitions: one file a table, one folder a period.

The schema comes from the dataclass of the table, so an empty table keeps its types and a file with a strange
column is refused. A file appears whole or not at all (written beside, then `os.replace`). What the tables
mean does not belong here, nor DuckDB.
"""

from __future__ import annotations

import os
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.extraction.candidate import Candidate
from pipeline.inbox.records import Finding
from pipeline.settling.records import Correction, Figure, FigureSource, RuleResult
from pipeline.submissions.records import FileRecord, Submission
from pipeline.warehouse.arrow_tables import arrow_table

TABLES: Mapping[str, type] = types.MappingProxyType(
    {
        "files": FileRecord,
        "submissions": Submission,
        "candidates": Candidate,
        "figures": Figure,
        "to_review": Figure,
        "figure_sources": FigureSource,
        "rule_results": RuleResult,
        "corrections": Correction,
        "findings": Finding,
    }
)
"""The partition tables and the dataclass that one row of each is."""

_ARROW: Mapping[type, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
}

Row = TypeVar("Row")


def schema_of(cls: Any) -> pa.Schema:
    """The Arrow schema of a dataclass. Raises `TypeError` for a field type that has no column type."""
    return _schema(cls)


@cache
def _schema(cls: Any) -> pa.Schema:
    hints = get_type_hints(cls)
    columns = []
    for field in fields(cls):
        arrow, nullable = _column_type(hints[field.name], f"{cls.__name__}.{field.name}")
        columns.append(pa.field(field.name, arrow, nullable=nullable))
    return pa.schema(columns)


def to_arrow(rows: Iterable[object], cls: type) -> pa.Table:
    """Rows of one dataclass as an Arrow table. Raises `pa.ArrowInvalid` when a value does not fit."""
    schema = schema_of(cls)
    return arrow_table(schema, ([getattr(row, name) for name in schema.names] for row in rows))


def write_partition(folder: Path, table: str, rows: Iterable[object]) -> Path:
    """Writes `rows` as `folder/<table>.parquet`, atomically, and gives its path.

    Raises `ValueError` for a table that the contract does not know, `TypeError` for a row of another class.
    """
    cls = _class_of(table)
    rows = tuple(rows)
    for row in rows:
        if not isinstance(row, cls):
            raise TypeError(f"a row of {table!r} must be a {cls.__name__}, got {type(row).__name__}")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table}.parquet"
    temporary = folder / f".{table}.{os.getpid()}.tmp"
    try:
        pq.write_table(to_arrow(rows, cls), temporary, compression="zstd")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def read_partition(folder: Path, table: str, cls: type[Row]) -> tuple[Row, ...]:
    """The rows of `folder/<table>.parquet`; none when there is no such file.

    A column that the class has meanwhile gained takes its default; one that it no longer has is left out.
    Raises `ValueError` for an unknown table or a column without default that is missing.
    """
    _class_of(table)
    path = folder / f"{table}.parquet"
    if not path.exists():
        return ()
    stored = pq.ParquetFile(path).read()  # pq.read_table imports pandas
    wanted = schema_of(cls)
    present = [name for name in wanted.names if name in stored.column_names]
    if missing := _required(cls) - set(present):
        raise ValueError(f"{path}: column {', '.join(sorted(missing))} is missing")
    lists = {name for name in present if pa.types.is_list(wanted.field(name).type)}
    return tuple(
        cls(**{name: tuple(value) if name in lists else value for name, value in row.items()})
        for row in stored.select(present).to_pylist()
    )


def _required(cls: Any) -> set[str]:
    return {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}


def _class_of(table: str) -> type:
    try:
        return TABLES[table]
    except KeyError:
        raise ValueError(f"no partition table {table!r}; there are {', '.join(TABLES)}") from None


def _column_type(hint: Any, where: str) -> tuple[pa.DataType, bool]:
    """Column type and whether it may be empty, of one type hint."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [a for a in get_args(hint) if a is not type(None)]
        if len(inner) == 1:
            return _column_type(inner[0], where)[0], True
    elif origin is Literal:
        if all(isinstance(a, str) for a in get_args(hint)):
            return pa.string(), False
    elif origin is tuple:
        inner_type = get_args(hint)[0]
        return pa.list_(_column_type(inner_type, where)[0]), False
    elif hint in _ARROW:
        return _ARROW[hint], False
    raise TypeError(f"{where}: no column type for {hint}")
