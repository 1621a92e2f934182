"""The warehouse: Parquet partitions, a DuckDB file built from them, swapped in whole, and read by anybody.

A run writes its tables with `write_partition`, then `stage`s, `check`s and `publish`es; readers `connect`.
The tables themselves are SQL models in `warehouse/models/`. Settling and writing papers do not belong here.
"""

from pipeline.warehouse.checks import CheckResult, blocking_failures, check
from pipeline.warehouse.connection import NoWarehouse, connect
from pipeline.warehouse.lock import LockTimeout
from pipeline.warehouse.partitions import TABLES, read_partition, write_partition
from pipeline.warehouse.publishing import PublishBlocked, Published, is_published, publish
from pipeline.warehouse.staging import Staged, discard, stage
from pipeline.warehouse.whole_month import IncompleteMonth, assert_made_of, assert_whole, note_inputs

__all__ = [
    "TABLES",
    "CheckResult",
    "IncompleteMonth",
    "LockTimeout",
    "NoWarehouse",
    "PublishBlocked",
    "Published",
    "Staged",
    "assert_made_of",
    "assert_whole",
    "blocking_failures",
    "check",
    "connect",
    "discard",
    "is_published",
    "note_inputs",
    "publish",
    "read_partition",
    "stage",
    "write_partition",
]
