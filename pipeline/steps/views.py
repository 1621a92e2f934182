"""A look at what was published of a month: short tables for Dagster's pages and the command line.

Nothing is computed that the warehouse does not already have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pipeline import catalogue
from pipeline.home import Home
from pipeline.steps.intake import NOTHING_DUE
from pipeline.steps.place import kept_inbox, nothing_due, place_of
from pipeline.steps.result import StepResult
from pipeline.summary import numbers_vi
from pipeline.warehouse import connect

DIRECTION_LABELS = {
    "up": "tăng",
    "down": "giảm",
    "equal": "bằng",
    "no_data": "không có số liệu",
    "no_report": "chưa gửi báo cáo",
}


def submission_status(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """Who has reported, from the published table."""
    place = place_of(home, period, as_of)
    if idle := _idle("submission_status", place, period):
        return idle
    rows = status_rows(place, period)
    sent = [row for row in rows if row["status"] == "submitted"]
    shown = tuple(
        (
            str(row["province"]),
            "đã gửi" if row["status"] == "submitted" else "chưa gửi",
            _day(row["sent_date"]),
            _day(row["received_date"]),
            "" if not row["days_late"] else f"{row['days_late']} ngày",
            str(row["note"] or ""),
        )
        for row in rows
    )
    return StepResult(
        "submission_status",
        period,
        counts={
            "đã gửi": len(sent),
            "đúng hạn": sum(bool(row["on_time"]) for row in sent),
            "muộn": sum(row["on_time"] is False for row in sent),
            "chưa gửi": len(rows) - len(sent),
        },
        row_count=len(rows),
        tables={
            "tình hình gửi báo cáo": (
                ("Địa phương", "Tình trạng", "Ngày gửi", "Ngày nhận", "Muộn", "Ghi chú"),
                shown,
            )
        },
    )


def year_on_year(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """How many provinces went up and down, by indicator, from the published table."""
    place = place_of(home, period, as_of)
    if idle := _idle("year_on_year", place, period):
        return idle
    rows = _rows(place, "SELECT indicator, months, direction FROM year_on_year WHERE period = ?", (period,))
    counts = Counter((str(r["indicator"]), int(str(r["months"])), str(r["direction"])) for r in rows)
    keys = sorted({(indicator, months) for indicator, months, _ in counts})
    names = {key: entry.name_vi for key, entry in catalogue.indicators().items()}
    shown = tuple(
        (names[indicator], str(months), *(str(counts[indicator, months, d]) for d in DIRECTION_LABELS))
        for indicator, months in keys
    )
    headings = ("Chỉ tiêu", "Số tháng", *DIRECTION_LABELS.values())
    return StepResult(
        "year_on_year", period, row_count=len(rows), tables={"so với cùng kỳ năm trước": (headings, shown)}
    )


def national_totals(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """Totals and changes, from the published table."""
    place = place_of(home, period, as_of)
    if idle := _idle("national_totals", place, period):
        return idle
    rows = [row for row in total_rows(place, period) if row["n_with_data"]]
    shown = tuple(
        (
            str(row["name"]),
            str(row["months"]),
            amount(row["total"], str(row["unit"])),
            f"{row['n_with_data']}/{row['n_submitted']}",
            percent(row["change_pct"]),
            f"{row['matched_n']}",
        )
        for row in rows
    )
    headings = ("Chỉ tiêu", "Số tháng", "Tổng", "Có số liệu/đã gửi", "So cùng kỳ", "Địa phương so được")
    return StepResult(
        "national_totals", period, row_count=len(rows), tables={"tổng cả nước": (headings, shown)}
    )


def status_rows(place: Home, period: str) -> list[dict[str, object]]:
    """The published status of every province, in Vietnamese order."""
    rows = _rows(place, "SELECT * FROM submission_status WHERE period = ?", (period,))
    return sorted(rows, key=lambda row: catalogue.vietnamese_sort_key(str(row["province"])))


def total_rows(place: Home, period: str) -> list[dict[str, object]]:
    """The published totals with the indicators' names, in the catalogue's order."""
    rows = _rows(place, "SELECT * FROM national_totals WHERE period = ?", (period,))
    known = catalogue.indicators()
    order = {indicator: place for place, indicator in enumerate(known)}
    for row in rows:
        row["name"] = known[str(row["indicator"])].name_vi
        row["unit"] = known[str(row["indicator"])].unit
    return sorted(rows, key=lambda row: (order[str(row["indicator"])], -int(str(row["months"]))))


def review_rows(place: Home, period: str) -> list[dict[str, object]]:
    """What of the month an analyst has to look at."""
    sql = "SELECT * FROM to_review WHERE period = ? ORDER BY province, indicator, months, role"
    return _rows(place, sql, (period,))


def amount(value: object, unit: str) -> str:
    """A figure as the papers print it; empty when there is none."""
    if value is None:
        return ""
    number = float(str(value))
    return numbers_vi.count(number) if unit in ("count", "people") else numbers_vi.amount(number, unit)


def percent(value: object) -> str:
    """A change with its sign; empty when there is none."""
    if value is None:
        return ""
    number = float(str(value))
    return ("+" if number > 0 else "") + numbers_vi.percent(number)


def _idle(name: str, place: Home, period: str) -> StepResult | None:
    inbox = kept_inbox(place, period)
    return StepResult(name, period, note=NOTHING_DUE) if nothing_due(place, inbox) else None


def _rows(place: Home, sql: str, values: Sequence[object]) -> list[dict[str, object]]:
    with connect(place) as connection:
        cursor = connection.execute(sql, list(values))
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else ""
