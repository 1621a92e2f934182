"""Opens the published warehouse for readers: always read-only, always the latest, in any process.

DuckDB keeps one instance a path in a process: a second `duckdb.connect(same path)` gives the old content as
long as an older connection lives. So each connection here opens a hard link of its own, whose name is
removed at once: the open file stays readable until the connection closes, and nothing needs cleaning up.
Building and publishing do not belong here.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import duckdb

from pipeline.home import Home


class NoWarehouse(FileNotFoundError):
    """Nothing has been published in this home yet."""


def connect(home: Home | None = None, period: str | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to what is published now (default: the home that `DOINGOAI_HOME` names).

    With `period`, SQL may say `getvariable('period')`. Temporary tables may be made; the tables of the
    warehouse cannot be changed. A connection keeps the state that it opened; a new one sees the newest,
    also in a process that still holds older ones. Raises `NoWarehouse` when nothing is published.
    """
    home = home or Home.from_environment()
    if not home.database.exists():
        raise NoWarehouse(f"{home.database} is not there yet: publish a month first (doingoai run YYYY-MM)")
    spill = Path(tempfile.gettempdir()) / f"doingoai-spill-{os.getpid()}"
    folder, link = _own_name(home.database)
    try:
        connection = duckdb.connect(str(link), read_only=True, config={"temp_directory": str(spill)})
    finally:
        link.unlink(missing_ok=True)
        folder.rmdir()
    if period is not None:
        connection.execute("SET VARIABLE period = ?", [period])
    return connection


def _own_name(database: Path) -> tuple[Path, Path]:
    """A fresh folder and in it the database under a path that no other connection has used."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".reader-", dir=database.parent))
    except OSError:  # a reader who may not write there
        return _copy(database)
    try:
        os.link(database, folder / database.name)
    except OSError:  # a file system without hard links
        folder.rmdir()
        return _copy(database)
    return folder, folder / database.name


def _copy(database: Path) -> tuple[Path, Path]:
    folder = Path(tempfile.mkdtemp(prefix="doingoai-reader-"))
    return folder, Path(shutil.copyfile(database, folder / database.name))
