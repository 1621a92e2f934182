"""Whether a staged month has lost what is published of it: reports that went, figures that are all gone.

A report that is replaced keeps its row; so a month whose reports grow fewer has lost files or rows of its
register. More than half of them, or all figures, is taken for an accident and stops the publication; fewer
are
told. What else must hold of a staged warehouse is `checks`' business.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.home import Home
from pipeline.settling.records import Figure
from pipeline.submissions.records import Submission
from pipeline.warehouse.partitions import read_partition

ON_PURPOSE = "replace_on_purpose"
"""An empty file of this name in the month's published folder lets the loss through, once: publishing replaces
the folder, and the file with it."""


@dataclass(frozen=True)
class Vanished:
    """What is published of a month and not staged."""

    submissions: tuple[dict[str, object], ...]
    is_accident: bool
    message_vi: str


def vanished(connection: duckdb.DuckDBPyConnection, home: Home, period: str) -> Vanished:
    """Compares the staged month (`connection`) with the tables that are published of it."""
    folder = home.partitions(period)
    before = {s.submission_id: s for s in read_partition(folder, "submissions", Submission)}
    staged = connection.execute("SELECT submission_id FROM submissions WHERE period = ?", [period]).fetchall()
    figures = connection.execute("SELECT count(*) FROM figures WHERE period = ?", [period]).fetchone()
    n, left = len(staged), len(before) - len(staged)
    all_figures = not (figures and figures[0]) and bool(read_partition(folder, "figures", Figure))
    if left <= 0 and not all_figures:
        return Vanished((), False, "")
    gone: tuple[dict[str, object], ...] = tuple(
        {"submission_id": name, "province_id": s.province_id, "document_number": s.document_number}
        for name, s in before.items()
        if (name,) not in set(staged)
    )
    accident = (all_figures or 2 * n < len(before)) and not (folder / ON_PURPOSE).exists()
    return Vanished(gone, accident, _told(folder, len(before), n, all_figures, accident))


def _told(folder: Path, before: int, now: int, all_figures: bool, accident: bool) -> str:
    lost = f"Bản đang công bố có {before} báo cáo, lần chạy này chỉ còn {now}"
    lost += " và không còn số liệu nào." if all_figures else "."
    if not accident:
        return f"{lost} Hãy xem lại tệp và sổ công văn đến của kỳ."
    return (
        f"{lost} Không công bố, vì có thể tệp hoặc sổ công văn đến đã bị mất. Nếu đúng là như vậy,"
        f" hãy tạo tệp trống {folder / ON_PURPOSE} rồi chạy lại."
    )
