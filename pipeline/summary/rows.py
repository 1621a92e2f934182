"""Reads rows of the published warehouse as mappings.

Queries that more than one paper needs belong here; what the rows mean does not (`load.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from pipeline.catalogue import indicators, vietnamese_sort_key
from pipeline.summary.model import FigureTables, Row


def rows(connection: Any, sql: str, values: Sequence[object] = ()) -> tuple[Row, ...]:
    """Run a query on a DuckDB connection; one mapping of column to value a row."""
    cursor = connection.execute(sql, list(values))
    columns = [column[0] for column in cursor.description]
    return tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())


_PROVENANCE = """
    SELECT s.figure_id,
           string_agg(s.quote, ' | ' ORDER BY s.candidate_id) AS quote,
           string_agg(s.place, ' | ' ORDER BY s.candidate_id) AS place,
           string_agg(DISTINCT coalesce(f.path, s.sha256), ' | ') AS file
    FROM figure_sources AS s
    LEFT JOIN (SELECT sha256, min(path) AS path FROM files GROUP BY sha256) AS f USING (sha256)
    GROUP BY s.figure_id
"""


def figure_tables(connection: Any, period: str = "", sample: bool = False) -> FigureTables:
    """Figures with provenance, the review list, status, changes and totals, of one period or (empty) of all.

    Rows stand in the order of period, province (Vietnamese), indicator (catalogue), months, role.
    """
    where = "WHERE t.period = ?" if period else ""
    values = (period,) if period else ()

    def ordered(sql: str) -> tuple[Row, ...]:
        return tuple(sorted(rows(connection, f"{sql} {where}", values), key=_order))

    return FigureTables(
        figures=ordered(
            f"""SELECT t.*, s.quote, s.place, s.file FROM figures AS t
            LEFT JOIN ({_PROVENANCE}) AS s USING (figure_id)"""
        ),
        to_review=ordered("SELECT t.* FROM to_review AS t"),
        status=ordered("SELECT t.* FROM submission_status AS t"),
        year_on_year=ordered("SELECT t.* FROM year_on_year AS t"),
        totals=ordered("SELECT t.* FROM national_totals AS t"),
        period=period,
        sample=sample,
    )


def _order(row: Row) -> tuple[object, ...]:
    codes = list(indicators())
    indicator = text(row.get("indicator"))
    return (
        text(row["period"]),
        _name_key(text(row.get("province"))),
        codes.index(indicator) if indicator in codes else len(codes),
        whole(row.get("months")) or 0,
        text(row.get("role")),
    )


_name_key = cache(vietnamese_sort_key)


def text(value: object) -> str:
    """A text column; SQL NULL is the empty string."""
    return "" if value is None else str(value)


def real(value: object) -> float | None:
    """A numeric column as float; SQL NULL stays None: missing is not zero."""
    if value is None:
        return None
    if isinstance(value, (int, float)) or hasattr(value, "__float__"):
        return float(value)
    raise TypeError(f"kho dữ liệu có giá trị không phải số: {value!r}")


def whole(value: object) -> int | None:
    """A whole-number column; SQL NULL stays None."""
    number = real(value)
    return None if number is None else int(number)


def day(value: object) -> date | None:
    """A date column; timestamps lose their time of day."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)[:10])
