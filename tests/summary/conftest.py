"""A small published warehouse, made by hand from the contract's tables and columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from pipeline.catalogue import Period, indicators, lineage, provinces_on

TABLES = """
CREATE TABLE provinces (province_id VARCHAR, code VARCHAR, name VARCHAR, kind VARCHAR, committee VARCHAR,
    region VARCHAR, valid_from DATE, valid_to DATE);
CREATE TABLE province_lineage (from_id VARCHAR, to_id VARCHAR, date DATE);
CREATE TABLE files (sha256 VARCHAR, parent VARCHAR, submission_id VARCHAR, path VARCHAR, format VARCHAR,
    state VARCHAR, reason VARCHAR);
CREATE TABLE figures (figure_id VARCHAR, period VARCHAR, months INTEGER, province_id VARCHAR,
    province VARCHAR, indicator VARCHAR, role VARCHAR, value DOUBLE, unit VARCHAR, qualifier VARCHAR,
    status VARCHAR,
    confidence DOUBLE, derived VARCHAR, value_stated VARCHAR, unit_stated VARCHAR, readings VARCHAR);
CREATE TABLE to_review AS SELECT *, '' AS reason FROM figures;
CREATE TABLE figure_sources (figure_id VARCHAR, candidate_id VARCHAR, sha256 VARCHAR, place VARCHAR,
    quote VARCHAR);
CREATE TABLE submission_status (period VARCHAR, province_id VARCHAR, province VARCHAR, status VARCHAR,
    readable BOOLEAN, sent_date DATE, received_date DATE, on_time BOOLEAN, days_late INTEGER,
    document_number VARCHAR, note VARCHAR);
CREATE TABLE indicator_coverage (period VARCHAR, province_id VARCHAR, indicator VARCHAR, presence VARCHAR);
CREATE TABLE year_on_year (period VARCHAR, months INTEGER, province_id VARCHAR, province VARCHAR,
    indicator VARCHAR, value DOUBLE, base DOUBLE, base_source VARCHAR, change DOUBLE, change_pct DOUBLE,
    direction VARCHAR, direction_source VARCHAR, is_break BOOLEAN, base_stated DOUBLE, base_differs BOOLEAN);
CREATE TABLE national_totals (period VARCHAR, months INTEGER, indicator VARCHAR, total DOUBLE,
    n_with_data INTEGER, n_submitted INTEGER, n_provinces INTEGER, matched_total DOUBLE, matched_base DOUBLE,
    matched_n INTEGER, change DOUBLE, change_pct DOUBLE, previous_total DOUBLE, previous_n INTEGER,
    total_change_pct DOUBLE, is_headline BOOLEAN);
CREATE TABLE rule_results (result_id VARCHAR, rule VARCHAR, importance VARCHAR, period VARCHAR,
    province_id VARCHAR, message VARCHAR, state VARCHAR);
CREATE TABLE exchange_rates (currency VARCHAR, year INTEGER, vnd_per_unit DOUBLE, source VARCHAR);
"""
MISSING = {"dien_bien", "lao_cai", "tay_ninh", "thai_nguyen"}


class SmallWarehouse:
    """Fills the tables of one period from plain dictionaries: {province_id: (value, base)}."""

    def __init__(self) -> None:
        self._connection: Any = duckdb.connect()
        self._connection.execute(TABLES)
        self._waiting: dict[str, list[tuple[object, ...]]] = {}
        self.merged = {item.to_id for item in lineage() if item.date.year == 2025 and item.date.month == 7}
        for item in lineage():
            self.add("province_lineage", item.from_id, item.to_id, item.date)

    def add(self, table: str, *values: object) -> None:
        self._waiting.setdefault(table, []).append(values)

    @property
    def connection(self) -> Any:
        """The database with all rows in it: a table's rows go in by one statement, which is much faster."""
        for table, waiting in self._waiting.items():
            marks = ", ".join(f"({', '.join('?' for _ in row)})" for row in waiting)
            cells = [cell for row in waiting for cell in row]
            self._connection.execute(f"INSERT INTO {table} VALUES {marks}", cells)
        self._waiting = {}
        return self._connection

    def status(self, period: str, missing: set[str], unreadable: frozenset[str] = frozenset()) -> None:
        last = Period.parse(period).last_day
        for index, p in enumerate(provinces_on(last)):
            self.add("provinces", p.province_id, p.code, p.name, p.kind, p.committee, p.region, None, None)
            if p.province_id in missing:
                row: tuple[object, ...] = ("missing", None, None, None, None, None, "", "")
            else:
                sent = last - timedelta(days=18 - index % 30)
                received = sent + timedelta(days=index % 8 - (1 if index == 16 else 0))
                late = max(0, (received - last).days)
                readable = p.province_id not in unreadable
                row = ("submitted", readable, sent, received, late == 0, late, f"{100 + index}-BC/TU", "")
            self.add("submission_status", period, p.province_id, p.name, *row)

    def indicator(
        self, period: str, months: int, code: str, values: dict[str, tuple[float | None, float | None]]
    ) -> None:
        """Figures, changes and totals of one indicator."""
        facts = indicators()[code]
        ids = {
            row[0]: (row[1], row[2])
            for row in self.connection.execute(
                "SELECT province_id, province, status FROM submission_status WHERE period = ?", [period]
            ).fetchall()
        }
        submitted = {key for key, (_, status) in ids.items() if status == "submitted"}
        for key, (name, _) in ids.items():
            value, base = values.get(key, (None, None)) if key in submitted else (None, None)
            change = value - base if value is not None and base is not None else None
            if key not in submitted:
                direction = "no_report"
            elif change is None:
                direction = "no_data"
            else:
                direction = "up" if change > 0 else "down" if change < 0 else "equal"
            pct = change / base * 100 if change is not None and base else None
            source = "warehouse" if base is not None else None
            row = (value, base, source, change, pct, direction, None, key in self.merged, None, False)
            self.add("year_on_year", period, months, key, name, code, *row)
            presence = "stated" if value else "silent" if value is None else "stated_zero"
            if key not in submitted:
                presence = "no_report"
            self.add("indicator_coverage", period, key, code, presence)
            if value is not None:
                figure = f"{period}-{key}-{code}-{months}"
                self.add(
                    *("figures", figure, period, months, key, name, code, "actual", value, facts.unit),
                    *("exact", "accepted", 0.95, "", f"{value:g}", facts.noun_vi, "[]"),
                )
                self.add(
                    "figure_sources",
                    figure,
                    f"c-{figure}",
                    "ab12",
                    "đoạn 14",
                    f"đạt {value:g} {facts.noun_vi}",
                )
        given = [v for key, (v, _) in values.items() if key in submitted and v is not None]
        both = [
            (v, b) for key, (v, b) in values.items() if key in submitted and v is not None and b is not None
        ]
        matched = (sum(v for v, _ in both), sum(b for _, b in both)) if both else (None, None)
        total = sum(given) if given else None
        counts = (len(given), len(submitted), len(ids))
        headline = months == (6 if period.endswith("06") else 1)
        change = (None, None, None, None, None)
        self.add(
            "national_totals", period, months, code, total, *counts, *matched, len(both), *change, headline
        )

    def review(
        self, period: str, months: int, province_id: str, code: str, value: float | None, why: str
    ) -> None:
        name = self.connection.execute(
            "SELECT min(province) FROM submission_status WHERE province_id = ?", [province_id]
        ).fetchone()[0]
        facts = indicators()[code]
        reading = {
            "value": value,
            "unit": facts.unit,
            "quote": "=1+1 đoàn",
            "place": "trang 3",
            "file": "x.docx",
        }
        self.add(
            *(
                "to_review",
                f"r-{province_id}-{code}",
                period,
                months,
                province_id,
                name,
                code,
                "actual",
                value,
            ),
            *(facts.unit, "exact", "review", 0.4, "", "", "", json.dumps([reading], ensure_ascii=False), why),
        )
        self.connection.execute(
            "UPDATE indicator_coverage SET presence = 'in_review' WHERE province_id = ? AND indicator = ?",
            [province_id, code],
        )


def spread(period: str, seed: int, scale: float = 1.0) -> dict[str, tuple[float | None, float | None]]:
    """A value and a base for every province: some equal, some silent, one zero, one with a base of zero."""
    found: dict[str, tuple[float | None, float | None]] = {}
    for index, p in enumerate(provinces_on(Period.parse(period).last_day)):
        value: float | None = ((index * 37 + seed) % 97 + 3) * scale
        base: float | None = ((index * 53 + seed * 7) % 89 + 4) * scale
        if index % 13 == 5:
            value = None
        if index % 11 == 3:
            base = None
        if index == 20:
            value, base = 0.0, 12.0 * scale
        if index == 21:
            value, base = 9.0 * scale, 0.0
        if index == 22:
            base = value
        found[p.province_id] = (value, base)
    return found


@pytest.fixture
def empty_warehouse() -> SmallWarehouse:
    return SmallWarehouse()


@pytest.fixture
def make_warehouse() -> Callable[..., SmallWarehouse]:
    def make(period: str = "2023-06", months: int = 6, missing: set[str] | None = None) -> SmallWarehouse:
        made = SmallWarehouse()
        made.status(period, MISSING if missing is None else missing, frozenset({"ca_mau"}))
        silent = {"ca_mau": (None, None)}
        for seed, (code, scale) in enumerate(
            (
                ("delegations_out", 1.0),
                ("delegations_in", 1.0),
                ("ngo_aid_committed", 31_415.5),
                ("fdi_capital_registered", 5_271_000.0),
                ("fdi_projects_new", 1.0),
            ),
            start=1,
        ):
            made.indicator(period, months, code, {**spread(period, seed, scale), **silent})
        made.add("exchange_rates", "USD", int(period[:4]), 23790.0, "Bình quân năm (giả định)")
        return made

    return make


@pytest.fixture
def warehouse(make_warehouse: Callable[..., SmallWarehouse]) -> SmallWarehouse:
    """2023-06: 63 provinces, 59 submitted (Cà Mau's file can not be read), two figures in review."""
    made = make_warehouse()
    made.review("2023-06", 6, "ha_noi", "ngo_projects", 12.0, "Hai số khác nhau trong cùng một báo cáo")
    made.review("2023-06", 6, "da_nang", "ngo_projects", None, "Hai số khác nhau trong cùng một báo cáo")
    made.connection.execute(
        """UPDATE figures SET derived = 'quy đổi 23.790 VND/USD, 2023'
        WHERE indicator = 'ngo_aid_committed' AND province_id IN ('hai_phong', 'ha_tinh')"""
    )
    return made


@pytest.fixture
def cut_off() -> date:
    return date(2023, 7, 19)
