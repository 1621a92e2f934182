"""Builds a fresh warehouse beside the published one, from Parquet partitions and the SQL models.

Which partitions go in, and running the models in order, belong here. What the tables say is in
`warehouse/models/`; whether it may be published is `checks`' and `publishing`'s.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.home import PROJECT_ROOT, EditionHome, Home
from pipeline.settling import read_corrections
from pipeline.settling.records import Correction
from pipeline.warehouse.arrow_tables import arrow_table
from pipeline.warehouse.catalogue_tables import calendar_tables, fixed_tables
from pipeline.warehouse.lock import Say, shared
from pipeline.warehouse.partitions import TABLES, schema_of

MODELS = PROJECT_ROOT / "warehouse" / "models"
STORAGE_VERSION = "v1.0.0"
"""Older than we need, so that other tools open the file."""
_PERIOD = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Staged:
    """A warehouse that is built and not published."""

    home: Home
    period: str
    path: Path
    fingerprint: str
    """Of everything that it was built from; when it changes before publishing, it is built again."""
    periods: tuple[str, ...]


def stage(home: Home, period: str, say: Say | None = None) -> Staged:
    """Builds the warehouse of every other month's partitions and this month's work.

    Without work for `period` its published partitions are taken. Raises `duckdb.Error` when a model fails;
    nothing that is published changes, and the unfinished file is removed.
    """
    with shared(lock_path(home), say):
        return stage_locked(home, period, say)


def stage_locked(home: Home, period: str, say: Say | None = None) -> Staged:
    """The same for a caller that holds the lock of `home`."""
    home.data.mkdir(parents=True, exist_ok=True)
    path = home.data / f".staged-{period}-{os.getpid()}-{uuid.uuid4().hex[:8]}.duckdb"
    with base_held(home, say):
        folders = source_folders(home, period)
        fingerprint = _fingerprint(home, folders)
        try:
            _build(home, path, folders)
        except BaseException:
            discard(path)
            raise
    return Staged(home, period, path, fingerprint, tuple(sorted(folders)))


def discard(path: Path) -> None:
    """Removes a staged file and what DuckDB may have left beside it."""
    for leftover in (path, path.with_name(f"{path.name}.wal"), path.with_name(f"{path.name}.tmp")):
        leftover.unlink(missing_ok=True)


def lock_path(home: Home) -> Path:
    """The lock of this home's warehouse."""
    return home.data / ".lock"


def source_folders(home: Home, period: str) -> dict[str, Path]:
    """By period, the folder whose partitions go in: the published ones, and the work of `period` if any.

    An edition takes the months before its own from the main home's published partitions; later ones are no
    part of it. Whoever calls holds `base_held`.
    """
    published = _base(home).partitions(period).parent
    found = {f.name: f for f in sorted(published.glob("*")) if f.is_dir() and _PERIOD.fullmatch(f.name)}
    if isinstance(home, EditionHome):
        found = {month: folder for month, folder in found.items() if month <= period}
    for own in (home.partitions(period), home.work(period)):
        if any(own.glob("*.parquet")):
            found[period] = own
    return dict(sorted(found.items()))


def fingerprint_of(home: Home, period: str, say: Say | None = None) -> str:
    """A hash over the names, sizes and times of the files that a staging of `period` reads."""
    with base_held(home, say):
        return _fingerprint(home, source_folders(home, period))


@contextmanager
def base_held(home: Home, say: Say | None = None) -> Iterator[None]:
    """For an edition: nobody moves the main home's partitions meanwhile. Else its caller's lock is enough.

    Taken after the edition's own lock, and nobody takes the two the other way round.
    """
    with shared(lock_path(_base(home)), say) if isinstance(home, EditionHome) else nullcontext():
        yield


def _base(home: Home) -> Home:
    return Home(home.root) if isinstance(home, EditionHome) else home


def _fingerprint(home: Home, folders: Mapping[str, Path]) -> str:
    digest = sha256()
    paths = [path for folder in folders.values() for path in sorted(folder.glob("*.parquet"))]
    for path in (*paths, home.corrections):
        if path.exists():
            state = path.stat()
            digest.update(f"{path}|{state.st_size}|{state.st_mtime_ns}|{state.st_ino}\n".encode())
    return digest.hexdigest()


def _build(home: Home, path: Path, folders: dict[str, Path]) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET wal_autocheckpoint = '1KB'")  # commit into the file, not by way of a log
        connection.execute("ATTACH ':memory:' AS input")
        connection.execute("ATTACH ':memory:' AS staging")
        for name, table in _inputs(home, tuple(folders)).items():
            connection.register("given", table)
            connection.execute(f"CREATE TABLE input.{name} AS FROM given")
            connection.unregister("given")
        for name in TABLES:
            _load(connection, name, folders)
        connection.execute(f"ATTACH '{_quoted(path)}' AS doingoai (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE doingoai")
        models = sorted(MODELS.glob("*/*.sql"))
        for model in [m for m in models if _is_staging(m)]:
            _run(connection, model)
        connection.execute("BEGIN")  # one wait for the disk, not one a table
        for model in [m for m in models if not _is_staging(m)]:
            _run(connection, model)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT doingoai")
        connection.execute("USE memory")
        connection.execute("DETACH doingoai")


def _is_staging(model: Path) -> bool:
    """Models of the first folder live in memory while the warehouse is built, and are not published."""
    return model.parent.name.endswith("_staging")


def _inputs(home: Home, periods: tuple[str, ...]) -> dict[str, pa.Table]:
    as_of = None
    if isinstance(home, EditionHome) and home.as_of:
        as_of = date.fromisoformat(home.as_of)
    shape = schema_of(Correction)
    decisions = enumerate(read_corrections(home.corrections, as_of))
    numbered = arrow_table(
        shape.append(pa.field("ordinal", pa.int64())),
        ([*(getattr(decision, name) for name in shape.names), place] for place, decision in decisions),
    )
    return {**fixed_tables(), **calendar_tables(periods), "decisions": numbered}


def _load(connection: duckdb.DuckDBPyConnection, name: str, folders: dict[str, Path]) -> None:
    """One partition table of all periods, with its types also when no period has it."""
    connection.register("given", arrow_table(schema_of(TABLES[name]), ()))
    select = f"CREATE TABLE input.{name} AS SELECT *, NULL::VARCHAR AS report_period FROM given"
    files = [str(f / f"{name}.parquet") for f in folders.values() if (f / f"{name}.parquet").exists()]
    if files:
        listed = ", ".join(f"'{_quoted(f)}'" for f in files)
        select += (
            " UNION ALL BY NAME SELECT * EXCLUDE filename,"
            " regexp_extract(filename, '(\\d{4}-\\d{2})/[^/]*$', 1) AS report_period"
            f" FROM read_parquet([{listed}], union_by_name = true, filename = true,"
            " hive_partitioning = false)"
        )
    connection.execute(select)
    connection.unregister("given")


def _run(connection: duckdb.DuckDBPyConnection, model: Path) -> None:
    """Makes the table that the model is named after; its leading comment becomes the table's."""
    sql = model.read_text("utf-8")
    schema = "staging." if _is_staging(model) else ""
    table = model.stem.split("_", 1)[1]
    try:
        connection.execute(f"CREATE TABLE {schema}{table} AS\n{sql}")
    except duckdb.Error as error:
        raise type(error)(f"{model.parent.name}/{model.name}: {error}") from error
    if not schema:
        says = " ".join(re.findall(r"^-- (.*)$", sql.split("\n\n")[0], re.MULTILINE))
        connection.execute(f"COMMENT ON TABLE {table} IS '{_quoted(says)}'")


def _quoted(text: object) -> str:
    return str(text).replace("'", "''")
