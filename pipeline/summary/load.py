"""Reads one period of the published warehouse into a `Summary`.

What belongs here: which rows make the model, which length of time the summary speaks of, and the refusal of
rows that contradict each other. No wording, no layout, no new statistics: totals and changes are the
warehouse's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from pipeline.catalogue import (
    Period,
    expected,
    indicators,
    issuing_body,
    region_of,
    vietnamese_sort_key,
)
from pipeline.catalogue import province as catalogue_province
from pipeline.summary import numbers_vi as vi
from pipeline.summary.model import (
    DIRECTIONS,
    Comparison,
    FigureTables,
    IndicatorTotal,
    ProvinceStatus,
    Row,
    Summary,
)
from pipeline.summary.rows import day, figure_tables, real, rows, text, whole

RULE_BROKEN = "không khớp với số liệu khác của cùng báo cáo hoặc của năm trước"
_DETAILS = re.compile(r"\s*(?:[:;(]|\.(?:\s|$)).*", re.DOTALL)
"""From the first colon, semicolon, bracket or end of a sentence on."""


class NoSuchPeriodError(LookupError):
    """The warehouse holds nothing of the period."""


def load(
    connection: Any, period: str, as_of: date | None = None, sample: bool = False, edition: str = ""
) -> Summary:
    """Read a period from a DuckDB connection to a published warehouse (or an edition's).

    `as_of` is the cut-off to print; without it the day on which the last report was received. Raises
    NoSuchPeriodError when the warehouse has no status of the period, and ValueError when its rows contradict
    each other (a report received after `as_of`, classes that do not add up to n).
    """
    last = Period.parse(period).last_day
    due = expected(period)
    tables = figure_tables(connection, period, sample)
    if not tables.status:
        raise NoSuchPeriodError(
            f"Kho dữ liệu chưa có kỳ {period}. Hãy chạy: doingoai run {period}, rồi xuất lại."
        )
    provinces = _provinces(tables.status, last)
    received = [p.received_date for p in provinces if p.submitted and p.received_date]
    late_rows = [p.name for p in provinces if as_of and p.received_date and p.received_date > as_of]
    if late_rows and as_of:
        raise ValueError(
            f"Có báo cáo nhận sau ngày {vi.day(as_of)} ({', '.join(late_rows)}); "
            f"hãy dùng kho dữ liệu của bản chốt: doingoai run {period} --as-of {as_of.isoformat()}"
        )
    lengths = {int(cast(int, row["months"])) for row in tables.totals}
    months = _months(period, tables.totals)
    cut_off = as_of or max(received, default=None)
    summary = Summary(
        period=period,
        months=months,
        as_of=cut_off,
        sample=sample,
        edition=edition,
        body=issuing_body(cut_off or last),
        deadline=due.deadline if due else None,
        provinces=provinces,
        totals=_totals(tables, months),
        comparisons=_comparisons(connection, tables, period, months, provinces),
        review_reasons=_counted(_review_reasons(connection, period, tables.to_review)),
        review_by_indicator=_counted([text(row["indicator"]) for row in tables.to_review]),
        conversions=_counted([text(r["derived"]) for r in tables.figures if is_conversion(r)]),
        rate_sources=_rate_sources(connection, period, tables),
        tables=tables,
        other_totals={length: _totals(tables, length) for length in sorted(lengths - {months})},
    )
    for indicator in summary.comparisons:
        summary.directions(indicator)
    return summary


def is_conversion(row: Row) -> bool:
    """Whether a figure was converted from another currency (settling writes "quy đổi …")."""
    return text(row.get("derived")).startswith("quy đổi")


def _provinces(status: Sequence[Row], last: date) -> tuple[ProvinceStatus, ...]:
    found = []
    for row in status:
        state = text(row["status"])
        if state not in ("submitted", "missing"):
            raise ValueError(f"submission_status: trạng thái lạ {state!r} của {row['province']}")
        province_id = text(row["province_id"])
        on_time = row["on_time"]
        found.append(
            ProvinceStatus(
                province_id=province_id,
                name=text(row["province"]),
                title=catalogue_province(province_id).title,
                region=region_of(province_id, last),
                submitted=state == "submitted",
                readable=bool(row["readable"]) if row["readable"] is not None else True,
                sent_date=day(row["sent_date"]),
                received_date=day(row["received_date"]),
                on_time=None if on_time is None else bool(on_time),
                days_late=whole(row["days_late"]),
                document_number=text(row["document_number"]),
                note=text(row["note"]),
            )
        )
    return tuple(sorted(found, key=lambda p: vietnamese_sort_key(p.name)))


def _months(period: str, totals: Sequence[Row]) -> int:
    """How many months the summary speaks of: the warehouse's headline length, else since January."""
    headline = {int(cast(int, row["months"])) for row in totals if row["is_headline"]}
    if len(headline) > 1:
        raise ValueError(f"national_totals: kỳ {period} có nhiều độ dài chính: {sorted(headline)}")
    return headline.pop() if headline else Period.parse(period).month


def _totals(tables: FigureTables, months: int) -> dict[str, IndicatorTotal]:
    derived = Counter(
        text(row["indicator"])
        for row in tables.figures
        if row["months"] == months and row["role"] == "actual" and row["derived"] and not is_conversion(row)
    )
    totals = {}
    for row in tables.totals:
        if row["months"] != months:
            continue
        code = text(row["indicator"])
        indicator = indicators()[code]
        totals[code] = IndicatorTotal(
            indicator=code,
            name=indicator.name_vi,
            unit=indicator.unit,
            topic=indicator.topic,
            additive=indicator.sum_over_provinces,
            note=indicator.note_vi,
            total=real(row["total"]),
            n_with_data=whole(row["n_with_data"]) or 0,
            n_submitted=whole(row["n_submitted"]) or 0,
            n_provinces=whole(row["n_provinces"]) or 0,
            matched_total=real(row["matched_total"]),
            matched_base=real(row["matched_base"]),
            matched_n=whole(row["matched_n"]) or 0,
            previous_total=real(row["previous_total"]),
            previous_n=whole(row["previous_n"]),
            previous_change_pct=real(row["total_change_pct"]),
            derived_n=derived[code],
        )
    return totals


def _comparisons(
    connection: Any, tables: FigureTables, period: str, months: int, provinces: Sequence[ProvinceStatus]
) -> dict[str, tuple[Comparison, ...]]:
    """One row for each of the N provinces: a province that the table leaves out has no data, or no report."""
    presence = {
        (text(row["province_id"]), text(row["indicator"])): text(row["presence"])
        for row in rows(connection, "SELECT * FROM indicator_coverage WHERE period = ?", [period])
    }
    known = {p.province_id for p in provinces}
    by_key: dict[tuple[str, str], Row] = {}
    for row in tables.year_on_year:
        if row["months"] != months:
            continue
        if row["province_id"] not in known:
            raise ValueError(f"year_on_year: {row['province_id']} không tồn tại vào ngày cuối kỳ {period}")
        by_key[text(row["indicator"]), text(row["province_id"])] = row
    result = {}
    for indicator in dict.fromkeys(indicator for indicator, _ in by_key):
        result[indicator] = tuple(
            _comparison(
                province,
                indicator,
                by_key.get((indicator, province.province_id)),
                presence.get((province.province_id, indicator), ""),
            )
            for province in provinces
        )
    return result


def _comparison(province: ProvinceStatus, indicator: str, row: Row | None, presence: str) -> Comparison:
    row = row or {}
    direction = text(row.get("direction")) or ("no_data" if province.submitted else "no_report")
    if direction not in DIRECTIONS:
        raise ValueError(f"year_on_year: chiều thay đổi lạ {direction!r} của {province.name}, {indicator}")
    return Comparison(
        province_id=province.province_id,
        province=province.name,
        indicator=indicator,
        value=real(row.get("value")),
        base=real(row.get("base")),
        base_source=text(row.get("base_source")),
        change=real(row.get("change")),
        change_pct=real(row.get("change_pct")),
        direction=direction,
        in_review=presence == "in_review",
        applicable=presence != "not_applicable",
        breaks=bool(row.get("is_break")) and row.get("base_source") == "warehouse",
        stated_base=real(row.get("base_stated")) if row.get("base_differs") else None,
        direction_stated=row.get("direction_source") == "stated",
    )


def _rate_sources(connection: Any, period: str, tables: FigureTables) -> tuple[str, ...]:
    currencies = {
        text(r["derived"]).split("VND/")[-1].strip()[:3] for r in tables.figures if is_conversion(r)
    }
    if not currencies:
        return ()
    found = rows(
        connection, "SELECT * FROM exchange_rates WHERE year = ? ORDER BY currency", [int(period[:4])]
    )
    return tuple(dict.fromkeys(text(row["source"]) for row in found if text(row["currency"]) in currencies))


def _review_reasons(connection: Any, period: str, to_review: Sequence[Row]) -> list[str]:
    """The kind of each figure's reason: what a broken rule says is one kind, else the words before details.

    "Báo cáo nêu các số khác nhau: 7 (đoạn 1); 8 (đoạn 2)." is of the kind "báo cáo nêu các số khác nhau".
    """
    broken = {
        text(row["message"])
        for row in rows(connection, "SELECT message FROM rule_results WHERE period = ?", [period])
    }
    kinds = []
    for row in to_review:
        reason = text(row["reason"])
        kind = RULE_BROKEN if reason in broken else _DETAILS.sub("", reason) or "chưa rõ lý do"
        kinds.append(kind[:1].lower() + kind[1:])
    return kinds


def _counted(values: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))
