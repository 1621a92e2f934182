"""Whether the tables in a month's work folder come from one run, whole.

On Dagster's page a part of the steps can be run alone, and a run can be stopped halfway. What the steps leave
must not be published then: figures of one inbox beside the submissions of another, or none at all. Each step
notes by hash what its tables were made from (`note_inputs`); here the notes are compared. Which steps there
are is not known here.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from pipeline.warehouse.partitions import TABLES

MADE_OF = "made_of.json"
INPUTS = ("files", "submissions")
"""The tables of a month that all others of it are made from."""


class IncompleteMonth(RuntimeError):
    """The month's tables are not those of one whole run. The message says what to run."""


def note_inputs(folder: Path, work: Path) -> None:
    """Notes in `folder` which files and submissions (those in `work` now) its tables were made from."""
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{MADE_OF}.{os.getpid()}.tmp"
    partial.write_text(json.dumps(_inputs(work)), encoding="utf-8")
    partial.replace(folder / MADE_OF)


def assert_made_of(folder: Path, work: Path, period: str, what: str) -> None:
    """Raises `IncompleteMonth` when the tables in `folder` were made from other files and submissions.

    `what` names them, in Vietnamese.
    """
    try:
        known = json.loads((folder / MADE_OF).read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        known = None
    if known != _inputs(work):
        raise IncompleteMonth(_told(period, f"{what} không được làm từ danh sách báo cáo đang có"))


def assert_whole(work: Path, period: str) -> None:
    """Raises `IncompleteMonth` when a table is missing in `work`, or they are not of one run."""
    missing = [table for table in TABLES if not (work / f"{table}.parquet").is_file()]
    if missing:
        raise IncompleteMonth(_told(period, f"thiếu bảng {', '.join(missing)}"))
    assert_made_of(work, work, period, "số liệu")


def _inputs(work: Path) -> dict[str, str]:
    return {table: _hash(work / f"{table}.parquet") for table in INPUTS}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _told(period: str, problem: str) -> str:
    return (
        f"Kỳ {period}: các bảng đang có không phải của một lần chạy trọn vẹn ({problem}); chưa công bố gì."
        f" Hãy chạy cả kỳ: doingoai run {period}, hoặc chọn mọi bước trên trang Dagster (Materialize all)."
    )
